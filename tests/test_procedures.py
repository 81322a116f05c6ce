"""Procedures: the papers of a dossier, the steps with who takes them and by when; sentences are our own."""

from decimal import Decimal

from extract.pipeline import read
from packs.vi import LANGUAGE as VI
from packs.vn import jurisdiction

VN = jurisdiction()
HEAD = "CHÍNH PHỦ\nSố: 9/2031/NĐ-CP\nNGHỊ ĐỊNH\nVề trại thử\n"
WHOLE = """Điều 1. Trình tự, thủ tục cấp thẻ trại
1. Hồ sơ đề nghị cấp thẻ trại gồm:
a) Đơn đề nghị cấp thẻ;
b) Bản vẽ cổng trại.
2. Trình tự thực hiện:
a) Chủ trại nộp hồ sơ tại Sở Xây dựng;
b) Trong thời hạn 05 ngày làm việc, Sở Xây dựng cấp thẻ trại.
3. Thẻ trại phải có màu xanh.
"""


def procedures(body):
    return read((HEAD + body).encode(), "trai.txt", VI, VN).law.procedures


def test_a_procedure_has_papers_and_steps_in_order():
    (found,) = procedures(WHOLE)

    assert found.name == "Trình tự, thủ tục cấp thẻ trại"
    assert [paper.quote for paper in found.dossier] == ["Đơn đề nghị cấp thẻ", "Bản vẽ cổng trại"]
    assert [paper.eid for paper in found.dossier] == ["dieu_1__khoan_1__diem_a", "dieu_1__khoan_1__diem_b"]
    assert [step.actor for step in found.steps] == ["Chủ trại", "Sở Xây dựng"]
    assert [(limit.value, limit.unit) for limit in found.steps[1].deadlines] == [(Decimal(5), "working_day")]


def test_everything_of_a_procedure_is_quoted_with_the_rule_that_found_it():
    text = HEAD + WHOLE
    (found,) = procedures(WHOLE)

    for source in (found.source, *found.dossier, *(step.source for step in found.steps)):
        assert text[source.span.start : source.span.end] == source.quote
        assert source.rule


def test_papers_in_one_sentence_are_told_apart():
    (found,) = procedures("Điều 1. Cấp thẻ\nHồ sơ gồm: đơn đề nghị; bản vẽ cổng; ảnh chụp trại. Thẻ có màu xanh.\n")

    assert [paper.quote for paper in found.dossier] == ["đơn đề nghị", "bản vẽ cổng", "ảnh chụp trại"]


def test_each_of_several_dossiers_is_a_procedure():
    body = "1. Hồ sơ cấp thẻ gồm:\na) Đơn;\nb) Bản vẽ.\n2. Hồ sơ gia hạn thẻ gồm:\na) Đơn;\nb) Thẻ cũ.\n"

    assert [found.name for found in procedures(f"Điều 1. Hồ sơ thẻ trại\n{body}")] == [
        "Hồ sơ cấp thẻ gồm", "Hồ sơ gia hạn thẻ gồm",
    ]  # fmt: skip


def test_competences_and_plain_duties_are_no_procedure():
    assert procedures("Điều 1. Thẩm quyền cấp thẻ\nSở Xây dựng cấp thẻ trong thời hạn 5 ngày.\n") == ()
    assert procedures("Điều 1. Sổ trại\nChủ trại phải ghi sổ trong thời hạn 5 ngày.\n") == ()
