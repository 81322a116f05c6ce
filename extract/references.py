"""The citations of a document as references: one for each target, with its span, internal ones looked up in the tree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from extract.amended import Changed, is_command, local_place
from extract.attach import Step, Target, targets
from extract.citations import TOPIC, Citation, Cited, Grammar, citations, listed_of, parent_law
from extract.lines import Clean, clean
from extract.quotes import Payloads, payloads
from extract.resolve import Atlas, Place, atlas
from extract.tree import CLOSING, PREAMBLE
from extract.vague import vague
from ontology.document import Document, Reference, Source, Unit
from ontology.pack import Jurisdiction, Language

MAX_REFERENCES = 200_000
"""Fifty times what the longest law cites; a text with more is no law, and must not fill the memory."""

OPENS = 4
"""How far behind a label a citation may begin that opens its item."""

OPENING_MARKS, ENDING_MARKS = '“"', '.;:”"'
"""Marks with which quoted wording begins, and those that end the line before a new provision."""

INTERNAL, EXTERNAL, VAGUE = "internal", "external", "vague"
BASIS, CITATION, QUOTED = "basis", "citation", "quoted"


@dataclass(frozen=True, slots=True)
class Scanner:
    """What is needed to read the citations of one document; `flat` is its text with line breaks as spaces."""

    document: Document
    page: Clean
    flat: str
    quoted: Payloads
    grammar: Grammar
    atlas: Atlas
    parent: str = ""


def references(document: Document, vi: Language, vn: Jurisdiction) -> tuple[Reference, ...]:
    """Every mention of a provision or document, in the order of the text; a list or range gives one for each target."""
    page = clean(document.text, vi)
    grammar = Grammar(vi, vn.settings["structure"]["letters"])
    quoted = payloads(page.text, vi)
    flat = page.text.replace("\n", " ")
    parent = parent_law(document.work.title, flat, grammar)
    scanner = Scanner(document, page, flat, quoted, grammar, atlas(document, vi, vn), parent)
    return tuple(islice(_within(scanner, document.root, (), None), MAX_REFERENCES))


def _within(scanner: Scanner, unit: Unit, above: tuple[Unit, ...], changed: Changed | None) -> Iterator[Reference]:
    """The references of a unit and of all below it; what a command changes holds for what stands below it."""
    if unit.kind == CLOSING:
        return
    path = (*above, unit)
    found, changed = _own(scanner, Place(path), changed)
    yield from found
    for child in unit.children:
        yield from _within(scanner, child, path, changed)


def _own(scanner: Scanner, place: Place, changed: Changed | None) -> tuple[list[Reference], Changed | None]:
    """The references in a unit's own text."""
    start, end = _words(scanner, place.unit)
    command = is_command(scanner.flat[start : start + 200], scanner.grammar.vi)
    found = list(_vague(scanner, place, start, end))
    cited = list(citations(scanner.flat, start, end, scanner.grammar))
    listed = _listed(scanner, place, cited[0], start) if cited else None
    past = _history(scanner, cited, start) if command else [False] * len(cited)
    for citation, later, old in zip(_governed(cited, listed), _later(scanner, cited), past, strict=True):
        chain = targets(citation, scanner.atlas.ranks, scanner.grammar)
        if (command or changed) and _not_cited(scanner, citation, end):
            continue
        opened = _opened(scanner, start, citation.start) if changed else None
        here = command and any(step[2] for target in chain for step in target.steps)
        if changed and (opened is not None or (here and changed.at and citation.cited is None)):
            found += _quoted(scanner, place, citation, chain, changed, citation.start if opened is None else opened)
            continue
        if changed and citation.cited is None:
            chain = tuple(Target(_below(changed.whole(t.steps), later), t.start, t.end) for t in chain)
        found += _plain(scanner, place, citation, chain, changed, later)
        if (command or changed) and not old:
            changed = _carried(citation, chain, changed, command)
    return sorted(found, key=lambda r: r.source.span.start if r.source.span else 0), changed


