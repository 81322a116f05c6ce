"""The base is held against the texts, and a planted mistake of every kind is found."""

import os
from dataclasses import replace

import pytest

from api import factcheck
from api.factcheck import check, checked, table
from extract.structure import document
from ontology.from_notation import read_law
from packs.vi import LANGUAGE
from packs.vn import jurisdiction

TEXT = """CHÍNH PHỦ
Số: 7/2031/NĐ-CP
Hà Nội, ngày 02 tháng 3 năm 2031
NGHỊ ĐỊNH
VỀ VIỆC THỬ
Điều 1. Bỏ hoang ruộng
1. Bỏ hoang ruộng quá 12 tháng thì mức phạt như sau:
a) Phạt tiền từ 1.000.000 đồng đến 2.000.000 đồng đối với ruộng từ dưới 0,5 héc ta;
b) Phạt tiền từ 2 triệu đồng đến 3,5 triệu đồng đối với ruộng từ 0,5 đến dưới 01 héc ta hoặc trên 20.000 m2.
2. Ở phố thì bằng 02 lần, tối đa không quá 9.000.000 đồng.
Điều 2. Báo tin
Chủ ruộng báo tin trong thời hạn 15 ngày làm việc (không kể lễ), bắt đầu từ 01/7/2030.
Điều 3. Hiệu lực
Nghị định này có hiệu lực thi hành từ ngày 15 tháng 4 năm 2031.
"""

BASE = """
law decree "7/2031/NĐ-CP"
    issued   2031-03-02
    in_force 2031-04-15..

obligation dieu_2
    bearer   "chủ ruộng"
    act      "báo tin"
    when     field.since >= 2030-07-01
    deadline 15 working_day
    vi       "Báo tin trong 15 ngày"

fines dieu_1__khoan_1
    act  field.idle
    when field.idle_time > 12 month
    vi   "Bỏ ruộng"
    tier diem_a 1_000_000..2_000_000 when land.area < 0.5 ha
    tier diem_b 2_000_000..3_500_000 when land.area >= 0.5 ha and land.area < 1 ha or land.area > 2 ha

multiply dieu_1__khoan_2 by 2
    of   dieu_1__khoan_1
    when place.kind in {urban}

cap dieu_1__khoan_2 9_000_000
    of   dieu_1__khoan_1

finding wording dieu_1__khoan_1__diem_a "từ dưới 0,5 héc ta"
"""


def wrong(base):
    vn = jurisdiction()
    return [(c.kind, c.at[0]) for c in checked(read_law(base), document(TEXT, LANGUAGE, vn), LANGUAGE, vn)]


def test_a_true_base_has_nothing_wrong():
    assert wrong(BASE) == []


@pytest.mark.parametrize(
    ("true", "planted", "found"),
    [
        ("1_000_000..2_000_000", "1_000_001..2_000_000", ("amount", "dieu_1__khoan_1__diem_a")),
        ("2_000_000..3_500_000", "1_000_000..3_500_000", ("amount", "dieu_1__khoan_1__diem_b")),
        ("cap dieu_1__khoan_2 9_000_000", "cap dieu_1__khoan_2 2_000_000", ("amount", "dieu_1__khoan_2")),
        ("land.area < 0.5 ha\n", "land.area < 0.05 ha\n", ("number", "dieu_1__khoan_1__diem_a")),
        ("land.area < 0.5 ha\n", "land.area < 1 ha\n", ("number", "dieu_1__khoan_1__diem_a")),
        ("land.area > 2 ha", "land.area > 20 ha", ("number", "dieu_1__khoan_1__diem_b")),
        ("> 12 month", "> 12 day", ("number", "dieu_1__khoan_1__diem_a")),
        ("by 2", "by 3", ("number", "dieu_1__khoan_2")),
        ("trong 15 ngày", "trong 51 ngày", ("number", "dieu_2")),
        ("obligation dieu_2", "obligation dieu_4", ("citation", "dieu_4")),
        ("cap dieu_1__khoan_2", "cap dieu_1__khoan_3", ("citation", "dieu_1__khoan_3")),
        ("15 working_day", "15 day", ("deadline", "dieu_2")),
        ("15 working_day", "10 working_day", ("deadline", "dieu_2")),
        ("issued   2031-03-02", "issued   2031-03-20", ("date", "")),
        ("in_force 2031-04-15", "in_force 2031-04-16", ("date", "")),
        ("2030-07-01", "2030-01-07", ("date", "dieu_2")),
        ('"từ dưới 0,5', '"từ trên 0,5', ("quote", "dieu_1__khoan_1__diem_a")),
    ],
)
def test_a_planted_mistake_is_found(true, planted, found):
    assert true in BASE

    assert found in wrong(BASE.replace(true, planted))


def test_the_report_counts_and_names_what_is_wrong(tmp_path):
    (tmp_path / "7.txt").write_text(TEXT, encoding="utf-8")
    laws = [read_law(BASE.replace("by 2", "by 3")), read_law(BASE.replace("7/2031", "8/2031"))]
    lines = list(table(check(laws, tmp_path, LANGUAGE, jurisdiction())))

    assert lines[1].split()[0] == "7/2031/NĐ-CP"
    assert lines[1].split()[-1] == "1"
    assert "no text" in lines[2]
    assert lines[3:] == ["wrong: 7/2031/NĐ-CP dieu_1__khoan_2: number 3"]


@pytest.mark.parametrize(("change", "code"), [("by 2", 0), ("by 3", 1)])
def test_the_exit_status_says_whether_all_stands(change, code, tmp_path, monkeypatch, capsys):
    folder = tmp_path / "corpus" / "documents"
    folder.mkdir(parents=True)
    (folder / "7.txt").write_text(TEXT, encoding="utf-8")
    law = read_law(BASE.replace("by 2", change))
    monkeypatch.setattr(factcheck, "jurisdiction", lambda: _with(law))
    monkeypatch.setitem(os.environ, "NORMGRAPH_SHARED", str(tmp_path))

    assert factcheck.main() == code
    assert "7/2031/NĐ-CP" in capsys.readouterr().out


def _with(law):
    return replace(jurisdiction(), base=(law,))


@pytest.mark.corpus
def test_the_shipped_base_stands_in_the_texts(documents):
    results = check(jurisdiction().base, documents, LANGUAGE, jurisdiction())

    assert [line for line in table(results) if line.startswith("wrong")] == []
    assert [r.law.work.number for r in results if r.path is None] == []
    assert sum(len(r.claims) for r in results) > 900
