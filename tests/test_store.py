"""Stores: one transaction or nothing, one writer, clear errors, copies for readers."""

import subprocess
import sys

import pyoxigraph
import pytest

from kg.quads import Sheet, iri
from kg.stores.disk import Disk
from kg.stores.memory import Memory
from ontology.errors import GraphError
from ontology.generated import terms as ng

ONE, TWO = "https://x.org/one", "https://x.org/two"


def sheet(graph, *texts):
    made = Sheet(graph)
    for n, words in enumerate(texts):
        made.add(iri(f"{graph}/{n}"), ng.TEXT, words)
    return list(made.quads)


@pytest.fixture(params=["memory", "disk"])
def store(request, tmp_path):
    made = Memory() if request.param == "memory" else Disk(tmp_path / "g")
    yield made
    made.close()


def texts(store, graph=None):
    return sorted(q.object.value for q in store.match(None, ng.TEXT, None, graph))


def test_a_graph_is_replaced_and_others_stay(store):
    store.replace({ONE: sheet(ONE, "a", "b"), TWO: sheet(TWO, "c")})
    store.replace({ONE: sheet(ONE, "b", "d")})

    assert texts(store, ONE) == ["b", "d"]
    assert texts(store, TWO) == ["c"]
    assert store.graphs() == [ONE, TWO]


def test_a_graph_is_removed(store):
    store.replace({ONE: sheet(ONE, "a"), TWO: sheet(TWO, "c")})
    store.remove(ONE)

    assert texts(store) == ["c"]
    assert len(store) == 1


def test_odd_characters_survive_a_replacement(store):
    odd = "e\u0323\u0302 \r\n\t\x01 \" ' \\ \\u0041 \U0001f409 }} ; <x>"
    store.replace({ONE: sheet(ONE, "before")})
    store.replace({ONE: sheet(ONE, odd)})

    assert texts(store) == [odd]


def test_what_fails_changes_nothing(store):
    store.replace({ONE: sheet(ONE, "a")})

    def broken():
        yield from sheet(ONE, "b")
        raise RuntimeError

    with pytest.raises(RuntimeError):
        store.replace({TWO: sheet(TWO, "c"), ONE: broken()})

    assert texts(store) == ["a"]


def test_a_copy_is_frozen_and_made_anew_after_a_change(store):
    store.replace({ONE: sheet(ONE, "a")})
    first = store.snapshot()

    assert store.snapshot() == first
    store.replace({ONE: sheet(ONE, "b")})
    assert held(first) == ["a"]
    assert held(store.snapshot()) == ["b"]


def held(copy):
    if copy.is_dir():
        found = pyoxigraph.Store.read_only(str(copy))
    else:
        found = pyoxigraph.Store()
        found.load(path=str(copy), format=pyoxigraph.RdfFormat.N_QUADS)
    return [q.object.value for q in found]


def test_old_copies_do_not_pile_up(store):
    copies = []
    for n in range(5):
        store.replace({ONE: sheet(ONE, str(n))})
        copies.append(store.snapshot())

    assert [copy.exists() for copy in copies] == [False, False, False, True, True]


def test_copies_go_when_the_store_closes(store):
    store.replace({ONE: sheet(ONE, "a")})
    copy = store.snapshot()
    store.close()

    assert not copy.exists()


def test_a_dump_holds_everything(store, tmp_path):
    store.replace({ONE: sheet(ONE, "a"), TWO: sheet(TWO, "b")})
    store.dump(tmp_path / "all.nq")

    assert held(tmp_path / "all.nq") == ["a", "b"] or sorted(held(tmp_path / "all.nq")) == ["a", "b"]


def test_a_folder_keeps_what_was_written(tmp_path):
    first = Disk(tmp_path / "g")
    first.replace({ONE: sheet(ONE, "a")})
    first.close()
    again = Disk(tmp_path / "g")

    assert texts(again) == ["a"]
    again.close()


def test_a_folder_opens_read_only(tmp_path):
    first = Disk(tmp_path / "g")
    first.replace({ONE: sheet(ONE, "a")})
    first.close()
    reader = Disk(tmp_path / "g", read_only=True)

    assert texts(reader) == ["a"]
    with pytest.raises(GraphError):
        reader.replace({ONE: sheet(ONE, "b")})
    reader.close()


def test_a_folder_that_another_process_writes_is_said(tmp_path):
    code = (
        "import sys; from pathlib import Path; from kg.stores.disk import Disk; "
        "d = Disk(Path(sys.argv[1])); print('open', flush=True); sys.stdin.read()"
    )
    other = subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path / "g")], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    try:
        assert other.stdout.readline() == b"open\n"
        with pytest.raises(GraphError, match="another process"):
            Disk(tmp_path / "g")
    finally:
        other.kill()
        other.communicate()


def test_a_broken_folder_is_said(tmp_path):
    first = Disk(tmp_path / "g")
    first.replace({ONE: sheet(ONE, "a")})
    first.close()
    for path in (tmp_path / "g" / "store").iterdir():
        if path.name.startswith(("CURRENT", "MANIFEST")):
            path.write_bytes(b"broken")

    with pytest.raises(GraphError, match="does not open"):
        Disk(tmp_path / "g")


@pytest.mark.parametrize("kind", ["file", "foreign", "missing"])
def test_a_place_that_is_no_graph_is_said_and_left_alone(tmp_path, kind):
    place = tmp_path / "g"
    if kind == "file":
        place.write_text("mine")
    if kind == "foreign":
        place.mkdir()
        (place / "thesis.docx").write_text("mine")
    with pytest.raises(GraphError) as error:
        Disk(place, read_only=kind == "missing")

    assert error.value.remedy
    assert kind != "foreign" or [p.name for p in place.iterdir()] == ["thesis.docx"]
