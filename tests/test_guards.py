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
        ("Trong quá trình xây trại hoặc ngay khi đặt cổng, chủ trại có quyền sửa cổng.",
         ["Trong quá trình xây trại hoặc ngay khi đặt cổng"]),
        ("Trong quá trình thực hiện nếu có vướng mắc, chủ trại phải báo trạm.", ["nếu có vướng mắc"]),
        ("Hằng năm hoặc khi hết hợp đồng, chủ trại phải kiểm tra cổng.", ["khi hết hợp đồng"]),
        ("Chủ trại được hưởng tiền kể từ thời điểm được trạm chứng nhận.", ["kể từ thời điểm được trạm chứng nhận"]),
        ("Chủ trại phải nộp sổ trước khi mở cổng đối với dự án nuôi mới.", ["đối với dự án nuôi mới"]),
        ("Chủ trại phải ghi sổ đối với dự án trên bãi.", []),
        ("Chủ trại chỉ được bán cá đối với ao sâu.", ["đối với ao sâu"]),
        ("Chủ trại phải ghi sổ gồm: giá cá sau khi phơi khô.", []),
        ("Chủ trại chịu trách nhiệm về số cá đã khai khi bán cá.", ["khi bán cá"]),
        ("Đối với ao nước mặn yêu cầu phải có lưới.", ["Đối với ao nước mặn"]),
        ("Khi thuê ao của tổ chức, cá nhân nuôi cá, doanh nghiệp phải ghi sổ.",
         ["Khi thuê ao của tổ chức, cá nhân nuôi cá"]),
        ("Chủ trại phải mở cổng, trường hợp cần thiết báo trạm để đóng ao.", ["trường hợp cần thiết"]),
        ("Chủ trại phải ghi sổ, trường hợp sổ mất thì báo trạm.", ["trường hợp sổ mất"]),
        ("Chủ trại phải bán cá theo thời hạn ghi trong sổ kể từ ngày mở cổng.", []),
        ("Đối với đập, hồ chứa có cổng phải có lưới.", ["Đối với đập, hồ chứa có cổng"]),
        ("Đối với ao tự do phải có lưới.", ["Đối với ao tự do"]),
        ("Đối với tổ chức, cá nhân nuôi cá, cơ quan quản lý phải mở sổ.", ["Đối với tổ chức, cá nhân nuôi cá"]),
        ("Trường hợp đàm phán, hoàn thiện hợp đồng thành công, chủ trại phải ghi sổ.",
         ["Trường hợp đàm phán, hoàn thiện hợp đồng thành công"]),
        ("Chủ trại phải kiểm tra ao khi cần thiết, trình trạm xem xét.", ["khi cần thiết"]),
        ("Chủ trại phải đắp đường để cứu ao trong tình huống khẩn cấp.", []),
        ("Chủ trại phải báo trạm khi vi phạm điểm a khoản 6; điểm b khoản 7 Điều 6.",
         ["khi vi phạm điểm a khoản 6; điểm b khoản 7 Điều 6"]),
        ("Khi có lũ, bão, tùy tình hình cụ thể, chủ trại phải mở cổng.", ["Khi có lũ, bão"]),
        ("Trường hợp trại ngập, căn cứ mực nước, chủ trại phải mở cổng.", ["Trường hợp trại ngập"]),
        ("Riêng đối với ao sâu phải có lưới.", ["Riêng đối với ao sâu"]),
        ("Trong quá trình nuôi cá, chủ trại phải ghi sổ.", []),
        ("Mỗi ao phải có sổ riêng đối với cá giống.", []),
        ("Chủ trại phải lập sổ (nếu có quy định về sổ).", []),
        ("Chủ trại phải gửi sổ trước ngày 31 tháng 12 hằng năm hoặc khi ao bị vỡ.", ["khi ao bị vỡ"]),
        ("Kể từ ngày hết thời hạn nuôi, chủ trại phải ghi sổ.", ["Kể từ ngày hết thời hạn nuôi"]),
        ("Sổ phải được đổi trong trường hợp bị rách hoặc khi chủ trại yêu cầu.",
         ["trong trường hợp bị rách", "khi chủ trại yêu cầu"]),
        ("Trạm phải trả lời trong trường hợp đơn đủ hoặc có văn bản trả đơn trong trường hợp đơn thiếu.",
         ["trong trường hợp đơn đủ", "trong trường hợp đơn thiếu"]),
        ("Đối với ao lấn biển, chủ trại đã nộp tiền thì được bán cá.", ["Đối với ao lấn biển"]),
        ("Sau thời hạn 30 ngày mà không có đơn thì chủ trại phải mở cổng.", ["Sau thời hạn 30 ngày mà không có đơn"]),
        ("Trại có ao đào từ trước mà không có cổng thì chủ trại phải đắp bờ.",
         ["Trại có ao đào từ trước mà không có cổng"]),
        ("Đối với ao phải phơi khô, chủ trại được bán cá.", ["Đối với ao phải phơi khô"]),
        ("Đối với ao yêu cầu về phòng, chống lũ, bảo vệ lưới, bảo đảm đủ nước còn phải được trạm xem xét.",
         ["Đối với ao yêu cầu về phòng, chống lũ, bảo vệ lưới, bảo đảm đủ nước"]),
        ("Trường hợp cổng hỏng, doanh nghiệp phải kịp thời báo cáo trạm.", ["Trường hợp cổng hỏng"]),
        ("Trong thời hạn 03 ngày, Ủy ban nhân dân xã thẩm định đơn, nếu đủ thì cấp sổ.", ["nếu đủ"]),
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
        ("Chủ trại không được bán cá, trừ cá khô; lấp ao, phá cổng của trại.", ["trừ cá khô"]),
        ("Chủ trại không được bán cá, trừ cá khô; cá muối của trại.", ["trừ cá khô; cá muối của trại"]),
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


