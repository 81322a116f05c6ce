"""Python's search for cycles of dead objects, held back while a document is read.

A reading makes hundreds of thousands of small objects that are all kept and refer to nothing above them; to search
them again and again took a sixth of its time. What is dead is freed at once without that search.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

RARELY = 250_000
"""New objects after which it is searched all the same, so that no document can fill the memory with dead ones."""


class _Pace:
    """How often Python searched before the first of the readings under way, which is set again after the last."""

    lock = Lock()
    under_way = 0
    before = gc.get_threshold()


@contextmanager
def rarely() -> Iterator[None]:
    """While this is open, cycles are searched rarely; in every thread, as the pace is that of the process."""
    with _Pace.lock:
        if not _Pace.under_way:
            _Pace.before = gc.get_threshold()
            if _Pace.before[0]:  # 0 says that it is switched off
                gc.set_threshold(max(RARELY, _Pace.before[0]), *_Pace.before[1:])
        _Pace.under_way += 1
    try:
        yield
    finally:
        with _Pace.lock:
            _Pace.under_way -= 1
            if not _Pace.under_way:
                gc.set_threshold(*_Pace.before)
