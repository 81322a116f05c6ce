"""Time limits; all sentences are our own."""

from decimal import Decimal

import pytest

from extract.deadlines import deadlines
from packs.vi import LANGUAGE as VI

LIMITS = [
    ("Trong thời hạn 07 ngày làm việc kể từ khi nhận đơn", 7, "working_day"),
    ("trong thời hạn không quá 18 (mười tám) tháng", 18, "month"),
    ("trong thời hạn năm (05) ngày làm việc", 5, "working_day"),
    ("trong vòng mười lăm ngày", 15, "day"),
    ("chậm nhất là 48 giờ", 48, "hour"),
    ("trả lời không quá 02 tuần", 2, "week"),
    ("Trước ngày 15 tháng 02 hằng năm", 215, "date_yearly"),
    ("chậm nhất ngày 31/01 hàng năm", 131, "date_yearly"),
    ("Hằng năm, trước ngày 31 tháng 01", 131, "date_yearly"),
    ("gửi sổ trước ngày 15 tháng 02; trạm đọc", 215, "date_yearly"),
    ("chậm nhất là ngày 31 tháng 12 năm 2027", 20271231, "date"),
    ("phải báo cáo ngay cho trạm gần nhất", 0, "immediate"),
    ("Ngay sau khi đóng cửa", 0, "immediate"),
    ("kịp thời báo cho trạm", 0, "prompt"),
    ("trước khi mở cửa", 0, "before_event"),
    ("làm một năm một lần", 1, "per_year"),
    ("gửi 02 lần trong một năm", 2, "per_year"),
    ("Định kỳ hằng năm", 1, "per_year"),
    ("định kỳ rà soát", 0, "periodic"),
    ("tại kỳ họp gần nhất", 0, "next_session"),
    ("nộp trước ngày 25 hằng tháng", 0, "periodic"),
    ("dùng kho 24 tháng kể từ ngày đóng cửa", 24, "month"),
    ("trong 05 ngày làm việc kể từ ngày nhận đơn", 5, "working_day"),
    ("lưu giữ sổ ít nhất 05 năm", 5, "year"),
    ("sau 03 năm kể từ ngày mở cửa", 3, "year"),
    ("báo cho trạm biết trước ít nhất 07 ngày", 7, "day"),
    ("thời hạn thẩm định không quá 20 ngày", 20, "day"),
    ("ghi sổ, kịp thời báo cáo trạm", 0, "prompt"),
    ("nhanh chóng báo cáo trạm", 0, "prompt"),
    ("ghi sổ, mỗi tháng một lần", 1, "month"),
    ("định kỳ một tháng hai lần", Decimal("0.5"), "month"),
    ("nộp đơn trước ngày mở cửa 10 ngày làm việc", 10, "working_day"),
    ("báo cho trạm trước khi đóng cửa 05 ngày", 5, "day"),
]


@pytest.mark.parametrize(("text", "value", "unit"), LIMITS)
def test_a_time_limit_has_value_and_unit(text, value, unit):
    (found,) = deadlines(text, VI)

    assert (found.deadline.value, found.deadline.unit) == (Decimal(value), unit)


def test_what_starts_the_clock_is_kept():
    (found,) = deadlines("Trong thời hạn 10 ngày, kể từ ngày nhận đủ giấy tờ, trạm trả lời", VI)

    assert (found.deadline.after, found.deadline.direction) == ("kể từ ngày nhận đủ giấy tờ", "within")


def test_a_case_does_not_belong_to_what_starts_the_clock():
    (found,) = deadlines("trong thời hạn 03 năm kể từ ngày mở cửa trong trường hợp đơn thiếu giấy", VI)

    assert found.deadline.after == "kể từ ngày mở cửa"


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("sau 03 năm kể từ ngày mở cửa", "after"),
        ("lưu giữ sổ tối thiểu 05 năm", "at_least"),
        ("trước ít nhất 07 ngày", "before"),
        ("chậm nhất sau 02 năm", "within"),
        ("02 năm một lần", "every"),
    ],
)
def test_a_length_has_its_direction(text, direction):
    assert [found.deadline.direction for found in deadlines(text, VI)] == [direction]


def test_a_notice_runs_up_to_an_event():
    (found,) = deadlines("báo ít nhất 10 ngày trước ngày mở cửa", VI)

    assert (found.deadline.value, found.deadline.direction) == (Decimal(10), "before")


@pytest.mark.parametrize(
    "text",
    [
        "ngày 3 tháng 2 năm 2020",
        "công khai, minh bạch, kịp thời",
        "tiền thuê trả hằng năm",
        "kỳ hạn 03 năm",
        "giấy phép khoan có thời hạn là 05 năm",
        "thời hạn của giấy phép không quá 10 năm",
        "giấy phép lấy cát, sỏi ở lòng sông, lòng hồ có thời hạn tối đa không quá 10 năm",
        "được gia hạn nhưng không quá 24 tháng",
        "có ít nhất 05 năm kinh nghiệm",
        "để kịp thời ứng phó",
        "thời gian nuôi được tính theo đơn nhưng không quá 30 năm",
        "Thời gian sử dụng lồng không quá 10 năm kể từ ngày đóng",
        "có thời gian ít nhất là 05 năm liên tục tham gia nuôi cá",
        "người được cấp đất trước ngày 01 tháng 7 năm 2004",
    ],
)
def test_dates_and_plain_durations_are_no_limits(text):
    assert deadlines(text, VI) == ()
