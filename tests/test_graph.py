"""The graph: the base answers at once, documents join it in one transaction, a folder keeps everything."""

import json
import subprocess
import sys
import time
from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pyoxigraph
import pytest

import kg.graph
from kg.export import exported
from kg.graph import Graph
from kg.merge import merged
from kg.network import cited_by, cites
from kg.validate import violations
from ontology.answer import Verdict
from ontology.case import Case
from ontology.condition import Quantity
from ontology.document import Finding, Source
from ontology.errors import EmptyDocument, GraphError, NotFound
from ontology.from_notation import read_law
from ontology.norm import Sanction
from packs.vi import LANGUAGE as VI
from packs.vn import jurisdiction
from tests.graph_samples import LAW, OTHER, WORK, declaring, reading, text

ROOT = Path(__file__).parents[1]
ON = date(2025, 10, 1)
ENCROACHING = {
    "act": "land.encroach", "subject": "individual", "land.kind": "agri_other", "place.kind": "commune",
    "land.area": Quantity(Decimal("0.03"), "ha"),
}  # fmt: skip


@pytest.fixture
def vn():
    return replace(declaring(), base=(*jurisdiction().base, read_law(LAW)))


@pytest.fixture
def reader(monkeypatch):
    def read_file(data, name, vi, vn, codes):
        if not data.strip():
            raise EmptyDocument("nothing in it", "send the text", name)
        return [reading(data.decode(), name)]

    monkeypatch.setattr(kg.graph, "read_file", read_file)


@pytest.fixture(params=["memory", "disk"])
def graph(request, tmp_path, vn, reader):
    made = Graph.shipped(VI, vn) if request.param == "memory" else Graph.open(tmp_path / "g", VI, vn)
    yield made
    made.close()


def files(*numbers, articles=4):
    return [(number, text(articles, number).encode()) for number in numbers]


def fines(graph):
    return [
        (f.sanction.id, f.minimum, f.maximum)
        for f in graph.fine(Case(ENCROACHING, ON)).fines
        if f.verdict is Verdict.APPLIES
    ]


def test_the_shipped_base_fines(graph):
    assert fines(graph) == [("123/2024/NĐ-CP#dieu_13__khoan_2__diem_b", 5_000_000, 10_000_000)]


def test_the_shipped_base_judges_and_compares(graph):
    assert len(graph.applicable(Case({"subject": "organisation"}, ON))) == len(graph.norms())
    assert graph.tiers("123/2024/NĐ-CP")
    assert isinstance(graph.conflicts(ON), tuple)


def test_disk_and_memory_know_the_same(tmp_path):
    disk, memory = Graph.open(tmp_path / "g", VI, jurisdiction()), Graph.shipped(VI, jurisdiction())
    case = Case(ENCROACHING, ON)

    assert disk.laws() == memory.laws()
    assert disk.fine(case) == memory.fine(case)
    assert disk.applicable(case) == memory.applicable(case)
    disk.close()


def test_norms_of_a_work_and_of_a_day(graph):
    assert {n.sources[0].work.number for n in graph.norms("9/2030/XX")} == {"9/2030/XX"}
    assert graph.norms("9/2030/XX", date(2029, 1, 1)) == ()
    assert graph.norms("none") == ()


def test_a_read_work_stands_beside_the_base(graph):
    asked = []
    found = graph.read(files("1/2030/XX", "2/2030/XX"), lambda done, of: asked.append((done, of)))

    assert [one.document.work.number for one in found] == ["1/2030/XX", "2/2030/XX"]
    assert asked == [(1, 2), (2, 2)]
    assert len(graph.norms("1/2030/XX")) == 4
    assert graph.facts["said:0123456789"].label.vi == "khi có lời khác"
    assert graph.document(found[0].document.work.iri).text == text(4, "1/2030/XX")
    assert graph.query("SELECT ?r { ?r a ng:Reading }").rows
    assert fines(graph)


