"""Many patterns of a pack searched in one pass; the order of the pack decides where two would match at one place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from extract.beginnings import ahead
from ontology.document import Span
from ontology.pack import Language

ANY_CASE = "(?i)"


@dataclass(frozen=True, slots=True)
class Hit:
    """Which entry of the pack matched, where, and its named parts."""

    name: str
    span: Span
    parts: Mapping[str, str]


def hits(text: str, vi: Language, topic: str, key: str) -> Iterator[Hit]:
    """The matches of the patterns that the entry `key` of the topic lists, in reading order; none overlaps another."""
    joined = _joined(Key(vi), topic, key)
    for found in joined.pattern.finditer(_lower(text.replace("\n", " "))):
        branch = str(found.lastgroup)
        places = ((part, found.span(group)) for part, group in joined.parts[branch])
        parts = {part: text[start:end].replace("\n", " ") for part, (start, end) in places if start >= 0}
        yield Hit(joined.names[branch], Span(*found.span()), parts)


def says(vi: Language, topic: str, key: str, words: str) -> bool:
    """Whether a pattern of the pack is found in these words; one that ignores case is looked for in lower case."""
    pattern, in_lower_case = _searched(vi, topic, key)
    return pattern.search(words.lower() if in_lower_case else words) is not None


@cache
def _searched(vi: Language, topic: str, key: str) -> tuple[re.Pattern[str], bool]:
    pattern = vi.pattern(topic, key)
    if not pattern.pattern.startswith(ANY_CASE):
        begins = ahead(pattern.pattern) if pattern.flags == re.UNICODE else ""
        return re.compile(f"{begins}(?:{pattern.pattern})") if begins else pattern, False
    lower = _in_lower_case(pattern.pattern.removeprefix(ANY_CASE))
    return re.compile(ahead(lower) + f"(?:{lower})"), True


def _lower(text: str) -> str:
    """In lower case, letter for letter."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower()[:1] for c in text)


@dataclass(frozen=True, eq=False, slots=True)
class Key:
    """A language as a key of a cache: the same tables have the same patterns."""

    vi: Language

    def __hash__(self) -> int:
        return id(self.vi.cues)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Key) and other.vi.cues is self.vi.cues


@dataclass(frozen=True, slots=True)
class Joined:
    """Patterns as branches of one: the name of each branch, and its parts with the groups that hold them."""

    pattern: re.Pattern[str]
    names: Mapping[str, str]
    parts: Mapping[str, tuple[tuple[str, str], ...]]


@cache
def _joined(key: Key, topic: str, listed: str) -> Joined:
    names, branches = {}, []
    for i, name in enumerate(key.vi.words(topic, listed)):
        body = re.sub(r"\(\?P<(\w+)>", rf"(?P<\1_k{i}>", key.vi.pattern(topic, name).pattern)
        branches.append(f"(?P<k{i}>{_in_lower_case(body)})")
        names[f"k{i}"] = name
    either = "(?:" + "|".join(branches) + ")"
    pattern = re.compile(rf"{ahead(either)}(?<!\w){either}")
    groups = [(group.rsplit("_", maxsplit=1), group) for group in pattern.groupindex if "_" in group]
    parts = {branch: tuple((part, group) for (part, of), group in groups if of == branch) for branch in names}
    return Joined(pattern, names, parts)


def _in_lower_case(pattern: str) -> str:
    """The pattern for words in lower case, which are searched faster than words in any case."""
    return re.sub(r"\\.|\(\?P[<=]|[^\W\d_]", lambda m: m[0] if len(m[0]) > 1 else m[0].lower(), pattern)
