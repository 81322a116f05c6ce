"""Many documents at once: on several cores the same comes out, in the same order, and errors are the same."""

import json
import time
from functools import partial

import pytest

from api.reading import printed, read_by
from extract.pipeline import read_all
from kg.graph import Graph
from kg.pool import AHEAD, in_order
from ontology.errors import EmptyDocument, InputError, NotALaw
from packs.vi import LANGUAGE as VI
from packs.vn import jurisdiction
from tests.test_codified import LINK
from tests.test_formats import RECORD, records

VN = jurisdiction()


def collection(first, last, **more):
    rows = [RECORD | {"code": f"24.3.NĐ.{n}.2", "document": RECORD["document"] | {"number": f"{n}/2031/NĐ-CP"}} | more
            for n in range(first, last)]  # fmt: skip
    return records(*rows)


FILES = [
    ("a.jsonl", collection(1, 6, related_note=LINK.replace("24.3.NĐ.1.1", "24.3.NĐ.8.2"))),
    ("b.txt", "Số: 50/2031/NĐ-CP\nNGHỊ ĐỊNH\nVề ao\nĐiều 1. Ao\nChủ ao phải giữ nước sạch.\n".encode()),
    ("c.jsonl", collection(6, 9)),
]


def out(jobs, form="json", files=FILES, moved=lambda size: None):
    lazy = [(name, partial(bytes, data)) for name, data in files]
    return "".join(printed(lazy, form, moved, jobs, sum(len(data) for _, data in files)))


def slowly(seconds):
    time.sleep(seconds)
    return seconds


def refused(name):
    raise NotALaw("no law", "give a law", name)


def ended(name):
    import os

    os._exit(1)


def test_results_come_in_the_order_of_the_tasks():
    tasks = [0.3, 0, 0.1, 0, 0]

    assert list(in_order(slowly, tasks, 2)) == tasks


def test_only_a_few_tasks_are_taken_ahead():
    taken = []
    results = in_order(slowly, (taken.append(n) or 0 for n in range(100)), 2)
    next(results)

    assert len(taken) <= 2 * AHEAD
    results.close()


def test_an_error_in_another_process_says_all_that_it_says_here():
    with pytest.raises(NotALaw) as told:
        list(in_order(refused, ["x.txt"], 2))

    assert (told.value.what, told.value.remedy, told.value.where) == ("no law", "give a law", "x.txt")


def test_a_process_that_ends_is_an_error_with_a_remedy():
    with pytest.raises(InputError, match="--jobs 1"):
        list(in_order(ended, ["x.txt"], 2))


def test_two_processes_print_what_one_prints():
    moved = []

    alone = out(1, moved=moved.append)

    assert out(2) == alone
    assert out(2, "gold") == out(1, "gold")
    assert sum(moved) == sum(len(data) for _, data in FILES)
    documents = json.loads(alone)["documents"]
    assert alone == json.dumps({"documents": documents}, ensure_ascii=False, indent=2) + "\n"
    assert [row["doc"].split("/")[0] for row in documents] == ["1", "2", "3", "4", "5", "50", "6", "7", "8"]
    assert documents[0]["links"][0]["to"]["doc"] == "8/2031/NĐ-CP", "a code of another file"


def test_the_graph_reads_the_same_with_two_processes():
    graphs = [Graph.shipped(VI, VN) for _ in range(2)]
    one, two = (
        graph.read(FILES, reader=read_by(lambda size: None, jobs)) for graph, jobs in zip(graphs, (1, 2), strict=True)
    )

    assert two == one
    assert graphs[1].laws() == graphs[0].laws()
    assert Graph.shipped(VI, VN).read(FILES) == one


def test_one_bad_file_leaves_the_graph_alone():
    graph = Graph.shipped(VI, VN)
    before = graph.laws()

    with pytest.raises(EmptyDocument):
        graph.read([*FILES, ("bad.txt", b" ")], reader=read_by(lambda size: None, 2))

    assert graph.laws() == before


def test_documents_of_a_file_are_the_tasks():
    assert len(list(read_all(FILES[0][1], "a.jsonl", VI, VN))) == 5
