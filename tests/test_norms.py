"""Norms in running text: modality, bearer, conditions, inheritance; sentences are our own but where the corpus is named."""

import json
import subprocess
import sys
import time
from datetime import date
from decimal import Decimal

import pytest

from extract.assemble import norms
from extract.clauses_of_norms import found_norms
from extract.pipeline import read
from extract.structure import document
from extract.to_gold import gold
from ontology.condition import AnyOf, Is, Not
from ontology.norm import Period
from ontology.notation import show
from packs.vi import LANGUAGE as VI
from packs.vn import jurisdiction
from reason.conflicts import conflicts

VN = jurisdiction()
HEAD = "CHÍNH PHỦ\nSố: 9/2031/NĐ-CP\nNGHỊ ĐỊNH\nVề trại thử\n"


def act(body, heading="Trại nuôi"):
    return document(f"{HEAD}Điều 1. {heading}\n{body}\n", VI, VN)


def found(body, heading="Trại nuôi"):
    return list(found_norms(act(body, heading), VI))


def gist(body, heading="Trại nuôi"):
    return [(n.modality.value, n.bearer.words) for n in found(body, heading)]


MODALITIES = [
    ("Chủ trại phải đóng cổng.", "obligation", "Chủ trại"),
    ("Chủ trại có trách nhiệm đóng cổng.", "obligation", "Chủ trại"),
    ("Chủ trại không được mở cổng.", "prohibition", "Chủ trại"),
    ("Nghiêm cấm mở cổng.", "prohibition", ""),
    ("Chủ trại được phép mở cổng.", "permission", "Chủ trại"),
    ("Chủ trại có quyền mở cổng.", "permission", "Chủ trại"),
    ("Chủ trại không phải nộp tiền cổng.", "exemption", "Chủ trại"),
    ("Ủy ban nhân dân cấp xã có quyền đóng cổng.", "power", "Ủy ban nhân dân cấp xã"),
    ("Ủy ban nhân dân cấp xã quyết định giờ mở cổng.", "power", "Ủy ban nhân dân cấp xã"),
    ("Chính phủ quy định chi tiết Điều này.", "delegation", "Chính phủ"),
    ("Bộ trưởng Bộ Tài chính có trách nhiệm quy định mức tiền cổng.", "delegation", "Bộ trưởng Bộ Tài chính"),
    ("Cổng trại phải được khóa.", "obligation", ""),
    ("Trong thời hạn 3 ngày, Sở Xây dựng phê duyệt bản vẽ cổng.", "obligation", "Sở Xây dựng"),
    ("Việc khóa cổng do Ủy ban nhân dân cấp xã thực hiện.", "obligation", "Ủy ban nhân dân cấp xã"),
    ("Cơ quan, tổ chức, cá nhân có quyền mở cổng.", "permission", "Cơ quan, tổ chức, cá nhân"),
    ("Cơ quan có thẩm quyền cấp thẻ: Sở Xây dựng.", "power", "Sở Xây dựng"),
    ("Nhà nước không thu hồi trại đã có cổng.", "prohibition", "Nhà nước"),
    ("Mẫu sổ (dòng bên phải để trống) do chủ trại chịu trách nhiệm in.", "obligation", "chủ trại"),
    ("Thẩm quyền đóng cổng của cấp huyện do Ủy ban nhân dân cấp xã thực hiện.", "power", "Ủy ban nhân dân cấp xã"),
    ("Giám sát viên trại có trách nhiệm đóng cổng.", "obligation", "Giám sát viên trại"),
    ("Trường hợp cổng hỏng thì chủ trại sửa chữa cổng.", "obligation", "chủ trại"),
    ("Định kỳ 3 năm một lần, Bộ Xây dựng sửa đổi mẫu cổng.", "obligation", "Bộ Xây dựng"),
    ("Thẻ trại đã cấp nhưng chủ trại không dùng thì có quyền trả lại.", "permission", "chủ trại"),
    ("Tổ chức có vốn đầu tư nước ngoài phải đóng cổng.", "obligation", "Tổ chức có vốn đầu tư nước ngoài"),
]


@pytest.mark.parametrize(("sentence", "modality", "bearer"), MODALITIES)
def test_a_sentence_says_who_must_may_or_must_not(sentence, modality, bearer):
    assert gist(sentence) == [(modality, bearer)]