def test_a_work_of_the_base_gets_its_words_when_it_is_read(graph):
    graph.read(files("9/2030/XX"))
    law = graph.law("9/2030/XX")
    duty = law.norms[0]
    words = text(4, "9/2030/XX")

    assert duty.summary.vi == "Đăng ký"
    assert duty.sources[0].quote == duty.sources[0].span.of(words) != ""
    assert duty.sources[1].span is None  # the text has no third clause
    assert [n.id for n in law.norms] == [
        "9/2030/XX#dieu_1__khoan_2/obligation", "9/2030/XX#dieu_1__khoan_4/exemption",
        "9/2030/XX#dieu_2__khoan_9/obligation",
        "9/2030/XX#dieu_2__khoan_2/obligation", "9/2030/XX#dieu_3__khoan_2/obligation", "9/2030/XX#dieu_4__khoan_2/obligation",
    ]  # fmt: skip
    assert (law.in_force.start, law.link, law.title.en) == (date(2030, 2, 3), "https://example.org/9", "A test decree")
    assert {f.code for f in law.findings} == {"wording", "unread"}
    assert len({source.work for norm in law.norms for source in norm.sources}) == 1


def test_reading_again_changes_nothing(graph):
    graph.read(files("9/2030/XX", "1/2030/XX"))
    before, size = graph.laws(), len(graph.store)
    graph.read(files("9/2030/XX", "1/2030/XX"))

    assert graph.laws() == before
    assert len(graph.store) == size


def test_a_shorter_text_leaves_nothing_of_the_longer(graph):
    graph.read(files("1/2030/XX", articles=9))
    graph.read(files("1/2030/XX", articles=2))

    assert len(graph.norms("1/2030/XX")) == 2
    assert graph.query("SELECT (COUNT(*) AS ?n) { ?u a ng:Article }").rows == [{"n": "2"}]


def test_one_bad_file_leaves_the_graph_as_it_was(graph):
    before, size = graph.laws(), len(graph.store)
    with pytest.raises(EmptyDocument):
        graph.read([*files("1/2030/XX"), ("empty.txt", b" ")])

    assert graph.laws() == before
    assert len(graph.store) == size


def test_what_is_cached_is_what_is_stored(tmp_path, vn, reader):
    graph = Graph.open(tmp_path / "g", VI, vn)
    graph.read(files("9/2030/XX", "1/2030/XX"))
    before = {law.work.iri: law for law in graph.laws()}
    graph.close()
    again = Graph.open(tmp_path / "g", VI, vn)

    assert {law.work.iri: law for law in again.laws()} == before
    again.close()


def test_a_read_graph_has_the_shapes(graph):
    graph.read(files("9/2030/XX"))

    assert violations(graph.store.match(graph=WORK.iri)) == ()


def test_citations_reach_works_that_come_later(graph):
    graph.read(files("1/2030/XX"))
    clause = "https://normgraph.org/eli/vn/decree/2030/1-2030-xx/dieu_1__khoan_2"

    assert OTHER.number in cites(graph.network(), clause)
    graph.read([(OTHER.number, text(3, OTHER.number).encode())])
    later = next(law.work for law in graph.laws() if law.work.number == OTHER.number)

    assert later.provision("dieu_3") in cites(graph.network(), clause)
    assert clause in cited_by(graph.network(), later.iri)
    asked = f"ASK {{ <{clause}> eli:cites <{later.provision('dieu_3')}> }}"
    assert graph.query(asked).json["boolean"]


def test_a_new_base_reaches_an_old_folder_and_keeps_what_was_read(tmp_path, vn, reader):
    old = Graph.open(tmp_path / "g", VI, replace(vn, base=vn.base[:1]))
    old.read(files("9/2030/XX"))

    assert len(old.laws()) == 2
    old.close()
    new = Graph.open(tmp_path / "g", VI, vn)

    assert {law.work.number for law in new.laws()} == {law.work.number for law in vn.base}
    assert new.law("9/2030/XX").norms[0].summary.vi == "Đăng ký"
    assert new.document(WORK.iri)
    new.close()


def test_a_received_file_that_was_changed_is_said(tmp_path, vn, reader):
    graph = Graph.open(tmp_path / "g", VI, replace(vn, base=()))
    graph.read(files("1/2030/XX"))
    graph.close()
    (file,) = (tmp_path / "g" / "received").iterdir()
    file.write_bytes(b"forged")

    with pytest.raises(GraphError, match="changed"):
        Graph.open(tmp_path / "g", VI, vn)


def test_fines_are_added_only_where_the_base_has_none(vn):
    base = read_law(LAW)
    one = reading(text(4))
    work = one.document.work

    def fine(eid):
        return Sanction(
            f"{work.number}#{eid}", "fine", base.sanctions[0].when, (Source(work, eid),), minimum=1, maximum=2
        )

    read = replace(
        one.law, sanctions=(fine("dieu_3__khoan_1__diem_a"), fine("dieu_3__khoan_1"), fine("dieu_4__khoan_1"))
    )
    law = merged(base, read, one.document)

    assert [s.id for s in law.sanctions[len(base.sanctions) :]] == ["9/2030/XX#dieu_4__khoan_1"]


