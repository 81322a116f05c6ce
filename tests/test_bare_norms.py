"""Norms said without a modal word: sanctioning powers, duties of bare verbs, technical steps. All sentences are our own."""

from decimal import Decimal

import pytest

from extract.clauses_of_norms import found_norms
from extract.structure import document
from packs.vi import LANGUAGE as VI
from packs.vn import jurisdiction

VN = jurisdiction()
HEAD = "CHÍNH PHỦ\nSố: 9/2031/NĐ-CP\nNGHỊ ĐỊNH\nVề trại thử\n"


def found(body, heading="Trại nuôi"):
    return list(found_norms(document(f"{HEAD}Điều 1. {heading}\n{body}\n", VI, VN), VI))


def gist(body, heading="Trại nuôi"):
    return [(n.modality.value, n.bearer.words) for n in found(body, heading)]


OFFICE = "1. Đội trưởng đội thử có quyền:\na) Phạt cảnh cáo;\nb) Phạt tiền đến 700.000 đồng;\nc) Tịch thu cổng giả."


def test_every_sanction_that_an_office_may_impose_is_a_power():
    norms = found(OFFICE, "Thẩm quyền xử phạt của đội thử")
    assert [(n.modality.value, n.bearer.words) for n in norms] == [("power", "Đội trưởng đội thử")] * 3
    assert [(t.op, t.value, t.unit) for t in norms[1].thresholds] == [("<=", Decimal(700000), "đồng")]


def test_a_fine_table_states_no_norms():
    assert gist("1. Phạt tiền từ 1.110.000 đồng đến 2.220.000 đồng đối với người mở cổng.", "Vi phạm về cổng") == []


def test_an_item_whose_own_list_states_nothing_is_the_norm():
    body = f"{OFFICE};\nd) Áp dụng biện pháp khắc phục hậu quả:\nBuộc sơn lại cổng; buộc tháo cổng giả."
    last = found(body, "Thẩm quyền xử phạt của đội thử")[-1]
    assert last.modality.value == "power"
    assert last.span.end - last.span.start > 60


BARE = [
    ("Hằng năm căn cứ vào sổ cổng; Sở Xây dựng lập dự toán sơn cổng.", "obligation", "Sở Xây dựng"),
    ("Ngân sách địa phương bảo đảm kinh phí sơn cổng.", "obligation", "Ngân sách địa phương"),
    ("Kinh phí sơn cổng do các chủ trại bảo đảm.", "obligation", "các chủ trại"),
    ("Sở Xây dựng giao dự toán sơn cổng cho các trại.", "obligation", "Sở Xây dựng"),
    ("Sở Xây dựng giao đất cho các trại.", "power", "Sở Xây dựng"),
    ("Thủ tướng Chính phủ quy định đối tượng được vào trại.", "delegation", "Thủ tướng Chính phủ"),
    ("Theo dõi cổng trại; Sở Xây dựng phải khóa cổng.", "obligation", "Sở Xây dựng"),
]


@pytest.mark.parametrize(("body", "modality", "bearer"), BARE)
def test_a_norm_without_a_modal_word(body, modality, bearer):
    assert gist(f"1. {body}") == [(modality, bearer)]


def test_offices_parted_by_semicolons_share_their_powers():
    body = "1. Chánh Thanh tra sở, Chánh Thanh tra cục; Chi cục trưởng chi cục thử có quyền:\na) Phạt cảnh cáo."
    names = [n.bearer.words for n in found(body, "Thẩm quyền của thanh tra")]
    assert names == ["Chánh Thanh tra sở, Chánh Thanh tra cục; Chi cục trưởng chi cục thử"]


def test_a_lone_paragraph_under_a_heading_of_powers_is_an_item():
    assert gist("Báo cáo Sở Xây dựng về cổng trại.", "Thẩm quyền của Giám đốc trại thử") == [
        ("power", "Giám đốc trại thử")
    ]


