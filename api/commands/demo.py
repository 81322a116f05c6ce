"""The verb demo: three questions, one for each kind of user, answered in the terminal."""

from __future__ import annotations

from collections.abc import Iterator

import click

from api import tell
from api.commands.querying import shown
from api.forms import topics
from api.session import Session, help_of, in_session
from api.sparql_page import HERE as QUERIES
from api.wire import JSON

DAY = "2025-10-01"  # one day, so that the demo prints the same tomorrow


@click.command(help=help_of("demo"))
@in_session()
def demo(session: Session) -> None:
    """Answers three sample questions and exits."""
    for line in _told(session):
        click.echo(line)


def _told(session: Session) -> Iterator[str]:
    verbs, words = session.verbs, session.words
    yield from _headed(words("demo.business"))
    yield from tell.fine(verbs.fine(topics()[0].examples[0].case), words)
    yield ""
    yield from _headed(words("demo.expert"))
    found = verbs.conflicts(DAY)
    all_of_them = found["conflicts"]
    yield from tell.conflicts({**found, "conflicts": _one_of_each(all_of_them), "total": len(all_of_them)}, words)
    yield words("demo.all")
    yield ""
    yield from _headed(words("demo.analyst"))
    query = _highest()
    yield query.strip()
    yield ""
    answer = verbs.graph.query(query, 10.0, 20)
    yield from shown(answer)
    yield words("demo.rows", count=len(answer.rows))


def _one_of_each(conflicts: list[JSON]) -> list[JSON]:
    """The first conflict of every kind, in the order of the answer."""
    kinds: dict[str, JSON] = {}
    for conflict in conflicts:
        kinds.setdefault(conflict["kind"], conflict)
    return list(kinds.values())


def _headed(title: str) -> Iterator[str]:
    yield title
    yield "─" * min(len(title), tell.WIDTH)


def _highest() -> str:
    """The sample query on the highest fines."""
    return (QUERIES / "highest-fines.rq").read_text(encoding="utf-8")