NO_NORMS = [
    "Trại nuôi là nơi giữ từ mười con vật trở lên.",
    "Hồ sơ gồm đơn và bản vẽ.",
    "Đất này không phải là đất ở.",
    "Chủ trại vi phạm thì bị xử phạt theo quy định.",
    "Diện tích trại được xác định theo bản vẽ.",
    "Chủ trại không thực hiện việc khóa cổng.",
    "Kinh phí sửa cổng được sử dụng từ ngân sách nhà nước.",
    "Chủ trại chậm khóa cổng thì phải bị xử lý theo quy định.",
    "Tiền cổng được giảm được xác định theo bản vẽ.",
]


@pytest.mark.parametrize("sentence", NO_NORMS)
def test_a_description_is_no_norm(sentence):
    assert gist(sentence) == []


def test_definitions_and_scope_state_nothing():
    assert gist("1. Chủ trại là người phải khóa cổng.", "Giải thích từ ngữ") == []
    assert gist("Nghị định này quy định việc chủ trại phải khóa cổng.", "Phạm vi điều chỉnh") == []


def test_items_take_modality_and_bearer_from_their_opening():
    body = "1. Chủ trại có trách nhiệm sau đây:\na) Đóng cổng;\nb) Không thả chó;\nc) Được nhận thẻ."

    assert [(n.modality.value, n.bearer.words, n.bearer.found) for n in found(body)] == [
        ("obligation", "Chủ trại", "chapeau"), ("prohibition", "Chủ trại", "chapeau"), ("permission", "Chủ trại", "chapeau"),
    ]  # fmt: skip


def test_an_item_with_its_own_subject_keeps_it():
    body = "1. Chủ trại có trách nhiệm sau đây:\na) Đóng cổng;\nb) Người gác phải khóa cổng."

    assert gist(body) == [("obligation", "Chủ trại"), ("obligation", "Người gác")]


def test_the_heading_gives_what_the_items_lack():
    assert gist("1. Đóng cổng.\n2. Sở Xây dựng kiểm tra cổng.", "Trách nhiệm của chủ trại") == [
        ("obligation", "chủ trại"), ("obligation", "Sở Xây dựng"),
    ]  # fmt: skip
    assert gist("1. Thả chó.\n2. Phá cổng.", "Các hành vi bị nghiêm cấm") == [("prohibition", "")] * 2


def test_rights_and_duties_in_one_list_are_told_by_their_verbs():
    body = "1. Chủ trại có quyền và nghĩa vụ sau đây:\na) Hưởng tiền thưởng;\nb) Chấp hành nội quy."

    assert [m for m, _ in gist(body)] == ["permission", "obligation"]


def test_a_line_with_only_a_name_gives_its_items_their_bearer():
    body = "1. Bộ Xây dựng:\na) Thiết kế cổng;\nb) Kiểm tra cổng.\n2. Sở Xây dựng\nThu thập bản vẽ cổng."
    body = body.replace("Thiết kế", "Xây dựng mẫu")

    assert gist(body, "Tổ chức thực hiện") == [("obligation", "Bộ Xây dựng")] * 2 + [("obligation", "Sở Xây dựng")]


def test_requirements_stay_requirements_whatever_their_words():
    body = "Chủ trại phải đáp ứng các điều kiện sau:\na) Không nợ tiền cổng;\nb) Được huấn luyện về cổng."

    assert gist(body) == [("obligation", "Chủ trại")] * 2


def test_a_competence_in_a_line_makes_its_items_powers():
    body = "1. Thẩm quyền kiểm tra cổng:\na) Cơ sở đăng kiểm thẩm định cổng lớn;\nb) Sở Xây dựng thẩm định cổng nhỏ."

    assert {kind for kind, _ in gist(body)} == {"power"}


def test_cases_listed_below_make_one_exemption():
    body = "Các trường hợp sau đây không phải lập sổ cổng:\na) Trại dưới ba con vật;\nb) Trại của trường học."
    (norm,) = found(body)

    assert norm.modality == "exemption"
    assert norm.any_item
    assert [item.words for item in norm.items] == ["Trại dưới ba con vật", "Trại của trường học"]


def test_what_is_forbidden_stays_one_norm_an_item():
    body = "1. Mở cổng sai giờ; thanh tra không đúng thẩm quyền cổng trại.\n2. Phá cổng."

    assert gist(body, "Các hành vi bị nghiêm cấm") == [("prohibition", "")] * 2


def test_an_opening_without_items_is_a_norm_itself():
    assert gist("Sai số không được vượt quá các giá trị dưới đây:") == [("prohibition", "")]


def test_an_item_of_a_plain_list_may_still_say_what_must_be():
    body = (
        "Giá cổng được tính theo các căn cứ sau đây:\na) Giá gỗ;\nb) Trại đã trả tiền thì chủ trại không phải trả thêm."
    )

    assert gist(body) == [("exemption", "chủ trại")]


