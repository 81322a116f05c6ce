"""The norms of a document, unit by unit: openings and headings are inherited, lists attached, clauses merged."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from extract import frames, guards
from extract.adjuncts import CASES, fronted
from extract.drafts import judge, when_must
from extract.finished import finished, limits_of, parts, with_items
from extract.found import FoundNorm, Part
from extract.frames import FREE, Frame
from extract.lines import Clean, Map, clean
from extract.passages import Passage, after_label, line_width, own_words
from extract.pieces import pieces
from extract.quotes import Payloads, payloads
from extract.sentences import Clause
from extract.setting import Draft, Setting
from extract.tokens import pipeline
from ontology.document import Document, Span, Unit
from ontology.norm import Modality
from ontology.pack import Language

LONGEST_TITLE = 150
FRONTS = frozenset({CASES, "basis", "time", "since"})
NEVER_HERE = frozenset({"annex"})
PENALTY_REACH = 3000
"""Characters of an article in which a fine table shows itself."""


@dataclass(frozen=True, slots=True)
class Page:
    """What every unit of a document is read with."""

    page: Clean
    quoted: Payloads
    vi: Language
    width: int


def found_norms(document: Document, vi: Language) -> Iterator[FoundNorm]:
    """The norms that a document states, in reading order; quoted payloads and annexes state none."""
    reader = page_of(document, vi)
    page = reader.page
    for unit in _articles(document.root):
        heading = page.of(unit.heading).strip() if unit.heading else ""
        body = page.of(Span(unit.span.start, min(unit.span.end, unit.span.start + PENALTY_REACH)))
        yield from _unit(unit, _said(unit, reader) or frames.of_heading(heading, body, vi), reader)


def _said(unit: Unit, reader: Page) -> Frame | None:
    """The frame of a heading that is no title but the opening of a list: “… has these rights:”."""
    if unit.heading is None or not reader.page.of(unit.heading).rstrip().endswith(":"):
        return None
    start = reader.page.at(unit.heading.start)
    text = reader.page.text[start : reader.page.at(unit.heading.end)]
    passage = Passage(text, Map((0,), (start,)), reader.page, pipeline(reader.vi)(text), reader.vi)
    below = _read(passage, FREE, item=False, lists=True)[1]
    return below if below.lists and below.bearer.words else None


def page_of(document: Document, vi: Language) -> Page:
    """What the units of a document are read with."""
    page = clean(document.text, vi)
    return Page(page, payloads(page.text, vi), vi, line_width(page.text))


def _articles(unit: Unit) -> Iterator[Unit]:
    if unit.kind in NEVER_HERE:
        return
    if unit.kind == "article":
        yield unit
        return
    for child in unit.children:
        yield from _articles(child)


def _unit(unit: Unit, frame: Frame, reader: Page) -> Iterator[FoundNorm]:
    """The norms of a unit and of all below it; items that are only conditions go to the norm above them."""
    if frame.closed:
        return
    passage = passage_of(unit, reader)
    alone = frame.lists and frame.from_heading and not unit.children
    drafts, below = _read(
        passage,
        frame,
        item=alone or unit.kind != "article",
        lists=bool(unit.children),
        names=lambda: _names(unit, reader),
    )
    own = [finished(passage, draft, unit, frame, first=at == 0) for at, draft in enumerate(drafts)]
    if below.attach and own and unit.children:
        at = 0 if frames.opens_cases(passage) else -1
        own[at] = with_items(own[at], below.attach, [passage_of(child, reader) for child in unit.children])
    yield from own
    for child in unit.children:
        yield from _unit(child, below, reader)


def _names(unit: Unit, reader: Page) -> bool:
    """Whether the items of a unit name things: then its own line is the norm, and they say what it acts on."""
    text, noun, must = reader.page.text, reader.vi.pattern("norms", "noun_first"), reader.vi.pattern("norms", "must")
    leads = [(after_label(child, reader.page), reader.page.at(child.lead.end)) for child in unit.children]
    return bool(leads) and all(noun.match(text, *lead) and not must.search(text, *lead) for lead in leads)


def passage_of(unit: Unit, reader: Page) -> Passage:
    """The own words of a unit with their cues."""
    text, at = own_words(unit, reader.page, reader.quoted, reader.vi, reader.width)
    return Passage(text, at, reader.page, pipeline(reader.vi)(text), reader.vi)


def _read(
    p: Passage, frame: Frame, *, item: bool, lists: bool, names: Callable[[], bool] = bool
) -> tuple[list[Draft], Frame]:
    """The drafts of a passage, and the frame that its last line opens for the units below."""
    drafts: list[Draft] = []
    inner, below, last, title, opened, before = frame, _carried(frame), None, None, None, 0
    for clause in pieces(p):
        if p.vi.pattern("norms", "example").match(p.text, clause.start, clause.end):
            break
        setting = _setting(p, clause, frame, inner, drafts, last, item=item)
        if last is None and _is_title(p, clause, lists=lists):
            title, last = clause, clause
            inner = below = _cased(p, clause, None, frames.of_title(p, clause.start, clause.end, frame) or frame, frame)
            continue
        if last is title and title and inner is not frame:
            setting = Setting(inner, None, item=True)
        draft = None if _mute(p, clause, setting) else judge(p, clause, setting)
        draft = draft and replace(draft, cases=_of_frame(setting.frame.cases or frame.cases, drafts, clause))
        if clause.opens and draft is None and _attaches(p, clause, drafts, last):
            draft = replace(drafts.pop(), end=clause.end)
        if clause.opens:
            drafts, below = _opened(p, clause, setting.frame, draft, drafts, names)
            below = _cased(p, clause, draft, below, frame)
            inner, opened, before = below, draft, len(drafts)
        else:
            _take(p, drafts, draft, clause, last)
        last = clause
    if last and opened and not lists and opened not in drafts and (last.opens or _alone(opened, drafts, before)):
        drafts.append(replace(opened, end=last.end))
    if last is not None and not last.opens and lists and not drafts:
        below = frames.below(p, last.start, last.end, frame, None)[0]
        below = (
            _cased(p, last, None, below, frame) if _is_title(p, last, lists=True) else replace(below, cases=frame.cases)
        )
    elif last is None or not last.opens:
        below = _carried(frame)
    return drafts, below


def _attaches(p: Passage, clause: Clause, drafts: list[Draft], last: Clause | None) -> bool:
    """Whether a piece goes on with the norm before it in the same sentence, and opens its conditions or exceptions."""
    if not drafts or last is None or last.sentence != clause.sentence or drafts[-1].end != last.end:
        return False
    gist = drafts[-1].modality, drafts[-1].bearer, drafts[-1].rule
    below, keep = frames.below(p, clause.start, clause.end, FREE, gist)
    return keep and bool(below.attach)


def _of_frame(cases: tuple[Part, ...], drafts: list[Draft], clause: Clause) -> tuple[Part, ...]:
    """The conditions of an opening hold for the first norm of each item; what follows has its own case."""
    return cases if clause.listed or not drafts else ()


def _alone(opened: Draft, drafts: list[Draft], before: int) -> bool:
    """Whether an item of a list that opens another states the only norm: what it lists states none."""
    return opened.rule.startswith("list:") and len(drafts) == before


def _is_title(p: Passage, clause: Clause, *, lists: bool) -> bool:
    """Whether the first line of a unit only names what follows: no full stop, no modal word, and something follows."""
    if (
        clause.opens
        or clause.end - clause.start > LONGEST_TITLE
        or next(p.cues("modal", clause.start, clause.end), None)
    ):
        return False
    follows = p.text[clause.end : clause.end + 1] == "\n"
    return follows or (lists and not p.text[clause.end :].strip())


def _carried(frame: Frame) -> Frame:
    """What still holds below a unit that opens no list: the heading's word, or the list that it is part of."""
    holds = frame.lists or frame.closed or frame.silent
    return replace(frame, attach="") if holds and frame.attach else frame


