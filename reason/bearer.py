"""When a case is about the bearer of a norm."""

from __future__ import annotations

import hashlib
import unicodedata
from functools import cache

from ontology.condition import ALWAYS, Condition, Is, OneOf, both
from ontology.norm import Norm, Party
from ontology.notation import parse
from ontology.pack import Jurisdiction

SUBJECT = "subject"


def bearing(party: Party, vn: Jurisdiction) -> Condition:
    """The condition under which a case is about this party; of nobody in particular: always.

    A party that only the law's words describe becomes a fact with those words as its question.
    """
    concept = vn.concepts(SUBJECT).get(party.concept)
    if concept and concept.when:
        return _parsed(concept.when)
    if party.concept:
        return OneOf(SUBJECT, (party.concept,))
    return Is(said_id(party.words)) if party.words else ALWAYS


def whole(norm: Norm, vn: Jurisdiction) -> Condition:
    """Bearer and conditions of a norm together, without its exceptions."""
    return both(bearing(norm.bearer, vn), norm.when)


def plain(words: str) -> str:
    """Words for comparing: composed, lower case, single blanks."""
    return " ".join(unicodedata.normalize("NFC", words).casefold().split())


def said_id(words: str) -> str:
    """The id of the fact that these words of the law describe."""
    return "said:" + hashlib.sha1(plain(words).encode(), usedforsecurity=False).hexdigest()[:10]


@cache
def _parsed(text: str) -> Condition:
    return parse(text)
