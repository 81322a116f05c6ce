"""What is measured: one figure a row, and where the texts lie."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("NORMGRAPH_SHARED", ROOT.parent / "shared"))


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured figure; `ratio` is ours over the peer's, in favour of ours."""

    name: str
    value: float
    unit: str
    cpu_s: float
    ratio: float | None = None
    peer: str | None = None
    versions: dict[str, str] = field(default_factory=dict)
    command: str = "make bench"
    verdicts_equal: bool | None = None
