"""Reading on several cores: what one process does with one task, and what comes of files in their order."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, partial
from importlib import import_module
from typing import TYPE_CHECKING, Any

from api.verbs import Verbs
from extract.to_akn import akn
from kg.graph import Graph
from kg.pool import cores, in_order
from kg.reader import PIPELINE, Codes, Task, codes_of, read_task, tasks
from ontology.to_notation import show_law
from packs.en import LANGUAGE as EN
from packs.vi import LANGUAGE as VI
from packs.vn import jurisdiction

if TYPE_CHECKING:
    from extract.pipeline import Reading

FORMS = ("gold", "json", "notation", "akn")
ALONE = 400_000
"""Bytes that are read sooner than further processes begin."""

File = tuple[str, Callable[[], bytes]]
"""A name, and how its bytes are got when their turn comes."""

Moved = Callable[[int], object]
"""Told how many bytes are done."""


@cache
def _verbs() -> Verbs:
    """What every process reads with: the packs, loaded once in each."""
    vn = jurisdiction()
    return Verbs(Graph.shipped(VI, vn), VI, EN, vn)


def read_by(moved: Moved, jobs: int | None) -> Callable[[Sequence[tuple[str, bytes]]], Iterator[list[Reading]]]:
    """A reader for `Graph.read`: the readings of each file."""

    def several(files: Sequence[tuple[str, bytes]]) -> Iterator[list[Reading]]:
        size = sum(len(data) for _, data in files)
        lazy = [(name, partial(bytes, data)) for name, data in files]
        return _by_file(_done(_readings, lazy, moved, _jobs(jobs, size)), len(lazy))

    return several


def printed(files: Sequence[File], form: str, moved: Moved, jobs: int | None, size: int) -> Iterator[str]:
    """The readings of files, printed in a form, piece by piece as they come; `size` is that of all files."""
    opening, between, closing = {"json": ('{\n  "documents": [\n    ', ",\n    ", "\n  ]\n}\n"),
                                 "gold": ('{"documents": [', ", ", "]}\n")}.get(form, ("", "", ""))  # fmt: skip
    before = opening
    for _, pieces in _done(partial(_printed, form), files, moved, _jobs(jobs, size)):
        for piece in pieces:
            yield before + piece
            before = between
    yield closing if before is between else opening + closing


def _jobs(asked: int | None, size: int) -> int:
    return asked or (cores() if size > ALONE else 1)


def _done(
    work: Callable[[Task], list[Any]], files: Sequence[File], moved: Moved, jobs: int
) -> Iterator[tuple[int, list[Any]]]:
    """What comes of each task, with the number of its file."""
    codes = codes_of(((name, get()) for name, get in files), VI) if len(files) > 1 else {}
    sizes: list[tuple[int, int]] = []
    results = in_order(work, _noted(files, codes, sizes), jobs, (PIPELINE, __name__))
    for at, result in enumerate(results):
        file, size = sizes[at]
        moved(size)
        yield file, result


def _noted(files: Iterable[File], codes: Codes, sizes: list[tuple[int, int]]) -> Iterator[Task]:
    """The tasks; the number of the file and the size of each is noted."""
    for number, (name, get) in enumerate(files):
        for task in tasks(get(), name, VI, jurisdiction(), codes):
            sizes.append((number, task.size))
            yield task


def _by_file(done: Iterator[tuple[int, list[Any]]], files: int) -> Iterator[list[Any]]:
    """The results joined for each file, also for those that have none."""
    gathered: list[Any] = []
    at = 0
    for number, results in done:
        while at < number:
            yield gathered
            at, gathered = at + 1, []
        gathered += results
    while at < files:
        yield gathered
        at, gathered = at + 1, []


def _readings(task: Task) -> list[Reading]:
    return read_task(task, VI, jurisdiction())


def _printed(form: str, task: Task) -> list[str]:
    """The readings of a task in a form; done where they were made, so that only text is passed on."""
    verbs = _verbs()
    readings = _readings(task)
    match form:
        case "gold":
            found = import_module("extract.to_gold").gold(readings, [task.name] * len(readings), VI, verbs.vn)
            return [json.dumps(one, ensure_ascii=False) for one in found["documents"]]
        case "akn":
            return [akn(one.document).decode() for one in readings]
        case "notation":
            return [show_law(one.law) + "\n" for one in readings]
        case _:
            rows = [row for one in readings for row in verbs.extracted([one])["documents"]]
            return [json.dumps(row, ensure_ascii=False, indent=2).replace("\n", "\n    ") for row in rows]
