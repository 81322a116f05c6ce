"""The parts of an act that take effect on a day of their own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from extract.citations import Grammar
from extract.commands import TARGET, Speech, named
from extract.identity import day_of
from extract.lines import Clean
from extract.resolve import Place, atlas
from ontology.document import Document, Source
from ontology.event import Event, Op
from ontology.pack import Jurisdiction, Language

TOPIC = "force"


@dataclass(frozen=True, slots=True)
class Parts:
    """A document in which parts are looked up; `flat` is its text for matching, line breaks as spaces."""

    document: Document
    page: Clean
    flat: str
    vi: Language
    vn: Jurisdiction

    def named(self, start: int, end: int) -> tuple[str, ...]:
        """The eIds of the provisions of this act that a stretch names."""
        tree = atlas(self.document, self.vi, self.vn)
        speech = Speech(Grammar(self.vi, self.vn.settings["structure"]["letters"]), tree.ranks)
        at = self.page.place(start)
        place = Place(tuple(u for u in self.document.root.walk() if u.span.start <= at < u.span.end))
        own = (n for n in named(self.flat, start, end, speech) if n.role == TARGET and n.steps)
        eids = [tree.internal(n.steps, place) for n in own if n.cited is None or n.cited.this]
        return tuple(dict.fromkeys(eid for eid, known in eids if known))

    def event(self, eid: str, source: Source, words: str) -> Event:
        """The commencement of one part, with the day that the words give, or else the words."""
        on, last = self._first(words), self._day("to_day", words)
        until = last + timedelta(days=1) if last else None
        return Event(Op.COMMENCE, source, eid=eid, on=on, until=until, when="" if on else " ".join(words.split()))

    def _first(self, words: str) -> date | None:
        if self.vi.pattern(TOPIC, "from_act").search(words):
            return self.document.work.date
        return self._day("from_day", words)

    def _day(self, key: str, words: str) -> date | None:
        found = self.vi.pattern(TOPIC, key).search(words)
        return day_of(found) if found else None
