"""Transitional provisions: for which cases an old rule stays alive, in the law's words, and which act that is."""

from __future__ import annotations

from collections.abc import Iterator

from extract.citations import Cited
from extract.commands import TARGET, Named, Speech, named
from extract.lines import Clean
from extract.tree import CLOSING
from ontology.document import Document, Source, Unit
from ontology.event import Event, Op

TOPIC = "force"
LONGEST = 700
"""Characters of a case; what is longer is no condition but a rule of its own."""


def transitions(document: Document, page: Clean, flat: str, speech: Speech) -> Iterator[Event]:
    """An event for every provision of a transitional article that tells a case."""
    title = speech.grammar.vi.pattern(TOPIC, "transitional")
    for article in document.units("article"):
        if article.heading and title.search(page.of(article.heading)):
            for unit in article.walk():
                if unit.kind != CLOSING:
                    yield from _transition(document, page, flat, unit, speech)


def _transition(document: Document, page: Clean, flat: str, unit: Unit, speech: Speech) -> Iterator[Event]:
    vi = speech.grammar.vi
    start, end = page.at((unit.heading or unit.lead).end if unit.heading else unit.lead.start), page.at(unit.lead.end)
    label = vi.pattern("amendments", "label").match(flat[start:end])
    start += label.end() if label else 0
    rule = vi.pattern(TOPIC, "case_ends").search(flat, start, min(end, start + LONGEST))
    if rule is None or not vi.pattern(TOPIC, "case").search(flat, start, rule.start()):
        return
    span = page.span(start, start + len(flat[start:end].rstrip()))
    source = Source(document.work, unit.eid, span, span.of(document.text), TOPIC)
    old = next((n for n in named(flat, rule.start(), end, speech) if _of_another(n)), None)
    cited = old.cited if old and old.cited else Cited("", "", True, 0, 0)
    when = " ".join(flat[start : rule.start()].split()).rstrip(" ,")
    yield Event(Op.TRANSITION, source, cited.number, "" if cited.number else cited.name, when=when)


def _of_another(one: Named) -> bool:
    return one.role == TARGET and one.cited is not None and not one.cited.this
