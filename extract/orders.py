"""Where a command stands: the act and provision that the commands above it are about, and how a target is told from that."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from extract.amendment_phrases import Clause
from extract.attach import Step
from extract.citations import Cited, Grammar
from extract.commands import ANCHOR, ANNEXES, LEVELS, TARGET, Command, Named, Speech, before
from extract.commands import named as chain_of
from extract.hidden import TOPIC, Hidden
from extract.lines import Clean, clean
from extract.quotes import Payloads, payloads
from extract.resolve import Atlas, atlas
from ontology.document import Document, Finding, Source, Span, Unit
from ontology.event import HEADING, Event, Op
from ontology.pack import Jurisdiction, Language

FINE = frozenset(LEVELS[LEVELS.index("article") + 1 :])
WORDS = 40
"""Words of a command that a finding repeats."""

UNTOLD = "event_target"
SHOWN = ("article", "clause", "point")


@dataclass(frozen=True, slots=True)
class Scene:
    """What is needed to read the commands of one document; `flat` is its text with line breaks as spaces."""

    document: Document
    page: Clean
    flat: str
    quoted: Payloads
    speech: Speech
    atlas: Atlas
    cues: tuple[str, ...]

    @property
    def vi(self) -> Language:
        """The language."""
        return self.speech.grammar.vi

    def range(self, unit: Unit) -> tuple[int, int]:
        """A unit's own words."""
        return self.page.at(unit.lead.start), self.page.at(unit.lead.end)


def scene(document: Document, vi: Language, vn: Jurisdiction) -> Scene:
    """A document, ready for its commands to be read."""
    page, known = clean(document.text, vi), atlas(document, vi, vn)
    speech = Speech(Grammar(vi, vn.settings["structure"]["letters"]), known.ranks)
    flat = page.text.replace("\n", " ")
    return Scene(document, page, flat, payloads(page.text, vi), speech, known, vi.words(TOPIC, "verbs_of"))


@dataclass(frozen=True, slots=True)
class Under:
    """What the commands above say: the act, the provision, and a verb or phrases whose places are listed below."""

    cited: Cited | None = None
    steps: tuple[Step, ...] = ()
    waiting: Command | None = None
    clauses: tuple[Clause, ...] = ()

    @property
    def waits(self) -> bool:
        """Whether items below have their verb above."""
        return bool(self.waiting or self.clauses)


@dataclass(slots=True)
class Order:
    """A provision that orders changes; `under` grows with what its commands say."""

    at: Scene
    unit: Unit
    hidden: Hidden
    under: Under = field(default_factory=Under)

    def steps(self, steps: Sequence[Step], under: Under) -> tuple[Step, ...] | None:
        """The whole way to a target: "this article" is that of the command above; None where there is none."""
        known = {step[0]: step for step in under.steps}
        if any(step[2] and step[0] not in known for step in steps):
            return None
        whole = tuple(known[step[0]] if step[2] else step for step in steps)
        if whole and under.steps and under.steps[0][0] in ANNEXES and not {"article", *ANNEXES} & {s[0] for s in whole}:
            return (*(step for step in under.steps if step[0] in ANNEXES), *whole)
        return (*before(under.steps, whole[0][0]), *whole) if whole else under.steps

    def event(self, op: Op, target: Named, one: Command) -> Event | Finding | None:
        """The event of a command on a target; a finding where nobody can tell which; nothing where it is this very act."""
        cited = target.cited or self.under.cited
        if cited and cited.short and self.under.cited:
            cited = self.under.cited
        steps = self.steps(target.steps, self.under if cited == self.under.cited or not target.cited else Under())
        if target.own or (cited and cited.this) or steps is None:
            return None
        if cited is None or (steps and steps[0][0] in FINE):
            return Finding(UNTOLD, self.source(one.start, one.end), self.words(one)) if target.steps else None
        payload = self.payload(one)
        eid = self.at.atlas.steps(steps)
        if cited.number and cited.number == self.at.document.work.number:
            return None
        return Event(
            op,
            self.source(one.start, one.end),
            cited.number,
            "" if cited.number else cited.name,
            eid,
            target.part,
            payload,
        )

    def beside(self, event: Event, target: Named, one: Command) -> Event:
        """The event with the unit that it puts the new one beside: the next one named."""
        anchor = next((n for n in one.of(ANCHOR) if n.start > target.start), None)
        steps = self.steps(anchor.steps, self.under) if anchor else None
        if not anchor or not steps:
            return event
        eid = self.at.atlas.steps(steps)
        text = self.hidden.text
        if self.at.speech.says("precedes", text, anchor.start):
            return replace(event, before=eid)
        return replace(event, after=eid)

    def payload(self, one: Command) -> Span | None:
        """The place of the new wording."""
        return self.at.page.span(*self._at(*one.wording)) if one.wording else None

    def mismatches(self, several: Sequence[Command]) -> Iterator[Finding]:
        """A finding where new wording opens with a unit that none of the commands that share it names."""
        for wording in dict.fromkeys(one.wording for one in several if one.wording):
            sharing = [one for one in several if one.wording == wording]
            targets = [n for one in sharing for n in one.of(TARGET) if n.steps and n.part != HEADING]
            said = {label.lower() for n in targets for _, label, _ in (*self.under.steps, *n.steps)}
            shown = self._shown(*self._at(*wording))
            if targets and shown and shown[1] not in said:
                words = f"the new wording opens with {' '.join(shown)}, which the command does not name"
                yield Finding("payload", self.source(sharing[0].start, sharing[-1].end), words)

    def _shown(self, start: int, end: int) -> tuple[str, str] | None:
        """The unit with whose label new wording opens."""
        for kind in SHOWN:
            if found := self.at.vi.pattern(TOPIC, f"opens_{kind}").match(self.at.flat, start, end):
                return kind, found["label"].lower()
        return None

    def source(self, start: int, end: int) -> Source:
        """The place of a command, without the new wording."""
        first = self.hidden.text.find("\ue000", start, end)
        span = self.at.page.span(*self._at(start, first if first > start else end))
        return Source(self.at.document.work, self.unit.eid, span, span.of(self.at.document.text), TOPIC)

    def left_out(self, at: int) -> tuple[str, ...]:
        """What an exception behind a place leaves out: eIds, of another work with its number."""
        start, end = self._at(at, len(self.hidden.text))
        found = self.at.speech.found("excepted", self.at.flat, start, end)
        if not found:
            return ()
        named = chain_of(self.at.flat, *found.span("words"), self.at.speech)
        return tuple(dict.fromkeys(self._except(n) for n in named if n.steps))

    def _except(self, one: Named) -> str:
        eid = self.at.atlas.steps(one.steps)
        return f"{one.cited.number or one.cited.name}#{eid}" if one.cited and not one.cited.this else eid

    def words(self, one: Command) -> str:
        """The first words of a command, for a person."""
        return " ".join(self.hidden.text[one.start : one.end].split()[:WORDS])

    def _at(self, start: int, end: int) -> tuple[int, int]:
        return self.hidden.start + start, self.hidden.start + end
