"""Finding facts, codes and numbers by words typed without marks, in any case, in either language."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches

from ontology.fact import Concept, Fact


def fold(words: str) -> str:
    """Words for searching: lower case, no marks, no punctuation, one spelling of -ise and -ize.

    >>> fold("Organization,  HOUSEHOLD")
    'organisation household'
    """
    stroked = words.lower().translate({0x111: "d", 0xF0: "d"})
    plain = "".join(c for c in unicodedata.normalize("NFD", stroked) if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", " ", plain).strip().replace("ization", "isation").replace("izing", "ising")


def matching(words: str, facts: Iterable[Fact]) -> list[Fact]:
    """The facts that hold all the words in id, label, question or phrases; those with a word in the id or label first."""
    wanted = fold(words).split()
    found = [(fact, _names(fact), _all_words(fact)) for fact in facts]
    hits = [(fact, names) for fact, names, everything in found if all(word in everything for word in wanted)]
    return [fact for fact, _ in sorted(hits, key=lambda hit: not all(word in hit[1] for word in wanted))]


def nearest(id: str, facts: Mapping[str, Fact], most: int = 5) -> list[str]:
    """The ids most like an unknown one: by spelling, then by the words of their labels."""
    close = get_close_matches(id, facts, n=most, cutoff=0.6)
    parts = set(fold(id).split())
    shared = {key: len(parts & set(_names(fact).split())) for key, fact in facts.items() if key not in close}
    by_words = sorted((key for key in shared if shared[key]), key=lambda key: (-shared[key], key))
    return [*close, *by_words][:most]


def codes_named(words: str, scheme: Mapping[str, Concept]) -> list[str]:
    """The codes that these words name: by code, else by label or phrase, else by the same without marks."""
    given, folded = _plain(words), fold(words)
    ways = (
        (words.strip(), lambda one: [one.code]),
        (given, lambda one: map(_plain, _labels(one))),
        (given, lambda one: map(_plain, one.phrases)),
        (folded, lambda one: map(fold, (one.code, *_labels(one)))),
        (folded, lambda one: map(fold, one.phrases)),
    )
    found = ([one.code for one in scheme.values() if wanted in names(one)] for wanted, names in ways)
    return next((codes for codes in found if codes), [])


def _labels(concept: Concept) -> Iterator[str]:
    yield from (concept.label.vi, concept.label.en)
    yield re.sub(r"\s*\(.*?\)", "", concept.label.en)


def _plain(label: str) -> str:
    return unicodedata.normalize("NFC", label).strip().lower()


def _names(fact: Fact) -> str:
    return fold(f"{fact.id} {fact.label.vi} {fact.label.en}")


def _all_words(fact: Fact) -> str:
    return fold(f"{_names(fact)} {fact.question.vi} {fact.question.en} {' '.join(fact.phrases)}")
