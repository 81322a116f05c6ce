"""The shapes that many answers are made of: citations, words in both languages, questions."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Shape(BaseModel):
    """An answer may say more than its shape, never less."""

    model_config = ConfigDict(extra="allow")


class Citation(Shape):
    """Where the law says so; parts that are not named are null."""

    doc: str
    article: str | None
    clause: str | None
    point: str | None
    eid: str
    text: str


class Words(Shape):
    """The same words in both languages."""

    vi: str
    en: str


class Question(Shape):
    """A fact that nobody has told, and what may be answered."""

    fact: str
    question: Words


class DecidingQuestion(Question):
    """A question, and how many open verdicts rest on it."""

    decides: int
