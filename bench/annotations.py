"""The reader against annotated articles, scored with the scorer that comes with the open ones.

`python -m bench.annotations [open|own|last|short|third|fourth] [ERRORS]` prints the table and writes the errors, one JSON object a line. Our own
annotations (tests/gold) hold places and values only; the words are filled in from the statute texts before scoring.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from bench.places import ROOT, SHARED
from extract.pipeline import read
from extract.to_gold import gold
from packs.vi import LANGUAGE as VI
from packs.vn import jurisdiction

OPEN = SHARED / "gold"
OWN = ROOT / "tests" / "gold"
JSON = dict[str, Any]


def main() -> None:
    """Print the scores of one set."""
    files = SETS[sys.argv[1] if len(sys.argv) > 1 else "open"]()
    errors = Path(sys.argv[2]) if len(sys.argv) > 2 else None
    for doubt in (True, False):
        found = scored(files, errors if doubt else None, doubt=doubt)
        print(f"{found['articles']} articles, {'all' if doubt else 'without the doubtful ones'}")
        for kind, score in found["scores"].items():
            print(f"{kind:16}{score['precision']:7.3f}{score['recall']:7.3f}{score['f1']:7.3f}"
                  f"{score['tp']:6}{score['fp']:5}{score['fn']:5}")  # fmt: skip


def lot(prefix: str) -> list[Path]:
    """The files of one lot of our own annotations; the first has no prefix."""
    files = sorted(OWN.glob("*.json"))
    known = tuple(f"{name}-" for name in LOTS.values() if name)
    return [
        file for file in files if (file.name.startswith(f"{prefix}-") if prefix else not file.name.startswith(known))
    ]


LOTS = {"own": "", "last": "final", "short": "final2", "third": "third", "fourth": "fourth"}
"""Our lots in the order in which they were drawn, with what the names of their files begin with."""

SECOND = OWN / "second"
"""The fourth lot once more, by a second reader who saw nothing of the first one's work."""

SETS: dict[str, Callable[[], list[Path]]] = {"open": lambda: sorted(OPEN.glob("*.json"))} | {
    name: partial(lot, prefix) for name, prefix in LOTS.items()
}


def scored(files: list[Path], errors: Path | None = None, *, doubt: bool = True) -> JSON:
    """What the scorer says of this reader; without `doubt`, what the annotators were unsure of is not counted."""
    known = [filled(json.loads(file.read_text(encoding="utf-8"))) for file in files]
    paths = [document["file"] for document in known]
    vn = jurisdiction()
    readings = [read(text_file(path).read_bytes(), Path(path).name, VI, vn) for path in paths]
    return _compared(known, gold(readings, paths, VI, vn), errors, doubt=doubt)


def agreed() -> JSON:
    """What the scorer says of the second reader's norms where the first one's are the reference."""
    first, second = (
        [filled(json.loads(file.read_text(encoding="utf-8"))) for file in files]
        for files in (lot("fourth"), sorted(SECOND.glob("*.json")))
    )
    told = [{"file": one["file"], "articles": [_told(article) for article in one["articles"]]} for one in second]
    return _compared(first, {"documents": told})


def _told(article: JSON) -> JSON:
    """An annotated article as a program would print it: what is optional is left out."""
    return article | {"norms": [_printed(norm) for norm in article["norms"] if not norm.get("optional")]}


def _printed(norm: JSON) -> JSON:
    bearer = norm["bearer"]
    words = bearer["text"] or next(iter(bearer["alt"]), "")
    cases = {key: [part["text"] for part in norm.get(key, [])] for key in ("conditions", "exceptions")}
    return norm | cases | {"bearer": words}


def _compared(known: list[JSON], predictions: JSON, errors: Path | None = None, *, doubt: bool = True) -> JSON:
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        for at, document in enumerate(known):
            _write(place / "gold" / f"{at}.json", document)
        _write(place / "predictions.json", predictions)
        command = [
            sys.executable,
            str(OPEN / "score.py"),
            str(place / "gold"),
            str(place / "predictions.json"),
            "--json",
        ]
        command += [] if doubt else ["--no-doubt"]
        command += ["--errors", str(errors)] if errors else []
        done = subprocess.run(command, check=True, capture_output=True, text=True)
    return {"documents": len(known), **json.loads(done.stdout)}


def filled(document: JSON) -> JSON:
    """An annotated document with the words at its places, as the scorer wants them."""
    text = text_file(document["file"]).read_bytes().decode("utf-8")
    return document | {"articles": [_article(article, text) for article in document["articles"]]}


def text_file(path: str) -> Path:
    """The statute text that an annotation names."""
    return SHARED / path.split("shared/", 1)[-1]


def _article(article: JSON, text: str) -> JSON:
    structure = article["structure"]
    heading = structure.get("heading", "")
    if isinstance(heading, dict):
        structure = structure | {"heading": _words(heading["span"], text)}
    norms = [_norm(norm, text) for norm in article.get("norms", [])]
    fines = [_worded(fine, ("behaviour",), text) for fine in article.get("sanctions", [])]
    cited = [_reference(reference, text) for reference in article.get("references", [])]
    return article | {"structure": structure, "references": cited, "norms": norms, "sanctions": fines}


def _reference(reference: JSON, text: str) -> JSON:
    """A citation; the long name of an act is accepted beside its number."""
    if "name_span" not in reference:
        return reference
    name = " ".join(_words(reference["name_span"], text).lower().split())
    return reference | {"alt_targets": [*reference["alt_targets"], f"name:{name}"]}


def _norm(norm: JSON, text: str) -> JSON:
    bearer = norm.get("bearer") or {}
    if "text" not in bearer:
        others = [_words(span, text) for span in bearer.get("alt_spans", [])]
        bearer = bearer | {"text": _words(bearer["span"], text) if bearer.get("span") else "", "alt": others}
    return _worded(norm, ("conditions", "exceptions"), text) | {"bearer": bearer}


def _worded(row: JSON, keys: tuple[str, ...], text: str) -> JSON:
    made = dict(row)
    for key in keys:
        value = row.get(key)
        if isinstance(value, list):
            made[key] = [_part(part, text) for part in value]
        elif value:
            made[key] = _part(value, text)
    return made


def _part(part: JSON, text: str) -> JSON:
    return part if "text" in part else part | {"text": _words(part["span"], text)}


def _words(span: list[int], text: str) -> str:
    return text[span[0] : span[1]]


def _write(path: Path, value: JSON) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main()
