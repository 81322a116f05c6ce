"""Whose a norm is and where it ends: what only looks like a bearer, a duty or a new norm; sentences are our own."""

import pytest

from extract.clauses_of_norms import found_norms
from extract.structure import document
from packs.vi import LANGUAGE as VI
from packs.vn import jurisdiction

VN = jurisdiction()


def gist(body, heading="Trại nuôi"):
    head = "CHÍNH PHỦ\nSố: 9/2031/NĐ-CP\nNGHỊ ĐỊNH\nVề trại thử\n"
    law = document(f"{head}Điều 1. {heading}\n{body}\n", VI, VN)
    return [(n.modality.value, n.bearer.words, law.text[n.span.start : n.span.end]) for n in found_norms(law, VI)]


BEARERS = [
    ("Khu trại mẫu được hưởng tiền thưởng.", "permission", "Khu trại mẫu"),
    ("Nếu có vướng mắc, đề nghị các chủ trại báo cáo Sở Xây dựng.", "obligation", "chủ trại"),
    ("Nếu chủ trại không ký thì phải ghi rõ lý do.", "obligation", ""),
    ("Đối với cổng gỗ thì sau khi chủ trại đã nộp tiền thì được cấp thẻ cổng.", "permission", "chủ trại"),
    ("Đối với cổng gỗ, chủ trại nhỏ đã nộp tiền thì được cấp thẻ cổng.", "permission", "chủ trại nhỏ"),
    ("Ngoài việc gác cổng, Ủy viên thư ký còn có trách nhiệm khóa cổng.", "obligation", "Ủy viên thư ký"),
]


@pytest.mark.parametrize(("sentence", "modality", "bearer"), BEARERS)
def test_who_bears_a_norm(sentence, modality, bearer):
    assert [(m, b) for m, b, _ in gist(sentence)] == [(modality, bearer)]


NO_NORMS = [
    "Kết quả mắc phải sai số được loại bỏ.",
    "Tiền cổng thu bằng ngoại tệ thì được quy đổi ra đồng.",
    "Cổng có hình dáng ổn định sẽ được chọn làm cổng mẫu.",
]


@pytest.mark.parametrize("sentence", NO_NORMS)
def test_what_only_sounds_like_a_duty_or_a_right(sentence):
    assert gist(sentence) == []


def test_organising_and_monitoring_are_acts_in_a_list_of_duties():
    body = "1. Tổ chức lập bản vẽ cổng.\n2. Theo dõi, kiểm tra, thanh tra tình hình khóa cổng."

    assert [(m, b) for m, b, _ in gist(body, "Trách nhiệm của Ủy ban nhân dân cấp xã")] == [
        ("obligation", "Ủy ban nhân dân cấp xã")
    ] * 2


def test_what_a_requirement_says_of_a_thing_binds_who_must_meet_it():
    body = "1. Trại nuôi phải đáp ứng các điều kiện sau đây:\na) Địa điểm đặt cổng phải phù hợp quy hoạch."

    assert [b for _, b, _ in gist(f"{body.replace('Trại', 'Chủ trại')}")] == ["Chủ trại nuôi"]


def test_a_thing_is_granted_where_a_case_follows():
    assert [m for m, _, _ in gist("Tiền cổng được xem xét điều chỉnh khi cổng hỏng.")] == ["permission"]
    assert gist("Tiền cổng được xem xét điều chỉnh.") == []


def test_a_norm_ends_before_what_is_told_of_its_thing():
    body = "Chủ trại phải lập sổ cổng; sổ này được lưu tại trại./."

    assert gist(body) == [("obligation", "Chủ trại", "Chủ trại phải lập sổ cổng")]


def test_an_act_and_what_need_not_be_done_are_two_norms():
    body = (
        "1. Các trường hợp sử dụng trại sau đây thì chủ trại thực hiện việc khóa cổng mà không phải nộp tiền;\n"
        "người gác không được yêu cầu chủ trại nộp sổ:\na) Trại do thừa kế;\nb) Trại do tặng cho."
    )

    assert [(m, b) for m, b, _ in gist(body)] == [
        ("obligation", "chủ trại"), ("exemption", "chủ trại"), ("prohibition", "người gác"),
    ]  # fmt: skip


def test_what_is_listed_as_information_or_values_is_no_duty_each():
    assert len(gist("1. Sở Xây dựng cung cấp cho chủ trại thông tin sau:\na) Giá cổng;\nb) Mẫu cổng.")) == 1
    assert len(gist("1. Sai số không được vượt quá các giá trị dưới đây:\na) 1 mm với gỗ;\nb) 2 mm với sắt.")) == 1


