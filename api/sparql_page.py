"""A query and its answer as the page shows them, and the queries that come with the graph."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import kg
from api.sparql_results import bindings, names
from kg.graph import Graph
from ontology.errors import NormGraphError
from ontology.text import Text

HERE = Path(kg.__file__).parent / "queries"
SHOWN = 200


def run(graph: Graph, query: str, seconds: float) -> dict[str, Any]:
    """The answer's rows, at most as many as a page shows, or its error."""
    try:
        answer = graph.query(query, seconds, SHOWN)
    except NormGraphError as error:
        return {"error": error}
    columns = names(answer)
    rows = [[row.get(name, {}).get("value", "") for name in columns] for row in bindings(answer)]
    text = answer.triples or ("" if columns else str(answer.json.get("boolean", "")).lower())
    return {
        "error": None, "names": columns, "rows": rows, "count": len(rows) or text.count("\n"), "cut": answer.truncated,
        "text": text,
    }  # fmt: skip


@cache
def examples() -> list[tuple[Text, str]]:
    """The queries of kg/queries, by their first line: `# Vietnamese | English`."""
    return [(_label(path), path.read_text(encoding="utf-8")) for path in sorted(HERE.glob("*.rq"))]


def _label(path: Path) -> Text:
    first = path.read_text(encoding="utf-8").partition("\n")[0]
    vi, _, en = first.lstrip("# ").partition("|")
    return Text(vi.strip(), en.strip()) if first.startswith("#") else Text(path.stem.replace("-", " "))
