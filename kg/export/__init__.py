"""The graph written out."""

from __future__ import annotations

from kg.export.rdf import FORMS, exported

__all__ = ["FORMS", "exported"]
