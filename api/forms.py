"""The forms of the page, made from the pack: which facts a topic asks first, which it offers besides, and its examples."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import packs.vn
from api.from_case import SUBJECT, day_of
from api.numbers import typed
from api.wire import JSON, Wire
from api.words import Words
from ontology.errors import NormGraphError, UnknownFact
from ontology.fact import QUANTITY, Fact, broader
from ontology.pack import tables
from ontology.text import Text

HERE = Path(packs.vn.__file__).parent / "examples"
ACT = "act"
OWN = frozenset({"on", "topic", "lang", "ask"})


@dataclass(frozen=True, slots=True)
class Example:
    """A case that one click shows."""

    label: Text
    case: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Topic:
    """A kind of case: `first` are the facts that its form shows, `prefixes` those of the facts that belong to it."""

    id: str
    label: Text
    hint: Text
    prefixes: tuple[str, ...]
    first: tuple[str, ...]
    leave_out: frozenset[str]
    examples: tuple[Example, ...]

    def owns(self, fact: str) -> bool:
        """Whether a question about this fact belongs on this topic's page."""
        return fact in self.first or fact.startswith(self.prefixes)


@cache
def topics() -> tuple[Topic, ...]:
    """The topics of the pack, in their order."""
    rows = sorted(tables(HERE), key=lambda row: row[1]["order"])
    return tuple(_topic(id, row) for id, row in rows)


def topic_of(id: str) -> Topic:
    """The topic with this id, else the first."""
    return next((topic for topic in topics() if topic.id == id), topics()[0])


def said(arguments: Mapping[str, str], facts: Mapping[str, Fact]) -> tuple[dict[str, Any], list[NormGraphError]]:
    """The case that a form describes, and what was wrong with single fields; fields left empty say nothing."""
    case: dict[str, Any] = {"facts": {}}
    wrong: list[NormGraphError] = []
    for name, given in arguments.items():
        if name in OWN - {"on"} or not given.strip():
            continue
        try:
            case.update(on=day_of(given)) if name == "on" else case["facts"].update({name: _typed(name, given, facts)})
        except NormGraphError as error:
            wrong.append(error)
    return case, wrong


def fields(ids: Iterable[str], wire: Wire, words: Words, given: Mapping[str, str], topic: Topic) -> list[JSON]:
    """Form fields for these facts, with what was typed into them."""
    return [_field(wire.fact(id), words, given.get(id, ""), topic) for id in dict.fromkeys(ids) if id in wire.facts]


def more(topic: Topic, facts: Mapping[str, Fact]) -> list[str]:
    """The topic's facts that its form keeps behind a click."""
    return [id for id in facts if topic.owns(id) and id not in topic.first]


def link(case: Mapping[str, Any], topic: Topic, lang: str) -> str:
    """The address at which the page shows this case."""
    facts = {id: _flat(value) for id, value in case.get("facts", {}).items()}
    subject = {SUBJECT: case[SUBJECT]} if SUBJECT in case else {}
    query = {"topic": topic.id, "on": case.get("on", ""), **subject, **facts}
    return f"{'/en' if lang == 'en' else '/'}?{urlencode(query)}"


def _topic(id: str, row: Mapping[str, Any]) -> Topic:
    examples = tuple(Example(Text(one["vi"], one["en"]), one["case"]) for one in row["example"])
    hint = Text(row["hint"]["vi"], row["hint"]["en"])
    return Topic(
        id,
        Text(row["vi"], row["en"]),
        hint,
        tuple(row["prefixes"]),
        tuple(row["first"]),
        frozenset(row["leave_out"]),
        examples,
    )


def _typed(name: str, given: str, facts: Mapping[str, Fact]) -> Any:
    fact = facts.get(name)
    if fact is None:
        raise UnknownFact(f"there is no fact “{name[:80]}”", "use the fields of the form", name[:80])
    return typed(given, fact) if fact.kind == QUANTITY else given


def _field(fact: JSON, words: Words, given: str, topic: Topic) -> JSON:
    codes = {
        code: words.of(label)
        for code, label in (fact["codes"] or {}).items()
        if _offered(code, fact["fact"], words, topic)
    }
    options = {"true": words("words.yes"), "false": words("words.no")} if fact["kind"] == "yes_no" else codes
    return {
        "name": fact["fact"], "kind": fact["kind"], "label": words.label(fact), "question": words.of(fact["question"]),
        "unit": fact.get("unit"), "options": options, "given": given, "id": "f-" + fact["fact"].replace(".", "-").replace(":", "-"),
    }  # fmt: skip


def _offered(code: str, fact: str, words: Words, topic: Topic) -> bool:
    """Whether a form offers a code: an act of the topic, or a kind of subject that is no role and not left out."""
    scheme = words.vn.concepts(fact)
    if fact == ACT:
        return code.startswith(topic.prefixes)
    role = scheme[code].when and f"{fact} in" not in scheme[code].when
    return not role and not topic.leave_out & set(broader(scheme, code))


def _flat(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
