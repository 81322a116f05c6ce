"""`kill -9` while documents are read: afterwards the graph is as before or as after, never half."""

import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kg.graph import Graph
from kg.names import reading_iri
from kg.quads import RDF_TYPE, Leaf, iri
from kg.received import kept
from kg.stores.disk import RECEIVED, Disk
from ontology.generated import terms as ng
from packs.vi import LANGUAGE as VI
from tests.graph_samples import pack, reading, text

ROOT = Path(__file__).parents[1]
NUMBERS = ("1/2030/XX", "2/2030/XX", "3/2030/XX")
READER = """
import sys
import kg.graph
from packs.vi import LANGUAGE as VI
from tests.graph_samples import pack, reading, text
articles = int(sys.argv[2])
kg.graph.read_file = lambda data, name, vi, vn, codes: [reading(data.decode(), name)]
graph = kg.graph.Graph.open(sys.argv[1], VI, pack())
files = [(number, text(articles, number).encode()) for number in sys.argv[3:]]
print("ready", flush=True)
graph.read(files)
print("done", flush=True)
sys.stdin.read()
"""


DIES = """
import os, signal

class Dying:
    # The store underneath, in a process that dies as soon as one call has written anything.
    def __init__(self, store):
        self.store = store
    def __getattr__(self, name):
        found = getattr(self.store, name)
        if name not in {"add", "add_graph", "bulk_extend", "bulk_load", "clear", "extend", "load", "remove", "remove_graph", "update"}:
            return found
        def written(*args, **given):
            found(*args, **given)
            self.store.flush()
            os.kill(os.getpid(), signal.SIGKILL)
        return written
    def __len__(self):
        return len(self.store)

"""
DYING = DIES + READER.replace('print("ready"', 'graph.store._store = Dying(graph.store._store)\nprint("ready"')


def started(folder, articles, script=READER):
    process = subprocess.Popen(
        [sys.executable, "-c", script, str(folder), str(articles), *NUMBERS],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    assert process.stdout.readline() == b"ready\n"
    return process


def killed(process):
    process.kill()
    said = process.communicate()[0]
    return said == b"done\n"


def state(folder, articles):
    """How many articles the read works hold: one number, or the graph is torn."""
    graph = Graph.open(folder, VI, pack())
    held = {law.work.number: law for law in graph.laws()}
    found = {held_by(graph, held[number], folder) if number in held else 0 for number in NUMBERS}
    base = {law.work.number for law in pack().base}
    readings = len(list(graph.store.match(None, RDF_TYPE, iri(ng.READING))))
    graph.close()

    assert base <= set(held)
    assert len(found) == 1, found
    assert found <= {0, 10, articles}
    assert readings == (3 if found != {0} else 0)
    return found.pop()


def held_by(graph, law, folder):
    """The articles of one work, after the reading's own count has been held against everything it wrote."""
    node = reading_iri(law.work).value
    act = Leaf(iri(node), graph.store.match(node))
    units = list(graph.store.match(None, RDF_TYPE, iri(ng.PROVISION), law.work.iri))
    references = graph.references(law.work.iri)
    document = graph.document(law.work.iri)

    assert act.number(ng.UNIT_COUNT) == len(units)
    assert act.number(ng.RULE_COUNT) == len(law.norms)
    assert act.number(ng.REFERENCE_COUNT) == len(references)
    assert kept(folder / RECEIVED, document.sha256).decode() == document.text
    return len(list(document.units("article")))


@pytest.fixture(scope="module")
def before(tmp_path_factory):
    """A graph in which small versions of the works stand already, so that a reading removes and adds."""
    folder = tmp_path_factory.mktemp("crash") / "g"
    process = started(folder, 10)
    assert process.stdout.readline() == b"done\n"
    process.communicate(b"")
    return folder


def test_a_finished_reading_is_kept_when_the_process_is_killed(before, tmp_path):
    folder = shutil.copytree(before, tmp_path / "g")
    process = started(folder, 20)
    assert process.stdout.readline() == b"done\n"
    process.kill()
    process.communicate()

    assert state(folder, 20) == 20


def test_a_reading_killed_at_any_moment_leaves_no_half(before, tmp_path):
    chance = random.Random(20300102)  # noqa: S311 (moments, not secrets)
    folder = shutil.copytree(before, tmp_path / "timed")
    process = started(folder, 80)
    began = time.monotonic()
    assert process.stdout.readline() == b"done\n"
    whole = time.monotonic() - began
    process.kill()
    process.communicate()
    outcomes = []
    for n in range(6):
        folder = shutil.copytree(before, tmp_path / str(n))
        process = started(folder, 80)
        time.sleep(whole * (n + chance.random()) / 6)
        done = killed(process)
        outcomes.append(state(folder, 80))
        assert not done or outcomes[-1] == 80

    assert set(outcomes) <= {10, 80}
    assert 10 in outcomes


@pytest.mark.parametrize("held", [0, 10])
def test_a_reading_writes_in_one_go(before, tmp_path, held):
    folder = shutil.copytree(before, tmp_path / "g") if held else tmp_path / "g"
    process = started(folder, 20, DYING)

    assert process.communicate()[0] == b""
    assert process.returncode == -signal.SIGKILL
    assert state(folder, 20) == 20


def test_a_graph_killed_while_it_is_made_is_made_the_next_time(tmp_path):
    for delay in (0.1, 0.4, 0.7):
        folder = tmp_path / str(delay)
        process = subprocess.Popen(
            [sys.executable, "-c", READER, str(folder), "5", *NUMBERS],
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip
        time.sleep(delay)
        process.kill()
        process.communicate()

        assert state(folder, 5) in {0, 5}


def test_the_sample_reader_reads():
    assert len(reading(text(5), NUMBERS[0]).law.norms) == 5


@pytest.mark.parametrize("made", [False, True])
def test_a_folder_whose_making_was_cut_short_answers_with_the_base(tmp_path, made):
    (tmp_path / "g" / "store").mkdir(parents=True)
    if made:
        Disk(tmp_path / "g").close()
    graph = Graph.open(tmp_path / "g", VI, pack(), read_only=True)

    assert graph.norms() == Graph.shipped(VI, pack()).norms()
    assert graph.query("SELECT ?s WHERE { ?s ?p ?o } LIMIT 1").rows
