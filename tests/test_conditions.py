"""Words of the law become conditions over the facts of the pack; what is not understood stays the law's own words."""

import unicodedata

import pytest

from extract.conditions import known
from ontology.condition import Not, OneOf
from ontology.notation import parse, show
from packs.vi import LANGUAGE as VI
from packs.vn import jurisdiction

VN = jurisdiction()
RICE_TO_HOME = "chuyển đất trồng lúa sang đất ở"


def when(words, about="đất", resolve=None):
    return show(known(words, VI, VN, resolve, about).when)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (RICE_TO_HOME, "act in {land.change_use} and land.kind in {rice} and land.to in {residential}"),
        (
            "chuyển đất trồng lúa sang đất phi nông nghiệp (không phải đất ở)",
            "act in {land.change_use} and land.kind in {rice} and land.to in {non_agricultural} and not land.to in {residential}",
        ),
        (
            "chiếm đất nông nghiệp (không phải là đất trồng lúa, đất rừng đặc dụng)",
            "act in {land.encroach} and land.kind in {agricultural} and not land.kind in {rice, forest_special_use}",
        ),
        (
            "chiếm đất nông nghiệp là đất trồng lúa, đất rừng đặc dụng",
            "act in {land.encroach} and land.kind in {rice, forest_special_use}",
        ),
        (
            "chuyển đất trồng lúa sang loại đất khác trong nhóm đất nông nghiệp",
            "act in {land.change_use} and land.kind in {rice} and land.to in {agricultural} and not land.to in {rice}",
        ),
        ("lấn đất thuộc địa giới hành chính của phường, thị trấn", "act in {land.encroach} and place.kind in {urban}"),
    ],
)
def test_kinds_acts_and_places(words, expected):
    assert when(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("diện tích đất dưới 0,5 héc ta", "land.area < 0.5 ha"),
        ("diện tích từ 0,02 héc ta đến dưới 0,05 héc ta", "land.area >= 0.02 ha and land.area < 0.05 ha"),
        ("diện tích đất từ 03 héc ta trở lên", "land.area >= 3 ha"),
        ("diện tích đất trên 1.000 m2", "land.area > 0.1 ha"),
        ("diện tích đất không quá 2 ha", "land.area <= 2 ha"),
        ("diện tích dưới 1 ha hoặc trên 5 ha", "land.area < 1 ha or land.area > 5 ha"),
    ],
)
def test_bounds(words, expected):
    assert when(words) == expected


def test_broken_bounds_are_read_and_said():
    found = known("diện tích đất từ dưới 0,01 héc ta", VI, VN)

    assert show(found.when) == "land.area < 0.01 ha"
    assert found.odd == ("từ dưới 0,01 héc ta",)
    assert known("diện tích đất từ trên 02 héc ta trở lên", VI, VN).odd
    assert not known("diện tích đất từ 01 héc ta đến dưới 02 héc ta", VI, VN).odd


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_line_breaks_letters_and_case_make_no_difference(form):
    broken = unicodedata.normalize(form, "CHUYỂN đất\n  trồng lúa  sang\nđất ở")

    assert when(broken) == when(RICE_TO_HOME)


def test_a_list_of_everybody_is_no_condition():
    assert when("cá nhân nhận chuyển nhượng quyền sử dụng đất").count("subject") == 1
    assert "subject" not in when("tổ chức, cá nhân nhận chuyển nhượng quyền sử dụng đất")


def test_organising_is_no_organisation():
    assert "subject" not in when("tổ chức lựa chọn nhà thầu không đúng hạn", about="")
    assert "subject in {organisation}" in when("tổ chức không gửi báo cáo", about="")


def test_words_of_another_field_are_not_land():
    assert known("góp vốn, mua cổ phần không đúng hạn", VI, VN).acts == ()
    assert known("góp vốn bằng quyền sử dụng đất", VI, VN).acts == ("land.contribute",)


def test_what_no_pack_knows_becomes_a_question():
    found = known("không gửi báo cáo trước ngày 15", VI, VN)
    (fact,) = found.facts

    assert show(found.when) == fact.id
    assert fact.id.startswith("said:")
    assert fact.question["vi"] == "không gửi báo cáo trước ngày 15"
    assert known("Không gửi  báo cáo\ntrước ngày 15", VI, VN).facts[0].id == fact.id


def test_an_exception_that_is_not_understood_is_asked():
    found = known("lấn đất, trừ trường hợp trời đổ mưa đá", VI, VN)

    assert [fact.label.vi for fact in found.facts] == ["trường hợp trời đổ mưa đá"]
    assert found.when == parse(f"act in {{land.encroach}} and not {found.facts[0].id}")


def test_an_exception_that_is_understood_becomes_its_opposite():
    assert Not(OneOf("land.kind", ("rice",))) in known("lấn đất nông nghiệp, trừ đất trồng lúa", VI, VN).when.of


def test_an_exception_of_one_alternative_is_none_of_all():
    words = "làm biến dạng địa hình: san đất có mặt nước chuyên dùng (trừ hồ) ; hạ thấp mặt đất"

    assert when(words) == "act in {land.deform_terrain}"


def test_what_an_exception_points_to_is_narrowed_to_what_is_its_own():
    other = parse("act in {land.encroach} and place.kind in {commune} and land.state_managed")
    words = "lấn đất không thuộc trường hợp nêu tại khoản 1 mà thuộc địa giới hành chính của xã"

    assert when(words, resolve=lambda _: other) == (
        "act in {land.encroach} and place.kind in {commune} and not land.state_managed"
    )
    assert "said:" in when(words, resolve=lambda _: None)


def test_one_act_that_serves_another_is_the_narrower_one():
    words = "đào bới, xây tường, làm hàng rào mà cản trở, gây khó khăn cho việc sử dụng đất của người khác"

    assert when(words) == "act in {land.obstruct_by_building}"
