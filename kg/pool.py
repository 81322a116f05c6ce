"""Work on several cores: results in the order of the tasks, and never more of them waiting than a few a process."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TypeVar

from ontology.errors import InputError

Task = TypeVar("Task")
Result = TypeVar("Result")
AHEAD = 8
"""Tasks a process that are under way or done and not yet taken: enough to keep all busy behind a long one."""


def cores() -> int:
    """How many processes this one may keep busy."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def in_order(
    work: Callable[[Task], Result], tasks: Iterable[Task], jobs: int, modules: Sequence[str] = ()
) -> Iterator[Result]:
    """The results of the tasks, in their order; here where one job is enough.

    `modules` are loaded once, before the processes begin. What a task raises is raised in its turn.
    """
    if jobs < 2:
        yield from map(work, tasks)
        return
    waiting: deque[Future[Result]] = deque()
    pool = ProcessPoolExecutor(jobs, _context(modules), _begin)
    try:
        for task in tasks:
            waiting.append(pool.submit(work, task))
            if len(waiting) >= AHEAD * jobs:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    except BrokenProcessPool as error:
        raise InputError(
            "a process that read a document was stopped", "look for free memory, or use --jobs 1"
        ) from error
    finally:
        pool.shutdown(cancel_futures=True)


def _context(modules: Sequence[str]) -> multiprocessing.context.BaseContext:
    """Processes that inherit no thread, lock or open graph from this one."""
    known = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("forkserver" if "forkserver" in known else "spawn")
    context.set_forkserver_preload(list(modules))
    return context


def _begin() -> None:
    """An interrupt is for the process that asked; it ends the others."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