def test_steps_may_begin_with_their_verb():
    body = "Việc lắp cổng thực hiện theo các bước sau:\na) Kiểm tra bản vẽ cổng trại;\nb) Lập biên bản lắp cổng."

    assert gist(body) == [("obligation", ""), ("obligation", "")]


def test_a_title_line_states_nothing():
    body = "1. Tiếp nhận bản vẽ cổng\nSở Xây dựng có trách nhiệm tiếp nhận bản vẽ cổng."
    (norm,) = found(body)

    assert norm.bearer.words == "Sở Xây dựng"


def test_listed_conditions_belong_to_one_norm():
    body = "1. Chủ trại được cấp thẻ khi đáp ứng đủ các điều kiện sau đây:\na) Có cổng;\nb) Kho không quá 2 ha."
    (norm,) = found(body)

    assert norm.modality == "permission"
    assert [part.words for part in norm.items] == ["Có cổng", "Kho không quá 2 ha"]
    assert not norm.any_item
    assert [(t.op, t.value) for t in norm.thresholds] == [("<=", 2)]


def test_listed_cases_are_alternatives():
    body = "1. Chủ trại được miễn tiền cổng trong các trường hợp sau đây:\na) Có bão;\nb) Có rắn."
    document_ = act(body)
    (norm,), said = norms(document_, (), Period(), VI, VN)

    assert isinstance(norm.when, AnyOf)
    assert len(said) == 3  # two cases, and who the bearer is


def test_listed_exceptions_belong_to_one_norm():
    body = "1. Chủ trại không được mở cổng, trừ các trường hợp sau đây:\na) Có cháy;\nb) Có lũ."
    (norm,) = found(body)

    assert [part.words for part in norm.exceptions] == ["Có cháy", "Có lũ"]


def test_conditions_are_words_with_their_places():
    document_ = act("Khi có bão, chủ trại phải khóa cổng, trừ trường hợp cổng đã hỏng.")
    (norm,) = found_norms(document_, VI)

    assert [c.words for c in norm.conditions] == ["Khi có bão"]
    assert [e.words for e in norm.exceptions] == ["trừ trường hợp cổng đã hỏng"]
    for part in (*norm.conditions, *norm.exceptions):
        assert part.span.of(document_.text) == part.words


def test_what_is_allowed_only_in_a_case_is_a_permission_with_that_condition():
    (norm,) = found("Cổng chỉ được mở khi có người gác.")

    assert (norm.modality, [c.words for c in norm.conditions]) == ("permission", ["khi có người gác"])


def test_only_in_a_case_is_also_a_prohibition_in_every_other():
    (may, never), _ = norms(act("Chủ trại chỉ được mở cổng khi xảy ra thiên tai, trừ ngày lễ."), (), Period(), VI, VN)

    assert (may.modality, never.modality) == ("permission", "prohibition")
    assert show(may.when).startswith("disaster.happened and not said:")
    assert show(never.when).startswith("not disaster.happened and not said:")
    assert (never.id, never.sources[0].rule) == ("9/2031/NĐ-CP#dieu_1/prohibition", "modal:only:unless")
    assert never.action == may.action


def test_the_two_readings_of_only_are_no_conflict():
    law = read((HEAD + "Điều 1. Cổng\nChủ trại chỉ được mở cổng khi xảy ra thiên tai.\n").encode(), "a.txt", VI, VN).law

    assert len(law.norms) == 2
    assert conflicts([law], date(2031, 6, 1), VN) == ()


def test_each_modal_word_is_a_norm_and_the_bearer_goes_on():
    body = "Chủ trại phải đóng cổng và không được thả chó; trường hợp chó sổng thì báo cho trạm."

    assert [(n.modality.value, n.bearer.words, n.bearer.found) for n in found(body)] == [
        ("obligation", "Chủ trại", "subject"), ("prohibition", "Chủ trại", "inherited"), ("obligation", "Chủ trại", "inherited"),
    ]  # fmt: skip


def test_one_modal_word_with_several_verbs_is_one_norm():
    assert len(found("Chủ trại phải đóng cổng; khóa kho; tắt đèn.")) == 1


def test_a_relative_clause_does_not_govern():
    body = "Tổ chức, cá nhân được cấp thẻ phải đeo thẻ. Cơ quan có thẩm quyền có trách nhiệm thu thẻ cũ."

    assert gist(body) == [("obligation", "Tổ chức, cá nhân được cấp thẻ"), ("obligation", "Cơ quan có thẩm quyền")]


