"""When a document says that it is in force."""

from datetime import date

import pytest

from extract.force import in_force
from extract.structure import document
from ontology.norm import Period
from packs.vi import LANGUAGE as VI
from packs.vn import jurisdiction

VN = jurisdiction()
HEAD = "CHÍNH PHỦ\nSố: 7/2031/NĐ-CP\nHà Nội, ngày 02 tháng 3 năm 2031\nNGHỊ ĐỊNH\n"


def force(*clauses, title="Hiệu lực thi hành", head=HEAD):
    body = "\n".join(f"{n}. {clause}" for n, clause in enumerate(clauses, 1))
    return in_force(document(f"{head}Điều 1. Phạm vi\nAo.\nĐiều 2. {title}\n{body}\n", VI, VN), VI, VN)


@pytest.mark.parametrize(
    ("words", "start"),
    [
        ("Nghị định này có hiệu lực thi hành từ ngày 04 tháng 10 năm 2031.", date(2031, 10, 4)),
        ("Nghị định này có hiệu lực kể từ ngày 01/7/2032.", date(2032, 7, 1)),
        ("Nghị định này có hiệu lực thi hành kể từ ngày ký.", date(2031, 3, 2)),
        ("Nghị định này có hiệu lực từ ngày ký ban hành.", date(2031, 3, 2)),
        ("Nghị định này có hiệu lực thi hành sau 45 ngày, kể từ ngày ký.", date(2031, 4, 16)),
        ("Nghị định này có hiệu lực sau 20 ngày, kể từ ngày đăng Công báo.", None),
        ("Nghị định này có hiệu lực thi hành từ ngày 31 tháng 02 năm 2031.", None),
    ],
)
def test_own_commencement(words, start):
    period, findings = force(words)

    assert period == Period(start)
    assert [finding.code for finding in findings] == ([] if start else ["no_force"])


def test_an_end_in_the_same_sentence():
    period, _ = force("Nghị định này có hiệu lực thi hành từ ngày 01/7/2031 đến hết ngày 28 tháng 02 năm 2032.")

    assert period == Period(date(2031, 7, 1), date(2032, 2, 29))


def test_exceptions_and_parts_are_findings():
    period, findings = force(
        "Nghị định này có hiệu lực thi hành từ ngày 01 tháng 01 năm 2032, trừ trường hợp quy định tại khoản 2 Điều này.",
        "Điều 1 của Nghị định này có hiệu lực thi hành từ ngày 01 tháng 4 năm 2031.",
        "Nghị định số 5/2020/NĐ-CP hết hiệu lực kể từ ngày Nghị định này có hiệu lực thi hành.",
    )

    assert period.start == date(2032, 1, 1)
    assert [(f.code, f.source.eid) for f in findings] == [
        ("partial_force", "dieu_2__khoan_1"),
        ("partial_force", "dieu_2__khoan_2"),
    ]


def test_other_laws_dates_are_not_its_own():
    period, findings = force(
        "Đất đã giao trước ngày Nghị định này có hiệu lực thi hành thì thôi.",
        "Luật Ao hồ có hiệu lực thi hành từ ngày 01 tháng 01 năm 2030.",
        title="Chuyển tiếp",
    )

    assert period == Period()
    assert [finding.code for finding in findings] == ["no_force"]


def test_quoted_commencement_belongs_to_the_amended_act():
    period, _ = force(
        "Sửa đổi khoản 9 như sau:\n“9. Nghị định này có hiệu lực thi hành từ ngày 01 tháng 01 năm 2030.”.",
        "Nghị định này có hiệu lực thi hành từ ngày 05 tháng 5 năm 2031.",
    )

    assert period.start == date(2031, 5, 5)


def test_the_codifiers_line_where_the_text_is_silent():
    head = "Nghị định số 7/2031/NĐ-CP Quy định về ao.\n(ngày 2031-03-02 của Chính phủ, có hiệu lực từ 2031-05-01)\n\n"
    law = document(f"{head}Điều 1. Phạm vi\nAo.\n", VI, VN)

    assert (law.work.number, law.work.issuer, law.work.date) == ("7/2031/NĐ-CP", "Chính phủ", date(2031, 3, 2))
    assert in_force(law, VI, VN) == (Period(date(2031, 5, 1)), ())


@pytest.mark.corpus
@pytest.mark.parametrize(
    ("name", "start", "partial"),
    [
        ("123-2024-ND-CP", date(2024, 10, 4), 0),
        ("31-2024-QH15", date(2025, 1, 1), 3),
        ("72-2020-QH14", date(2022, 1, 1), 2),
        ("28-2023-QH15", date(2024, 7, 1), 3),
    ],
)
def test_the_statutes(documents, name, start, partial):
    law = document((documents / f"{name}.txt").read_bytes().decode(), VI, VN)
    period, findings = in_force(law, VI, VN)

    assert period == Period(start)
    assert [finding.code for finding in findings] == ["partial_force"] * partial
