"""Clauses that multiply other fines, and the highest amounts that fines may reach."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from extract.amounts import TOPIC, heads
from extract.breaches import Book, Breach, clauses_of
from extract.conditions import opaque, read
from extract.groups import merged, within
from extract.printed_for import PrintedFor, other, printed_for
from extract.words import Words
from ontology.clauses import covers
from ontology.condition import ALWAYS, AllOf, Condition, Is, OneOf, both
from ontology.document import Source, Unit
from ontology.fact import Fact
from ontology.norm import Cap, Clause, Multiplier
from ontology.text import Text

Made = tuple[Clause, tuple[Fact, ...]]
WHOLE = ("",)


def multipliers(of: Book, known: tuple[Breach, ...]) -> tuple[Made, ...]:
    """The multipliers and caps of a document, with the opaque facts that they rest on."""
    printed = printed_for(of)
    found = [(unit, w, _of_clause(article, unit, w, known, printed, of)) for article, unit, w in clauses_of(of)]
    general = _general([clause for _, _, made in found for clause, _ in made])
    kept = [m for _, _, made in found for m in made if m[0].targets != WHOLE or m[0] in general]
    capped = [c for unit, w, made in found for c in _caps(unit, w, [clause for clause, _ in made], general, of)]
    return (*kept, *((clause, ()) for clause in capped))


def _of_clause(
    article: Unit, unit: Unit, w: Words, known: tuple[Breach, ...], printed: PrintedFor, of: Book
) -> list[Made]:
    sentences = (found.span() for found in of.vi.pattern(TOPIC, "sentence").finditer(w.lower))
    return [m for sentence in sentences for m in _multipliers(article, unit, w, sentence, known, printed, of)]


def _general(made: list[Clause]) -> list[Clause]:
    """The clauses that speak of all fines; a decree may say one of them twice."""
    first: dict[tuple[Decimal, Condition], Clause] = {}
    for clause in made:
        if clause.targets == WHOLE and clause.multiplier:
            first.setdefault((clause.multiplier.factor, clause.multiplier.when), clause)
    return list(first.values())


def _multipliers(
    article: Unit,
    unit: Unit,
    w: Words,
    sentence: tuple[int, int],
    known: tuple[Breach, ...],
    printed: PrintedFor,
    of: Book,
) -> Iterator[Made]:
    text = w.lower[slice(*sentence)]
    found = of.vi.pattern(TOPIC, "multiply").search(text)
    if (
        not found
        or not of.vi.pattern(TOPIC, "multiplied").search(text)
        or of.vi.pattern(TOPIC, "not_fines").search(text)
    ):
        return
    factor, source = factor_of(found["factor"], of), _source(unit, w, of)
    after = w.span(sentence[0] + found.end(), sentence[1])
    targets = tuple(e for e in of.named(after) if of.fined(e)) or _before(article, unit, text, of)
    subject = "" if targets else multiplied_subject(text, found, of)
    if subject:
        reason = Text(w.text[slice(*sentence)].strip())
        multiplier = Multiplier(factor, OneOf("subject", (subject,)), reason, source)
        yield Clause(WHOLE, _left_out(w, subject, printed, of), multiplier=multiplier), ()
        return
    if targets:
        yield _targeted(w.part(sentence[0], sentence[0] + found.start()), targets, factor, source, known, of)


def _targeted(
    w: Words, targets: tuple[str, ...], factor: Decimal, source: Source, known: tuple[Breach, ...], of: Book
) -> Made:
    touched = [b.known.when for b in known if any(covers(t, b.tier.eid) for t in targets)]
    part = read(w, of.lex, of.behaviour)
    stated = [*merged(part.groups, of.lex), *part.when]
    own = [c for c in stated if not all(_demands(tier, c, of) for tier in touched)]
    facts: tuple[Fact, ...] = ()
    if not own:
        facts = (opaque(w.text),)
        own = [Is(facts[0].id)]
    widens = next((c.fact for c in own if isinstance(c, OneOf) and any(_apart(t, c, of) for t in touched)), "")
    multiplier = Multiplier(factor, both(*own), Text(w.text), source)
    return Clause(targets, widens=widens, multiplier=multiplier), facts


def _demands(tier: Condition, condition: Condition, of: Book) -> bool:
    """Whether the tier demands as much itself already."""
    parts = _conjuncts(tier)
    if condition in parts:
        return True
    same = [p for p in parts if isinstance(p, OneOf) and isinstance(condition, OneOf) and p.fact == condition.fact]
    return isinstance(condition, OneOf) and any(within(p.codes, condition.codes, p.fact, of.lex) for p in same)


def _apart(tier: Condition, condition: OneOf, of: Book) -> bool:
    """Whether the tier speaks of other values of the fact, none of which is one of the condition's."""
    for part in _conjuncts(tier):
        if isinstance(part, OneOf) and part.fact == condition.fact:
            pairs = [((a,), (b,)) for a in part.codes for b in condition.codes]
            return not any(within(a, b, part.fact, of.lex) or within(b, a, part.fact, of.lex) for a, b in pairs)
    return False


