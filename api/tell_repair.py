"""A way to act lawfully as lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap
from typing import Any

from api.wire import JSON
from api.words import Words
from ontology.notation import parse
from reason.to_prose import to_prose

WIDTH = 100


def repair(answer: JSON, words: Words) -> Iterator[str]:
    """What is broken, the smallest change that mends it and its equals, or why there is none."""
    yield f"{words('words.day')} {words.day(answer['on'])}: {words('repair.' + verdict(answer))}"
    yield from _listed(words("repair.broken"), map(words.cite, answer["norms"]))
    for title, changes in ways(answer, words):
        yield from _listed(title, changes)
    yield from _listed(words("repair.conflict"), map(words.cite, answer["conflict"]))
    yield from _listed(words("repair.fixed"), (_told(one, words) for one in answer["fixed"]))
    yield from _listed(words("repair.open"), map(words.cite, answer["open"]))
    yield from _listed(words("fine.assumed"), (_told(one, words) for one in answer["assumed"]))


def ways(answer: JSON, words: Words) -> list[tuple[str, list[str]]]:
    """Every way with its title and its changes as sentences."""
    found = [answer["changes"], *answer["others"]] if answer["changes"] else []
    titles = (
        [words("repair.way", number=n) for n in range(1, len(found) + 1)]
        if len(found) > 1
        else [words("repair.only_way")]
    )
    return [(title, [sentence(one, words) for one in way]) for title, way in zip(titles, found, strict=False)]


def verdict(answer: JSON) -> str:
    """In one word: lawful, can be mended, impossible, or given up."""
    kinds = {"lawful": answer["lawful"], "impossible": answer["impossible"], "given_up": answer["given_up"]}
    return next((kind for kind, holds in kinds.items() if holds), "mended")


def sentence(one: JSON, words: Words) -> str:
    """One change, with all the values that will do where there are several."""
    after = one["to"]
    if after is None:
        return words("repair.undone", act=words.value(one["fact"], one["from"]))
    said = words(
        "repair.change",
        fact=words.label(one),
        before=words.value(one["fact"], one["from"]),
        after=words.value(one["fact"], after),
    )
    if isinstance(after, bool):
        return said
    return f"{said} ({words('repair.must', must=to_prose(parse(one['must']), words.language, words.vn))})"


def _told(one: JSON, words: Words) -> str:
    return f"{words.label(one)}: {words.value(one['fact'], one['value'])}"


def _listed(title: str, lines: Any) -> Iterator[str]:
    shown = list(dict.fromkeys(lines))
    if shown:
        yield ""
        yield f"{title}:"
    for line in shown:
        yield from wrap(line, WIDTH, initial_indent="  – ", subsequent_indent="    ")
