"""What a tier costs, as printed: dong, a share or a multiple of a value, so much for each thing, an addition to another fine.

Every way to print an amount is an entry of the pack; its name tells how the numbers are meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from extract.words import Words
from ontology.pack import Language

TOPIC = "sanctions"
FINE, WARNING, PERCENT, TIMES, PER_UNIT, SURCHARGE = (
    "fine", "warning", "percent_of_value", "times_of_value", "per_unit", "surcharge",
)  # fmt: skip
RATES = frozenset({PERCENT, TIMES, PER_UNIT, SURCHARGE})
QUOTED = re.compile("\u201c[^\u201d]*\u201d?")


@dataclass(frozen=True, slots=True)
class Amount:
    """What a tier costs, and whom the amount itself names.

    `basis` says of what value a share or multiple is taken, `per` for what each an amount is counted, both in the law's words;
    `or_warning` where a warning may be given instead.
    """

    kind: str
    minimum: Decimal = Decimal(0)
    maximum: Decimal = Decimal(0)
    who: Words | None = None
    basis: str = ""
    per: str = ""
    or_warning: bool = False


@dataclass(frozen=True, slots=True)
class Head:
    """An amount in a stretch of text, and where it begins and ends."""

    amount: Amount
    start: int
    end: int


def heads(w: Words, vi: Language, bare: bool = False) -> list[Head]:
    """The amounts in a stretch of text; `bare` ones too, where a clause above says that they are fines."""
    text = w.lower
    found = list(_printed(w, text, vi)) if _worth(text, vi) else []
    if bare and not any(h.start == 0 for h in found) and (m := vi.pattern(TOPIC, "bare").match(text)):
        found = [Head(_amount(m, w, vi), *m.span())]
    quoted = [m.span() for m in QUOTED.finditer(text)]
    outside = sorted((h for h in found if not any(a <= h.start < b for a, b in quoted)), key=lambda h: h.start)
    return [h for before, h in pairwise([None, *outside]) if h and (before is None or h.start >= before.end)]


def _worth(text: str, vi: Language) -> bool:
    return any(word in text for word in vi.words(TOPIC, "heads_hold"))


def _printed(w: Words, text: str, vi: Language) -> Iterator[Head]:
    first = True
    for key in ("fine", "rate_of", "rate", "flat", "more"):
        for found in vi.pattern(TOPIC, key).finditer(text):
            if key == "flat" and found["upto"] and not vi.pattern(TOPIC, "upto_at").search(text[: found.start()]):
                continue
            yield Head(_amount(found, w, vi), *found.span())
            if first and key == "fine":
                yield from _again(w, text, found.end(), vi)
                first = False
    for found in vi.pattern(TOPIC, "warning").finditer(text):
        yield Head(Amount(WARNING), *found.span())


def _again(w: Words, text: str, at: int, vi: Language) -> Iterator[Head]:
    """A further range for another subject, where "fined" is said once."""
    for found in vi.pattern(TOPIC, "again").finditer(text, at):
        yield Head(_amount(found, w, vi), found.start("range"), found.end())


def _amount(found: re.Match[str], w: Words, vi: Language) -> Amount:
    said = found.groupdict()
    low, high = _numbers(said, vi)
    start, end = found.span("who") if said.get("who") else (0, 0)
    who = w.part(start, end)
    before = w.lower[: found.start()]
    return Amount(
        _kind(said, vi), low, high, who if who.text else None,
        " ".join((said.get("basis") or "").split()).strip(" ,;:"),
        _per(said, w.lower[found.end() :], vi),
        bool(vi.pattern(TOPIC, "or_warning").search(before)),
    )  # fmt: skip


def _kind(said: dict[str, str | None], vi: Language) -> str:
    if said.get("more"):
        return SURCHARGE
    unit = said.get("unit") or ""
    if unit == "%":
        return PERCENT
    return TIMES if unit in vi.words(TOPIC, "times") else PER_UNIT if said.get("per") or said.get("on") else FINE


def _numbers(said: dict[str, str | None], vi: Language) -> tuple[Decimal, Decimal]:
    """The two ends; a single amount is both, an amount that one may only go up to begins at nothing."""
    dong = (said.get("unit") or "") in vi.words(TOPIC, "dong")
    scales: dict[str, int] = vi.cues[TOPIC]["scales"]

    def value(end: str) -> Decimal:
        number = said[end] or "0"
        scale = said.get(f"s{end}") or said.get("sb") or ""
        decimal = not dong or bool(scale)
        return Decimal(number.replace(",", ".") if decimal else re.sub(r"\D", "", number)) * scales.get(scale, 1)

    high = value("b")
    return (value("a") if said.get("a") else Decimal(0) if said.get("upto") else high), high


def _per(said: dict[str, str | None], after: str, vi: Language) -> str:
    printed = said.get("per") or said.get("on") or ""
    if not printed and said.get("more"):
        each = vi.pattern(TOPIC, "each").search(after)
        printed = each["per"] if each else ""
    return printed.strip(" /,;:.")
