"""Files of the codified law (records or pages): the documents behind the codified articles, each put back together.

A codified article names the article of the document that it is; a document's articles are set in their own order under its
head, with the codifier's lines where they stood. What names no document is kept apart under the file's own name.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from extract.archives import damaged
from extract.from_text import text_of
from ontology.pack import Language

TOPIC = "codified"
_LABEL = re.compile(r"(\d+)(.*)")


@dataclass(frozen=True, slots=True)
class Article:
    """One codified article: what it is in its document, its own label and title, the lines and words under it."""

    unit: str
    label: str
    title: str
    body: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """The document that an article is of; what a line does not say is empty."""

    kind: str = ""
    number: str = ""
    title: str = ""
    day: str = ""
    issuer: str = ""
    start: str = ""


Found = tuple[Head, Article]

Codes = Mapping[str, tuple[str, str]]
"""What is known of codified articles by their codes: the number of their document, and their label in it."""


def from_records(data: bytes, name: str, vi: Language) -> Iterator[Found]:
    """The articles in a file of records, one JSON object a line. Raises DamagedFile."""
    return _of_records(text_of(data, name), name, vi)


def from_page(data: bytes, name: str, vi: Language) -> Iterator[Found]:
    """The articles in a page of codified articles."""
    return _of_page(text_of(data, name), vi)


def codes(found: Iterable[Found]) -> dict[str, tuple[str, str]]:
    """The articles by their codes."""
    return {one.code: (head.number, one.label) for head, one in found if one.code and head.number}


def named(text: str, known: Codes, vi: Language) -> Codes:
    """The known ones that the codifier's lines of a text name."""
    if not known or vi.cues[TOPIC]["linked"] not in text:
        return {}
    return {f["code"]: known[f["code"]] for f in vi.pattern(TOPIC, "code").finditer(text) if f["code"] in known}


def documents(found: Iterable[Found], vi: Language) -> Iterator[tuple[str, str]]:
    """The number and text of every document that the articles are of."""
    heads: dict[str, Head] = {}
    articles: dict[str, list[Article]] = defaultdict(list)
    for head, article in found:
        if len(head.title) + len(head.day) > len(heads.get(head.number, Head()).title):
            heads[head.number] = head
        articles[head.number].append(article)
    for number, own in articles.items():
        yield number, _text(heads.get(number, Head(number=number)), sorted(own, key=_order), vi)


def _order(article: Article) -> tuple[int, str]:
    found = _LABEL.match(article.label)
    return (int(found[1]), found[2]) if found else (0, article.label)


def _text(head: Head, articles: Iterable[Article], vi: Language) -> str:
    said = vi.cues[TOPIC]
    lines = [said["head"].format(kind=head.kind, number=head.number, title=head.title).strip()]
    if head.day or head.start:
        lines.append(said["dated"].format(day=head.day, issuer=head.issuer, start=head.start))
    own = (f"{said['article'].format(unit=a.unit, label=a.label, title=a.title)}\n{a.body}" for a in articles)
    return "\n\n".join(("\n".join(lines), *own)) + "\n"


def _of_records(text: str, name: str, vi: Language) -> Iterator[Found]:
    for at, line in enumerate(text.splitlines(), 1):
        if line.strip():
            try:
                row = json.loads(line)
            except ValueError as error:
                raise damaged(name, f"a file of records whose line {at} is no JSON") from error
            if not isinstance(row, dict):
                raise damaged(name, f"a file of records whose line {at} is no record")
            yield _record(row, vi)


def _record(row: dict[str, Any], vi: Language) -> Found:
    of = row.get("document")
    document = of if isinstance(of, dict) else {"number": str(of or row.get("number", "")).split(" ")[0]} | row
    keys = {"kind": "type", "number": "number", "title": "title", "day": "date", "issuer": "issuer", "start": "eff"}
    head = Head(**{key: str(document.get(said) or "") for key, said in keys.items()})
    noted = _noted(str(row.get("source_note") or ""), vi)
    notes = (" ".join(str(row.get(key) or "").split()) for key in ("source_note", "related_note"))
    parts = (next(notes), row.get("text"), row.get("first_paragraph"), next(notes))
    unit, said_label = noted[1:] if noted else (vi.cues[TOPIC]["unit"], "")
    coded = str(row.get("code") or "").rpartition(".")[2]
    label = str(row.get("source_article") or row.get("article") or said_label or coded)
    body = "\n".join(str(part) for part in parts if part)
    return head, Article(unit, label, str(row.get("title") or ""), body, str(row.get("code") or ""))


def _of_page(text: str, vi: Language) -> Iterator[Found]:
    headings = list(vi.pattern(TOPIC, "heading").finditer(text))
    for i, found in enumerate(headings):
        body = text[found.end() : headings[i + 1].start() if i + 1 < len(headings) else len(text)]
        body = re.sub(r"\n{2,}", "\n", re.sub(r"(?m)^#{1,6} [^\n]*$", "", body)).strip()
        noted = _noted(body, vi)
        head, unit, label = noted or (Head(), found["word"], found["code"].rsplit(".", 1)[-1])
        yield head, Article(unit, label, found["title"].strip(), body, found["code"])


def _noted(line: str, vi: Language) -> tuple[Head, str, str] | None:
    """The document, the unit and its label that the codifier's line names."""
    found = vi.pattern(TOPIC, "note").match(line)
    if not found:
        return None
    head = Head(
        found["kind"],
        "".join(found["number"].split()),
        found["title"] or "",
        _iso(found["day"]),
        found["issuer"] or "",
        _iso(found["from"]),
    )
    return head, found["unit"], found["label"]


def _iso(day: str | None) -> str:
    known = date_of(day) if day else None
    return known.isoformat() if known else ""


def date_of(day: str) -> date | None:
    """A day written 31/12/2020, where it exists."""
    try:
        return datetime.strptime(day, "%d/%m/%Y").date()  # noqa: DTZ007  a day of the calendar has no zone
    except ValueError:
        return None
