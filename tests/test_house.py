"""The rules of the house that no linter of others keeps."""

import ast
import re
import tomllib
import unicodedata
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
ROOMS = ("ontology", "extract", "reason", "kg", "api")
CODE = sorted(path for room in (*ROOMS, "packs") for path in (ROOT / room).rglob("*.py"))
VIETNAMESE = re.compile("[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]", re.IGNORECASE)


def name(path):
    return str(path.relative_to(ROOT))


def functions(tree):
    return [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]


@pytest.fixture(scope="module", params=CODE, ids=name)
def source(request):
    return request.param, request.param.read_text(encoding="utf-8")


def test_no_word_of_vietnamese_in_code(source):
    path, text = source
    if path.is_relative_to(ROOT / "packs"):
        return
    lines = [line for line in text.splitlines() if VIETNAMESE.search(unicodedata.normalize("NFC", line))]

    assert lines == []


def test_files_and_functions_stay_small(source):
    path, text = source
    long = [f"{f.name}: {f.end_lineno - f.lineno}" for f in functions(ast.parse(text)) if f.end_lineno - f.lineno > 45]

    assert text.count("\n") <= 300, name(path)
    assert long == []


def test_no_import_hides_in_a_function(source):
    _, text = source
    hidden = [
        f"{f.name}:{n.lineno}"
        for f in functions(ast.parse(text))
        for n in ast.walk(f)
        if isinstance(n, ast.Import | ast.ImportFrom)
    ]

    assert hidden == []


def test_no_drawer_for_what_has_no_place(source):
    path, _ = source

    assert path.stem not in {"utils", "util", "helpers", "common", "misc"}


def test_both_languages_say_the_same_things():
    for table in ("phrases.toml", "interface.toml"):
        vi, en = (keys(tomllib.loads((ROOT / "packs" / code / table).read_text())) for code in ("vi", "en"))

        assert vi == en, table


def keys(table, above=""):
    below = {k: v for k, v in table.items() if isinstance(v, dict)}
    return {above + k for k in table} | {x for k, v in below.items() for x in keys(v, f"{above}{k}.")}


def test_every_fact_and_concept_is_named_in_both_languages():
    rows = [
        (path.name, id, row)
        for folder in ("facts", "concepts")
        for path in (ROOT / "packs" / "vn" / folder).glob("*.toml")
        for id, row in tomllib.loads(path.read_text(encoding="utf-8")).items()
    ]

    assert [(file, id) for file, id, row in rows if not (row.get("vi") and row.get("en"))] == []
    assert len(rows) > 40


def test_every_scheme_is_declared_and_every_broader_code_exists():
    concepts = {p.stem: tomllib.loads(p.read_text()) for p in (ROOT / "packs/vn/concepts").glob("*.toml")}
    facts = {k: v for p in (ROOT / "packs/vn/facts").glob("*.toml") for k, v in tomllib.loads(p.read_text()).items()}

    assert {f["scheme"] for f in facts.values() if f["kind"] == "concept"} <= set(concepts)
    for scheme, rows in concepts.items():
        assert {r["broader"] for r in rows.values() if "broader" in r} <= set(rows), scheme