STEPS = [
    ("1. Tiến hành đo chiều dài cổng bằng thước dây đã hiệu chuẩn.", "Đo cổng trại", [("obligation", "")]),
    ("1. Đo chiều dài cổng được làm hai lần bằng thước dây đã hiệu chuẩn.", "Đo cổng trại", []),
    ("1. Đo chiều dài cổng bằng thước dây đã hiệu chuẩn.", "Nội dung công việc", []),
    ("1. Đo cổng trại.", "Đo cổng trại", []),
    ("1. Cắt giảm những cổng không thật sự cần thiết.", "Nguyên tắc mở cổng", [("obligation", "")]),
    ("1. Việc sơn cổng đảm bảo không làm hỏng khóa.", "Sơn cổng", [("obligation", "")]),
    ("1. Việc bảo đảm an toàn cổng là ưu tiên cao nhất.", "Sơn cổng", []),
]


@pytest.mark.parametrize(("body", "heading", "expected"), STEPS)
def test_a_line_that_names_nobody(body, heading, expected):
    assert gist(body, heading) == expected


def test_the_next_sentence_of_an_item_goes_on_with_its_bearer():
    body = "Chủ trại có trách nhiệm sau:\na) Sửa cổng. Báo cáo Sở Xây dựng về cổng đã hỏng."
    assert gist(body) == [("obligation", "Chủ trại")] * 2


LABELS = [
    ("1. Cách thức sơn cổng: Sở Xây dựng tổ chức sơn cổng.", [("obligation", "Sở Xây dựng")]),
    ("1. Việc sơn cổng có thể tiến hành trước khi mở trại.", [("permission", "")]),
    ("1. Cổng phải được khóa bằng hai khóa, chiều cao cổng phải lớn hơn 2 m.", [("obligation", "")] * 2),
    ("1. Sở Xây dựng có thẩm quyền xử phạt tại khoản 1 Điều 5; khoản 2 Điều 6; Điều 7.", [("power", "Sở Xây dựng")]),
]


@pytest.mark.parametrize(("body", "expected"), LABELS)
def test_labels_acts_fresh_subjects_and_provisions(body, expected):
    assert gist(body) == expected


def test_decisions_are_duties_where_an_act_is_carried_out():
    assert gist("1. Sở Xây dựng ban hành mẫu cổng.", "Tổ chức thực hiện") == [("obligation", "Sở Xây dựng")]
    assert gist("1. Sở Xây dựng ban hành mẫu cổng.", "Mẫu cổng") == [("power", "Sở Xây dựng")]


def test_duties_of_a_heading_without_of():
    assert gist("1. Khóa cổng trại.", "Trách nhiệm Sở Xây dựng") == [("obligation", "Sở Xây dựng")]


def test_a_title_names_the_bearer_by_what_he_does():
    body = "1. Hộ dùng cổng\na) Khóa cổng trại hằng ngày;\nb) Báo cáo Sở Xây dựng về cổng hỏng."
    assert gist(body, "Trách nhiệm của các bên") == [("obligation", "Hộ dùng cổng")] * 2


MEASURES = [
    ("1. Bộ Xây dựng quy định cụ thể việc bảo vệ cổng bị cấm mở.", [("delegation", "Bộ Xây dựng")]),
    ("1. Sở Xây dựng có trách nhiệm kiểm tra các nhóm xe, cổng sắt phải sơn.", [("obligation", "Sở Xây dựng")]),
    ("1. Thời gian kiểm tra cổng không quá 3 ngày kể từ khi mở trại.", [("obligation", "")]),
    ("1. Thông tư này thay thế Thông tư số 1/2030/TT-BTC về cổng được phép mở.", []),
    ("1. Nguyên tắc\na) Bảo đảm cổng luôn khóa;\nb) Việc mở cổng phải được ghi sổ.", [("obligation", "")] * 2),
    ("1. Ngân sách trung ương thực hiện hỗ trợ tiền sơn cổng.", [("obligation", "Ngân sách trung ương")]),
]


@pytest.mark.parametrize(("body", "expected"), MEASURES)
def test_times_titles_and_money(body, expected):
    assert gist(body) == expected


def test_principles_are_duties_whatever_they_begin_with():
    body = "1. Phù hợp với quy mô trại.\n2. Được lập từ cổng đến chuồng."
    assert gist(body, "Nguyên tắc lập bản vẽ trại") == [("obligation", "")] * 2


def test_who_makes_up_a_board_is_no_duty():
    assert gist("1. Thành phần tổ cổng bao gồm: Giám đốc trại là tổ trưởng, tổ chức họp.", "Tổ cổng") == []
