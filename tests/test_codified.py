"""The codifier's lines of codified texts: editor's words that tell of changes and links, and are no law."""

import unicodedata
from datetime import date

import pytest

from extract.codified import codified
from extract.events_for_gold import amendment_rows
from extract.lines import clean
from extract.pipeline import read, read_all
from extract.structure import document
from kg.graph import Graph
from kg.network import changed_by
from ontology.event import CONTENT, Op
from packs.vi import LANGUAGE as VI
from packs.vn import jurisdiction
from tests.test_formats import CORPUS, RECORD, records

VN = jurisdiction()
SINCE = "(Điều 2 Nghị định số 7/2031/NĐ-CP, có hiệu lực thi hành kể từ ngày 01/05/2031"


def text(*lines):
    head = "Nghị định số 7/2031/NĐ-CP Quy định về ao\n(ngày 2031-03-02 của Chính phủ, có hiệu lực từ 2031-05-01)\n\n"
    return head + "Điều 2. Chủ ao\n" + "\n".join(lines) + "\n1. Chủ ao phải giữ nước sạch.\n"


def told(*lines):
    return codified(document(text(*lines), VI, VN), {}, VI, VN)


def changes(line):
    return [(e.op, e.part, e.eid, e.on, e.by_number, e.by_eid) for e in told(line).events]


def test_an_article_holds_since_the_day_that_its_line_names():
    (event,) = told(SINCE + ")").events

    assert (event.op, event.eid, event.on, event.number) == (Op.COMMENCE, "dieu_2", date(2031, 5, 1), "")
    assert event.source.quote == SINCE + ")"
    assert event.source.eid == "dieu_2"


@pytest.mark.parametrize(
    ("said", "ops"),
    [
        ("có nội dung được sửa đổi bởi", [("replace", CONTENT)]),
        ("có nội dung được sửa đổi, có nội dung được bổ sung bởi", [("replace", CONTENT), ("insert", CONTENT)]),
        ("có nội dung được sửa đổi, bổ sung theo quy định tại", [("replace", CONTENT), ("insert", CONTENT)]),
        ("được bổ sung bởi", [("insert", "")]),
        ("được sửa đổi, bổ sung bởi", [("replace", ""), ("insert", CONTENT)]),
        ("bị bãi bỏ bởi", [("repeal", "")]),
        ("có nội dung bị bãi bỏ bởi", [("repeal", CONTENT)]),
        ("được thay thế bởi", [("replace", "")]),
        ("có nội dung được đính chính bởi", [("correct", CONTENT)]),
        ("hết hiệu lực theo quy định tại", [("repeal", "")]),
        ("bị ngưng hiệu lực bởi", [("suspend", "")]),
    ],
)
def test_what_others_did_is_told_with_the_act_and_the_day(said, ops):
    line = f"{SINCE}, {said} Khoản 3 Điều 1 Nghị định số 9/2033/NĐ-CP có hiệu lực thi hành kể từ ngày 04/02/2033)"

    assert changes(line)[1:] == [
        (op, part, "dieu_2", date(2033, 2, 4), "9/2033/NĐ-CP", "dieu_1__khoan_3") for op, part in ops
    ]
    assert told(line).findings == ()


def test_each_of_several_acts_did_it_on_its_own_day():
    line = (
        f"{SINCE}, có nội dung được sửa đổi bởi Điều 1 Nghị định số 9/2033/NĐ-CP có hiệu lực thi hành kể từ ngày "
        "04/02/2033; Điều 2 Luật số 5/2034/QH20 có hiệu lực thi hành kể từ ngày 01/07/2034)"
    )

    assert [row[3:] for row in changes(line)[1:]] == [
        (date(2033, 2, 4), "9/2033/NĐ-CP", "dieu_1"),
        (date(2034, 7, 1), "5/2034/QH20", "dieu_2"),
    ]


def test_what_is_not_understood_is_a_finding():
    found = told(
        f"{SINCE}, được gì đó bởi Điều 1 Nghị định số 9/2033/NĐ-CP có hiệu lực thi hành kể từ ngày 04/02/2033)"
    )

    assert [event.op for event in found.events] == ["commence"]
    assert [finding.code for finding in found.findings] == ["codified_line"]


LINK = "(Điều này có nội dung liên quan đến Điều 24.3.NĐ.1.1. Phạm vi; Điều 30.1.TT.4.9. Ao khác; Điều 5. Phạt; Điều 6. Mức của Nghị định 9/2033/NĐ-CP Quy định xử phạt ban hành ngày 01/01/2033)"


