"""Our own annotations hold places and values of real statutes and no words of them; the scorer reads them."""

import hashlib
import json
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent / "gold"
FILES = sorted(FOLDER.rglob("*.json"))
OPS = {"replace", "insert", "repeal", "replace_phrase", "insert_phrase", "delete_phrase", "renumber", "commence"}
MODALITIES = {"obligation", "prohibition", "permission", "power", "delegation", "exemption"}


def rows(article):
    return [
        row for kind in ("references", "norms", "sanctions", "measures", "amendments") for row in article.get(kind, ())
    ]


def parts(row):
    yield row
    for value in row.values():
        for part in value if isinstance(value, list) else [value]:
            if isinstance(part, dict):
                yield from parts(part)


def spans(row):
    return [part["span"] for part in parts(row) if "span" in part]


def strings(value):
    if isinstance(value, dict):
        for part in value.values():
            yield from strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from strings(part)
    elif isinstance(value, str):
        yield value


def test_at_least_forty_articles_of_all_layouts_are_annotated():
    articles = [(path, one["article"]) for path in FILES for one in json.loads(path.read_text())["articles"]]

    assert len(articles) == len(set(articles)) >= 40
    assert len(FILES) >= 20


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_an_annotation_holds_no_sentence(path):
    assert all(len(words.split()) < 15 for words in strings(json.loads(path.read_text())))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_kinds_are_those_of_the_format(path):
    document = json.loads(path.read_text())

    assert document["schema"] == "vnlaw-gold/1"
    for article in document["articles"]:
        assert {norm["modality"] for norm in article.get("norms", ())} <= MODALITIES
        assert {one["op"] for one in article.get("amendments", ())} <= OPS
        assert all(fine["min"] <= fine["max"] for fine in article.get("sanctions", ()))


@pytest.mark.corpus
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_places_lie_within_the_statute_as_stored(path, shared):
    document = json.loads(path.read_text())
    data = (shared / document["file"].split("shared/", 1)[-1]).read_bytes()
    text = data.decode("utf-8")

    assert document["sha256"] == hashlib.sha256(data).hexdigest()
    for article in document["articles"]:
        start, end = article["span"]
        assert text[start:end].lstrip("*# ").startswith("Điều")
        found = [span for row in rows(article) for span in spans(row)]
        assert all(0 <= a < b <= len(text) for a, b in found)
        assert all(start <= row["span"][0] < row["span"][1] <= end for row in rows(article) if "span" in row)
