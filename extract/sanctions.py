"""What a decree says a breach costs: fine tiers with everything that other clauses say of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

from extract.amounts import FINE, PER_UNIT, PERCENT, RATES, SURCHARGE, TIMES, TOPIC, WARNING
from extract.breaches import Book, Breach, book, breaches, clauses_of
from extract.conditions import measured_as
from extract.measures import Printed, clause, measures
from extract.multipliers import multipliers
from extract.quantities import Threshold
from extract.words import Words
from ontology.clauses import attach, lineage
from ontology.document import Document, Finding, Reference, Source, Unit
from ontology.fact import Fact
from ontology.norm import COUNT_UNIT, VALUE_UNIT, Act, Clause, Period, Rate, Sanction
from ontology.pack import Jurisdiction, Language
from ontology.text import Text

Result = tuple[tuple[Sanction, ...], tuple[Fact, ...], tuple[Finding, ...]]


def sanctions(
    document: Document, references: Iterable[Reference], in_force: Period, vi: Language, vn: Jurisdiction
) -> Result:
    """The fines of a document with their multipliers, caps and measures; the opaque facts; wording to look at."""
    of = fined_book(document, references, vi, vn)
    return in_book(of, in_force) if of else ((), (), ())


def fined_book(document: Document, references: Iterable[Reference], vi: Language, vn: Jurisdiction) -> Book | None:
    """The document ready to be asked for its fines; None where no word of it speaks of any."""
    return book(document, references, vi, vn) if vi.pattern(TOPIC, "cue").search(document.text) else None


def in_book(of: Book, in_force: Period) -> Result:
    """The fines of a document that may have some."""
    known = breaches(of)
    multiplied = list(multipliers(of, known))
    printed = measures(of)
    made = [s for b in known for s in _sanctions(b, in_force, of)]
    clauses = [*(c for c, _ in multiplied), *(clause(p, of) for p in printed)]
    facts = [f for b in known for f in (*b.known.facts, *reckoned(b, of)[1])]
    facts += [f for _, said in multiplied for f in said] + [f for p in printed for f in p.facts]
    return attach(_numbered(made), clauses), tuple(dict.fromkeys(facts)), tuple(_findings(known, of))


def _sanctions(b: Breach, in_force: Period, of: Book) -> Iterator[Sanction]:
    """The tier; before it the warning that may be given instead."""
    work, words, amount = of.document.work, _words(b), b.tier.amount
    rate = reckoned(b, of)[0]
    made = Sanction(
        id=f"{work.number}#{b.tier.eid}", kind=_kind(b, of),
        when=b.known.when, sources=(_source(b, of),),
        act=Act(b.known.acts[0] if len(b.known.acts) == 1 else "", words),
        minimum=0 if rate else int(amount.minimum), maximum=0 if rate else int(amount.maximum),
        violates=(), in_force=in_force, summary=Text(words), rate=rate,
    )  # fmt: skip
    yield made
    if amount.or_warning:
        yield replace(made, kind=WARNING, minimum=0, maximum=0, rate=None)


def reckoned(b: Breach, of: Book) -> tuple[Rate | None, tuple[Fact, ...]]:
    """How the fine is reckoned where it is no amount, with the values to ask for; each is asked for in the law's words."""
    amount = b.tier.amount
    each = _each(b, of)
    if amount.kind not in RATES and not each:
        return None, ()
    basis = amount.basis or (of.vi.cues[TOPIC]["of_fine"] if amount.kind == SURCHARGE else "")
    value, count = (measured_as(words, unit) for words, unit in ((basis, VALUE_UNIT), (amount.per or each, COUNT_UNIT)))
    if amount.kind in {PERCENT, TIMES} and not basis:
        value = measured_as(of.vi.cues[TOPIC]["of_value"], VALUE_UNIT)
    unit = {PERCENT: "percent", SURCHARGE: "percent", TIMES: "times"}.get(amount.kind, VALUE_UNIT)
    rate = Rate(
        amount.minimum, amount.maximum, unit, value.question.vi if value else "", value.id if value else "",
        count.question.vi if count else "", count.id if count else "",
    )  # fmt: skip
    return rate, tuple(fact for fact in (value, count) if fact)


def _kind(b: Breach, of: Book) -> str:
    kind = b.tier.amount.kind
    return PER_UNIT if kind == FINE and _each(b, of) else kind


def _each(b: Breach, of: Book) -> str:
    """What an amount in dong is counted for, where the behaviour opens with it."""
    if b.tier.amount.kind != FINE:
        return ""
    found = (of.vi.pattern(TOPIC, "counted").search(w.lower) for w in b.tier.levels)
    return next((m["per"].strip() for m in found if m), "")


def _source(b: Breach, of: Book) -> Source:
    span = (b.tier.own if b.tier.own.text else b.tier.levels[0]).span()
    return Source(of.document.work, b.tier.eid, span, span.of(of.document.text), b.tier.amount.kind)


