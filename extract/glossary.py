"""Articles that explain words: from each clause the term, its other names, and the words that say what it means."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from extract.amended import is_command
from extract.pages import Page, Path
from ontology.document import Unit
from ontology.pack import Language

TOPIC = "definitions"
GLOSSARY, LOOSE, SYNONYM, TABLE = "glossary", "glossary-loose", "synonym", "table"
ROW = 3
"""Bars that a row of a table has at least."""
LONGEST = 400
"""Characters that a term may take."""
BEGINNING = 200
"""Characters in which a provision says that it changes another act."""
MARKS = " \n\t\"“”„'‘’«»*_"
ENDS = ".;:"
BULLET = "-–+•*"
Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Named:
    """A term as found: its words, where they stand on the page, what they mean, and within which eId they hold."""

    term: str
    at: Range
    meaning: Range
    rule: str
    scope: str = ""
    head: Range = (0, 0)
    short: bool = False

    @property
    def whole(self) -> Range:
        """From the first to the last character of the definition."""
        return min(self.at[0], self.meaning[0]), max(self.at[1], self.meaning[1])


@dataclass(frozen=True, slots=True)
class Glossary:
    """What was found, and the clauses that should have given a term and gave none."""

    found: tuple[Named, ...]
    empty: tuple[Unit, ...]


def glossary(page: Page, vi: Language) -> Glossary:
    """The terms of every article and clause that says it explains words."""
    found: list[Named] = []
    empty: list[Unit] = []
    done = -1
    for path in _explaining(page, vi):
        if path.start < done or path.start in page.quoted:
            continue
        done = page.clean.at(path.unit.span.end)
        for entry, stop in _entries(page, path, vi):
            named = list(_in_entry(page, entry, stop, vi))
            found += named
            if not named and entry.unit.kind in {"clause", "point"} and entry.end == page.path(entry.start).end:
                empty.append(entry.unit)
    return Glossary(tuple(found), tuple(empty))


def scope(path: Path, words: str, vi: Language) -> str:
    """The eId within which a definition holds: the unit that its words name, else the annex it stands in, else all."""
    named = vi.pattern(TOPIC, "here").search(words)
    if named and named["unit"]:
        kind = vi.cues["references"]["kinds"].get(" ".join(named["unit"].lower().split()), "")
        unit = path.above(str(kind))
        if unit:
            return unit.eid
    annex = path.above("annex")
    return annex.eid if annex else ""


def _explaining(page: Page, vi: Language) -> list[Path]:
    """The articles whose title says that they explain words, and the provisions that open such a list."""
    title = vi.pattern(TOPIC, "title")
    paths = {
        units[-1].eid: page.laid(units)
        for units in page.tree
        if units[-1].kind == "article" and units[-1].heading and title.search(page.clean.of(units[-1].heading))
    }
    for found in vi.pattern(TOPIC, "opens").finditer(page.flat):
        path = page.path(found.start())
        low = max(path.start, found.start() - LONGEST)
        if is_command(page.flat[path.start : path.start + BEGINNING], vi):
            continue
        opened = vi.pattern(TOPIC, "chapeau").search(page.flat, low, found.end())
        if opened and opened.end() == found.end() and path.unit.kind in {"article", "clause"}:
            paths.setdefault(path.unit.eid, path)
    return sorted(paths.values(), key=lambda path: path.start)


def _entries(page: Page, path: Path, vi: Language) -> Iterator[tuple[Path, int]]:
    """The clauses (or points, or paragraphs) that explain one word each, and where each ends with all below it."""
    start = page.body(path)
    opened = vi.pattern(TOPIC, "chapeau").search(page.flat, start, path.end)
    if not path.unit.children:
        yield from _paragraphs(page, replace(path, start=opened.end() if opened else start))
        return
    for child in path.unit.children:
        below = page.path(page.clean.at(child.lead.start))
        if below.unit is not child:
            continue
        body = page.body(below)
        inner = _list(page, below, body, vi)
        if inner is not None and child.children:
            yield from _entries(page, below, vi)
        elif inner is not None and page.flat.count("|", inner, below.end) >= ROW:
            yield replace(below, start=inner), below.end
        else:
            yield replace(below, start=body), page.clean.at(child.span.end)


def _list(page: Page, path: Path, body: int, vi: Language) -> int | None:
    """Where the list begins that a clause opens in its turn, if it does."""
    for key in ("chapeau", "list_title"):
        match = vi.pattern(TOPIC, key).search if key == "chapeau" else vi.pattern(TOPIC, key).match
        if found := match(page.flat[body : path.end].strip()):
            return body + found.end()
    return None


def _paragraphs(page: Page, path: Path) -> Iterator[tuple[Path, int]]:
    """The paragraphs of a text without labels; a line that goes on in small letters is not one."""
    text = page.clean.text
    start = path.start
    while start < path.end:
        end = text.find("\n", start, path.end)
        while end >= 0 and not _new(text, end, path.end):
            end = text.find("\n", end + 1, path.end)
        end = path.end if end < 0 else end
        if text[start:end].strip():
            yield replace(path, start=start, end=end), end
        start = end + 1


def _new(text: str, at: int, stop: int) -> bool:
    after = text[at:stop][:40].lstrip()[:1]
    before = text[max(0, at - 40) : at].rstrip()[-1:]
    return after in (*BULLET, "|") or (before in {*ENDS, "|"} and after.isupper())


def _in_entry(page: Page, entry: Path, stop: int, vi: Language) -> Iterator[Named]:
    if page.flat.count("|", entry.start, entry.end) >= ROW:
        yield from _rows(page, entry, vi)
        return
    start = entry.start
    while start < entry.end and page.flat[start] in MARKS + BULLET:
        start += 1
    lead = vi.pattern(TOPIC, "before_term").match(page.flat, start, entry.end)
    head = _head(page, lead.end() if lead else start, entry.end, vi)
    if head is None:
        return
    (begin, end), verb, rule = head
    meaning = _meaning(page, verb, entry, stop, vi)
    if meaning[0] >= meaning[1]:
        return
    held = scope(entry, page.flat[start:verb], vi)
    for term, at, kind in terms(page, begin, end, vi):
        yield Named(term, at, meaning, rule if kind == GLOSSARY else kind, held, (begin, end))


def _head(page: Page, start: int, stop: int, vi: Language) -> tuple[Range, int, str] | None:
    """The words before the first defining verb outside brackets, where its meaning begins, and the rule that found it."""
    stop = min(stop, start + LONGEST)
    for heed in (True, False):
        depth = 0
        for found in vi.pattern(TOPIC, "heeds").finditer(page.flat, start, stop):
            if found["open"]:
                depth += 1
            elif found["close"]:
                depth = max(0, depth - 1)
            elif depth and heed:
                continue
            elif found["stop"]:
                break
            elif found.start() > start:
                return (start, found.start()), found.end(), GLOSSARY
    end = min((at for c in ",.;:(" if (at := page.flat.find(c, start, stop)) >= 0), default=stop)
    loosely = vi.pattern(TOPIC, "loosely").search(page.flat, start, end)
    return ((start, loosely.start()), loosely.start(), LOOSE) if loosely and loosely.start() > start else None


def _meaning(page: Page, at: int, entry: Path, stop: int, vi: Language) -> Range:
    again = vi.pattern(TOPIC, "again").match(page.flat, at, entry.end)
    start = again.end() if again else at
    end = stop
    while end > start and page.flat[end - 1] in " \n;,":
        end -= 1
    return start, end


def terms(page: Page, start: int, end: int, vi: Language) -> Iterator[tuple[str, Range, str]]:
    """The names in the words before a defining verb: the term first, then what else it is called."""
    after = vi.pattern(TOPIC, "after_term").search(page.flat[start:end])
    start, end = trimmed(page.flat, start, start + after.start() if after else end)
    brackets = list(_brackets(page.flat, start, end))
    if called := vi.pattern(TOPIC, "or_called").search(page.flat[start:end]):
        first, second = (start, start + called.start()), (start + called.end(), end)
    else:
        first, second = (start, end), (end, end)
    outside = [b for b in brackets if first[0] < b[0] and b[1] <= first[1]]
    at = trimmed(page.flat, first[0], outside[-1][0] if outside and outside[-1][1] >= first[1] - 1 else first[1])
    term = _without(page, at, outside)
    if not any(c.isalpha() for c in term):
        return
    yield term, at, GLOSSARY
    yield from _synonyms(page, [*((b[0] + 1, b[1] - 1) for b in outside), second], vi)
    if not outside:
        yield from _listed(page, at, term, vi)


def _synonyms(page: Page, ranges: list[Range], vi: Language) -> Iterator[tuple[str, Range, str]]:
    for start, end in ranges:
        at = trimmed(page.flat, start, end)
        words = page.words(*at)
        named = vi.pattern(TOPIC, "aside").match(words) is None and len(words) > 1 and len(words.split()) <= 12
        if named and not vi.pattern(TOPIC, "called").search(words):
            yield words, at, SYNONYM


def _listed(page: Page, at: Range, term: str, vi: Language) -> Iterator[tuple[str, Range, str]]:
    """The parts of “A or B”, and of a list whose members all begin with the same word."""
    for key in ("or", "both"):
        cuts = [(at[0] + m.start(), at[0] + m.end()) for m in vi.pattern(TOPIC, key).finditer(page.flat[slice(*at)])]
        bounds = [at[0], *(place for cut in cuts for place in cut), at[1]]
        parts = [(s, e) for s, e in zip(bounds[::2], bounds[1::2], strict=True) if s < e]
        words = [page.words(s, e) for s, e in parts]
        heads = {w.split()[0].lower() for w in words if w}
        if len(parts) > 1 and all(len(w.split()) > 1 for w in words) and len(heads) == 1:
            yield from ((w, part, SYNONYM) for w, part in zip(words, parts, strict=True) if w != term)


def _rows(page: Page, entry: Path, vi: Language) -> Iterator[Named]:
    """The rows of a table of abbreviations: behind each running number a term and what it stands for."""
    bars = re.finditer(r"[^|]+", page.flat[entry.start : entry.end])
    cells = [trimmed(page.flat, entry.start + m.start(), entry.start + m.end()) for m in bars if m[0].strip()]
    numbers = [page.words(*cell).isdigit() for cell in cells]
    rows = [cells[i + 1 : i + 3] for i, number in enumerate(numbers) if number and True not in numbers[i + 1 : i + 3]]
    for row in rows if any(numbers) else [cells[-2:]]:
        term = page.words(*row[0]) if len(row) == 2 else ""
        headed = any(page.words(*cell).lower() in vi.words(TOPIC, "columns") for cell in row)
        if not headed and any(c.isalpha() for c in term):
            yield Named(term, row[0], row[1], TABLE, scope(entry, "", vi))


def trimmed(text: str, start: int, end: int) -> Range:
    """The range without quotation marks and punctuation around it."""
    while start < end and text[start] in MARKS + ",;:-–":
        start += 1
    while end > start and text[end - 1] in MARKS + ",;:-–.":
        end -= 1
    return start, end


def _brackets(text: str, start: int, end: int) -> Iterator[Range]:
    """The outermost brackets in a range."""
    depth, begin = 0, start
    for found in re.finditer(r"[(\[)\]]", text[start:end]):
        if found[0] in "([":
            begin = start + found.start() if depth == 0 else begin
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0:
                yield begin, start + found.end()


def _without(page: Page, at: Range, brackets: list[Range]) -> str:
    place, words = at[0], []
    for start, end in brackets:
        if at[0] <= start < at[1]:
            words.append(page.flat[place:start])
            place = end
    return " ".join(" ".join([*words, page.flat[place : at[1]]]).strip(MARKS).split())
