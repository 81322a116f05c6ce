"""The verb evaluate: a table of cases against every norm."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import click

from api.session import Session, help_of, in_session
from ontology.answer import Verdict

SHOWN = (Verdict.APPLIES, Verdict.DISPLACED, Verdict.UNKNOWN)
"""The verdicts that a list holds where none is asked for: those of norms that concern the case, or may."""


@click.command(help=help_of("evaluate"))
@click.argument("table")
@click.option("--on", metavar="DATE", help="YYYY-MM-DD")
@click.option("--as", "form", type=click.Choice(["counts", "lists"]), default="counts", show_default=True)
@click.option(
    "--verdict",
    "verdicts",
    type=click.Choice([str(v) for v in Verdict]),
    multiple=True,
    help="For lists; several may be given.",
)
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="A file: .parquet, .arrow or .csv.")
@click.option("--engine", type=click.Choice(["local", "spark"]), default="local", show_default=True)
@click.option("--master", default="local[*]", show_default=True, help="The cluster, for --engine spark.")
@in_session()
def evaluate(
    session: Session,
    table: str,
    on: str | None,
    form: str,
    verdicts: tuple[str, ...],
    out: Path | None,
    engine: str,
    master: str,
) -> None:
    """How many cases have which verdict on every norm, or the verdicts of each case."""
    door = import_module("api.populations")  # numpy and Arrow take their time to load, and no other verb needs them
    listed = tuple(map(Verdict, verdicts)) or SHOWN if form == "lists" else ()
    door.evaluate(session, door.Asked(table, on, listed, out, master if engine == "spark" else None))