def _cased(p: Passage, clause: Clause, draft: Draft | None, below: Frame, above: Frame) -> Frame:
    """The frame of what follows an opening, with the conditions that this and those above it state."""
    phrases = draft.phrases if draft else fronted(p, clause.start, clause.end)
    ranges = guards.of_opening(p, phrases, clause.start, draft.cue if draft else None, clause.end)
    return replace(below, cases=(*above.cases, *parts(p, ranges))) if ranges or above.cases != below.cases else below


def _setting(
    p: Passage, clause: Clause, frame: Frame, inner: Frame, drafts: list[Draft], last: Clause | None, *, item: bool
) -> Setting:
    before = drafts[-1] if drafts else None
    if clause.listed and inner is not frame:
        return Setting(inner, before, item=True)
    if last is None:
        return Setting(frame, before, item=item)
    outer = replace(
        FREE,
        procedure=frame.procedure,
        orders=frame.orders and not inner.silent,
        bearer=frame.bearer,
        modality=frame.modality,
        cases=frame.cases,
    )
    acts = p.at_start("verb", clause.start) or p.at_start("trigger", clause.start)
    if last.opens and inner.lists and not last.listed and acts:
        return Setting(inner, before, item=True)
    same = clause.sentence == last.sentence
    if same and frame.rule == "prohibited":
        return Setting(frames.SILENT, before)
    return Setting(frame if frame.silent and same else outer, before, item=False)


