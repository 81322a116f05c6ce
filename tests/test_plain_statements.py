"""Plain statements that are norms: what is promised, encouraged, needed, lost, refused, and whose duty an act is. All sentences are our own."""

import pytest

from extract.clauses_of_norms import found_norms
from extract.structure import document
from packs.vi import LANGUAGE as VI
from packs.vn import jurisdiction

VN = jurisdiction()
HEAD = "CHÍNH PHỦ\nSố: 9/2031/NĐ-CP\nNGHỊ ĐỊNH\nVề trại thử\n"


def gist(body, heading="Trại nuôi"):
    found = found_norms(document(f"{HEAD}Điều 1. {heading}\n{body}\n", VI, VN), VI)
    return [(norm.modality.value, norm.bearer.words) for norm in found]


PLAIN = [
    ("Nhà nước khuyến khích sơn cổng; bảo đảm vốn.", "obligation", "Nhà nước"),
    ("Đối với cổng nhỏ, khuyến khích sơn hai lần.", "permission", ""),
    ("Sơn cổng là quyền và nghĩa vụ của mọi chủ trại.", "obligation", "mọi chủ trại"),
    ("Chủ trại chủ động thực hiện việc sơn cổng được thử.", "obligation", "Chủ trại"),
    ("Đối với cổng sắt dễ gỉ cần kiểm tra lớp sơn.", "obligation", ""),
    ("Thẻ cổng bị thu hồi trong trường hợp chủ trại làm việc bị nghiêm cấm.", "obligation", ""),
    ("Không áp dụng mức giá này đối với cổng gỗ.", "prohibition", ""),
    ("Chỉ chủ trại được sử dụng cổng sau.", "permission", "chủ trại"),
    ("Trường hợp cơ quan tạm giữ không có kho thì chuyển giao cổng cho trại.", "obligation", "cơ quan tạm giữ"),
    ("Công tác sơn cổng, thiết bị bảo đảm khô ráo.", "obligation", ""),
    ("Giá sơn cổng do Chủ tịch Ủy ban nhân dân xã quyết định.", "power", "Chủ tịch Ủy ban nhân dân xã"),
    ("Bộ trưởng phê duyệt màu sơn đối với cổng không phải sơn lại.", "power", "Bộ trưởng"),
    ("Thủ trưởng đơn vị được phân cấp, ủy quyền duyệt màu sơn lập tổ thử cổng.", "obligation", None),
    ("Tổ chức nêu tại khoản 9 được sở hữu cổng sau.", "permission", "Tổ chức nêu tại khoản 9"),
    ("Chủ trại được cơ quan thú y cung cấp thông tin về sơn.", "permission", "Chủ trại"),
    ("Chủ trại được hoàn số tiền sơn đã nộp.", "permission", "Chủ trại"),
    ("Trường hợp cơ quan thú y phát hiện chủ trại không sơn cổng thì phải sơn lại.", "obligation", "chủ trại"),
]


@pytest.mark.parametrize(("body", "modality", "bearer"), PLAIN)
def test_a_plain_statement_is_a_norm(body, modality, bearer):
    assert [(kind, bearer and who) for kind, who in gist(f"1. {body}")] == [(modality, bearer)]


DESCRIBED = [
    "Thẻ cổng do Ủy ban nhân dân xã cấp.",
    "Trại phải chuyển cổng mà có diện tích sơn lớn.",
    "Việc sơn cổng được thực hiện định kỳ 05 năm hoặc khi có thay đổi.",
    "Tổ chức và hoạt động của trại tại xã có số đại biểu được bầu.",
]


@pytest.mark.parametrize("body", DESCRIBED)
def test_a_modal_word_inside_a_noun_phrase_is_no_norm(body):
    assert gist(f"1. {body}") == []


def test_who_acts_after_something_ended_bears_the_steps_below():
    body = "Kết thúc một ngày sơn, đội ngũ sơn cổng phải làm các việc sau:\n1. Rửa chổi và thùng sơn.\n2. Khóa kho."
    assert gist(body) == [("obligation", "đội ngũ sơn cổng")] * 2


