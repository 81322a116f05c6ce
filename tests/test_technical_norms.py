"""Norms of technical rules: orders said with the verb alone, bounds, needs, allowances, tables and examples. All sentences are our own."""

from itertools import pairwise

import pytest

from extract.clauses_of_norms import found_norms
from extract.structure import document
from packs.vi import LANGUAGE as VI
from packs.vn import jurisdiction

VN = jurisdiction()
HEAD = "BỘ XÂY DỰNG\nSố: 9/2031/TT-BXD\nTHÔNG TƯ\nVề cổng trại\n"


def found(body, heading="Đo cổng trại"):
    return list(found_norms(document(f"{HEAD}Điều 1. {heading}\n{body}\n", VI, VN), VI))


def gist(body, heading="Đo cổng trại"):
    return [(n.modality.value, n.bearer.words) for n in found(body, heading)]


ORDERS = [
    "1. Giám sát cánh cổng trong suốt ca đo để sửa ngay lỗi lệch.",
    "1. Cổng được sơn màu xanh. Tiến hành so sánh số đo của hai cánh cổng liền kề.",
    "1. Lập bảng số đo của các cánh cổng hỏng do gió lớn gây ra theo mẫu riêng.",
    "1. Ghi vào sổ các số đo thu được và số đo của ca trước đó.",
    "1. Phân loại cánh cổng theo bề rộng, được tính từ mép cổng đến cột cổng.",
]


@pytest.mark.parametrize("body", ORDERS)
def test_an_act_is_ordered_with_its_verb_alone(body):
    assert gist(body) == [("obligation", "")]


def test_an_act_that_something_is_said_of_is_no_order():
    assert gist("1. Phân loại cánh cổng theo bề rộng được trạm cổng làm mỗi năm một lần.") == []
    assert gist("1. Lập bảng số đo của các cánh cổng hỏng do Sở Xây dựng làm mỗi năm.") == []


def test_sentences_below_a_list_of_contents_order_nothing():
    assert gist("1. Sổ đo gồm các phần sau:\nGhi số đo của từng cánh cổng theo ca đo buổi sáng.") == []


def test_ways_are_steps():
    body = "1. Việc đo cổng được tiến hành như sau:\na) Kiểm tra thước đo cổng;\nb) Đo cả hai cánh cổng."
    assert gist(body) == [("obligation", ""), ("obligation", "")]


BOUNDS = [
    ("1. Sai số đo cổng không lớn hơn 3 mm.", "obligation"),
    ("1. Chi phí sơn cổng không quá 5% giá cổng.", "obligation"),
    ("1. Các thước đo cần được kiểm tra trước mỗi ca đo.", "obligation"),
    ("1. Bảng sơn cổng cần tuân thủ mẫu cổng chung.", "obligation"),
    ("1. Cổng không thuộc khoản trên, cho phép xe nhỏ đi qua.", "permission"),
    ("1. Để tăng độ bền của cổng khuyến khích sử dụng sơn hai lớp.", "permission"),
]


@pytest.mark.parametrize(("body", "modality"), BOUNDS)
def test_what_a_thing_must_keep_to(body, modality):
    assert gist(body) == [(modality, "")]


def test_what_a_thing_is_used_for_is_no_permission():
    assert gist("1. Sổ cổng được sử dụng để:\na) Tính giá cổng;\nb) Phục vụ việc sơn cổng.") == []


def test_duties_and_rights_below_a_heading_that_says_whose_they_are():
    body = "1. Trách nhiệm:\na) Soi các cánh cổng mới sơn;\n2. Quyền hạn:\na) Mở cổng khi có gió lớn."
    heading = "Trách nhiệm và quyền hạn của ủy viên hội đồng cổng"
    who = "ủy viên hội đồng cổng"
    assert gist(body, heading) == [("obligation", who), ("permission", who)]


def test_cells_of_a_table_belong_to_no_norm():
    rows = "|\nBề rộng cổng (m)\n|\nSai số (mm)\n|\n|\n2,0\n|\n3\n|\n"
    body = f"1. Sai số theo bảng sau:\n{rows}Trường hợp cổng bị lệch, người đo phải đo lại cả hai cánh cổng."
    (norm,) = found(body)
    assert norm.bearer.words == "người đo"
    assert norm.span.end - norm.span.start < len("Trường hợp cổng bị lệch, người đo phải đo lại cả hai cánh cổng.")


def test_examples_state_nothing():
    assert gist("1. Chủ trại phải sơn cổng.\nVí dụ 2: Chủ trại A phải sơn hai cổng. Ông B phải sơn một cổng.") == [
        ("obligation", "Chủ trại")
    ]


def test_what_merely_applies_is_nobodys_act():
    body = "1. Sở Xây dựng phải đo cổng.\nTrường hợp cổng có mái thì áp dụng số đo của mái cổng."
    assert gist(body) == [("obligation", "Sở Xây dựng"), ("obligation", "")]


