"""Verbs that answer: fine, applicable, repair, norms, conflicts, tiers, facts."""

from __future__ import annotations

import click

from api import tell, tell_repair
from api.case_file import load
from api.session import Session, help_of, in_session

ON = click.option("--on", metavar="DATE", help="YYYY-MM-DD")


@click.command(help=help_of("fine"))
@click.argument("case")
@ON
@in_session()
def fine(session: Session, case: str, on: str | None) -> None:
    """What a described violation risks."""
    session.show(session.verbs.fine(load(case), on), tell.fine)


@click.command(help=help_of("applicable"))
@click.argument("case")
@ON
@in_session()
def applicable(session: Session, case: str, on: str | None) -> None:
    """The verdict of every norm on a case."""
    session.show(session.verbs.applicable(load(case), on), tell.applicable)


@click.command(help=help_of("repair"))
@click.argument("case")
@ON
@click.option("--keep", metavar="FACT", multiple=True, help="land.area")
@in_session()
def repair(session: Session, case: str, on: str | None, keep: tuple[str, ...]) -> None:
    """The smallest change of facts that makes a case lawful."""
    session.show(session.verbs.repair(load(case), on, keep), tell_repair.repair)


@click.command(help=help_of("norms"))
@click.option("--doc", metavar="NUMBER", help="123/2024/ND-CP")
@ON
@in_session()
def norms(session: Session, doc: str | None, on: str | None) -> None:
    """The norms and fine tiers known."""
    session.show(session.verbs.norms(doc, on), tell.norms)


@click.command(help=help_of("conflicts"))
@ON
@in_session()
def conflicts(session: Session, on: str | None) -> None:
    """Every conflict between norms."""
    session.show(session.verbs.conflicts(on), tell.conflicts)


@click.command(help=help_of("tiers"))
@click.argument("doc", required=False)
@in_session()
def tiers(session: Session, doc: str | None) -> None:
    """Faults in fine tables."""
    session.show(session.verbs.tiers(doc), tell.tiers)


@click.command(help=help_of("facts"))
@click.argument("words", nargs=-1)
@in_session()
def facts(session: Session, words: tuple[str, ...]) -> None:
    """Find the facts that a case may state."""
    session.show(session.verbs.facts(" ".join(words)), tell.facts)
