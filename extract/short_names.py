"""Short names: “hereinafter called X”, abbreviations in brackets, and words explained in the middle of a provision."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from re import Match

from extract.glossary import SYNONYM, Named, Range, scope, trimmed
from extract.pages import Page
from extract.tree import CLOSING
from ontology.pack import Language

TOPIC = "definitions"
SHORT, INITIALS, INLINE = "short-name", "initials", "inline"
BEFORE = 70
"""Characters before “called” in which “hereafter” or a bracket stands."""
NAME = 160
"""Characters that a short name may take."""
REACH = 900
"""Characters that may be abbreviated."""
MANY = 3
"""Words that a name shares with what it stands for, from which on they begin together."""
FARTHEST = 4_000
"""Characters that an explanation in the middle of a provision may take."""
WORDS = 16
"""Words of a name that no bracket closes."""


def short_names(page: Page, taken: tuple[Named, ...], vi: Language) -> Iterator[Named]:
    """The short names that a text gives, those of acts left out: the table of citations has them."""
    heads = sorted((n.head, n) for n in taken if n.head[1] and n.rule != SYNONYM)
    starts = [head[0] for head, _ in heads]
    for found in _calls(page, vi):
        name = _name(page, found, vi)
        if name is None or found.start() in page.quoted or page.path(found.start()).unit.kind == CLOSING:
            continue
        i = bisect_right(starts, found.start()) - 1
        explained = heads[i][1] if i >= 0 and found.start() < heads[i][0][1] else None
        words = page.words(*name)
        before = _abbreviated(page, found, words, vi)
        if _is_act(page, before, words, vi):
            continue
        held = _held(page, found, vi)
        if explained:
            yield Named(words, name, explained.meaning, SYNONYM, explained.scope or held)
        elif before[0] < before[1]:
            yield Named(words, name, before, SHORT, held, short=True)


def _calls(page: Page, vi: Language) -> Iterator[Match[str]]:
    for found in vi.pattern(TOPIC, "called").finditer(page.flat):
        before = page.flat[max(0, found.start() - BEFORE) : found.start()]
        cues = ("hereafter",) if found["shortly"] else ("hereafter", "bracketed", "also_called")
        if any(vi.pattern(TOPIC, cue).search(before) for cue in cues):
            yield found


def _name(page: Page, found: Match[str], vi: Language) -> Range | None:
    """The name behind “called”: up to the bracket that closes, or where the sentence goes on."""
    flat, start = page.flat, found.end()
    stop = min(len(flat), start + NAME)
    if flat[start : start + 1] in '“"':
        closed = min((at for c in '”"' if (at := flat.find(c, start + 1, stop)) >= 0), default=-1)
        if closed > 0:
            return trimmed(flat, start, closed)
    inside = flat.rfind("(", max(0, start - REACH), found.start()) > flat.rfind(")", max(0, start - REACH), start)
    ends = vi.pattern(TOPIC, "name_stops" if inside else "name_ends").search(flat, start, stop)
    if ends is None and stop < len(flat):
        return None
    begin, end = trimmed(flat, start, ends.start() if ends else stop)
    if letters := vi.pattern(TOPIC, "with_letters").match(flat[begin:end]):
        begin, end = trimmed(flat, begin, begin + letters.end("name"))
    words = page.words(begin, end)
    named = any(c.isalpha() for c in words) and (inside or len(words.split()) <= WORDS)
    return (begin, end) if named else None


def _held(page: Page, found: Match[str], vi: Language) -> str:
    """The unit that “hereafter in this article” names."""
    words = page.flat[max(0, found.start() - BEFORE) : found.start()]
    return scope(page.path(found.start()), words[max(0, words.rfind("(")) :], vi)


def _is_act(page: Page, before: Range, name: str, vi: Language) -> bool:
    act, number = vi.pattern(TOPIC, "act"), vi.pattern(TOPIC, "act_number")
    return bool(act.match(name)) and bool(number.search(name) or number.search(page.flat, *before) or len(name) < 12)


def _abbreviated(page: Page, found: Match[str], name: str, vi: Language) -> Range:
    """The words before the bracket that the name stands for."""
    flat, path = page.flat, page.path(found.start())
    cue = vi.pattern(TOPIC, "hereafter").search(flat[max(0, found.start() - BEFORE) : found.start()])
    end = max(0, found.start() - BEFORE) + cue.start() if cue else found.start()
    low = max(page.body(path), found.start() - REACH)
    generally = bool(vi.pattern(TOPIC, "generally").search(found[0]))
    if tail := vi.pattern(TOPIC, "no_phrase_end").search(flat, max(low, end - BEFORE), max(low, end)):
        end = tail.start()
    start = low
    for stop in vi.pattern(TOPIC, "sentence_ends" if generally else "clause_ends").finditer(flat, low, max(low, end)):
        start = stop.end()
    return trimmed(flat, _begins(flat, start, end, name, vi, generally=generally), max(start, end))


def _begins(flat: str, start: int, end: int, name: str, vi: Language, *, generally: bool) -> int:
    """Where the abbreviated words begin: where they share the name's first words, spell it, or a phrase is introduced."""
    if vi.pattern(TOPIC, "level_name").match(name):
        level = vi.pattern(TOPIC, "level").search(flat, _behind("governs", flat, start, end, vi), end)
        return level.start() if level else start
    phrase, words = flat[start:end].lower(), name.lower().split()
    at, shared = _shared(phrase, name.lower())
    inner = _inner(phrase, words)
    if generally and at >= 0 and not _joined(flat, start + at, end, shared, name, vi):
        at, shared = -1, 0
    if at >= 0 and shared == 1 and inner < len(phrase) and "," in phrase[at:inner]:
        return _behind("introduces", flat, start, start + inner, vi)
    if at >= 0 and (shared >= MANY or not generally):
        return _widened(flat, start, start + at, words[:shared], vi, generally=generally and not _levelled(name, vi))
    return _otherwise(flat, start, end, (at, inner), name, vi)


