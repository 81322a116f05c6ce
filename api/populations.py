"""The verb evaluate: every norm of the graph on a table of cases, as counts or as the verdicts of each case."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Protocol

import pyarrow as pa

from api.case_table import Source, in_file, opened
from api.from_case import day_of
from api.from_table import DAY, FromTable
from api.population import Population, row_schema
from api.session import Session
from api.tell import table as lines_of
from api.verbs import Verbs
from api.verdict_files import checked, printed, written
from api.wire import JSON, summary
from api.words import Words
from ontology.answer import Verdict
from reason.columns import Array
from reason.to_columns import Program, to_columns


class Engine(Protocol):
    """What judges a table in a file."""

    def counted(self, population: Population, name: str) -> tuple[int, Array]:
        """How many cases there are, and how many of each verdict."""

    def listed(self, population: Population, name: str, verdicts: Sequence[Verdict]) -> Iterator[pa.RecordBatch]:
        """Rows of case, norm and verdict."""

    def written(self, population: Population, name: str, verdicts: Sequence[Verdict], out: Path) -> int:
        """The number of such rows written to a file."""


class Local:
    """The engine of one process, on its threads."""

    def counted(self, population: Population, name: str) -> tuple[int, Array]:
        """How many cases there are, and how many of each verdict."""
        return population.counted(opened(in_file(name)))

    def listed(self, population: Population, name: str, verdicts: Sequence[Verdict]) -> Iterator[pa.RecordBatch]:
        """Rows of case, norm and verdict."""
        return population.listed(opened(in_file(name)), verdicts)

    def written(self, population: Population, name: str, verdicts: Sequence[Verdict], out: Path) -> int:
        """The number of such rows written to a file."""
        return written(self.listed(population, name, verdicts), row_schema(opened(in_file(name))), out)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a table: on which day, which verdicts case by case (none: counts), whereto, and by what."""

    table: str
    on: str | None
    verdicts: tuple[Verdict, ...]
    out: Path | None
    master: str | None


def evaluate(session: Session, asked: Asked) -> None:
    """Judges the table and shows, prints or writes what comes of it."""
    if asked.out:
        checked(asked.out)
    schema = opened(in_file(asked.table)).schema
    made = population(session.verbs, schema.names, asked.on)
    made.reader.check(schema.names)
    engine: Engine = import_module("api.on_spark").Spark(asked.master) if asked.master else Local()
    if asked.verdicts:
        _list(session, asked, made, engine)
    else:
        _count(session, asked, made, engine)


def counted(verbs: Verbs, source: Source, on: str | None = None) -> JSON:
    """How many cases of a table have which verdict on every norm. Raises UnknownFact, BadValue or BadDate with column and row."""
    table = opened(source)
    made = population(verbs, table.schema.names, on)
    return answer(verbs, made.program, *made.counted(table))


def population(verbs: Verbs, names: Sequence[str], on: str | None = None) -> Population:
    """The norms of the graph, and what reads tables with these columns for them.

    The cases' own days count where the table has them and no day is asked for; today, where neither is said.
    """
    graph, own_days = verbs.graph, on is None and DAY in names
    day = day_of(on) if on else date.today()  # noqa: DTZ011  the law's day is the local one
    vn = replace(graph.vn, base=())
    program = to_columns(graph.norms(), vn, None if own_days else day)
    return Population(program, FromTable(vn.facts, vn, (verbs.vi, verbs.en), own_days, day))


def answer(verbs: Verbs, program: Program, cases: int, counted: Array) -> JSON:
    """The counts as JSON: the day (null where each case has its own), the cases, and how many of each verdict every norm has."""
    wire, norms = verbs.wire, {norm.id: norm for norm in verbs.graph.norms()}
    rows = [
        {
            "norm": rule.norm, "citation": wire.cite(norms[rule.norm].sources[0]), "summary": summary(norms[rule.norm]),
            "counts": dict(zip(map(str, Verdict), found, strict=True)),
        }
        for rule, found in zip(program.rules, counted.tolist(), strict=True)
    ]  # fmt: skip
    return {"on": program.on.isoformat() if program.on else None, "cases": cases, "norms": rows}


def as_rows(program: Program, counted: Array) -> pa.RecordBatch:
    """The counts as a table: the norm, and how many cases of each verdict."""
    ids = pa.array([rule.norm for rule in program.rules], pa.string())
    return pa.record_batch({"norm": ids, **{str(v): pa.array(counted[:, i]) for i, v in enumerate(Verdict)}})


def tell(answer: JSON, words: Words) -> Iterator[str]:
    """The counts as a table, the norms that apply most often first."""
    yield words("evaluate.cases", count=words.grouped(answer["cases"]))
    rows = sorted(answer["norms"], key=lambda row: (-row["counts"]["applies"], -row["counts"]["unknown"]))
    heads = [words(f"norm_verdict.{verdict}") for verdict in Verdict]
    told = (
        [*(words.grouped(row["counts"][verdict]) for verdict in Verdict), words.cite(row["citation"])] for row in rows
    )
    yield from lines_of([*heads, words("words.clause")], told)


def _count(session: Session, asked: Asked, made: Population, engine: Engine) -> None:
    cases, counted = engine.counted(made, asked.table)
    if asked.out:
        rows = as_rows(made.program, counted)
        _told(session, asked.out, written([rows], rows.schema, asked.out))
    else:
        session.show(answer(session.verbs, made.program, cases, counted), tell)


def _list(session: Session, asked: Asked, made: Population, engine: Engine) -> None:
    if asked.out:
        _told(session, asked.out, engine.written(made, asked.table, asked.verdicts, asked.out))
    else:
        printed(
            engine.listed(made, asked.table, asked.verdicts), row_schema(opened(in_file(asked.table))), session.as_json
        )


def _told(session: Session, out: Path, rows: int) -> None:
    told: JSON = {"out": str(out), "rows": rows}
    session.show(told, lambda found, words: iter([words("evaluate.written", **found)]))
