"""The base is held against the texts, and a planted mistake of every kind is found."""

import pytest

from api import factcheck
from api.factcheck import Texts, check, shipped, table
from packs.vi import LANGUAGE
from packs.vn import HERE, jurisdiction

TEXT = """CHÍNH PHỦ
Số: 7/2031/NĐ-CP
Hà Nội, ngày 02 tháng 3 năm 2031
NGHỊ ĐỊNH
VỀ VIỆC THỬ
Điều 1. Bỏ hoang ruộng
1. Bỏ hoang ruộng quá 12 tháng thì mức phạt như sau:
a) Phạt tiền từ 1.100.000 đồng đến 2.000.000 đồng đối với ruộng từ dưới 0,5 héc ta;
b) Phạt tiền từ 2 triệu đồng đến 3,5 triệu đồng đối với ruộng từ 0,5 đến dưới 01 héc ta hoặc trên 20.000 m2.
2. Ở phố thì bằng 02 lần, tối đa không quá 9.000.000 đồng.
Điều 2. Báo tin
Chủ ruộng báo tin trong thời hạn 15 ngày làm việc (không kể lễ), bắt đầu từ 01/7/2030.
Điều 3. Hiệu lực
Nghị định này có hiệu lực thi hành từ ngày 15 tháng 4 năm 2031.
Điều 4. Chuyển tiếp
Ao cũ được giữ trong 03 năm kể từ ngày Nghị định này có hiệu lực.
"""

LATER = """CHÍNH PHỦ
Số: 9/2033/NĐ-CP
Hà Nội, ngày 05 tháng 6 năm 2033
NGHỊ ĐỊNH
SỬA ĐỔI NGHỊ ĐỊNH SỐ 7/2031/NĐ-CP
Điều 1. Sửa đổi
1. Bổ sung khoản 5a vào sau khoản 5 Điều 2: chủ ruộng báo tin lần nữa trong thời hạn 44 ngày.
2. Khoản khác giữ nguyên.
Điều 2. Hiệu lực
Nghị định này có hiệu lực thi hành từ ngày 01 tháng 8 năm 2033.
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
    tier diem_a 1_100_000..2_000_000 when land.area < 0.5 ha
    tier diem_b 2_000_000..3_500_000 when land.area >= 0.5 ha and land.area < 1 ha or land.area > 2 ha

multiply dieu_1__khoan_2 by 2
    of   dieu_1__khoan_1
    when place.kind in {urban}

cap dieu_1__khoan_2 9_000_000
    of   dieu_1__khoan_1

exemption dieu_4
    bearer   "chủ ao"
    act      "giữ ao"
    in_force ..2034-04-15

# per 9/2033/NĐ-CP dieu_1__khoan_1: since its first day
obligation dieu_2__khoan_5a
    bearer   "chủ ruộng"
    act      "báo tin"
    deadline 44 day
    in_force 2033-08-01..

finding wording dieu_1__khoan_1__diem_a "từ dưới 0,5 héc ta"
"""


@pytest.fixture
def texts(tmp_path):
    folder = tmp_path / "corpus" / "documents"
    folder.mkdir(parents=True)
    (folder / "7.txt").write_text(TEXT, encoding="utf-8")
    (folder / "9.txt").write_text(LATER, encoding="utf-8")
    return folder


def written(tmp_path, *bases):
    folder = tmp_path / "base"
    folder.mkdir()
    for number, base in enumerate(bases):
        (folder / f"{number}.norms").write_text(base, encoding="utf-8")
    return folder


@pytest.fixture
def wrong(texts, tmp_path):
    def of(base):
        results = check(shipped(written(tmp_path, base)), Texts(texts, LANGUAGE, jurisdiction()))
        return [(claim.kind, claim.at[0][1]) for result in results for claim in result.wrong]

    return of


def test_a_true_base_has_nothing_wrong(wrong):
    assert wrong(BASE) == []