def _conjuncts(condition: Condition) -> tuple[Condition, ...]:
    return condition.of if isinstance(condition, AllOf) else (condition,)


def _before(article: Unit, unit: Unit, text: str, of: Book) -> tuple[str, ...]:
    """“The corresponding fines”, where no provision is named: those of the article's clauses before this one."""
    if not of.vi.pattern(TOPIC, "corresponding").search(text):
        return ()
    before = (child.eid for child in article.children if child.span.start < unit.span.start)
    return tuple(eid for eid in before if of.fined(eid))


def multiplied_subject(text: str, found: re.Match[str], of: Book) -> str:
    """For whom the fines are multiplied: whoever is not the one whose fine is the measure, else who is named before."""
    behind = of.vi.pattern(TOPIC, "multiplied_for").match(text[found.end() :])
    before = of.vi.pattern(TOPIC, "fined_subject").findall(text[: found.start()])
    whom = of.vi.cues[TOPIC]["whom"]
    return other(whom[behind["who"]], of) if behind else whom[before[-1]] if before else ""


def _left_out(w: Words, subject: str, printed: PrintedFor, of: Book) -> tuple[str, ...]:
    """What the clause leaves out, and the fines that are printed for this subject already."""
    found = of.vi.pattern(TOPIC, "leaves_out").search(w.lower)
    taken = of.named(w.span(*found.span("what"))) if found else ()
    return tuple(e for e in dict.fromkeys((*of.expanded(taken), *printed[subject])) if of.fined(e))


def factor_of(words: str, of: Book) -> Decimal:
    """A factor as a number: digits, a fraction, a share in per cent, or a word."""
    said = of.vi.cues[TOPIC]["factors"].get(words, words)
    number = Decimal(said.rstrip("%").replace(",", "."))
    return number / 100 if said.endswith("%") else number


def _source(unit: Unit, w: Words, of: Book) -> Source:
    span = w.part(0, len(w.text)).span()
    return Source(of.document.work, unit.eid, span, span.of(of.document.text), "multiplier")


def _caps(unit: Unit, w: Words, made: list[Clause], general: list[Clause], of: Book) -> Iterator[Clause]:
    """The caps in a clause: of the fines that it multiplies, of its own fines, or of the whole document."""
    ceiling = of.vi.pattern(TOPIC, "ceiling").search(w.lower)
    cue = ceiling or of.vi.pattern(TOPIC, "cap_cue").search(w.lower)
    if not cue:
        return
    amounts, source = list(_amounts(w.lower[cue.end() :], of)), _source(unit, w, of)
    own = not ceiling and not made and heads(w, of.vi)
    targets = WHOLE if ceiling else (unit.eid,) if own else next((c.targets for c in made), ())
    for amount, when in amounts if targets else ():
        pairs = _own(amount, unit, general, of) if own and when == ALWAYS else [(amount, both(when, _given(made)))]
        yield from (Clause(targets, cap=Cap(int(most), given, source)) for most, given in pairs)


def _own(amount: int, unit: Unit, general: list[Clause], of: Book) -> list[tuple[Decimal | int, Condition]]:
    """A cap on a tier's own fine is printed for the same subject as the fine, and multiplied with it for the other."""
    for clause in general:
        when = clause.multiplier.when if clause.multiplier else ALWAYS
        if clause.multiplier and isinstance(when, OneOf) and not any(covers(e, unit.eid) for e in clause.excluding):
            printed_for = tuple(c for c in of.vi.cues[TOPIC]["whom"].values() if c not in when.codes)
            return [(amount, OneOf(when.fact, printed_for)), (amount * clause.multiplier.factor, when)]
    return [(amount, ALWAYS)]


def _given(made: list[Clause]) -> Condition:
    """A cap that stands in a clause that multiplies caps what that clause makes."""
    return next((c.multiplier.when for c in made if c.multiplier), ALWAYS)


def _amounts(text: str, of: Book) -> Iterator[tuple[int, Condition]]:
    found: re.Match[str] | None = of.vi.pattern(TOPIC, "cap").match(text)
    while found:
        whom = of.vi.cues[TOPIC]["whom"]
        yield int(found["n"].replace(".", "")), OneOf("subject", (whom[found["who"]],)) if found["who"] else ALWAYS
        text = text[found.end() :]
        found = of.vi.pattern(TOPIC, "cap_more").match(text)
