"""Verbs that read documents and write graphs out: read, extract, export."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import click
from tqdm import tqdm

from api import tell
from api.session import Session, help_of, in_session
from extract.to_akn import akn
from kg.export import FORMS, exported
from kg.reader import read_file
from ontology.errors import EmptyDocument, NotFound
from ontology.pack import Jurisdiction, Language
from ontology.to_notation import show_law

if TYPE_CHECKING:
    from extract.pipeline import Reading

Bar: TypeAlias = "tqdm[Any]"
FILES = click.argument("files", nargs=-1, required=True, metavar="FILE…")


@click.command(help=help_of("read"))
@FILES
@in_session(writing=True)
def read(session: Session, files: tuple[str, ...]) -> None:
    """Reads documents into the graph."""
    loaded = _loaded(files)
    with _bar(len(loaded), session) as bar:
        answer = session.verbs.read(loaded, lambda done, _: _move(bar, done))
    session.show(answer, tell.read)
    if not session.as_json:
        click.echo(session.words("read.into", graph=session.place))


@click.command(help=help_of("extract"))
@FILES
@click.option("--as", "form", type=click.Choice(["gold", "json", "notation", "akn"]), default="json", show_default=True)
@in_session()
def extract(session: Session, files: tuple[str, ...], form: str) -> None:
    """Reads documents without a graph."""
    verbs = session.verbs
    loaded = _loaded(files)
    with _bar(len(loaded), session) as bar:
        found = [(name, _moved(bar, read_file(data, name, verbs.vi, verbs.vn))) for name, data in loaded]
    readings = [reading for _, several in found for reading in several]
    match form:
        case "gold":
            paths = [name for name, several in found for _ in several]
            click.echo(json.dumps(_gold(readings, paths, verbs.vi, verbs.vn), ensure_ascii=False))
        case "akn":
            for reading in readings:
                sys.stdout.buffer.write(akn(reading.document))
        case "notation":
            for reading in readings:
                click.echo(show_law(reading.law))
        case _:
            click.echo(json.dumps(verbs.extracted(readings), ensure_ascii=False, indent=2))


@click.command(help=help_of("export"))
@click.option("--as", "form", type=click.Choice(list(FORMS)), required=True)
@click.option("--to", type=click.Path(path_type=Path, dir_okay=False), help="A file; standard output without one.")
@in_session()
def export(session: Session, form: str, to: Path | None) -> None:
    """Writes the graph out."""
    data = exported(session.verbs.graph, form)
    if to is None:
        sys.stdout.buffer.write(data)
    else:
        to.write_bytes(data)


def _loaded(files: Iterable[str]) -> list[tuple[str, bytes]]:
    return [(name, _bytes(name)) for name in files]


def _gold(readings: list[Reading], files: Iterable[str], vi: Language, vn: Jurisdiction) -> Any:
    """The predictions format; its module, which needs spaCy, is loaded only where it is asked for."""
    return import_module("extract.to_gold").gold(readings, files, vi, vn)


def _bytes(name: str) -> bytes:
    path = Path(name)
    if path.is_dir():
        raise NotFound(f"{name} is a directory", "name the files in it", name)
    if not path.is_file():
        raise NotFound(f"there is no file {name}", "give a file that exists", name)
    if path.stat().st_size == 0:
        raise EmptyDocument(f"{name} is empty", "give a file that holds the text of a law", name)
    return path.read_bytes()


def _bar(total: int, session: Session) -> Bar:
    words = session.words("read.reading")
    return tqdm(total=total, desc=words, file=sys.stderr, unit="", disable=None, leave=False)


def _move(bar: Bar, done: int) -> None:
    bar.update(done - bar.n)


def _moved(bar: Bar, readings: list[Reading]) -> list[Reading]:
    bar.update(1)
    return readings