@pytest.mark.parametrize(
    ("true", "planted", "found"),
    [
        ("1_100_000..2_000_000", "1_100_001..2_000_000", ("amount", "dieu_1__khoan_1__diem_a")),
        ("2_000_000..3_500_000", "1_100_000..3_500_000", ("amount", "dieu_1__khoan_1__diem_b")),
        ("cap dieu_1__khoan_2 9_000_000", "cap dieu_1__khoan_2 2_000_000", ("amount", "dieu_1__khoan_2")),
        ("land.area < 0.5 ha\n", "land.area < 0.05 ha\n", ("number", "dieu_1__khoan_1__diem_a")),
        ("land.area < 0.5 ha\n", "land.area < 1 ha\n", ("number", "dieu_1__khoan_1__diem_a")),
        ("land.area > 2 ha", "land.area > 20 ha", ("number", "dieu_1__khoan_1__diem_b")),
        ("> 12 month", "> 12 day", ("number", "dieu_1__khoan_1__diem_a")),
        ("by 2", "by 3", ("number", "dieu_1__khoan_2")),
        ("trong 15 ngày", "trong 51 ngày", ("number", "dieu_2")),
        ("obligation dieu_2\n", "obligation dieu_5\n", ("citation", "dieu_5")),
        ("exemption dieu_4", "exemption dieu_4__khoan_1", ("citation", "dieu_4__khoan_1")),
        ("dieu_2__khoan_5a", "dieu_2__khoan_5b", ("citation", "dieu_2__khoan_5b")),
        ("# per 9/2033", "# per 8/2033", ("citation", "dieu_2__khoan_5a")),
        ("NĐ-CP dieu_1__khoan_1:", "NĐ-CP dieu_1__khoan_3:", ("citation", "dieu_1__khoan_3")),
        ("NĐ-CP dieu_1__khoan_1:", "NĐ-CP dieu_1__khoan_2:", ("deadline", "dieu_2__khoan_5a")),
        ("44 day", "45 day", ("deadline", "dieu_2__khoan_5a")),
        ("2033-08-01", "2033-08-10", ("date", "dieu_2__khoan_5a")),
        ("..2034-04-15", "..2035-04-15", ("date", "dieu_4")),
        ("cap dieu_1__khoan_2", "cap dieu_1__khoan_3", ("citation", "dieu_1__khoan_3")),
        ("15 working_day", "15 day", ("deadline", "dieu_2")),
        ("15 working_day", "10 working_day", ("deadline", "dieu_2")),
        ("issued   2031-03-02", "issued   2031-03-20", ("date", "")),
        ("in_force 2031-04-15", "in_force 2031-04-16", ("date", "")),
        ("2030-07-01", "2030-01-07", ("date", "dieu_2")),
        ('"từ dưới 0,5', '"từ trên 0,5', ("quote", "dieu_1__khoan_1__diem_a")),
    ],
)
def test_a_planted_mistake_is_found(true, planted, found, wrong):
    assert true in BASE

    assert found in wrong(BASE.replace(true, planted))


def test_the_report_counts_and_names_what_is_wrong(texts, tmp_path):
    base = written(tmp_path, BASE.replace("by 2", "by 3"), BASE.replace('"7/2031', '"8/2031'))
    lines = list(table(check(shipped(base), Texts(texts, LANGUAGE, jurisdiction()))))

    assert lines[1].split()[0] == "7/2031/NĐ-CP"
    assert lines[1].split()[-1] == "1"
    assert "no text" in lines[2]
    assert lines[3:] == ["wrong: 7/2031/NĐ-CP dieu_1__khoan_2: number 3"]


def test_a_text_that_lost_its_number_is_known_by_its_name(texts, tmp_path):
    (texts / "7.txt").unlink()
    (texts / "7-2031-ND-CP.txt").write_text(TEXT.replace("Số: 7/2031/NĐ-CP\n", ""), encoding="utf-8")
    results = check(shipped(written(tmp_path, BASE)), Texts(texts, LANGUAGE, jurisdiction()))

    assert [(result.found, result.wrong) for result in results] == [(True, ())]


@pytest.mark.parametrize(("change", "code"), [("by 2", 0), ("by 3", 1)])
def test_the_exit_status_says_whether_all_stands(change, code, texts, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("NORMGRAPH_SHARED", str(tmp_path))

    assert factcheck.main(written(tmp_path, BASE.replace("by 2", change))) == code
    assert "7/2031/NĐ-CP" in capsys.readouterr().out


@pytest.mark.corpus
def test_the_shipped_base_stands_in_the_texts(documents):
    results = check(shipped(HERE / "base"), Texts(documents, LANGUAGE, jurisdiction()))

    assert [line for line in table(results) if line.startswith("wrong")] == []
    assert [r.law.work.number for r in results if not r.found] == []
    assert sum(len(r.claims) for r in results) > 900