def test_a_heading_that_opens_a_list_gives_its_items_their_bearer():
    body = "1. Được nhận thẻ cổng;\n2. Hưởng tiền thưởng."

    assert [(m, b) for m, b, _ in gist(body, "Chủ trại có những quyền sau đây:")] == [("permission", "Chủ trại")] * 2


CHARGED = [
    ("Giao Chính phủ quy định chi tiết việc khóa cổng.", "delegation", "Chính phủ"),
    ("Giao Ủy ban nhân dân cấp xã tổ chức kiểm tra cổng.", "obligation", "Ủy ban nhân dân cấp xã"),
    ("Rác không được phân loại phải được đốt.", "obligation", ""),
]


@pytest.mark.parametrize(("sentence", "modality", "bearer"), CHARGED)
def test_who_is_charged_and_what_only_describes(sentence, modality, bearer):
    assert [(m, b) for m, b, _ in gist(sentence)] == [(modality, bearer)]


def test_those_named_by_what_they_do_bear_the_items_below():
    body = "1. Tổ chức, cá nhân kinh doanh cổng:\na) Thực hiện việc sơn cổng;\nb) Được hưởng tiền sơn."
    who = "Tổ chức, cá nhân kinh doanh cổng"
    assert [found[:2] for found in gist(body, "Tổ chức thực hiện")] == [("obligation", who), ("permission", who)]


def test_those_whom_a_provision_names_have_rights_in_a_list_of_ways():
    opening = "1. Chủ trại được sở hữu cổng thông qua các hình thức sau đây:"
    body = f"{opening}\na) Tổ chức nêu tại khoản 9 Điều này được sở hữu cổng sau."
    assert ("permission", "Tổ chức nêu tại khoản 9 Điều này") in [found[:2] for found in gist(body)]


def test_rights_after_a_duty_in_one_opening_are_what_is_listed():
    body = "1. Chủ trại chịu trách nhiệm về cổng và có các quyền sau đây:\na) Sử dụng xe;\nb) Huy động người."

    assert [m for m, _, _ in gist(body)] == ["obligation", "permission", "permission"]


def test_a_list_of_duties_and_powers_gives_an_authority_no_rights():
    body = "1. Bộ Xây dựng có nhiệm vụ, quyền hạn sau đây:\na) Xây dựng mẫu cổng;\nb) Đề nghị chủ trại nộp sổ."

    assert {m for m, _, _ in gist(body)} <= {"obligation", "power"}


def test_the_subject_of_an_opening_has_the_duties_of_another_and_those_below():
    body = "1. Ủy viên thư ký thực hiện trách nhiệm và quyền hạn của Ủy viên và các quy định sau:\na) Ghi sổ cổng;\nb) Ký sổ."

    assert {b for _, b, _ in gist(body, "Hội đồng cổng")} == {"Ủy viên thư ký"}


def test_a_basis_that_ends_in_a_semicolon_belongs_to_the_act_after_it():
    body = "Căn cứ vào số cổng được ủy quyền quản lý; Sở Xây dựng thông báo cho chủ trại."

    assert gist(body) == [("obligation", "Sở Xây dựng", body.rstrip("."))]


def test_a_case_of_nobody_named_and_what_must_be_done_is_a_norm_even_in_a_list_of_cases():
    body = "1. Thẻ cổng được thu hồi khi có một trong các trường hợp sau đây:\na) Cổng hỏng;\nb) Khi tính tiền cổng phải căn cứ giá gỗ."

    assert [m for m, _, _ in gist(body)] == ["permission", "obligation"]


def test_who_takes_part_in_making_an_act_is_described_by_it():
    body = "Cán bộ, người tham gia xây dựng, ban hành nội quy này được xem xét miễn trách nhiệm."

    assert [m for m, _, _ in gist(body)] == ["permission"]


def test_a_thing_can_be_done_in_some_way():
    assert [m for m, _, _ in gist("Việc đo cổng có thể tiến hành trước khi khóa.")] == ["permission"]
    assert gist("Cổng có thể hỏng.") == []


def test_a_time_that_names_acts_ends_before_who_acts():
    sentence = "Trước khi sản xuất, kinh doanh cổng, tổ chức, cá nhân có trách nhiệm gửi thông báo."

    assert [(m, b) for m, b, _ in gist(sentence)] == [("obligation", "tổ chức, cá nhân")]


NO_GRANTS = [
    "Quỹ cổng là tổ chức tài chính nhà nước, được mở tài khoản.",
    "Tổng công suất của các cổng được hỗ trợ là 20 cái.",
]