def test_the_subject_after_a_fronted_phrase_may_be_a_list():
    body = "Trong thời hạn 5 ngày, Bộ, cơ quan ngang bộ, Ủy ban nhân dân cấp tỉnh có trách nhiệm trả lời."

    assert gist(body) == [("obligation", "Bộ, cơ quan ngang bộ, Ủy ban nhân dân cấp tỉnh")]


def test_the_deadline_of_an_opening_holds_for_its_items():
    body = "1. Trong thời hạn 5 ngày, chủ trại có trách nhiệm:\na) Nộp đơn;\nb) Nộp tiền."

    assert [[(d.value, d.unit) for d in n.deadlines] for n in found(body)] == [[(Decimal(5), "day")]] * 2


def test_quoted_wording_of_another_act_states_nothing_here():
    body = "1. Sửa đổi khoản 1 Điều 5 như sau:\n“1. Chủ trại phải khóa cổng.”."

    assert gist(body, "Sửa đổi, bổ sung một số điều của Nghị định số 8/2030/NĐ-CP") == []


def test_fine_tables_state_no_norms():
    body = "1. Phạt tiền từ 11 đồng đến 22 đồng đối với người không được phép mà mở cổng."

    assert gist(body) == []


def test_decomposed_letters_are_read_and_quoted_as_they_stand():
    import unicodedata

    text = unicodedata.normalize("NFD", f"{HEAD}Điều 1. Cổng\n1. Chủ trại phải đóng cổng.\n")
    document_ = document(text, VI, VN)
    (norm,), _ = norms(document_, (), Period(), VI, VN)
    source = norm.sources[0]

    assert source.quote == source.span.of(text)
    assert unicodedata.normalize("NFC", source.quote) == "Chủ trại phải đóng cổng"


def test_a_norm_has_its_source_and_its_own_words_as_questions():
    document_ = act("1. Nếu có bão, chủ trại phải khóa cổng, trừ khi cổng hỏng. Chủ trại phải tắt đèn.")
    made, said = norms(document_, (), Period(), VI, VN)
    first, second = made

    assert first.sources[0].eid == "dieu_1__khoan_1"
    assert first.sources[0].rule == "modal:obligation"
    assert (first.id, second.id) == (
        "9/2031/NĐ-CP#dieu_1__khoan_1/obligation",
        "9/2031/NĐ-CP#dieu_1__khoan_1/obligation~2",
    )
    assert [type(part) for part in first.when.of] == [Is, Not]
    assert first.when.facts() <= {fact.id for fact in said}
    assert "có bão" in [fact.label.vi for fact in said]


def test_bearers_become_concepts_where_their_name_is_known():
    made, _ = norms(
        act("1. Doanh nghiệp phải khóa cổng.\n2. Doanh nghiệp nuôi chó phải khóa cổng.\n3. Sở Cổng phải mở."),
        (),
        Period(),
        VI,
        VN,
    )

    assert [n.bearer.concept for n in made] == ["enterprise", "", "authority"]


@pytest.mark.corpus
def test_the_open_annotated_articles_are_read(shared, tmp_path):
    paths = [json.loads(f.read_text(encoding="utf-8"))["file"] for f in sorted((shared / "gold").glob("*.json"))]
    readings = [read((shared / p.split("shared/")[1]).read_bytes(), p, VI, VN) for p in paths]
    (tmp_path / "p.json").write_text(json.dumps(gold(readings, paths, VI, VN)), encoding="utf-8")
    command = [sys.executable, shared / "gold" / "score.py", shared / "gold", tmp_path / "p.json", "--json"]
    scores = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)["scores"]

    least = {"structure": 1, "norms": 0.95, "norms_nobear": 0.95, "slot.condition": 0.85, "slot.deadline": 0.95}
    assert {kind: scores[kind]["f1"] for kind in least if scores[kind]["f1"] < least[kind]} == {}


@pytest.mark.corpus
def test_a_long_law_is_read_in_seconds_and_quoted_to_the_letter(documents):
    text = (documents / "31-2024-QH15.txt").read_text(encoding="utf-8")
    document_ = document(text, VI, VN)
    start = time.process_time()
    made, _ = norms(document_, (), Period(), VI, VN)

    assert time.process_time() - start < 10
    assert len(made) > 1000
    assert all(n.sources[0].quote == n.sources[0].span.of(text) for n in made)
    assert len({n.id for n in made}) == len(made)


@pytest.mark.parametrize(
    "words", ["trong thời hạn 5 ngày, ", "khi có bão, ", "tổ chức, cá nhân phải nộp và không được mở, ", "a ( "]
)
def test_an_endless_sentence_takes_time_in_proportion(words):
    start = time.process_time()
    found(words * (30_000 // len(words)))

    assert time.process_time() - start < 5