@dataclass(frozen=True, slots=True)
class Later:
    """What a sentence names further on: the next document, and the next article that a clause may belong to."""

    cited: Cited | None = None
    article: tuple[Step, ...] = ()
    of: Cited | None = None


def _below(steps: tuple[Step, ...], later: Later) -> tuple[Step, ...]:
    """Steps of a command that names the article only at its end: "clauses 2 and 3; clause 4 after clause 3 of article 41"."""
    ended = later.article and not later.article[0][2] and steps and steps[0][0] in {"clause", "point"}
    return (*later.article, *steps) if ended else steps


def _later(scanner: Scanner, cited: list[Citation]) -> list[Later]:
    """For each citation, what a later one in the same sentence names first."""
    found: list[Later] = []
    later, begins = Later(), len(scanner.flat)
    ended = scanner.grammar.vi.pattern(TOPIC, "sentence_end")
    for citation in reversed(cited):
        if later != Later() and ended.search(scanner.flat, citation.end, max(begins, citation.end)):
            later = Later()
        found.append(later)
        if citation.cited:
            later = replace(later, cited=None if citation.cited.this else citation.cited)
        article = next((p for p in citation.parts if p.kind == "article" and len(p.labels) == 1), None)
        if article:
            step = (article.kind, article.labels[0], article.this)
            later = replace(later, article=(step,), of=citation.cited)
        begins = citation.start
    return found[::-1]


def _listed(scanner: Scanner, place: Place, first: Citation, start: int) -> Cited | None:
    """The document of the provisions that a list names one by one, where the words above the list say so."""
    if len(place.path) < 2 or first.cited or first.start - start > OPENS or not first.parts:
        return None
    above_start, above_end = _words(scanner, place.path[-2])
    if not scanner.flat[above_start:above_end].rstrip().endswith(":"):
        return None
    cited = listed_of(scanner.flat, above_start, above_end, scanner.grammar)
    return None if cited and cited.this else cited


def _governed(cited: list[Citation], listed: Cited | None) -> list[Citation]:
    """The citations, the first under the document of the list that it stands in."""
    return [replace(cited[0], cited=listed), *cited[1:]] if listed else cited


def _not_cited(scanner: Scanner, citation: Citation, end: int) -> bool:
    """Whether it is a unit that a command inserts, or the label with which new wording begins."""
    if scanner.grammar.match("inserted", scanner.flat, citation.end, end):
        return True
    before = scanner.page.text[max(0, citation.start - 8) : citation.start].rstrip(" ")[-2:]
    begins = before[-1:] in OPENING_MARKS or (before[-1:] == "\n" and before[0] in ENDING_MARKS)
    titled = begins and citation.cited is None and [part.kind for part in citation.parts] == ["article"]
    return titled and bool(scanner.grammar.match("titled", scanner.flat, citation.end, end))


def _history(scanner: Scanner, cited: list[Citation], start: int) -> list[bool]:
    """For each citation, whether it names an act by which the one before it was amended."""
    found: list[bool] = []
    history, goes_on = (scanner.grammar.vi.pattern(TOPIC, key) for key in ("history", "history_goes_on"))
    for citation in cited:
        between = scanner.flat[max(start, citation.start - 120) : citation.start]
        found.append(bool(history.search(between)) or (bool(found) and found[-1] and bool(goes_on.match(between))))
        start = citation.end
    return found


def _opened(scanner: Scanner, start: int, at: int) -> int | None:
    """Where the quotation began that a place in an amending provision lies in: a payload, or a phrase."""
    payload = scanner.quoted.around(at)
    if payload:
        return payload[0]
    opened = scanner.flat.rfind("“", start, at)
    return opened if opened > scanner.flat.rfind("”", start, at) else None


def _words(scanner: Scanner, unit: Unit) -> tuple[int, int]:
    """A unit's own words, behind its label."""
    start, end = scanner.page.at(unit.lead.start), scanner.page.at(unit.lead.end)
    at = scanner.flat.find(unit.label, start, min(end, start + 60)) if unit.label else -1
    return (at + len(unit.label) if at >= 0 else start), end