@pytest.mark.parametrize("sentence", NO_GRANTS)
def test_what_is_measured_or_defined_is_not_granted(sentence):
    assert gist(sentence) == []


def test_a_term_that_runs_from_a_grant_is_no_grant():
    assert "permission" not in [m for m, _, _ in gist("Thời hạn của thẻ cổng không quá 12 tháng kể từ ngày được cấp.")]


def test_organising_after_a_semicolon_goes_on_with_the_act_before():
    body = "Chính phủ tổ chức thực hiện quy hoạch cổng; tổ chức triển khai dự án cổng."

    assert gist(body) == [("obligation", "Chính phủ", body.rstrip("."))]


LATER = [
    ("Nếu có khó khăn, vướng mắc đề nghị cơ quan, đơn vị báo lại với Bộ Xây dựng.", [("obligation", "cơ quan, đơn vị")]),
    ("Công trình có cổng, cơ quan chuyên môn khi thẩm định có trách nhiệm mở cổng.", [("obligation", "cơ quan chuyên môn")]),
    ("Sở Xây dựng thực hiện việc khóa cổng và không phải nộp tiền.", [("obligation", "Sở Xây dựng"), ("exemption", "Sở Xây dựng")]),
    ("Người nào phá cổng có thể bị cảnh cáo.", []),
    ("Chủ đầu tư là đơn vị được Thủ tướng Chính phủ giao.", []),
    ("Báo cáo còn bao gồm kinh phí bảo vệ cổng phải tạm dừng sử dụng.", []),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "norms"), LATER)
def test_who_comes_later_and_what_is_only_suffered_or_described(sentence, norms):
    assert [(m, b) for m, b, _ in gist(sentence)] == norms


def test_heads_of_bodies_have_powers():
    body = "1. Hải đoàn trưởng Hải đoàn cổng có quyền:\na) Đóng cổng;\nb) Mở cổng."

    assert {(m, b) for m, b, _ in gist(body)} == {("power", "Hải đoàn trưởng Hải đoàn cổng")}


def test_what_is_owed_in_a_noun_is_no_duty():
    assert gist("1. Giảm 50% số thuế phải nộp cho các trường hợp sau đây:\na) Cổng gỗ;\nb) Cổng sắt.") == []
    assert [b for _, b, _ in gist("Người nộp thuế lập tờ khai để xác định số thuế phải nộp.")] == ["Người nộp thuế"]


NAMED = [
    ("Bộ, ngành và Sở Sơn, trong phạm vi quyền hạn của mình, tổ chức thực hiện việc sơn.", "Bộ, ngành và Sở Sơn"),
    ("Trường hợp cổng đúng mẫu thì cơ quan tiếp nhận hồ sơ ban hành phiếu hẹn.", "cơ quan tiếp nhận hồ sơ"),
    ("Giám đốc trại do Giám đốc Sở Sơn bổ nhiệm theo đề nghị của trại.", "Giám đốc Sở Sơn"),
    ("Trường hợp người sử dụng cổng đề nghị thì phải nộp phí sơn.", "người sử dụng cổng"),
    ("Trách nhiệm của Sở Sơn\nKiểm tra, hướng dẫn việc sơn cổng ở các trại nhỏ.", "Sở Sơn"),
    ("Sở Sơn có trách nhiệm:\nHằng năm tổng hợp số cổng đã sơn.", "Sở Sơn"),
    ("Nhà đầu tư nước ngoài được thành lập đội sơn tại trại để sơn cổng.", "Nhà đầu tư nước ngoài"),
    (
        "Trong thời hạn 5 ngày kể từ ngày nhận hồ sơ đề nghị sửa đổi, bổ sung, gia hạn thẻ cổng, Sở Sơn phải trả lời.",
        "Sở Sơn",
    ),
]


@pytest.mark.parametrize(("body", "bearer"), NAMED)
def test_who_acts_is_named_in_many_ways(body, bearer):
    assert [who for _, who, _ in gist(f"1. {body}", "Sơn cổng")] == [bearer]


LISTED = [
    "Tổ chức thực hiện kiểm tra cổng",
    "Cung cấp sổ sơn và chịu trách nhiệm về sổ",
    "Xem xét mức phí, bao gồm phí sơn và phí rửa",
    "Ghi sổ; lập danh mục cổng được phép sơn",
]


@pytest.mark.parametrize("item", LISTED)
def test_an_item_is_one_norm_of_the_one_named_above(item):
    found = gist(f"1. {item}.\n2. Lập kế hoạch sơn.", "Nhiệm vụ của Sở Sơn")
    assert [who for _, who, _ in found] == ["Sở Sơn"] * 2