def test_links_name_codes_and_documents():
    found = told(LINK).links

    assert [(r.number, r.eid, r.name) for r in found] == [
        ("", "", "24.3.NĐ.1.1"),
        ("", "", "30.1.TT.4.9"),
        ("9/2033/NĐ-CP", "dieu_5", ""),
        ("9/2033/NĐ-CP", "dieu_6", ""),
    ]
    assert {r.kind for r in found} == {"related"}
    assert found[0].source.quote == "Điều 24.3.NĐ.1.1"


def test_codes_are_known_from_the_files_that_are_read_together():
    first = RECORD | {"code": "24.3.NĐ.1.1", "source_article": "1", "source_note": None}
    data = records(first, RECORD | {"related_note": LINK.replace("; Điều 30", "\n; Điều 30")})

    (reading,) = read_all(data, "x.jsonl", VI, VN, {"30.1.TT.4.9": ("3/2032/TT-BXD", "9")})

    assert [(r.number, r.eid) for r in reading.links[:2]] == [("7/2031/NĐ-CP", "dieu_1"), ("3/2032/TT-BXD", "dieu_9")]


def test_the_lines_are_no_law():
    words = text(
        f"{SINCE}, bị bãi bỏ bởi Điều 1 Nghị định số 9/2033/NĐ-CP có hiệu lực thi hành kể từ ngày 04/02/2033)", LINK
    )
    reading = read(words.encode(), "x.txt", VI, VN)

    assert "liên quan" not in clean(words, VI).text
    assert "bãi bỏ" not in clean(words, VI).text
    assert {reference.source.rule for reference in reading.references} == {"basis"}
    assert len(reading.law.norms) == 1
    assert list(amendment_rows(reading.law.events)) == []


def test_letters_of_two_characters_make_no_difference():
    line = f"{SINCE}, bị bãi bỏ bởi Điều 1 Nghị định số 9/2033/NĐ-CP có hiệu lực thi hành kể từ ngày 04/02/2033)"
    words = unicodedata.normalize("NFD", text(line))

    found = codified(document(words, VI, VN), {}, VI, VN)

    assert [event.op for event in found.events] == ["commence", "repeal"]
    assert unicodedata.normalize("NFC", found.events[0].source.quote) == line


def test_the_graph_keeps_links_apart_from_citations():
    first = RECORD | {"code": "24.3.NĐ.1.1", "source_article": "1", "source_note": None}
    graph = Graph.shipped(VI, VN)
    (reading,) = graph.read([("x.jsonl", records(first, RECORD | {"related_note": LINK}))])
    work = reading.document.work

    assert graph.references(work.iri) == reading.references
    assert graph.links(work.iri) == reading.links
    asked = "PREFIX eli: <http://data.europa.eu/eli/ontology#> SELECT ?b WHERE { GRAPH ?g { ?a eli:related_to ?b } }"
    assert graph.query(asked).rows == [{"b": work.provision("dieu_1")}]


@pytest.mark.corpus
def test_every_line_of_a_codified_title_is_understood():
    path = CORPUS.parent / "phapdien" / "24.3-de-dieu.jsonl"
    readings = list(read_all(path.read_bytes(), path.name, VI, VN))
    events = [event for reading in readings for event in reading.law.events if event.source.rule == "codified"]

    assert len(events) > 150
    assert [f for reading in readings for f in reading.law.findings if f.code == "codified_line"] == []


def test_changes_hang_on_the_act_that_ordered_them():
    line = f"{SINCE}, bị bãi bỏ bởi Điều 1 Nghị định số 9/2033/NĐ-CP có hiệu lực thi hành kể từ ngày 04/02/2033)"
    graph = Graph.shipped(VI, VN)
    (reading,) = graph.read([("x.txt", text(line).encode())])
    article = reading.document.work.provision("dieu_2")

    assert changed_by(graph.network(), article) == {"9/2033/NĐ-CP": ("repeal",)}
    graph.read([("y.txt", "Số: 9/2033/NĐ-CP\nNGHỊ ĐỊNH\nBãi bỏ\nĐiều 1. Bãi bỏ\nÝ.\n".encode())])
    asked = "PREFIX eli: <http://data.europa.eu/eli/ontology#> SELECT ?a ?b WHERE { GRAPH ?g { ?a eli:repeals ?b } }"
    other = graph.law("9/2033/NĐ-CP").work
    assert graph.query(asked).rows == [{"a": other.provision("dieu_1"), "b": article}]
    assert graph.law("7/2031/NĐ-CP").events == reading.law.events