def _mute(p: Passage, clause: Clause, setting: Setting) -> bool:
    """Items that only describe something state a norm in later sentences alone."""
    if not setting.frame.silent or clause.opens or (clause.first and when_must(p, clause.start, clause.end)):
        return False
    return bool(setting.frame.attach) or not setting.item


def _opened(
    p: Passage,
    clause: Clause,
    frame: Frame,
    draft: Draft | None,
    drafts: list[Draft],
    names: Callable[[], bool],
) -> tuple[list[Draft], Frame]:
    gist = (draft.modality, draft.bearer, draft.rule) if draft else None
    below, keep = frames.below(p, clause.start, clause.end, frame, gist)
    if gist and not clause.first and frames.opens_cases(p):
        below, keep = frames.CASES_BELOW, True
    if draft and below.lists and below.rule == "chapeau" and draft.modality == Modality.OBLIGATION and names():
        return [*drafts, draft], frames.SILENT
    if draft:
        below = replace(below, deadlines=limits_of(p, draft))
    return [*drafts, draft] if draft and keep else drafts, below


def _take(p: Passage, drafts: list[Draft], draft: Draft | None, clause: Clause, last: Clause | None) -> None:
    """Add a draft; what states no norm of its own goes on with the norm before it in the same sentence."""
    said = bool(drafts) and last is not None and drafts[-1].end == last.end
    if draft and last and last.sentence == clause.sentence and not said and _only_front(p, last):
        drafts.append(replace(draft, start=last.start))
    elif draft:
        drafts.append(draft)
    elif drafts and last and clause.sentence == last.sentence and drafts[-1].end == last.end and not _apart(p, clause):
        drafts[-1] = replace(drafts[-1], end=clause.end)


def _only_front(p: Passage, clause: Clause) -> bool:
    """Whether a piece is a case, a time or a basis alone: the clause after it belongs to it."""
    trigger = p.at_start("trigger", clause.start)
    if trigger is None or trigger.label not in FRONTS:
        return False
    says = p.vi.pattern("norms", "then").search(p.text, clause.start, clause.end)
    phrases = fronted(p, clause.start, clause.end)
    described = p.at_start("modal", phrases.body) if trigger.label == "basis" else None
    return not says and (not phrases.phrases or described is not None)


def _apart(p: Passage, clause: Clause) -> bool:
    """Whether a piece without a norm is no part of the one before: it tells what becomes of a thing, or opens another."""
    return bool(p.vi.pattern("norms", "said_of_thing").match(p.text, clause.start, clause.end)) or _only_front(
        p, clause
    )
