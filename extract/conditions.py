"""Words of the law → a condition over the facts of the pack.

What the pack knows becomes a fact; what it does not know is never guessed: where no act is known, the words themselves become
a question. Words that only describe a known act further stay description.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from itertools import pairwise

from extract.groups import Group, groups, merged, others, runs
from extract.mentions import TOPIC, Lexicon, Mention, acts, anchors, lexicon, mentions
from extract.quantities import Threshold, thresholds
from extract.words import Words, plain, words_of
from ontology.condition import AllOf, AnyOf, Compare, Condition, Is, Not, OneOf, Op, atoms, both
from ontology.document import Span
from ontology.errors import BadValue
from ontology.fact import QUANTITY, Fact, said
from ontology.pack import Jurisdiction, Language

_LETTER = re.compile(r"[^\W\d_]")
Resolve = Callable[[Span], Condition | None]


@dataclass(frozen=True, slots=True)
class Excepted:
    """What the law takes out: its words, and the condition where they were understood."""

    words: str
    when: Condition | None


@dataclass(frozen=True, slots=True)
class Part:
    """One stretch of law, read: what was understood, the bounds as printed, and whether words are left over."""

    words: str
    groups: tuple[Group, ...] = ()
    when: tuple[Condition, ...] = ()
    bounded: tuple[Condition, ...] = ()
    bounds: tuple[Threshold, ...] = ()
    exceptions: tuple[Excepted, ...] = ()
    odd: tuple[str, ...] = ()
    rest: bool = False
    leads: Condition | None = None

    @property
    def acts(self) -> tuple[str, ...]:
        """The acts that were recognised."""
        return tuple(code for g in self.groups if g.fact == "act" and not g.denied for code in g.codes)

    @property
    def understood(self) -> bool:
        """Whether anything at all was recognised."""
        return bool(self.groups or self.when or self.bounded)


@dataclass(frozen=True, slots=True)
class Known:
    """A condition, the opaque facts in it, the acts in it, the bounds as printed, and wording that contradicts itself."""

    when: Condition
    facts: tuple[Fact, ...] = ()
    acts: tuple[str, ...] = ()
    bounds: tuple[Threshold, ...] = ()
    odd: tuple[str, ...] = ()


def known(text: str, vi: Language, vn: Jurisdiction, resolve: Resolve | None = None, about: str = "") -> Known:
    """The condition that the words state.

    `resolve` gives the condition of the provisions named in a span; `about` are words around the text, such as a heading.
    """
    lex = lexicon(vi, vn)
    return joined([read(words_of(text, vi), lex, resolve, about)], lex)


def opaque(text: str) -> Fact:
    """The fact that only these words of the law describe."""
    digest = hashlib.sha1(plain(text).encode(), usedforsecurity=False).hexdigest()
    return said(f"said:{digest[:10]}", " ".join(text.split()))


def measured_as(words: str, unit: str) -> Fact | None:
    """The quantity that only these words of the law describe; None where there are none."""
    return replace(opaque(words), kind=QUANTITY, unit=unit) if words else None


def read(w: Words, lex: Lexicon, resolve: Resolve | None = None, about: str = "") -> Part:
    """One stretch of law, on its own."""
    body, taken = without_exceptions(w, lex)
    bounds = thresholds(body, lex.vi)
    found = [m for m in mentions(body, lex, about) if not any(b.span.start <= m.start < b.span.end for b in bounds)]
    lists = runs(body, [*_meant(body, found, lex), *acts(body, lex)], anchors(body, lex), lex)
    made = groups(body, lists, lex)
    measured = list(_measured(bounds, found, lex))
    counted = list(_counted(body, lex))
    used = [m for m in found if not m.code] + [m for run in lists for m in run]
    covered = [(m.start, m.end) for m in used] + [(b.span.start, b.span.end) for b, _ in measured]
    covered += [span for span, _ in counted]
    return Part(
        w.text, (*made, *others(body, made, lex)),
        (*_yes_no(found, lex), *(c for _, c in counted)), tuple(_alternatives(body, measured, lex)), bounds,
        tuple(_exception(w, start, end, lex, resolve) for start, end in taken),
        tuple(w.text[b.span.start : b.span.end] for b in bounds if _is_odd(body, b, lex)),
        _left_over(body, covered, lex), _leading(body, found, lex),
    )  # fmt: skip


def joined(parts: Sequence[Part], lex: Lexicon, tiers: bool = True) -> Known:
    """The condition that several stretches state together; without their bounds where `tiers` is false."""
    act_known = any(p.acts for p in parts)
    left = [p.words for p in parts if p.rest and not (p.acts or (act_known and p.understood))]
    unread = [opaque(": ".join(left))] if left else []
    stated = [*merged((g for p in parts for g in p.groups), lex), *(c for p in parts for c in p.when)]
    stated += [Is(fact.id) for fact in unread]
    bounded = [c for p in parts for c in p.bounded] if tiers else []
    excepted, more = _excepted([e for p in parts for e in p.exceptions], stated)
    return Known(
        both(*stated, *excepted, *bounded),
        tuple(dict.fromkeys([*unread, *more])),
        tuple(dict.fromkeys(code for p in parts for code in p.acts)),
        tuple(b for p in parts for b in p.bounds),
        tuple(o for p in parts for o in p.odd),
    )


def with_words(known_: Known, text: str) -> Known:
    """The same, and the words themselves as one more question."""
    fact = opaque(text)
    return replace(known_, when=both(known_.when, Is(fact.id)), facts=(*known_.facts, fact))


def without_exceptions(w: Words, lex: Lexicon) -> tuple[str, list[tuple[int, int]]]:
    """The words with what they take out again blanked, and where that stands."""
    body, taken, last = w.lower, [], w.text.rfind(";") if ":" in w.text else -1
    for key in ("bracketed", "elsewhere", "exception"):
        for found in list(lex.vi.pattern(TOPIC, key).finditer(body)):
            if found.start() > last and not _goes_on(body, found.end(), lex):
                taken.append(found.span("what"))
            body = body[: found.start()] + " " * (found.end() - found.start()) + body[found.end() :]
    return body, taken


def _goes_on(body: str, at: int, lex: Lexicon) -> bool:
    """Whether another alternative follows: what is taken out of one of several is no exception to all."""
    return bool(lex.vi.pattern(TOPIC, "alternative").match(body[at:].lstrip()))


def _exception(w: Words, start: int, end: int, lex: Lexicon, resolve: Resolve | None) -> Excepted:
    text = w.text[start:end].strip(" .,;")
    if resolve and lex.vi.pattern(TOPIC, "pointer").match(plain(text)) and (named := resolve(w.span(start, end))):
        return Excepted(text, named)
    part = read(words_of(text, lex.vi), lex)
    if part.leads:  # a yes/no fact that opens the exception names the whole situation
        return Excepted(text, part.leads)
    stated = both(*merged(part.groups, lex), *part.when, *part.bounded)
    return Excepted(text, stated if part.understood and not part.rest and stated != AllOf(()) else None)


def _excepted(exceptions: Iterable[Excepted], stated: list[Condition]) -> tuple[list[Condition], list[Fact]]:
    """The opposites of what is taken out. What the rule itself demands need not be repeated in them."""
    conditions: list[Condition] = []
    facts: list[Fact] = []
    for exception in exceptions:
        narrowed = [_narrowed(part, stated) for part in _any_of(exception.when)]
        if not narrowed or AllOf(()) in narrowed:
            facts.append(fact := opaque(exception.words))
            narrowed = [Is(fact.id)]
        conditions += [Not(part) for part in narrowed]
    return conditions, facts


def _any_of(condition: Condition | None) -> tuple[Condition, ...]:
    if condition is None:
        return ()
    return condition.of if isinstance(condition, AnyOf) else (condition,)


def _narrowed(taken_out: Condition, stated: list[Condition]) -> Condition:
    parts = taken_out.of if isinstance(taken_out, AllOf) else (taken_out,)
    return both(*(part for part in parts if part not in stated))


def _yes_no(found: Iterable[Mention], lex: Lexicon) -> Iterator[Condition]:
    for fact, denied in dict.fromkeys((m.fact, m.denied) for m in found if not m.code):
        if lex.vn.facts[fact].kind != QUANTITY:
            yield Not(Is(fact)) if denied else Is(fact)


def _counted(body: str, lex: Lexicon) -> Iterator[tuple[tuple[int, int], Condition]]:
    for row in lex.vi.cues[TOPIC]["counts"]:
        fact = lex.vn.facts[row["fact"]]
        for found in re.finditer(row["pattern"], body):
            yield (
                found.span(),
                Compare(fact.id, Op(row["op"]), lex.vn.measured(Decimal(found["n"]), found["unit"], fact)),
            )


def _meant(body: str, found: Iterable[Mention], lex: Lexicon) -> Iterator[Mention]:
    """The mentions without acts that another act only leads to."""
    asides = [m.span() for m in lex.vi.pattern(TOPIC, "aside").finditer(body)]
    return (m for m in found if m.fact != "act" or not any(a <= m.start < b for a, b in asides))


def _leading(body: str, found: Iterable[Mention], lex: Lexicon) -> Condition | None:
    """The yes/no fact with which the words open, if they open with one."""
    first = next((m for m in found if not m.code and lex.vn.facts[m.fact].kind != QUANTITY), None)
    if first is None or _left_over(body[: first.start], [], lex):
        return None
    return Not(Is(first.fact)) if first.denied else Is(first.fact)


def _measured(
    bounds: Iterable[Threshold], found: list[Mention], lex: Lexicon
) -> Iterator[tuple[Threshold, tuple[str, Condition]]]:
    """The bounds whose fact was found: the measure named nearest before, of the same dimension."""
    for bound in bounds:
        before = [m.fact for m in found if m.end <= bound.span.start and lex.vn.facts[m.fact].kind == QUANTITY]
        for fact in reversed(before):
            try:
                yield bound, (fact, bound.condition(lex.vn.facts[fact], lex.vn))
            except BadValue:
                continue
            break


def _alternatives(
    body: str, measured: list[tuple[Threshold, tuple[str, Condition]]], lex: Lexicon
) -> Iterator[Condition]:
    """The bounds, those of one measure joined by “or” together."""
    if not measured:
        return
    run = [measured[0][1][1]]
    for (left, (fact, _)), (right, (other, condition)) in pairwise(measured):
        gap = body[left.span.end : right.span.start]
        if fact == other and ";" not in gap and lex.vi.pattern(TOPIC, "alternative").search(gap):
            run.append(condition)
            continue
        yield run[0] if len(run) == 1 else AnyOf(tuple(run))
        run = [condition]
    yield run[0] if len(run) == 1 else AnyOf(tuple(run))


def _is_odd(body: str, bound: Threshold, lex: Lexicon) -> bool:
    """Whether the wording contradicts itself (“from under”), which a sound range never does."""
    printed = body[bound.span.start : bound.span.end]
    return bound.value2 is None and bool(lex.vi.pattern(TOPIC, "odd").search(printed))


def _left_over(body: str, covered: list[tuple[int, int]], lex: Lexicon) -> bool:
    letters = list(body)
    for start, end in covered:
        letters[start:end] = [" "] * (end - start)
    idle = _idle(lex.vi)
    return bool(_LETTER.search(idle.sub(" ", " ".join("".join(letters).split()))))


@cache
def _idle(vi: Language) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){vi.pattern(TOPIC, 'idle').pattern}(?!\w)")


def codes(condition: Condition, fact: str) -> tuple[str, ...]:
    """The codes of a fact anywhere in a condition."""
    return tuple(code for a in atoms(condition) if isinstance(a, OneOf) and a.fact == fact for code in a.codes)
