"""Commands to change an act, as they are written: the verb, what it is about, and where the new wording lies.

"Sua doi khoan 2 va bo sung khoan 3 vao sau khoan 2 Dieu 5 nhu sau:" is two commands; what one lacks, the next says.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extract.attach import Step, targets
from extract.citations import Citation, Cited, Grammar, citations
from extract.hidden import TOPIC, Hidden
from ontology.event import HEADING, OPENING, Op

TARGET, ANCHOR, HOLDER, RESULT = "target", "anchor", "holder", "result"

LEVELS = ("part", "chapter", "section", "subsection", "article", "clause", "point", "item")
ANNEXES = ("annex", "form", "row")
REACH = 60
"""Characters before a citation that tell what it is in its command."""


@dataclass(frozen=True, slots=True)
class Named:
    """A provision or document that a command names, and as what: what is changed, what it follows, what it becomes."""

    role: str
    cited: Cited | None
    steps: tuple[Step, ...]
    part: str
    start: int
    end: int

    @property
    def own(self) -> bool:
        """Whether it is of the act that commands."""
        return self.cited is not None and self.cited.this


@dataclass(frozen=True, slots=True)
class Command:
    """One verb with all that it governs: a stretch of the hidden text."""

    op: Op
    verb: str
    start: int
    end: int
    named: tuple[Named, ...]
    several: bool
    wording: tuple[int, int] | None
    announced: bool

    def of(self, role: str) -> tuple[Named, ...]:
        """What it names in this role."""
        return tuple(one for one in self.named if one.role == role)


@dataclass(frozen=True, slots=True)
class Speech:
    """What is needed to understand commands: the grammar of citations and the ranks of units."""

    grammar: Grammar
    ranks: Mapping[str, int]

    def found(self, key: str, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """The first place where the language says so."""
        return self.grammar.vi.pattern(TOPIC, key).search(text, start, len(text) if end is None else end)

    def says(self, key: str, text: str, at: int) -> bool:
        """Whether what stands before a place ends so."""
        return bool(self.found(key, text[max(0, at - REACH) : at]))

    def ends(self, verb: str) -> bool:
        """Whether a verb can end a document as a whole; others only say in which one something is changed."""
        return " ".join(verb.lower().split()) in self.grammar.vi.words(TOPIC, "ending")

    def operation(self, verb: str) -> Op:
        """What a verb orders."""
        return Op(self.grammar.vi.cues[TOPIC]["operations"][" ".join(verb.lower().split())])


def commands(hidden: Hidden, at: int, speech: Speech) -> list[Command]:
    """The commands in a stretch, from a place on."""
    found = list(_verbs(hidden, at, speech))
    ends = [*(verb.start() for verb in found[1:]), len(hidden.text)][: len(found)]
    made = [command(hidden, verb["verb"], verb.span(), end, speech) for verb, end in zip(found, ends, strict=True)]
    return _completed(made, hidden)


def _verbs(hidden: Hidden, at: int, speech: Speech) -> Iterator[re.Match[str]]:
    text = hidden.text
    for found in speech.grammar.vi.pattern(TOPIC, "command").finditer(text, at):
        own = speech.ends(found["verb"]) and speech.says("this_act", text, found.start())
        if found.start() == at or hidden.opens_line(found.start()) or own or speech.says("begins", text, found.start()):
            yield found


def command(hidden: Hidden, verb: str, span: tuple[int, int], end: int, speech: Speech) -> Command:
    """The command of a verb at a place, up to where the next one begins."""
    text = hidden.text
    wording = _wording(text, span[1], end)
    head = wording[0] if wording else end
    announced = speech.found("announced", text, span[1], min(end, head + 1))
    op = speech.operation(verb)
    stop = announced.start() if announced and op != Op.REPEAL else head
    return Command(
        op,
        " ".join(verb.lower().split()),
        span[0],
        end,
        tuple(named(text, span[1], stop, speech)),
        bool(speech.grammar.vi.pattern(TOPIC, "several").match(text, span[0], end)),
        wording,
        bool(announced),
    )


def _wording(text: str, start: int, end: int) -> tuple[int, int] | None:
    """From the first to the last sign of new wording."""
    first = text.find("\ue000", start, end)
    return (first, text.rfind("\ue000", start, end) + 1) if first >= 0 else None


def named(text: str, start: int, end: int, speech: Speech) -> Iterator[Named]:
    """What the citations of a stretch are to its command."""
    result = speech.found("becomes_at", text, start, end)
    known = False
    for citation in parted(citations(text, start, end, speech.grammar)):
        role = _role(text, citation, speech)
        if result and citation.start > result.start():
            role = RESULT
        if role == TARGET and known and not speech.says("strictly_listed", text, citation.start):
            continue
        known = known or citation.cited is not None
        yield from each(text, citation, role, speech)


def parted(found: Iterable[Citation]) -> Iterator[Citation]:
    """The citations, cut where a semicolon begins another part of the sentence."""
    for one in found:
        cuts = [i for i, part in enumerate(one.parts) if ";" in part.how]
        for first, last in pairwise([0, *cuts, len(one.parts)]):
            parts = one.parts[first:last]
            ended = last == len(one.parts)
            yield Citation(
                parts, one.cited, parts[0].start if parts else one.start, one.end if ended else parts[-1].end
            )


def _role(text: str, citation: Citation, speech: Speech) -> str:
    if speech.says("follows", text, citation.start) or speech.says("precedes", text, citation.start):
        return ANCHOR
    return HOLDER if speech.says("into", text, citation.start) else TARGET


def each(text: str, citation: Citation, role: str, speech: Speech) -> Iterator[Named]:
    """The targets of one citation, in one role."""
    part = HEADING if speech.says("headed", text, citation.start) else ""
    part = part or (OPENING if speech.says("opening_of", text, citation.start) else "")
    chain = targets(citation, speech.ranks, speech.grammar)
    if not chain:
        yield Named(role, citation.cited, (), part, citation.start, citation.end)
    for target in chain:
        first = target.start == citation.start
        steps = target.steps[next((i for i, s in enumerate(target.steps) if s[0] == "article"), 0) :]
        yield Named(role, citation.cited, steps, part if first else "", target.start, target.end)


def _completed(found: Sequence[Command], hidden: Hidden) -> list[Command]:
    """Commands whose targets lack the article or document that a later one in the same sentence names."""
    made: list[Command] = []
    after: tuple[Named, ...] = ()
    for one in reversed(found):
        whole = tuple(
            replace(n, steps=_under(n, n.role, one, after), cited=n.cited or _document(one, after)) for n in one.named
        )
        joined = made and not hidden.opens_line(made[-1].start)
        shared = made[-1] if joined and not (one.announced or one.wording) else one
        after = whole
        made.append(replace(one, named=whole, announced=shared.announced, wording=shared.wording))
    return made[::-1]


def _document(one: Command, after: Sequence[Named]) -> Cited | None:
    return next((n.cited for n in (*one.named, *after) if n.cited and not n.cited.this), None)


def _under(name: Named, role: str, one: Command, after: Sequence[Named]) -> tuple[Step, ...]:
    """The steps of a target below those that its anchor, its holder, or the next command says."""
    steps = name.steps
    if role == RESULT or not steps:
        return steps
    for other in (*one.named, *after):
        if other is name or (role == TARGET and other.role == TARGET and other in one.named):
            continue
        above = before(other.steps, steps[0][0])
        if above and not other.own:
            return (*above, *steps)
    return steps


def before(steps: Sequence[Step], kind: str) -> tuple[Step, ...]:
    """The steps that are coarser than a kind and of its family: above a clause, an article."""
    for family in (LEVELS[4:], ANNEXES):
        if kind in family:
            known = {step[0]: step for step in steps if step[0] in family}
            return tuple(known[k] for k in family[: family.index(kind)] if k in known)
    return ()