def _joined(flat: str, at: int, end: int, shared: int, name: str, vi: Language) -> bool:
    """Whether what several things are called together can begin with the words that it shares with the name."""
    if shared >= MANY:
        listed = vi.pattern(TOPIC, "list_before").search(flat, max(0, at - BEFORE), at)
        return not listed or _levelled(name, vi)
    return not vi.pattern(TOPIC, "governs").search(flat, at, end)


def _levelled(name: str, vi: Language) -> bool:
    """Whether a name tells the level of an office: then it stands for offices of that level alone."""
    return bool(vi.pattern(TOPIC, "has_level").search(name))


def _otherwise(flat: str, start: int, end: int, shared: Range, name: str, vi: Language) -> int:
    """Where a phrase begins that does not begin like its name: spelt by it, a list of people, or introduced."""
    at, inner = shared
    spelt = spells(flat[start:end], name)
    if spelt >= 0:
        return start + spelt
    tail = vi.pattern(TOPIC, "by_law").search(flat, start, end)
    last = tail.start() if tail else end
    if vi.pattern(TOPIC, "person").match(name):
        first = vi.pattern(TOPIC, "person").search(flat, _behind("governs", flat, start, last, vi), last)
        if first:
            return first.start()
    if at >= 0:
        begins = _behind("introduces", flat, start, start + at, vi)
        listed = vi.pattern(TOPIC, "list_before").search(flat, begins, start + at)
        return begins if listed else start + at
    return _behind("introduces", flat, start, min(last, start + inner), vi)


def _shared(phrase: str, name: str) -> tuple[int, int]:
    """Where the phrase last has the first words of a name, and how many of them; of a list, before its last member."""
    words, last = name.partition(",")[0].split(), name.rpartition(", ")[2]
    if last != name:
        phrase = phrase[: max(0, _found(phrase, last))] or phrase
    for length in range(min(len(words), 5), 0, -1):
        part = " ".join(words[:length]).rstrip(",;")
        at = _found(phrase, part)
        if at >= 0:
            return at, length
    return -1, 0


def _widened(flat: str, start: int, at: int, words: list[str], vi: Language, *, generally: bool) -> int:
    """The first of the members of a list that begin alike and end at this place."""
    while generally or vi.pattern(TOPIC, "list_before").search(flat, start, at):
        before = start + _found(flat[start:at].lower(), " ".join(words).rstrip(",;"))
        told = before < start or vi.pattern(TOPIC, "governs").search(flat, before, at)
        if told or ")" in flat[before:at] or not vi.pattern(TOPIC, "both").search(flat, before, at):
            return at
        at = before
    return at


