"""A case as people write it (JSON, YAML, TOML, a form) into the facts that the judges read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from api.find import codes_named, fold, nearest
from api.numbers import amount
from ontology.case import Case, Value
from ontology.condition import Quantity
from ontology.errors import BadDate, BadValue, UnknownFact
from ontology.fact import CONCEPT, DATE, QUANTITY, YES_NO, Concept, Fact
from ontology.pack import Jurisdiction, Language
from packs.en import LANGUAGE as EN
from packs.vi import LANGUAGE as VI

SUBJECT = "subject"
ISO = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
KEYS = frozenset({"on", SUBJECT, "facts"})
EXAMPLE = 'write {"on": "2025-10-01", "subject": "individual", "facts": {"land.area": "0.03 ha"}}'


def case_of(
    mapping: Any,
    facts: Mapping[str, Fact],
    vn: Jurisdiction,
    on: str | date | None = None,
    languages: Iterable[Language] = (VI, EN),
) -> Case:
    """The case; `on` goes before the case's own day, and today before none. Raises UnknownFact, BadValue, BadDate."""
    if not isinstance(mapping, Mapping):
        raise BadValue("a case is a table of day, subject and facts", EXAMPLE)
    strange = sorted(str(key) for key in mapping if key not in KEYS)
    if strange:
        raise BadValue(
            f"a case has no part “{strange[0][:80]}”", f"facts stand under “facts”; {EXAMPLE}", strange[0][:80]
        )
    said = _facts_said(mapping)
    day = on if on is not None else mapping.get("on")
    known = {
        id: value_of(fact_named(id, facts), value, vn, languages) for id, value in said.items() if value is not None
    }
    return Case(known, day_of(day) if day is not None else date.today())  # noqa: DTZ011  the law's day is the local one


def day_of(given: Any, where: str = "on") -> date:
    """A day from YYYY-MM-DD. Raises BadDate where it does not exist."""
    if isinstance(given, date) and not isinstance(given, datetime):
        return given
    try:
        return date.fromisoformat(given.strip() if ISO.fullmatch(str(given).strip()) else "")
    except ValueError:
        what = f"“{str(given)[:40]}” is not a day of the calendar"
        raise BadDate(what, "write an existing day as YYYY-MM-DD, for example 2025-10-01", where) from None


def value_of(fact: Fact, given: Any, vn: Jurisdiction, languages: Iterable[Language] = (VI, EN)) -> Value:
    """The value of one fact. Raises BadValue (kind, unit or code) or BadDate."""
    match fact.kind:
        case "yes_no":
            return _yes_no(fact, given, languages)
        case "quantity":
            return _quantity(fact, given, vn)
        case "concept":
            return _code(fact, given, vn)
        case "date":
            return day_of(given, fact.id)
        case kind:
            raise BadValue(
                f"{fact.id} is of an unknown kind {kind}", _one_of((YES_NO, QUANTITY, CONCEPT, DATE)), fact.id
            )


def _facts_said(mapping: Mapping[Any, Any]) -> dict[str, Any]:
    said = {} if mapping.get("facts") is None else mapping["facts"]
    if not isinstance(said, Mapping):
        raise BadValue("“facts” is a table from fact id to value", EXAMPLE, "facts")
    strange = next((id for id in said if not isinstance(id, str)), None)
    if strange is not None:
        raise BadValue(f"a fact id is a word, not {strange!r}", "`normgraph facts` lists them", "facts")
    subject = mapping.get(SUBJECT)
    if subject is None:
        return dict(said)
    if SUBJECT in said and said[SUBJECT] != subject:
        raise BadValue(f"the subject is said twice: {subject} and {said[SUBJECT]}", "say it once", SUBJECT)
    return {**said, SUBJECT: subject}


def fact_named(id: str, facts: Mapping[str, Fact]) -> Fact:
    """The fact with this id. Raises UnknownFact, which names the nearest ones."""
    if id in facts:
        return facts[id]
    near = nearest(id[:200], facts)
    remedy = f"did you mean {', '.join(near)}?" if near else "`normgraph facts WORDS` finds fact ids"
    raise UnknownFact(f"there is no fact “{id[:80]}”", remedy, id[:80])


def _yes_no(fact: Fact, given: Any, languages: Iterable[Language]) -> bool:
    if isinstance(given, bool):
        return given
    if isinstance(given, str):
        for language in languages:
            words = language.cues["interface"]["answers"]
            for answer, key in ((True, "yes"), (False, "no")):
                if fold(given) in map(fold, words[key]):
                    return answer
    raise BadValue(f"{fact.id} is a yes/no fact, not “{str(given)[:80]}”", "write true or false", fact.id)


def _quantity(fact: Fact, given: Any, vn: Jurisdiction) -> Quantity:
    match given:
        case bool():
            found = None
        case int() | float() | Decimal():
            number = Decimal(str(given))
            found = vn.measured(number, fact.unit or "1", fact) if number.is_finite() else None
        case str():
            found = vn.quantity(amount(given, fact), fact)
        case _:
            found = None
    if found is None or found.value < 0:
        what = f"“{str(given)[:80]}” is no amount for {fact.id}"
        raise BadValue(what, f"write a number with its unit, for example “0.03 {fact.unit}”", fact.id)
    return found


def _code(fact: Fact, given: Any, vn: Jurisdiction) -> str:
    scheme = vn.concepts(fact.id)
    found = codes_named(given, scheme) if isinstance(given, str) else []
    if len(found) == 1:
        return found[0]
    if found:
        raise BadValue(f"“{given}” names more than one value of {fact.id}", _one_of(found), fact.id)
    raise BadValue(f"“{str(given)[:80]}” is no value of {fact.id}", _one_of(_offered(given, scheme)), fact.id)


def _offered(given: Any, scheme: Mapping[str, Concept]) -> list[str]:
    """All codes of a short scheme; of a long one those whose words come nearest, then the others."""
    words = set(fold(str(given)).split())
    names = {code: set(fold(f"{code} {c.label.vi} {c.label.en}").split()) for code, c in scheme.items()}
    return sorted(scheme, key=lambda code: -len(words & names[code]))[:30]


def _one_of(codes: Iterable[str]) -> str:
    return f"use one of: {', '.join(codes)}"
