"""New wording in quotation marks: where it begins and ends, and the units that it holds."""

import pytest

from extract.lines import clean
from extract.payload import payload_tree
from extract.quotes import payloads
from extract.structure import document
from packs.vi import LANGUAGE as VI
from packs.vn import jurisdiction

VN = jurisdiction()
HEAD = "CHÍNH PHỦ\nSố: 7/2031/NĐ-CP\nNGHỊ ĐỊNH\nĐiều 1. Sửa đổi Nghị định số 5/2020/NĐ-CP\n"


def read(body):
    return document(HEAD + body, VI, VN)


def quoted(law):
    page = clean(law.text, VI)
    found = payloads(page.text, VI)
    return [page.span(start, end) for start, end in zip(found.starts, found.ends, strict=True)]


def trees(law, above=""):
    return [[unit.eid for top in payload_tree(law, span, VI, VN, above) for unit in top.walk()] for span in quoted(law)]


def test_units_of_new_wording():
    law = read(
        "1. Sửa đổi Điều 2 như sau:\n“Điều 2. Mới\n1. Câu có “lời” trong lời:\na) Điểm;\nb) Điểm.”.\n"
        "2. Bổ sung khoản 3a như sau:\n“3a. Câu.\n3b. Câu.”.\n3. Sửa đổi điểm l như sau:\n“l1) Điểm:\n- Gạch;”.\n"
    )

    assert trees(law, "dieu_9") == [
        ["dieu_2", "dieu_2__khoan_1", "dieu_2__khoan_1__diem_a", "dieu_2__khoan_1__diem_b"],
        ["dieu_9__khoan_3a", "dieu_9__khoan_3b"],
        ["dieu_9__diem_l1"],
    ]


def test_spans_are_those_of_the_document_and_leave_the_marks_out():
    law = read("1. Sửa đổi khoản 4 như sau:\n“4. Câu một.\n5. Câu hai.”.\n2. Hết.\n")
    units = payload_tree(law, quoted(law)[0], VI, VN)

    assert [unit.span.of(law.text) for unit in units] == ["4. Câu một.\n", "5. Câu hai."]


def test_a_division_whose_title_alone_is_new():
    law = read("1. Sửa đổi tên Chương III như sau:\n“Chương III\nAO VÀ HỒ”.\n")
    unit = payload_tree(law, quoted(law)[0], VI, VN)[0]

    assert (unit.eid, unit.heading.of(law.text)) == ("chuong_iii", "AO VÀ HỒ")


def test_wording_without_label_holds_no_units():
    law = read("1. Sửa đổi như sau:\n“Trường hợp khác\nthì thôi.”.\n2. Hết.\n")

    assert trees(law) == [[]]


@pytest.mark.parametrize("closing", ["", "’’", "''"])
def test_wording_never_closed_ends_before_the_next_command(closing):
    law = read(
        f"1. Sửa đổi Điều 6 như sau:\n“Điều 6. Quên đóng\n1. Câu.\n2. Câu.{closing}\n2. Bổ sung Điều 6a như sau:\n“Điều 6a. Mới\n1. Câu.”.\n"
    )

    assert trees(law) == [["dieu_6", "dieu_6__khoan_1", "dieu_6__khoan_2"], ["dieu_6a", "dieu_6a__khoan_1"]]
    assert [unit.eid for unit in law.units("clause")] == ["dieu_1__khoan_1", "dieu_1__khoan_2"]
    assert not [finding for finding in law.findings if finding.code == "sequence"]


@pytest.mark.corpus
@pytest.mark.parametrize("name", ["146-2025-QH15", "57-2024-QH15", "35-2018-QH14"])
def test_labelled_wording_of_amending_laws_gives_units(documents, name):
    law = document((documents / f"{name}.txt").read_bytes().decode(), VI, VN)
    spans = quoted(law)

    assert len(spans) > 60
    held = [(span, payload_tree(law, span, VI, VN)) for span in spans]
    assert all(unit.span in span for span, units in held for unit in units)
    assert len([units for _, units in held if units]) >= len(spans) - 1