def _inner(phrase: str, words: list[str]) -> int:
    """Where the phrase has two words of the name in a row; else its end."""
    places = [_found(phrase, " ".join(words[i : i + 2])) for i in range(1, len(words) - 1)]
    return max([at for at in places if at >= 0], default=len(phrase))


def _behind(key: str, flat: str, start: int, end: int, vi: Language) -> int:
    """The place behind the last words of this kind; the start where there are none."""
    for found in vi.pattern(TOPIC, key).finditer(flat, start, end):
        start = found.end() if found.end() < end else start
    return start


def _found(phrase: str, part: str) -> int:
    """Where a phrase last has these words as whole words."""
    at = phrase.rfind(part)
    while at >= 0:
        before, after = phrase[at - 1 : at] if at else " ", phrase[at + len(part) : at + len(part) + 1]
        if not before.isalnum() and not after.isalnum():
            return at
        at = phrase.rfind(part, 0, at)
    return -1


def spells(words: str, name: str) -> int:
    """Where the last words begin whose first letters spell the name; -1 where they do not."""
    at, places = 0, []
    for word in words.split():
        at = words.index(word, at)
        if word[0].isalpha():
            places.append((at, word[0].upper()))
        at += len(word)
    last = places[-len(name) :]
    return last[0][0] if len(last) == len(name) > 1 and "".join(letter for _, letter in last) == name else -1


def initials(page: Page, vi: Language) -> Iterator[Named]:
    """Capitals in brackets that the words before them spell."""
    for found in vi.pattern(TOPIC, "initials").finditer(page.flat):
        low = max(page.path(found.start()).start, found.start() - NAME)
        begins = spells(page.flat[low : found.start()], found["name"])
        if begins >= 0 and found.start() not in page.quoted:
            held = scope(page.path(found.start()), "", vi)
            meaning = trimmed(page.flat, low + begins, found.start())
            yield Named(found["name"], found.span("name"), meaning, INITIALS, held, short=True)


def inline(page: Page, taken: tuple[Named, ...], vi: Language) -> Iterator[Named]:
    """Words explained where they are used: “X is understood as …”, “In this article, X is …”."""
    wholes = sorted(named.whole for named in taken)
    starts = [whole[0] for whole in wholes]
    for key in ("understood", "in_this"):
        for found in vi.pattern(TOPIC, key).finditer(page.flat):
            i = bisect_right(starts, found.start()) - 1
            if (i >= 0 and found.start() < wholes[i][1]) or found.start() in page.quoted:
                continue
            named = _explained(page, found, vi)
            if named:
                yield named


def _explained(page: Page, found: Match[str], vi: Language) -> Named | None:
    """The term before “is understood as”, where it is one and not a case."""
    flat, path = page.flat, page.path(found.start())
    start, end = (
        found.span("term")
        if "term" in found.groupdict()
        else (max(page.body(path), found.start() - REACH), found.start())
    )
    for stop in vi.pattern(TOPIC, "clause_ends").finditer(flat, start, max(start, end)):
        start = stop.end()
    words = flat[min(start, found.start()) : end]
    if lead := vi.pattern(TOPIC, "before_term").match(flat, start, end):
        start = lead.end()
    for key in ("then_verb", "ruled_at", "after_term"):
        if tail := vi.pattern(TOPIC, key).search(flat[start:end]):
            end = start + tail.start()
    at = trimmed(flat, start, end)
    term = page.words(*at)
    if not term or len(term.split()) > WORDS or vi.pattern(TOPIC, "no_term").search(term):
        return None
    last = min(path.end, found.end() + FARTHEST)
    ends = vi.pattern(TOPIC, "clause_ends").search(flat, found.end(), last)
    meaning = trimmed(flat, found.end(), ends.start() if ends else last)
    held = scope(path, words if "term" not in found.groupdict() else found[0], vi)
    return Named(term, at, meaning, INLINE, held) if meaning[0] < meaning[1] else None