def test_other_responsibility_is_no_norm_of_its_own():
    assert len(gist("1. Chủ trại phải sơn cổng, dọn lối và chịu trách nhiệm khác.")) == 1


@pytest.mark.parametrize(
    "body", ["Sổ chung là sổ được sử dụng chung.", "Hạng II được cấp cho cổng sắt.", "Không thu được sóng ở trại."]
)
def test_what_only_describes_is_none(body):
    assert gist(f"1. {body}") == []


def test_organising_a_matter_is_an_act():
    body = "1. Chủ trại có trách nhiệm:\na) Tổ chức việc sơn cổng;\nb) Tổ chức thu tiền sơn."
    assert gist(body) == [("obligation", "Chủ trại")] * 2


def test_items_between_who_and_what_is_allowed_are_conditions():
    body = "1. Trại có đủ các điều kiện sau đây được cấp thẻ cổng:\na) Cán bộ kỹ thuật có chuyên môn;\nb) Có kho sơn."
    assert [modality for modality, _ in gist(body)] == ["permission"]


def test_an_item_that_does_something_and_opens_its_rules_is_a_norm_too():
    body = "1. Chủ trại có trách nhiệm:\na) Tổ chức việc sơn cổng và thực hiện theo quy định sau đây:\nĐối với cổng gỗ thì phải sơn hai lần."
    assert gist(body) == [("obligation", "Chủ trại")] * 2


CASES = [
    (
        "Thẻ cổng bị đình chỉ hiệu lực khi chủ trại thuộc một trong các trường hợp sau:\na) Cổng hỏng;\nb) Cổng gỉ.",
        "obligation",
    ),
    ("Cổng được sơn lại trong trường hợp sau đây:\na) Sơn bong;\nb) Cổng gỉ.", "permission"),
]


@pytest.mark.parametrize(("body", "modality"), CASES)
def test_what_happens_in_cases_that_are_listed_has_them_as_conditions(body, modality):
    (norm,) = found_norms(document(f"{HEAD}Điều 1. Trại nuôi\n1. {body}\n", VI, VN), VI)
    assert (norm.modality.value, len(norm.items)) == (modality, 2)


def test_a_fact_that_then_closes_is_the_case_of_what_is_to_be_done():
    body = "1. Cổng gỗ đã dựng trước ngày có thẻ mà chưa sơn thì nộp phí sơn theo mức cũ."
    (norm,) = found_norms(document(f"{HEAD}Điều 1. Trại nuôi\n{body}\n", VI, VN), VI)
    assert norm.modality.value == "obligation"
    assert [part.words for part in norm.conditions] == ["Cổng gỗ đã dựng trước ngày có thẻ mà chưa sơn"]


def test_a_charge_that_is_lifted_spares_whoever_owed_it():
    assert gist("1. Miễn thuế cổng đối với trại nghèo.") == [("exemption", "")]


def test_the_budget_pays():
    body = "1. Kinh phí sơn cổng do ngân sách nhà nước bảo đảm."
    assert gist(body) == [("obligation", "ngân sách nhà nước")]


def test_how_long_something_lasts_at_least():
    assert gist("1. Thời gian niêm yết giá sơn ít nhất là 20 ngày.") == [("obligation", "")]


def test_what_is_granted_and_then_said_to_be_something_grants_nothing():
    assert gist("1. Hạn ghi trong thẻ được cấp lại là hạn còn lại của thẻ cũ.") == []


GRANTED = [
    ("Người đang sơn cổng, nếu có tiến bộ, thì được xét giảm phí sơn.", "permission", "Người đang sơn cổng"),
    ("Cơ quan, tổ chức, cá nhân tham gia, giúp đỡ trại được bảo vệ bí mật.", "permission", "Cơ quan, tổ chức, cá nhân tham gia, giúp đỡ trại"),
    ("Đối với cổng nhỏ, không áp dụng mức phí này.", "prohibition", ""),
    ("Sơn cổng được thực hiện theo mẫu, do người được tập huấn thực hiện.", "obligation", "người được tập huấn"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "modality", "bearer"), GRANTED)
