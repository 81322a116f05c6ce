"""The codifier's lines in a text put back from the codified law: editor's words, which are no statute.

One tells since when an article holds and what others did to it since (events); one links it to other articles (references
of their own kind). Lines that say anything else are findings.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from extract.attach import targets
from extract.citations import Citation, Grammar, citations
from extract.from_codified import TOPIC, Codes, date_of
from extract.lines import Map, plain
from extract.resolve import Atlas, atlas
from ontology.document import RELATED, Document, Finding, Reference, Source, Span, Unit
from ontology.event import CONTENT, Event, Op
from ontology.pack import Jurisdiction, Language

MAX_LINKS = 2000
"""Links of one article; the codified law has at most some forty."""

_OPENED = re.compile(r"(?m)^[^\S\n]*\([^\n]{20,64000}")
_MORE = re.compile(r"\n(?!\()[^\n]{0,2000}")


@dataclass(frozen=True, slots=True)
class Lines:
    """What the codifier's lines of a document say."""

    events: tuple[Event, ...] = ()
    links: tuple[Reference, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class _Line:
    """One line for matching, where it begins in the text, and the way back to there; the provision that it is about."""

    text: str
    start: int
    back: Map
    unit: Unit
    document: Document

    def source(self, start: int, end: int, rule: str = TOPIC) -> Source:
        span = Span(self.start + self.back.back(start), self.start + self.back.back(end - 1) + 1)
        return Source(self.document.work, self.unit.eid, span, span.of(self.document.text), rule)


@dataclass(frozen=True, slots=True)
class _Reader:
    vi: Language
    grammar: Grammar
    atlas: Atlas
    codes: Codes


def codified(document: Document, codes: Codes, vi: Language, vn: Jurisdiction) -> Lines:
    """What the codifier's lines tell; nothing of a text that has none."""
    reader: _Reader | None = None
    found: list[Event | Reference | Finding] = []
    for opened in _OPENED.finditer(document.text):
        text, _ = plain(opened[0].lstrip()[:2000])
        said = vi.pattern(TOPIC, "line").match(text)
        if said:
            letters = vn.settings["structure"]["letters"]
            reader = reader or _Reader(vi, Grammar(vi, letters), atlas(document, vi, vn), codes)
            found += _read(_line(document, opened), bool(said["related"]), reader)
    return Lines(
        tuple(one for one in found if isinstance(one, Event)),
        tuple(one for one in found if isinstance(one, Reference)),
        tuple(one for one in found if isinstance(one, Finding)),
    )


def _line(document: Document, opened: re.Match[str]) -> _Line:
    """The line; the title in a link may go on in the two lines below it."""
    start, end = document.text.index("(", opened.start()), opened.end()
    further = end
    for _ in range(2):
        if document.text[start:further].rstrip().endswith(")"):
            end = further
            break
        more = _MORE.match(document.text, further)
        further = more.end() if more else further
    else:
        end = further if document.text[start:further].rstrip().endswith(")") else end
    text, back = plain(document.text[start:end].rstrip())
    return _Line(text, start, back, _around(document.root, start), document)


def _around(unit: Unit, at: int) -> Unit:
    """The article around a place; where there is none, the innermost unit."""
    while unit.children and unit.kind != "article":
        i = bisect_right(unit.children, at, key=lambda child: child.span.start) - 1
        if i < 0 or unit.children[i].span.end <= at:
            break
        unit = unit.children[i]
    return unit


def _read(line: _Line, related: bool, reader: _Reader) -> Iterator[Event | Reference | Finding]:
    if related:
        return _links(line, reader)
    return _history(line, reader)


def _history(line: _Line, reader: _Reader) -> Iterator[Event | Finding]:
    """The day on which the provision came into force, then what others did to it."""
    days = list(reader.vi.pattern(TOPIC, "effective").finditer(line.text))
    if not days:
        yield _unread(line, 0)
        return
    yield Event(Op.COMMENCE, line.source(0, len(line.text)), eid=line.unit.eid, on=date_of(days[0]["day"]))
    done: list[tuple[Op, str]] = []
    begins = days[0].end()
    for day in days[1:]:
        by = reader.vi.pattern(TOPIC, "by").search(line.text, begins, day.start())
        done = _done(line.text[begins : by.start()], reader.vi) if by else done
        actor = next((c for c in citations(line.text, begins, day.start(), reader.grammar) if _acts(c)), None)
        if not done or actor is None:
            yield _unread(line, begins)
        elif actor.cited:
            for op, part in done:
                for eid in _provisions(actor, reader):
                    yield Event(
                        op, line.source(0, len(line.text)), eid=line.unit.eid, part=part, on=date_of(day["day"]),
                        by_number=actor.cited.number, by_eid=eid,
                    )  # fmt: skip
        begins = day.end()
    if not reader.vi.pattern(TOPIC, "nothing").match(line.text, begins):
        yield _unread(line, begins)


def _acts(citation: Citation) -> bool:
    return bool(citation.cited and citation.cited.number)


def _done(words: str, vi: Language) -> list[tuple[Op, str]]:
    """What was done, each with the part that it was done to; a verb without a voice of its own shares that before it."""
    done: list[tuple[Op, str]] = []
    part = ""
    for found in vi.pattern(TOPIC, "done").finditer(words):
        op = Op(vi.cues[TOPIC]["operations"][found["verb"]])
        if found["partly"] or (op == Op.INSERT and done and not found["voice"]):
            part = CONTENT
        elif found["voice"]:
            part = ""
        done.append((op, part))
    return list(dict.fromkeys(done))


def _provisions(actor: Citation, reader: _Reader) -> tuple[str, ...]:
    """The provisions of the acting document; the whole of it where none is named."""
    chain = targets(actor, reader.atlas.ranks, reader.grammar)
    return tuple(reader.atlas.steps(target.steps) for target in chain) or ("",)


def _unread(line: _Line, start: int) -> Finding:
    return Finding("codified_line", line.source(start, len(line.text)), "this line of the codifier was not understood")


def _links(line: _Line, reader: _Reader) -> Iterator[Reference | Finding]:
    """The provisions that a line links to."""
    opened = reader.vi.pattern(TOPIC, "line").match(line.text)
    begins = opened.end() if opened else 0
    named = list(reader.vi.pattern(TOPIC, "of").finditer(line.text, begins))
    links = list(reader.vi.pattern(TOPIC, "link").finditer(line.text[begins:]))[:MAX_LINKS]
    for i, link in enumerate(links):
        start, end = (begins + at for at in link.span("words"))
        following = next((begins + n.start() for n in links[i + 1 :] if n["code"]), len(line.text))
        of = next((n for n in named if end <= n.start() < following), None)
        source = line.source(start, end, RELATED)
        if link["code"]:
            yield _by_code(link["code"], source, reader)
        else:
            step = (reader.grammar.kind(link["word"]), link["label"], False)
            known = (of["number"], "", reader.atlas.steps([step])) if of else ("", link["words"], "")
            yield Reference(source, RELATED, *known)
    if not links and not reader.vi.pattern(TOPIC, "no_links").match(line.text, begins):
        yield _unread(line, 0)


def _by_code(code: str, source: Source, reader: _Reader) -> Reference:
    """A link by code: the article that bears it where that is known; the code stays otherwise."""
    number, label = reader.codes.get(code, ("", ""))
    eid = reader.atlas.steps([("article", label, False)]) if label else ""
    return Reference(source, RELATED, number, "" if number else code, eid)
