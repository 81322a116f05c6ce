"""Phrases of the pack in words of the law: which fact, which code, where, and whether they are denied.

A fact that shares its concepts with another (the kind of land before and after) is told by its frame: the place in the sentence.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from extract.phrases import Hit, Phrases, phrases
from extract.words import plain
from ontology.fact import CONCEPT, QUANTITY, YES_NO, Concept
from ontology.pack import Jurisdiction, Language

TOPIC = "conditions"
# A phrase of so few syllables may mean something else in another field.
MAX_SYLLABLES = 3
MAX_SHORT = 60


@dataclass(frozen=True, slots=True)
class Mention:
    """A phrase at a place: `code` is empty for yes/no facts and measures."""

    start: int
    end: int
    fact: str
    code: str = ""
    denied: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """Words whose place tells the fact: group of the pattern → fact; see the pack."""

    pattern: re.Pattern[str]
    facts: Mapping[str, tuple[str, ...]]
    act: str
    anchored: bool


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Every phrase of a jurisdiction, ready to be looked for."""

    vi: Language
    vn: Jurisdiction
    schemes: Mapping[str, Mapping[str, tuple[str, ...]]]
    concepts: Phrases
    facts: Phrases
    frames: tuple[Frame, ...]
    framed: frozenset[str]
    accidents: re.Pattern[str]
    bearers: str
    everybody: Mapping[str, list[list[str]]] = field(default_factory=dict)
    fields: Mapping[str, str] = field(default_factory=dict)

    def codes(self, fact: str) -> Mapping[str, Concept]:
        """The concepts that the fact may take."""
        return self.vn.concepts(fact)


_LEXICONS: dict[tuple[int, int], Lexicon] = {}


def lexicon(vi: Language, vn: Jurisdiction) -> Lexicon:
    """The phrases of a language and a jurisdiction, compiled once."""
    key = (id(vi), id(vn))
    if key not in _LEXICONS:
        _LEXICONS[key] = _lexicon(vi, vn)  # it holds both, so that their ids are not given to others
    return _LEXICONS[key]


def _lexicon(vi: Language, vn: Jurisdiction) -> Lexicon:
    cues = vi.cues[TOPIC]
    schemes = {f.scheme for f in vn.facts.values() if f.kind == CONCEPT}
    kinds = {YES_NO, QUANTITY}
    codes = {name: _scheme(vn.schemes.get(name, {}), cues["unread"]) for name in sorted(schemes)}
    return Lexicon(
        vi, vn, codes, phrases(codes.items()),
        phrases((f.id, map(plain, f.phrases)) for f in vn.facts.values() if f.kind in kinds),
        tuple(_frame(row) for row in cues["frames"]),
        frozenset(cues["framed"]),
        _any(cues["accidents"]), cues["bearers"], cues["everybody"], cues["fields"],
    )  # fmt: skip