def _carried(citation: Citation, chain: tuple[Target, ...], changed: Changed | None, command: bool) -> Changed | None:
    cited = citation.cited
    if cited and cited.this:
        return changed
    if changed:
        return changed.after(cited, chain) if command or cited is None else changed
    return Changed(cited).after(cited, chain) if cited else None


def _plain(
    scanner: Scanner,
    place: Place,
    citation: Citation,
    chain: tuple[Target, ...],
    changed: Changed | None,
    later: Later,
) -> Iterator[Reference]:
    """The references of the act's own text; what the tree does not have belongs to the document named next."""
    cited = citation.cited
    if not chain and cited:
        yield _reference(scanner, place, cited, "", citation.start, citation.end, None)
    for target in chain:
        governed = cited if cited and not cited.this and not _stays(target.steps) else None
        if governed is None and changed and cited is None and not any(step[2] for step in target.steps):
            governed = changed.cited
        found = _target(scanner, place, target, governed, target.steps)
        missing = found.resolved is False and cited is None and not _stays(target.steps)
        if found.eid or found.kind == EXTERNAL:
            yield (missing and _shared(scanner, place, target, later)) or found


def _shared(scanner: Scanner, place: Place, target: Target, later: Later) -> Reference | None:
    """A target that is not here, as one of the article or document that the sentence goes on to name."""
    if later.article and target.steps[0][0] in {"clause", "point"}:
        of = later.of if later.of and not later.of.this else None
        found = _target(scanner, place, target, of, (*later.article, *target.steps))
        return None if found.resolved is False else found
    return _target(scanner, place, target, later.cited, target.steps) if later.cited else None


def _stays(steps: tuple[Step, ...]) -> bool:
    """Whether a target is in this document whatever document the chain ends with: "this article", or a lone clause."""
    return any(step[2] for step in steps)


def _quoted(
    scanner: Scanner, place: Place, citation: Citation, chain: tuple[Target, ...], changed: Changed, opened: int
) -> Iterator[Reference]:
    """The references of quoted text, as they will read in the amended act."""
    cited = citation.cited
    if not chain and cited:
        yield _reference(scanner, place, cited, "", citation.start, citation.end, None)
    local = local_place(scanner.page.text[opened : citation.start], scanner.grammar.vi)
    for target in chain:
        other = cited if cited and not cited.this and not _stays(target.steps) else None
        if other:
            yield _target(scanner, place, target, other, target.steps)
        else:
            found = _target(scanner, place, target, changed.cited, changed.quoted(target.steps, local))
            yield replace(found, source=replace(found.source, rule=QUOTED))


def _target(scanner: Scanner, place: Place, target: Target, cited: Cited | None, steps: tuple[Step, ...]) -> Reference:
    if cited is None or cited.number == scanner.document.work.number != "":
        eid, resolved = scanner.atlas.internal(steps, place)
        return _reference(scanner, place, None, eid, target.start, target.end, resolved)
    return _reference(scanner, place, cited, scanner.atlas.steps(steps), target.start, target.end, None)


def _reference(
    scanner: Scanner, place: Place, cited: Cited | None, eid: str, start: int, end: int, resolved: bool | None
) -> Reference:
    own = cited is None or cited.number == scanner.document.work.number != ""
    rule = BASIS if place.unit.kind == PREAMBLE else CITATION
    source = _source(scanner, place, start, end, rule)
    if cited is None or own:
        return Reference(source, INTERNAL, "", "", eid, resolved)
    name = scanner.parent or cited.name if cited.short else cited.name
    return Reference(source, EXTERNAL, cited.number, name, eid, resolved)


def _vague(scanner: Scanner, place: Place, start: int, end: int) -> Iterator[Reference]:
    for first, last in vague(scanner.flat, start, end, scanner.grammar):
        words = " ".join(scanner.flat[first:last].lower().split())
        yield Reference(_source(scanner, place, first, last, VAGUE), VAGUE, "", words, "", None)


def _source(scanner: Scanner, place: Place, start: int, end: int, rule: str) -> Source:
    span = scanner.page.span(start, end)
    return Source(scanner.document.work, place.unit.eid, span, span.of(scanner.document.text), rule)