def test_how_long_something_lasts_is_a_measure_and_no_time_limit():
    found = norm("Giấy của trại phải có thời hạn tối đa 15 năm và tối thiểu 24 tháng.")

    assert [(bound.op, int(bound.value), bound.unit) for bound in found.thresholds] == [
        ("<=", 15, "năm"),
        (">=", 24, "tháng"),
    ]
    assert found.deadlines == ()


def test_exceptions_may_be_listed_after_a_further_act():
    lines = "1. Chủ trại phải mở cổng; thả lưới xuống ao, trừ các trường hợp sau:\na) Có lũ;\nb) Có bão."
    (found,) = found_norms(document(f"{HEAD}Điều 1. Trại nuôi\n{lines}\n", VI, jurisdiction()), VI)

    assert [part.words for part in found.exceptions] == ["Có lũ", "Có bão"]


def test_a_time_limit_of_an_opening_holds_for_items_that_name_who_acts():
    lines = "1. Trong thời hạn 03 năm, trạm có trách nhiệm:\na) Chủ trại phải đắp bờ;\nb) Mở cổng."
    text = f"{HEAD}Điều 1. Trại nuôi\n{lines}\n"
    found = found_norms(document(text, VI, jurisdiction()), VI)

    assert [[int(limit.value) for limit in norm_.deadlines] for norm_ in found] == [[3], [3]]


def below(lines):
    text = f"{HEAD}Điều 1. Trại nuôi\n{lines}\n"
    return [[part.words for part in found.conditions] for found in found_norms(document(text, VI, jurisdiction()), VI)]


@pytest.mark.parametrize(
    ("lines", "conditions"),
    [
        ("1. Đối với ao sâu:\na) Chủ trại phải có lưới;\nb) Khi bán cá, chủ trại phải ghi sổ.\n2. Chủ trại phải có cổng.",
         [["Đối với ao sâu"], ["Đối với ao sâu", "Khi bán cá"], []]),
        ("1. Đối với ao sâu:\na) Chủ trại phải có lưới. Trường hợp mất lưới, chủ trại phải báo trạm.",
         [["Đối với ao sâu"], ["Trường hợp mất lưới"]]),
        ("1. Trường hợp trại ngập, việc bán cá được quy định như sau:\na) Chủ trại phải mở cổng.",
         [["Trường hợp trại ngập"]]),
        ("1. Nếu có bão thì trước khi đóng cổng, chủ trại có trách nhiệm sau đây:\na) Báo trạm;\nb) Thả lưới.",
         [["Nếu có bão"], ["Nếu có bão"]]),
        ("1. Trường hợp trại ngập thì thực hiện như sau:\na) Chủ trại phải mở cổng;\nb) Chủ trại phải báo trạm.",
         [["Trường hợp trại ngập"], ["Trường hợp trại ngập"]]),
        ("1. Trong quá trình nuôi, chủ trại có trách nhiệm:\na) Đóng cổng;\nb) Báo trạm.", [[], []]),
        ("1. Khi có gió, chủ trại có trách nhiệm:\na) Đóng cổng;\nb) Báo trạm.", [["Khi có gió"], ["Khi có gió"]]),
        ("1. Chủ trại phải mở cổng. Trường hợp sổ lớn thì gấp lại.\na) Chủ trại phải có lưới.", [[], [], []]),
    ],
)  # fmt: skip
def test_what_an_opening_says_holds_for_all_below_it(lines, conditions):
    assert below(lines)[-1] == conditions[-1]
    assert below(lines)[0] == conditions[0]


@pytest.mark.parametrize(
    ("sentence", "limits"),
    [
        ("Trại mở trước khi Nghị định này có hiệu lực phải nộp sổ trong thời hạn 3 tháng.", [(3, "month")]),
        ("Chủ trại phải ghi giá cá trong thời gian 24 tháng tính từ ngày bán trở về trước.", []),
        ("Chủ trại phải báo trạm để được xem xét, xử lý kịp thời.", []),
        ("02 tháng trước khi giấy hết hạn, chủ trại phải nộp sổ.", [(2, "month")]),
        ("Định kỳ trước ngày 15 tháng 12 hằng năm, chủ trại phải nộp sổ.", [(1215, "date_yearly")]),
        ("Định kỳ hằng năm, trạm phải nộp sổ trước ngày 15 tháng 12.", [(1215, "date_yearly")]),
        ("Trạm phải nộp sổ định kỳ 6 tháng và hằng năm.", [(6, "month"), (1, "per_year")]),
        ("Việc đo ao phải được thực hiện hằng năm.", [(1, "per_year")]),
    ],
)
def test_times_that_bind_nobody_are_no_time_limits(sentence, limits):
    assert [(limit.value, limit.unit) for limit in norm(sentence).deadlines] == limits


@pytest.mark.parametrize(
    ("sentence", "bounds"),
    [
        ("Chủ trại phải có thời gian ít nhất là 05 năm liên tục nuôi cá.", [(">=", 5, "năm")]),
        ("Chủ trại phải có kinh nghiệm nuôi cá tối thiểu 03 năm.", [(">=", 3, "năm")]),
        ("Trạm phải đóng cổng từ 15 ngày trở lên.", [(">=", 15, "ngày")]),
        ("Chủ trại phải lưu sổ ít nhất 05 năm.", []),
        ("Chủ trại phải nộp sổ không quá 10 ngày kể từ ngày bán cá.", []),
    ],
)
def test_a_length_of_practice_is_a_threshold(sentence, bounds):
    assert [(t.op, t.value, t.unit) for t in norm(sentence).thresholds] == bounds