def _scheme(concepts: Mapping[str, Concept], unread: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The phrases of a scheme; one that stands under several codes means all of them."""
    codes: dict[str, tuple[str, ...]] = defaultdict(tuple)
    for code, concept in concepts.items():
        for phrase in concept.phrases:
            codes[plain(phrase)] += (code,)
    for phrase in unread:
        codes.pop(phrase, None)
    return dict(codes)


def _any(phrases: Iterable[str]) -> re.Pattern[str]:
    longest = sorted(map(plain, phrases), key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest)) + r")(?!\w)")


def _frame(row: Mapping[str, Any]) -> Frame:
    facts = {group: tuple(ids) for group, ids in row["facts"].items()}
    return Frame(re.compile(row["pattern"]), facts, row.get("act", ""), row.get("anchored", False))


def mentions(text: str, lex: Lexicon, about: str = "") -> tuple[Mention, ...]:
    """The phrases in a text as matched (see `words`), by place; a phrase inside a longer one is not counted.

    `about` are the words around the text, which tell the field that a short phrase belongs to.
    """
    near = f"{text} {about}"
    text = lex.accidents.sub(lambda found: "-" * len(found[0]), text)
    here = anchors(text, lex).get("subject", set())
    facts = (m for m in _facts(text, lex) if m.start in here or not m.fact.startswith(lex.bearers))
    every = dict.fromkeys(m for m in (*_concepts(text, lex), *facts) if _in_field(m, text, near, lex))
    found = sorted(every, key=lambda m: (m.start, -m.end))
    kept = [m for m in found if not any(_inside(m, other) for other in found)]
    return tuple(_denied(text, kept, lex))


def acts(text: str, lex: Lexicon) -> Iterator[Mention]:
    """The acts that frames say, with the words that say them."""
    for frame in lex.frames:
        for found in frame.pattern.finditer(text) if frame.act else ():
            yield Mention(found.start(), found.start(next(iter(frame.facts))), "act", frame.act)


def _concepts(text: str, lex: Lexicon) -> Iterator[Mention]:
    hits: dict[str, list[Hit]] = defaultdict(list)
    for hit in lex.concepts.hits(text):
        hits[hit.group].append(hit)
    framed = list(_framed(text, lex)) if hits else []
    for fact in lex.vn.facts.values() if hits else ():
        if fact.kind != CONCEPT or fact.scheme not in hits:
            continue
        for hit in hits[fact.scheme]:
            if _belongs(fact.id, fact.scheme, (hit.start, hit.end), framed, lex):
                codes = lex.schemes[fact.scheme][hit.phrase]
                yield from (Mention(hit.start, hit.end, fact.id, code) for code in codes)


def _facts(text: str, lex: Lexicon) -> Iterator[Mention]:
    yield from (Mention(hit.start, hit.end, hit.group) for hit in lex.facts.hits(text))


def _framed(text: str, lex: Lexicon) -> Iterator[tuple[str, tuple[int, int], bool]]:
    for frame in lex.frames:
        for found in frame.pattern.finditer(text):
            for group, facts in frame.facts.items():
                yield from ((fact, found.span(group), frame.anchored) for fact in facts)


def _belongs(
    fact: str, scheme: str, place: tuple[int, int], framed: list[tuple[str, tuple[int, int], bool]], lex: Lexicon
) -> bool:
    """Whether a phrase of the scheme at this place speaks of this fact rather than of another of the same scheme."""
    inside = [
        (name, anchored, span)
        for name, span, anchored in framed
        if lex.vn.facts[name].scheme == scheme and span[0] <= place[0] and place[1] <= span[1]
    ]
    return any(name == fact for name, _, _ in inside) if inside else fact not in lex.framed


def anchors(text: str, lex: Lexicon) -> dict[str, set[int]]:
    """Where the anchored facts may begin."""
    found: dict[str, set[int]] = defaultdict(set)
    for fact, span, anchored in _framed(text, lex):
        if anchored:
            found[fact].add(span[0])
    return found


def _inside(inner: Mention, outer: Mention) -> bool:
    longer = outer.end - outer.start > inner.end - inner.start
    return longer and outer.start <= inner.start and inner.end <= outer.end


def _in_field(m: Mention, text: str, near: str, lex: Lexicon) -> bool:
    if m.end - m.start > MAX_SHORT or text.count(" ", m.start, m.end) > MAX_SYLLABLES - 1:
        return True
    word = lex.fields.get((m.code or m.fact).split(".")[0]) or lex.fields.get(m.fact.split(".")[0])
    return word is None or word in near


def _denied(text: str, found: list[Mention], lex: Lexicon) -> Iterator[Mention]:
    negation, denial = lex.vi.pattern(TOPIC, "negation"), lex.vi.pattern(TOPIC, "denial")
    for m in found:
        before = text[max(0, m.start - MAX_SHORT) : m.start]
        denied = (negation if m.code else denial).search(before)
        yield Mention(m.start, m.end, m.fact, m.code, bool(denied))
