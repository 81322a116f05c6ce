"""Which words of a norm are its conditions, exceptions and time limits; sentences are our own."""

import pytest

from extract.clauses_of_norms import found_norms
from extract.structure import document
from packs.vi import LANGUAGE as VI
from packs.vn import jurisdiction

HEAD = "CHÍNH PHỦ\nSố: 9/2031/NĐ-CP\nNGHỊ ĐỊNH\nVề trại thử\n"


def norm(sentence):
    text = f"{HEAD}Điều 1. Trại nuôi\n1. {sentence}\n"
    (found,) = found_norms(document(text, VI, jurisdiction()), VI)
    return found


@pytest.mark.parametrize(
    ("sentence", "conditions"),
    [
        ("Khi mở cổng, nếu thấy lửa thì chủ trại phải báo trạm.", ["Khi mở cổng", "nếu thấy lửa"]),
        ("Đối với việc đào, xây dựng ao còn phải tuân thủ nội quy.", ["Đối với việc đào, xây dựng ao"]),
        ("Đối với ao sâu, ao nước mặn phải có lưới.", ["Đối với ao sâu, ao nước mặn"]),
        ("Chủ trại phải đóng cổng khi có gió lớn, đồng thời tắt đèn.", ["khi có gió lớn"]),
        ("Trường hợp trại mở trước ngày 01 tháng 7 năm 2004 thì được nhận tiền.",
         ["Trường hợp trại mở trước ngày 01 tháng 7 năm 2004"]),
        ("Với điều kiện trại đã khô, chủ trại được phép bán lưới.", ["Với điều kiện trại đã khô"]),
        ("Lưới phải phù hợp với điều kiện của trại.", []),
        ("Chiều dài của lưới sau khi cắt phải đủ 10 m.", []),
        ("Chủ trại sau khi nhận giấy phải mở cổng.", ["sau khi nhận giấy"]),
        ("Chủ trại phải ghi sổ và số điện thoại (nếu có).", []),
        ("Đối với ao, lưới, cổng, giếng phải có sổ.", ["Đối với ao, lưới, cổng, giếng"]),
        ("Chủ trại (kể cả người thuê khi trại đóng) phải ghi sổ.", []),
        ("Tùy theo tình hình, chủ trại phải mở thêm cổng.", []),
    ],
)  # fmt: skip
def test_conditions_are_cut_where_they_end(sentence, conditions):
    assert [part.words for part in norm(sentence).conditions] == conditions


@pytest.mark.parametrize(
    ("sentence", "exceptions"),
    [
        ("Chủ trại, trừ hộ gia đình, phải nộp tiền.", ["trừ hộ gia đình"]),
        ("Chủ trại phải nộp tiền (trừ hộ gia đình) cho trạm.", ["trừ hộ gia đình"]),
        ("Chủ trại phải nộp số tiền còn lại sau khi được trừ chi phí.", []),
        ("Chủ trại không được bán cá, ngoại trừ trường hợp cá đã khô.", ["ngoại trừ trường hợp cá đã khô"]),
    ],
)
def test_exceptions_end_where_their_words_do(sentence, exceptions):
    assert [part.words for part in norm(sentence).exceptions] == exceptions


def test_what_is_left_out_of_a_case_is_an_exception():
    found = norm("Trường hợp trại mở cổng, trừ ngày lễ, thì chủ trại phải báo trạm.")

    assert [part.words for part in found.conditions] == ["Trường hợp trại mở cổng"]
    assert [part.words for part in found.exceptions] == ["trừ ngày lễ"]


def test_a_case_of_a_later_part_is_no_condition_of_the_whole():
    (part,) = norm("Chủ trại phải đóng cổng; tắt đèn khi có gió lớn.").conditions

    assert (part.words, part.partial) == ("khi có gió lớn", True)


@pytest.mark.parametrize(
    ("sentence", "limits"),
    [
        ("Trường hợp trong thời hạn 06 tháng không mở cổng thì chủ trại phải nộp tiền.", []),
        (
            "Chủ trại phải nộp tiền trong thời hạn 10 ngày kể từ ngày mở cổng, trừ trường hợp đã nộp trước 05 ngày.",
            [10],
        ),
        ("Khi mở cổng, trong thời hạn 03 ngày, chủ trại phải báo trạm.", [3]),
    ],
)
def test_time_inside_a_case_is_no_time_limit(sentence, limits):
    assert [int(limit.value) for limit in norm(sentence).deadlines] == limits
