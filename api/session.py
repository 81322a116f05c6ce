"""What every command is given: the graph it asks, the language it answers in, and whether it prints JSON."""

from __future__ import annotations

import functools
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from api.verbs import Verbs
from api.wire import JSON
from api.words import Words
from kg.graph import Graph
from ontology.errors import NotFound
from ontology.pack import Language
from packs.en import LANGUAGE as EN
from packs.vi import LANGUAGE as VI
from packs.vn import jurisdiction

DEFAULT = Path("normgraph-data")

Teller = Callable[[JSON, Words], Iterator[str]]


@dataclass(frozen=True, slots=True)
class Session:
    """A command's surroundings."""

    verbs: Verbs
    lang: str
    as_json: bool
    place: str

    @property
    def words(self) -> Words:
        """The language of this command's answers."""
        return Words(self.verbs.language(self.lang), self.verbs.vn)

    def show(self, answer: JSON, tell: Teller) -> None:
        """Prints the answer, as JSON or in words."""
        if self.as_json:
            click.echo(json.dumps(answer, ensure_ascii=False, indent=2))
            return
        for line in tell(answer, self.words):
            click.echo(line)


def language(code: str) -> Language:
    """English for `en`, Vietnamese otherwise."""
    return EN if code == "en" else VI


def help_of(verb: str) -> str:
    """A verb's help in both languages."""
    return f"{VI.cues['interface']['help'][verb]}\n\n{EN.cues['interface']['help'][verb]}"


def verbs_on(folder: Path | None, *, writing: bool = False) -> tuple[Verbs, str]:
    """The verbs on a graph directory, else on ./normgraph-data where it exists (or is to be made), else on the base."""
    vn = jurisdiction()
    chosen = folder or (DEFAULT if writing or DEFAULT.is_dir() else None)
    if chosen is None:
        return Verbs(Graph.shipped(VI, vn), VI, EN, vn), ""
    if not writing and not chosen.is_dir():
        raise NotFound(f"there is no graph {chosen}", "read a document into it first: normgraph read FILE --graph DIR")
    return Verbs(Graph.open(chosen, VI, vn, read_only=not writing), VI, EN, vn), str(chosen)


def in_session(*, writing: bool = False) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Adds the options that every verb takes, and hands the command its Session."""

    def decorate(command: Callable[..., None]) -> Callable[..., None]:
        @click.option("--json", "as_json", is_flag=True, help="JSON, the same as the HTTP route.")
        @click.option("--graph", type=click.Path(path_type=Path, file_okay=False), help=GRAPH_HELP)
        @click.option(
            "--lang", type=click.Choice(["vi", "en"]), default="vi", envvar="NORMGRAPH_LANG", show_default=True
        )
        @functools.wraps(command)
        def run(*args: Any, as_json: bool, graph: Path | None, lang: str, **options: Any) -> None:
            verbs, place = verbs_on(graph, writing=writing or bool(options.get("writable")))
            try:
                command(Session(verbs, lang, as_json, place), *args, **options)
            finally:
                verbs.graph.close()

        return run

    return decorate


GRAPH_HELP = "Graph directory; without one ./normgraph-data, else the shipped base."
