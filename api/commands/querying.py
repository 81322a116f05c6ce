"""The verb query: SPARQL from a file."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from api import tell
from api.session import Session, help_of, in_session
from api.sparql_results import as_csv, as_json, as_tsv, as_turtle, bindings, names
from kg.query import Answer
from ontology.errors import NotFound, QuerySyntax

ROWS = 50_000


@click.command(help=help_of("query"))
@click.argument("file")
@click.option("--seconds", type=click.FloatRange(0.1, 3600), default=10.0, show_default=True)
@click.option("--as", "form", type=click.Choice(["table", "csv", "tsv"]), default="table", show_default=True)
@in_session()
def query(session: Session, file: str, seconds: float, form: str) -> None:
    """Answers a SPARQL query."""
    answer = session.verbs.graph.query(_text(file), seconds, ROWS)
    if session.as_json:
        click.echo(as_json(answer) if answer.kind != "graph" else as_turtle(answer))
        return
    for line in shown(answer, form):
        click.echo(line)
    if answer.truncated:
        click.echo(session.words("page.cut", count=ROWS), err=True)


def shown(answer: Answer, form: str = "table") -> list[str]:
    """The answer as lines: a table, comma or tab separated values, a truth, or triples."""
    if answer.kind == "ask":
        return [str(answer.json["boolean"]).lower()]
    if answer.kind == "graph":
        return as_turtle(answer).splitlines()
    if form == "table":
        columns = names(answer)
        return list(
            tell.table(columns, ([row.get(name, {}).get("value", "") for name in columns] for row in bindings(answer)))
        )
    return (as_csv if form == "csv" else as_tsv)(answer).splitlines()


def _text(file: str) -> str:
    if file == "-":
        return sys.stdin.read()
    path = Path(file)
    if not path.is_file():
        raise NotFound(f"there is no file {file}", "give a file that holds a SPARQL query, or -", file)
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise QuerySyntax(f"{file} is not UTF-8 text", "give a file that holds a SPARQL query", file) from None
