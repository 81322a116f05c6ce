"""The shape of a repair, beside those of api/schemas.py."""

from __future__ import annotations

from pydantic import Field

from api.shapes import Citation, Shape, Words


class Told(Shape):
    """A fact with its value."""

    fact: str
    value: bool | str
    label: Words


class Change(Shape):
    """One fact told otherwise; `to` is null for an act that is left undone; `must`: all values that will do, in our notation."""

    fact: str
    before: bool | str | None = Field(alias="from")
    to: bool | str | None
    must: str
    label: Words


class Repair(Shape):
    """The smallest change of facts after which no rule is broken, the rules that are, or those that leave no way."""

    on: str
    lawful: bool
    changes: list[Change]
    norms: list[Citation]
    others: list[list[Change]]
    impossible: bool
    conflict: list[Citation]
    fixed: list[Told]
    given_up: bool
    open: list[Citation]
    assumed: list[Told]