def test_another_answers_for_it():
    body = "1. Sổ cổng phải ghi đủ số đo và chủ trại chịu trách nhiệm về các số đo đó."
    assert gist(body) == [("obligation", ""), ("obligation", "chủ trại")]


def test_who_acts_stands_behind_a_label():
    assert gist("1. Theo dõi gió: Người đo phải ghi sức gió.") == [("obligation", "Người đo")]
    assert gist("1. Lập, sửa sổ cổng: Ban quản lý lập sổ cổng.") == [("obligation", "Ban quản lý")]


def test_a_bare_must_follows_a_case():
    body = "1. Chủ trại có trách nhiệm giữ sổ. Khi mất sổ, phải kịp thời báo cáo trạm cổng."
    assert gist(body) == [("obligation", "Chủ trại"), ("obligation", "Chủ trại")]


def test_where_a_matter_stands_is_no_requirement():
    assert gist("1. Mật độ cổng quy định tại Phụ lục 2.", "Yêu cầu về cổng trại") == []


MORE_ORDERS = [
    ("Xác định các cổng hỏng", "1. Đề xuất mẫu sơn mới cho các cánh cổng hỏng của trại."),
    ("Sơn cổng trại", "1. Bôi sơn: trộn sơn với dầu theo tỷ lệ ghi ở vỏ thùng sơn."),
]


@pytest.mark.parametrize(("heading", "body"), MORE_ORDERS)
def test_steps_below_a_heading_that_is_an_act_or_behind_a_label(heading, body):
    assert gist(body, heading) == [("obligation", "")]


def test_adding_and_publishing_amends_nothing():
    body = "Phòng cổng thực hiện các nhiệm vụ sau:\n1. Bổ sung và công bố tên cổng mới;\n2. Lập sổ cổng."
    assert gist(body) == [("obligation", "Phòng cổng")] * 2


def test_a_list_of_things_leaves_the_norm_to_its_opening():
    body = "1. Sổ cổng phải đưa ra các kết luận sau:\na) Đặc điểm của cổng;\nb) Số cánh cổng."
    (norm,) = found(body)
    assert norm.span.end - norm.span.start == len("Sổ cổng phải đưa ra các kết luận sau")


def test_only_those_who_act_answer_in_an_item():
    body = "1. Người đo có trách nhiệm:\na) Đo cổng;\nb) Trong thời hạn 7 ngày kể từ ngày nhận được sổ, tài liệu về cổng có trách nhiệm gửi số đo."
    assert gist(body) == [("obligation", "Người đo")] * 2


def test_what_someone_makes_is_not_their_duty():
    assert gist("1. Bảng cổng do Sở Xây dựng thực hiện phải được sơn lại.") == [("obligation", "")]


THINGS = [
    ("1. Các bản vẽ cổng tuân thủ theo mẫu vẽ chung.", [("obligation", "")]),
    ("1. Cách đo được lựa chọn phù hợp với cổng.", []),
    ("1. Đánh giá các cánh cổng có thể sơn lại.", [("obligation", "")]),
    ("1. Nếu cổng bị mờ thì cần sơn lại cổng.", [("obligation", "")]),
]


@pytest.mark.parametrize(("body", "said"), THINGS)
def test_what_is_said_of_things(body, said):
    assert gist(body, "Cổng") == said


def test_a_council_acts_behind_its_name():
    body = "1. Chủ tịch Hội đồng ghi kết quả đo cổng."
    assert gist(body, "Trình tự họp về cổng") == [("obligation", "Chủ tịch Hội đồng")]
    assert gist("1. Chủ tịch Hội đồng thẩm định cổng.", "Trình tự họp về cổng") == []


def test_duties_and_rights_together_hold_duties_behind_a_time():
    body = "1. Người đo có quyền và nghĩa vụ sau:\na) Trước ngày đo, báo cáo trưởng trại về thước đo."
    assert gist(body) == [("obligation", "Người đo")]


def test_who_sits_on_a_council_is_no_duty():
    assert gist("1. Thư ký Hội đồng là lãnh đạo trạm cổng được giao tổ chức đo cổng.", "Hội đồng đo cổng") == []


def test_what_can_be_done_may_stand_in_what_is_acted_on():
    assert gist("1. So sánh số cổng có thể sơn với số cổng đã sơn trong năm.") == [("obligation", "")]


def test_cases_side_by_side_do_not_overlap():
    body = (
        "1. Cổng phải có hai cánh; đối với cổng cong cần bố trí thêm một cánh;"
        " đối với cổng thấp, số cánh phải đủ ba cánh."
    )
    spans = [(n.span.start, n.span.end) for n in found(body)]
    assert len(spans) == 3
    assert all(one[1] <= other[0] for one, other in pairwise(spans))


def test_accounts_are_kept_by_whoever_is_named():
    body = "1. Căn cứ vào sổ cổng, chủ trại hạch toán tiền sơn vào chi phí."
    assert gist(body) == [("obligation", "chủ trại")]
