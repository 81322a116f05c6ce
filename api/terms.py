"""Defined terms as JSON."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from api.wire import Wire
from ontology.definition import Definition
from ontology.document import Span


def terms(found: Iterable[Definition], wire: Wire) -> list[dict[str, Any]]:
    """The terms of a document: where they are defined and how, where they hold, and where they are used."""
    return [
        {
            "term": one.term, "citation": wire.cite(one.source), "span": _span(one.source.span),
            "meaning": " ".join(one.meaning.quote.split()), "meaning_span": _span(one.meaning.span),
            "scope": one.scope or None, "short": one.short, "found": one.source.rule, "used": one.used,
            "uses": [{"provision": use.eid, "spans": [_span(span) for span in use.spans]} for use in one.uses],
        }
        for one in found
    ]  # fmt: skip


def _span(span: Span | None) -> list[int] | None:
    return [span.start, span.end] if span else None