def test_what_then_is_granted_and_who_does_it_at_the_end(body, modality, bearer):
    assert gist(f"1. {body}") == [(modality, bearer)]


def test_what_something_is_based_on_is_no_duty():
    assert gist("1. Căn cứ để lập sổ cổng và sổ sơn bao gồm:\na) Sổ cũ;\nb) Nhu cầu sơn.") == []


def test_a_thing_made_on_some_basis_or_at_some_level_is_granted_nothing():
    assert gist("1. Cơ sở sơn được thành lập ở cấp trại.\n2. Đơn vị sơn được tổ chức theo mẫu.") == []


def test_under_policies_the_state_does_what_the_items_say():
    body = "1. Tôn vinh thợ sơn là người cao tuổi; khuyến khích thợ trẻ.\n2. Khuyến khích chủ trại sơn cổng.\n3. Việc sơn cổng gồm hai bước."
    assert gist(body, "Chính sách của Nhà nước về sơn cổng") == [("obligation", "Nhà nước")] * 2


def test_policies_of_nobody_are_promised_by_nobody_named():
    assert gist("1. Hỗ trợ trại nhỏ sơn cổng.\n2. Thuế sơn được quy định sau.", "Chính sách hỗ trợ sơn cổng") == [
        ("obligation", "")
    ]


ENCOURAGED = [
    ("Khuyến khích chủ trại thuộc danh mục trại phải sơn cổng tham gia thử sơn.", "permission", "chủ trại"),
    ("Nhà nước có chính sách hỗ trợ trại nhỏ.", "obligation", "Nhà nước"),
    ("Chính phủ quy định danh mục trại phải sơn cổng.", "delegation", "Chính phủ"),
    ("Cổng sắt phải được Sở Xây dựng kiểm tra trước khi sơn.", "obligation", "Sở Xây dựng"),
    ("Cổng gỗ phải được tổ chức sơn lại.", "obligation", ""),
    ("Bộ Xây dựng tổ chức, hướng dẫn việc sơn cổng.", "obligation", "Bộ Xây dựng"),
    ("Trách nhiệm của Bộ Xây dựng: Chủ trì, phối hợp với các sở thử sơn.", "obligation", "Bộ Xây dựng"),
]


@pytest.mark.parametrize(("body", "modality", "bearer"), ENCOURAGED)
def test_who_must_or_may_is_told_by_the_sentence(body, modality, bearer):
    assert gist(f"1. {body}") == [(modality, bearer)]


def test_items_under_duties_of_one_named_may_begin_with_any_verb():
    body = "1. Phát quang quanh trại.\n2. Báo cáo sở về cổng là di tích.\n3. Hồ sơ sơn cổng."
    assert gist(body, "Nhiệm vụ của đội sơn") == [("obligation", "đội sơn")] * 2


def test_requirements_of_those_who_act_are_theirs():
    assert gist("1. Thực hiện việc sơn cổng hằng năm.", "Yêu cầu đối với cơ sở nuôi") == [("obligation", "cơ sở nuôi")]
    assert gist("1. Thực hiện việc sơn cổng hằng năm.", "Yêu cầu đối với cơ sở dữ liệu") == [("obligation", "")]


def test_rights_that_an_opening_names_are_no_objects():
    body = "1. Chủ trại được cấp thẻ xả nước vào nguồn nước có các quyền sau đây:\na) Sơn cổng;\nb) Bán cổng."
    assert len(gist(body)) == 2


def test_what_was_done_in_listed_cases_is_given_back():
    body = "Chủ trại được hoàn phí đã nộp trong các trường hợp sau:\n1. Cổng hỏng;\n2. Cổng mất."
    assert gist(body) == [("permission", "Chủ trại")]


def test_a_time_in_which_something_is_forbidden_forbids_nothing():
    assert gist("1. Nhà nước hỗ trợ chủ trại trong thời gian cấm sơn cổng.") == [("obligation", "Nhà nước")]