def _words(b: Breach) -> str:
    """The behaviour in the law's words, all levels of it."""
    return ": ".join(w.text for w in b.tier.levels if w.text)


def _numbered(made: list[Sanction]) -> Iterator[Sanction]:
    """The sanctions with ids of their own: the second at the same place ends in `~2`."""
    seen: Counter[str] = Counter()
    for sanction in made:
        seen[sanction.id] += 1
        number = seen[sanction.id]
        yield sanction if number == 1 else replace(sanction, id=f"{sanction.id}~{number}")


def _findings(known: tuple[Breach, ...], of: Book) -> Iterator[Finding]:
    for b in known:
        yield from (Finding("wording", _source(b, of), words) for words in b.known.odd)
    for article, unit, w in clauses_of(of):
        if of.vi.pattern(TOPIC, "says_fine").search(w.lower) and not _spoken_for(article, unit, of):
            span = w.part(0, len(w.text)).span()
            source = Source(of.document.work, unit.eid, span, span.of(of.document.text), "fine")
            yield Finding(
                "unread_fine", source, "these words speak of a fine, but no amount or breach was read from them"
            )


def _spoken_for(article: Unit, unit: Unit, of: Book) -> bool:
    """Whether the clause gave a tier, or stands where no breach is fined: in an article on powers, in quoted wording."""
    title = of.page.of(article.heading).lower() if article.heading else ""
    read = of.fined(unit.eid) or any(eid in of.own for eid in lineage(unit.eid))
    return read or any(of.vi.pattern(TOPIC, key).search(title) for key in ("authority", "power_heading"))


def for_gold(
    document: Document, references: Iterable[Reference], vi: Language, vn: Jurisdiction
) -> dict[str, dict[str, list[dict[str, Any]]]]:
    """The `sanctions` and `measures` entries of the annotation format, by article label."""
    entries: dict[str, dict[str, list[dict[str, Any]]]] = defaultdict(lambda: {"sanctions": [], "measures": []})
    of = fined_book(document, references, vi, vn)
    if of is None:
        return entries
    known = breaches(of)
    for b in known:
        entries[_article(b.tier.eid)]["sanctions"].append(_gold_tier(b, of))
    for made, _ in multipliers(of, known):
        if made.multiplier:
            entries[_article(made.multiplier.source.eid)]["sanctions"].append(_gold_multiplier(made))
    for p in measures(of):
        entries[_article(p.eid)]["measures"].append(_gold_measure(p))
    return dict(entries)


def _article(eid: str) -> str:
    return eid.split("__", maxsplit=1)[0].partition("_")[2]


def _provision(eid: str) -> str:
    return eid.replace("__", ".").replace("_", "-")


def _gold_tier(b: Breach, of: Book) -> dict[str, Any]:
    own = b.tier.own if b.tier.own.text else b.tier.levels[0]
    span = own.span()
    amount = b.tier.amount
    return {
        "provision": _provision(b.tier.eid), "kind": "multiplier" if amount.kind == TIMES else _kind(b, of),
        "min": None if amount.kind == WARNING else _number(amount.minimum),
        "max": None if amount.kind == WARNING else _number(amount.maximum),
        "behaviour": own.text, "span": [span.start, span.end],
        "thresholds": [_threshold(t, w, of) for w in b.tier.levels for t in _bounds(w, b, of)],
        "inherits": [_provision(eid) for eid in b.inherits],
    }  # fmt: skip


def _bounds(w: Words, b: Breach, of: Book) -> Iterator[Threshold]:
    """The bounds printed in a level, but for those on the fine itself."""
    cap = of.vi.pattern(TOPIC, "cap_cue").search(w.lower)
    for bound in of.part(w, b.tier).bounds:
        if not (cap and cap.start() <= bound.span.start < cap.end() + 1):
            yield bound


def _threshold(t: Threshold, w: Words, of: Book) -> dict[str, Any]:
    printed = w.lower[t.span.start : t.span.end]
    upwards = of.vi.pattern(TOPIC, "upwards").search(printed)
    entry = {"op": ">=" if upwards and t.op == ">" else t.op, "value": _number(t.value), "unit": t.unit}
    return entry if t.value2 is None else {**entry, "value2": _number(t.value2)}


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _gold_multiplier(made: Clause) -> dict[str, Any]:
    assert made.multiplier
    source = made.multiplier.source
    factor = _number(made.multiplier.factor)
    return {
        "provision": _provision(source.eid), "kind": "multiplier", "min": factor, "max": factor,
        "behaviour": " ".join(source.quote.split()), "unit": "times", "thresholds": [],
        "span": [source.span.start, source.span.end] if source.span else None,
        "inherits": [_provision(eid) for eid in made.targets if eid],
    }  # fmt: skip


def _gold_measure(p: Printed) -> dict[str, Any]:
    span = p.words.span()
    return {
        "provision": _provision(p.eid), "kind": p.kind, "text": p.words.text, "span": [span.start, span.end],
        "applies_to": [f"self#{_provision(eid)}" for eid in p.targets],
    }  # fmt: skip
