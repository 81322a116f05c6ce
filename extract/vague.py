"""Mentions of the law of a field, whatever it is: "as the law provides", "other relevant law". They stay edges without a target."""

from __future__ import annotations

from collections.abc import Iterator

from extract.citations import TOPIC, Grammar

LEAD = 40
"""Characters that the words before it take at most."""


def vague(text: str, start: int, end: int, grammar: Grammar) -> Iterator[tuple[int, int]]:
    """Where such mentions begin and end, in a stretch of the text in which line breaks are spaces."""
    done = start
    for found in grammar.vi.pattern(TOPIC, "vague").finditer(text, start, end):
        before = grammar.vi.pattern(TOPIC, "vague_before")
        lead = before.search(text, max(done, found.start() - LEAD), found.start())
        if lead or grammar.match("vague_alone", text, found.end(), end):
            tail = grammar.match("vague_after", text, found.end(), end)
            done = tail.end() if tail else found.end()
            yield (lead or found).start(), done
