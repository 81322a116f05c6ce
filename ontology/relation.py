"""Facts about things, drawn from how things are related: patterns of kinds and links, in a notation of their own.

A statement begins at the left edge and may go on in indented lines; words in capitals are variables:

    P is approved if A is approve, A happened, A agent Y, Y is licensor, A theme P else not

*P* has the fact `approved` where some *A* and *Y* fit. Several statements of one fact are alternatives. With `else not` the
fact is denied of whatever fits none (everything of the matter is told); without it, that stays unknown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from ontology.errors import NotationError


@dataclass(frozen=True, slots=True)
class Having:
    """A thing is of a kind, or has a fact: `A is approve`, `A happened`."""

    of: str
    kind: str


@dataclass(frozen=True, slots=True)
class Link:
    """A thing stands in a relation to another: `A agent Y`."""

    of: str
    relation: str
    to: str


Part: TypeAlias = Having | Link


@dataclass(frozen=True, slots=True)
class Pattern:
    """A fact of the thing `of` wherever all parts fit; `closed`: denied elsewhere."""

    fact: str
    of: str
    parts: tuple[Part, ...]
    closed: bool


HEAD = re.compile(r"\b([A-Z]\w*) is (\S+) if (.+?)( else not)?", re.DOTALL)
HAVING = re.compile(r"\b([A-Z]\w*) (?:is )?([a-z][\w.:]*)")
LINK = re.compile(r"\b([A-Z]\w*) ([a-z][\w.:]*) ([A-Z]\w*)")


def read_patterns(text: str) -> tuple[Pattern, ...]:
    """Patterns in the order of their text. Raises NotationError where one does not parse or rests on what comes later."""
    found = tuple(_pattern(statement) for statement in _statements(text))
    _check(found)
    return found


def variables(part: Part) -> tuple[str, ...]:
    """The variables of a part."""
    return (part.of,) if isinstance(part, Having) else (part.of, part.to)


def _statements(text: str) -> Iterator[str]:
    lines = "\n".join(line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#"))
    yield from (" ".join(statement.split()) for statement in re.split(r"\n(?=\S)", lines) if statement.strip())


def _pattern(statement: str) -> Pattern:
    head = HEAD.fullmatch(statement)
    if head is None:
        raise NotationError(f"“{statement[:200]}” is no pattern", "write for example: P is approved if A theme P", None)
    of, fact, body, closed = head.groups()
    made = Pattern(fact, of, tuple(_part(part.strip()) for part in body.split(",")), bool(closed))
    if of not in {variable for part in made.parts for variable in variables(part)}:
        raise NotationError(f"{of} is not among the parts of “{fact}”", "say what it is or how it is linked", None)
    return made


def _part(text: str) -> Part:
    if link := LINK.fullmatch(text):
        return Link(link[1], link[2], link[3])
    if having := HAVING.fullmatch(text):
        return Having(having[1], having[2])
    raise NotationError(
        f"“{text[:200]}” is no part of a pattern", "write `A is kind`, `A happened` or `A relation B`", None
    )


def _check(patterns: tuple[Pattern, ...]) -> None:
    """Each fact rests on kinds and on facts that are complete before it; a denied one on no fact that may be unknown."""
    defined = {pattern.fact for pattern in patterns}
    open_facts = {pattern.fact for pattern in patterns if not pattern.closed}
    for position, pattern in enumerate(patterns):
        rests = {part.kind for part in pattern.parts if isinstance(part, Having)} & defined
        later = {other.fact for other in patterns[position:]}
        if rests & later:
            raise NotationError(
                f"{pattern.fact} rests on {min(rests & later)}, which comes later", "change the order", None
            )
        if pattern.closed and (rests | {pattern.fact}) & open_facts:
            what = f"{pattern.fact} is denied where nothing fits, but rests on {min((rests | {pattern.fact}) & open_facts)}"
            raise NotationError(what, "say `else not` of both or of neither", None)
