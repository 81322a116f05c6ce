"""Rows of tables as lines of text: cells between bars, as the plain texts of official sites have them."""

from __future__ import annotations

from collections.abc import Iterable


def row(cells: Iterable[str]) -> str:
    """One row in one line; line breaks within a cell become spaces."""
    return "| " + " | ".join(" ".join(cell.split()) for cell in cells) + " |"
