"""Citations between texts that have both been read: what the cited one does not have is found, in whatever order they came."""

import pytest

from kg.graph import Graph
from packs.vi import LANGUAGE as VI
from packs.vn import jurisdiction

LAW = """QUỐC HỘI
Luật số: 7/2029/QH16
Hà Nội, ngày 02 tháng 3 năm 2029
LUẬT
AO HỒ
Điều 1. Ao
1. Ao là ao.
2. Hồ là hồ.
Điều 2. Hiệu lực
Luật này có hiệu lực từ ngày 01 tháng 5 năm 2029.
"""
DECREE = """CHÍNH PHỦ
Số: 9/2030/NĐ-CP
Hà Nội, ngày 02 tháng 3 năm 2030
NGHỊ ĐỊNH
VỀ AO
Căn cứ Luật Ao hồ số 7/2029/QH16;
Điều 1. Ao
1. Theo khoản 2 Điều 1 Luật Ao hồ.
2. Theo khoản 5 Điều 1 Luật Ao hồ, Phụ lục II Luật Ao hồ và Điều 3 Luật Ao tù.
3. Sửa đổi khoản 1 Điều 2 Luật Ao hồ như sau: “1. Theo khoản 9 Điều này.”.
Điều 2. Hiệu lực
1. Nghị định này có hiệu lực từ ngày 01 tháng 5 năm 2030.
"""
FILES = [("law.txt", LAW.encode()), ("decree.txt", DECREE.encode())]
NUMBER = "9/2030/NĐ-CP"


def dangling(graph):
    return [(f.source.eid, f.text) for f in graph.law(NUMBER).findings if f.code == "dangling"]


@pytest.mark.parametrize("batches", [[FILES], [FILES[:1], FILES[1:]], [FILES[1:], FILES[:1]], [FILES[1:], FILES]])
def test_what_the_cited_text_does_not_have_is_found(batches):
    graph = Graph.shipped(VI, jurisdiction())
    for files in batches:
        graph.read(files)

    assert dangling(graph) == [
        ("dieu_1__khoan_2", "there is no dieu_1__khoan_5 in 7/2029/QH16 as it was read"),
        ("dieu_1__khoan_3", "there is no dieu_2__khoan_1 in 7/2029/QH16 as it was read"),
    ]


def test_reading_again_finds_nothing_twice(tmp_path):
    graph = Graph.open(tmp_path / "kg", VI, jurisdiction())
    graph.read(FILES[1:])
    graph.read(FILES[:1])
    graph.read(FILES[:1])
    found = dangling(graph)
    graph.close()
    again = Graph.open(tmp_path / "kg", VI, jurisdiction())

    assert len(found) == 2
    assert dangling(again) == found
    again.close()


def test_a_name_is_linked_to_the_work_that_it_means():
    graph = Graph.shipped(VI, jurisdiction())
    graph.read(FILES)
    [clause] = [r for r in graph.references(graph.law(NUMBER).work.iri) if r.source.eid == "dieu_1__khoan_1"]

    assert (clause.name, clause.number, clause.means, clause.why) == ("luật ao hồ", "", "7/2029/QH16", "text")
    law = graph.law("7/2029/QH16").work
    assert graph.network().has_edge(clause.source.iri, law.provision("dieu_1__khoan_2"))
