"""For whom a decree prints its amounts: which provisions for individuals, which for organisations."""

from __future__ import annotations

from collections.abc import Iterator

from extract.amounts import TOPIC
from extract.breaches import Book, clauses_of
from extract.words import Words

PrintedFor = dict[str, tuple[str, ...]]


def printed_for(of: Book) -> PrintedFor:
    """The provisions whose amounts are said to be those for a subject, by the subject's code."""
    found: dict[str, list[str]] = {code: [] for code in of.vi.cues[TOPIC]["whom"].values()}
    for article, _, w in clauses_of(of):
        if not of.fined(article.eid) and of.vi.pattern(TOPIC, "speaks_of_amounts").search(w.lower):
            for code, eids in _stated(w, of):
                found[code] += eids
    return {code: tuple(dict.fromkeys(eids)) for code, eids in found.items()}


def subject_of(text: str, of: Book) -> str:
    """The subject that a stretch of text names as the one fined; empty for none, or more than one."""
    named = {found["who"] for found in of.vi.pattern(TOPIC, "fined_subject").finditer(text)}
    return str(of.vi.cues[TOPIC]["whom"][named.pop()]) if len(named) == 1 else ""


def other(code: str, of: Book) -> str:
    """The subject that is not this one."""
    return next(str(c) for c in of.vi.cues[TOPIC]["whom"].values() if c != code)


def _stated(w: Words, of: Book) -> Iterator[tuple[str, tuple[str, ...]]]:
    for sentence in of.vi.pattern(TOPIC, "sentence").finditer(w.lower):
        if not of.vi.pattern(TOPIC, "speaks_of_amounts").search(sentence[0]):
            continue
        start, subject = sentence.start(), ""
        for part in of.vi.pattern(TOPIC, "parts_of_rule").finditer(sentence[0]):
            eids = of.expanded(of.named(w.span(start + part.start(), start + part.end())))
            own = subject_of(part[0], of)
            if part["but"]:
                own = own if own and not part["except"] else other(subject, of) if subject else own
            subject = subject or own
            if own and eids:
                yield own, eids