def test_a_finding_of_base_and_text_is_one_finding(vn):
    here = Finding("wording", Source(WORK, "dieu_1"), "of the base")
    nowhere = Finding("no_force", None, "of the text")
    base = replace(read_law(LAW), findings=(here,))
    other = replace(here, code="omission")
    read = replace(base, findings=(replace(here, text="of the text"), other, nowhere))

    kept = merged(base, read, reading(text(1), WORK.number).document).findings

    assert [(f.code, f.text) for f in kept] == [(f.code, f.text) for f in (here, other, nowhere)]


@pytest.mark.parametrize("form", ["ttl", "jsonld", "nq"])
def test_an_export_says_everything(graph, form):
    data = exported(graph, form)
    formats = {"ttl": "TURTLE", "jsonld": "JSON_LD", "nq": "N_QUADS"}
    found = list(pyoxigraph.parse(BytesIO(data), format=getattr(pyoxigraph.RdfFormat, formats[form])))
    whole = set(graph.store.match())

    if form == "ttl":
        assert len(found) == len({(q.subject, q.predicate, q.object) for q in whole})
    else:
        assert len(set(found)) == len(whole)
    if form == "jsonld":
        assert json.loads(data)


DECREE = """CHÍNH PHỦ
Số: 77/2031/NĐ-CP
Hà Nội, ngày 05 tháng 01 năm 2031
NGHỊ ĐỊNH
Quy định về việc thử
Điều 1. Trách nhiệm
1. Người sử dụng đất phải thử mỗi tháng một lần.
2. Tổ chức không được phá chỗ thử quy định tại khoản 1 Điều này.
Điều 2. Hiệu lực
Nghị định này có hiệu lực từ ngày 01 tháng 3 năm 2031.
"""


def test_the_reader_itself_fills_the_graph():
    graph = Graph.shipped(VI, jurisdiction())
    (found,) = graph.read([("77.txt", DECREE.encode())])
    law = graph.law("77/2031/NĐ-CP")

    assert graph.document(found.document.work.iri) == replace(found.document, work=law.work)
    assert {n.sources[0].eid for n in law.norms} == {"dieu_1__khoan_1", "dieu_1__khoan_2"}
    assert law.in_force.start == date(2031, 3, 1)
    assert all(s.quote == s.span.of(DECREE) for n in law.norms for s in n.sources)
    assert violations(graph.store.match(graph=law.work.iri)) == ()
    graph.close()


@pytest.mark.corpus
def test_the_land_decree_read_from_its_text_answers_as_the_base(documents, tmp_path):
    graph = Graph.open(tmp_path / "g", VI, jurisdiction())
    before = fines(graph)
    graph.read(
        [(path.name, path.read_bytes()) for path in (documents / "123-2024-ND-CP.txt", documents / "28-2023-QH15.txt")]
    )
    laws = graph.laws()
    counted = graph.query(
        "SELECT ?n (COUNT(?a) AS ?m) { GRAPH ?w { ?w ng:number ?n . ?a a ng:Article } } GROUP BY ?n"
    ).rows
    graph.close()
    again = Graph.open(tmp_path / "g", VI, jurisdiction())

    assert fines(again) == before
    assert again.laws() == laws
    assert {row["n"]: row["m"] for row in counted} == {"123/2024/NĐ-CP": "36", "28/2023/QH15": "86"}
    tier = next(s for s in again.law("123/2024/NĐ-CP").sanctions if s.id.endswith("#dieu_13__khoan_2__diem_b"))
    assert "5.000.000" in tier.sources[0].quote
    again.close()


def test_an_unknown_export_is_said(graph):
    with pytest.raises(NotFound, match="docx"):
        exported(graph, "docx")


def test_a_question_loads_no_language_model_and_no_query_engine():
    code = (
        "import sys; from packs.vi import LANGUAGE as VI; from packs.vn import jurisdiction; from kg.graph import Graph; "
        "g = Graph.shipped(VI, jurisdiction()); g.norms(); print([m for m in ('spacy', 'rdflib', 'pyshacl') if m in sys.modules])"
    )
    began = time.monotonic()
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"
    assert time.monotonic() - began < 10
