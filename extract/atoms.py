"""One condition of a norm, in the law's words → the facts of the pack, or the words themselves as a question.

A condition that is nothing but a saying of the pack is that fact; one that is understood to the last word is what was understood.
All else stays a question in the law's own words, and the same words are the same question wherever they stand. Words that point to
where they stand (“this clause”, “the said case”) are a question of that place alone.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from extract.conditions import Known, known
from extract.tokens import phrases
from extract.words import plain
from ontology.condition import ALWAYS, AllOf, AnyOf, Condition, Is, Not
from ontology.fact import Fact, said
from ontology.notation import parse
from ontology.pack import Jurisdiction, Language

TOPIC = "conditions"
SUBJECT = "subject"
COMMAS = re.compile(r"\s{0,9},\s{0,9}")
POINTERS = ("work", "article", "clause", "point", "here")
"""Patterns of the pack for words that mean something of this place alone: its document, its article, … the provision itself."""
MOST = 3
"""Sayings that one condition may join."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a condition stands: the number of the document and the provision."""

    number: str
    eid: str


@dataclass(frozen=True, slots=True)
class Atom:
    """A condition, and the question that it brings along where the pack has none."""

    when: Condition
    asks: Fact | None = None


class Reader:
    """Reads the conditions of norms with the words of a language and the facts of a jurisdiction."""

    def __init__(self, vi: Language, vn: Jurisdiction) -> None:
        self.vi = vi
        self.vn = vn
        self.sayings = _sayings(vn)
        self._more = frozenset(vi.words(TOPIC, "more_than_one"))
        self._unclear = frozenset(vi.words(TOPIC, "unclear"))

    def atom(self, words: str, place: Place) -> Atom:
        """The condition that these words state; `words` are without “in case”, “when” and “except”."""
        text = self._bare(words)
        found = self._saying(text) or self._joined(text)
        if found is not None:
            return Atom(found)
        understood = known(words, self.vi, self.vn)
        if _complete(understood) and self._unclear.isdisjoint(understood.when.facts()):
            return Atom(understood.when)
        return self._asked(text, words, place)

    def _bare(self, words: str) -> str:
        """The words as they are compared: lower case, without what begins and ends many conditions and says nothing."""
        text = COMMAS.sub(" , ", plain(words)).strip(" ,;.:")
        for key in ("opening", "ending"):
            found = self.vi.pattern(TOPIC, key).search(text)
            if found and len(found[0]) < len(text):
                text = (text[: found.start()] + text[found.end() :]).strip(" ,;.:")
        return text

    def _saying(self, text: str) -> Condition | None:
        if text in self.sayings:
            return self.sayings[text]
        denied = self._denied(text)
        inner = self.sayings.get(denied) if denied else None
        return inner.of if isinstance(inner, Not) else Not(inner) if inner else None

    def _denied(self, text: str) -> str:
        """What is denied, where the words are nothing but its denial; else nothing."""
        denial = next((d for d in self.vi.words(TOPIC, "denials") if text.startswith(d + " ")), None)
        what = text[len(denial) + 1 :] if denial else ""
        steps = what.split()
        nothing = not steps or steps[0] in self.vi.words(TOPIC, "denied_nothing")
        return "" if nothing or not self._more.isdisjoint(steps) else what

    def _joined(self, text: str) -> Condition | None:
        """Sayings joined by “and”, or by “or”, if every one of them is known."""
        for key, join in (("and_between", AllOf), ("or_between", AnyOf)):
            parts = self.vi.pattern(TOPIC, key).split(text)
            if 1 < len(parts) <= MOST:
                found = [self._saying(part) for part in parts]
                if all(found):
                    return join(tuple(c for c in found if c is not None))
        return None

    def _asked(self, text: str, words: str, place: Place) -> Atom:
        denied = self._denied(text)
        fact = self._question(denied or text, denied or " ".join(words.split()), place)
        return Atom(Not(Is(fact.id)) if denied else Is(fact.id), fact)

    def _question(self, text: str, shown: str, place: Place) -> Fact:
        scope = "".join(f"\n{part}" for part in self._scope(text, place))
        digest = hashlib.sha1((text + scope).encode(), usedforsecurity=False).hexdigest()
        return said(f"said:{digest[:10]}", shown)

    def _scope(self, text: str, place: Place) -> Iterable[str]:
        """What the question depends on besides its words."""
        for depth, key in enumerate(POINTERS):
            if self.vi.pattern(TOPIC, f"points_to_{key}").search(text):
                yield place.number
                steps = place.eid.split("__")
                yield place.eid if key == "here" else "__".join(steps[:depth])


_READERS: dict[tuple[int, int], Reader] = {}


def reader(vi: Language, vn: Jurisdiction) -> Reader:
    """The reader of a language and a jurisdiction, made once."""
    key = (id(vi), id(vn))
    if key not in _READERS:
        _READERS[key] = Reader(vi, vn)  # it holds both, so that their ids are not given to others
    return _READERS[key]


def _complete(understood: Known) -> bool:
    """Whether nothing was left over. Acts and parties named in a condition are those of others, not of the case."""
    others = understood.acts or SUBJECT in understood.when.facts()
    return understood.when != ALWAYS and not (understood.facts or understood.odd or others)


def _sayings(vn: Jurisdiction) -> Mapping[str, Condition]:
    """Every whole phrase of the pack with the condition that it states."""
    table: Mapping[str, list[str]] = vn.settings.get("sayings", {})
    return {
        phrase: parse(condition)
        for condition, templates in table.items()
        for template in templates
        for phrase in phrases(template)
    }
