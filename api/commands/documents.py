"""Verbs that read documents and write graphs out: read, extract, export."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any, TypeAlias

import click
from tqdm import tqdm

from api import tell
from api.reading import FORMS as READ_FORMS
from api.reading import printed, read_by
from api.session import Session, help_of, in_session
from kg.export import FORMS, exported
from ontology.errors import EmptyDocument, NotFound

Bar: TypeAlias = "tqdm[Any]"
FILES = click.argument("files", nargs=-1, required=True, metavar="FILE…")
JOBS = click.option(
    "--jobs", type=click.IntRange(1), help="Processes that read; as many as there are cores if not said."
)


@click.command(help=help_of("read"))
@FILES
@JOBS
@in_session(writing=True)
def read(session: Session, files: tuple[str, ...], jobs: int | None) -> None:
    """Reads documents into the graph."""
    loaded = [(name, _checked(name).read_bytes()) for name in files]
    with _bar(sum(len(data) for _, data in loaded), session) as bar:
        answer = session.verbs.read(loaded, read_by(bar.update, jobs))
    session.show(answer, tell.read)
    if not session.as_json:
        click.echo(session.words("read.into", graph=session.place))


@click.command(help=help_of("extract"))
@FILES
@click.option("--as", "form", type=click.Choice(READ_FORMS), default="json", show_default=True)
@JOBS
@in_session()
def extract(session: Session, files: tuple[str, ...], form: str, jobs: int | None) -> None:
    """Reads documents without a graph; each is written out as soon as it is read."""
    paths = [_checked(name) for name in files]
    size = sum(path.stat().st_size for path in paths)
    lazy = [(name, path.read_bytes) for name, path in zip(files, paths, strict=True)]
    with _bar(size, session) as bar:
        for piece in printed(lazy, form, bar.update, jobs, size):
            sys.stdout.buffer.write(piece.encode())
    sys.stdout.buffer.flush()


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


def _checked(name: str) -> Path:
    path = Path(name)
    if path.is_dir():
        raise NotFound(f"{name} is a directory", "name the files in it", name)
    if not path.is_file():
        raise NotFound(f"there is no file {name}", "give a file that exists", name)
    if path.stat().st_size == 0:
        raise EmptyDocument(f"{name} is empty", "give a file that holds the text of a law", name)
    return path


def _bar(total: int, session: Session) -> Bar:
    words = session.words("read.reading")
    return tqdm(total=total, desc=words, file=sys.stderr, unit="B", unit_scale=True, disable=None, leave=False)
