"""Conditions, proofs and verdicts in words, in both languages."""

from datetime import date

import pytest
from hypothesis import given, settings

from ontology.case import Case
from ontology.condition import ALWAYS, NEVER, AllOf
from ontology.fact import said
from ontology.notation import parse
from packs.en import LANGUAGE as EN
from packs.vi import LANGUAGE as VI
from packs.vn import jurisdiction
from reason.applicable import applicable
from reason.assumptions import presuming
from reason.cite import cited
from reason.evaluate import evaluate
from reason.to_prose import disagreement, to_prose, verdict, witness
from tests.made_up import DAY, TAXONOMY, VN, case, conditions, law, partial_cases


def vi(text):
    return to_prose(parse(text), VI, VN)


def en(text):
    return to_prose(parse(text), EN, VN)


@pytest.mark.parametrize(
    ("text", "in_vietnamese", "in_english"),
    [
        ("licence", "Có giấy phép", "Has a licence"),
        ("area < 0.5 ha", "Diện tích dưới 0,5 ha", "Area is below 0.5 ha"),
        ("area <= 1200.50 ha", "Diện tích không quá 1.200,5 ha", "Area is at most 1,200.5 ha"),
        ("flow >= 50 m3/day", "Lưu lượng từ 50 m³/ngày đêm trở lên", "Flow is 50 m³ a day or more"),
        ("head > 1000", "Số con trên 1.000", "Head of cattle is above 1,000"),
        ("area = 3 sao", "Diện tích bằng 3 sao", "Area is 3 sao"),
        ("since < 2030-01-02", "Ngày bắt đầu trước ngày 02/01/2030", "Begun on is before 2030-01-02"),
        ("kind in {rice, forest}", "Loại đất là rice hoặc forest", "Kind of land is rice or forest"),
        ("kind in {unheard}", "Loại đất là unheard", "Kind of land is unheard"),
        ("not licence", "không phải: Có giấy phép", "not: Has a licence"),
        ("always", "trong mọi trường hợp", "in every case"),
        ("never", "không trường hợp nào", "in no case"),
        (
            "licence and (urgent or area > 1 ha)",
            "Có giấy phép và (Khẩn cấp hoặc Diện tích trên 1 ha)",
            "Has a licence and (Urgent or Area is above 1 ha)",
        ),
        ("not licence and urgent", "(không phải: Có giấy phép) và Khẩn cấp", "(not: Has a licence) and Urgent"),
        ("not not licence", "không phải: không phải: Có giấy phép", "not: not: Has a licence"),
        (
            "urgent or kind in {rice, town}",
            "Khẩn cấp hoặc (Loại đất là rice hoặc town)",
            "Urgent or (Kind of land is rice or town)",
        ),
        ("all(any(licence)) and all()", "Có giấy phép và trong mọi trường hợp", "Has a licence and in every case"),
        ("all(not licence) or urgent", "(không phải: Có giấy phép) hoặc Khẩn cấp", "(not: Has a licence) or Urgent"),
        (
            "area > 0.1234567890123456789012345678901 ha",
            "Diện tích trên 0,1234567890123456789012345678901 ha",
            "Area is above 0.1234567890123456789012345678901 ha",
        ),
        ("not (licence and urgent)", "không phải: (Có giấy phép và Khẩn cấp)", "not: (Has a licence and Urgent)"),
    ],
)
def test_a_condition_in_words(text, in_vietnamese, in_english):
    assert (vi(text), en(text)) == (in_vietnamese, in_english)


DEEP = "licence and (urgent or (area > 1200 ha and (head > 3 or not urgent)) or not (licence and (urgent or head > 2) and not any(urgent and (licence or head > 1))))"


def test_a_condition_that_nests_deeply_is_a_list_over_several_lines():
    assert vi(DEEP).splitlines() == [
        "phải có đủ các điều sau:",
        "  - Có giấy phép",
        "  - chỉ cần một trong các điều sau:",
        "    - Khẩn cấp",
        "    - Diện tích trên 1.200 ha và (Số con trên 3 hoặc (không phải: Khẩn cấp))",
        "    - không được có điều sau:",
        "      - phải có đủ các điều sau:",
        "        - Có giấy phép",
        "        - Khẩn cấp hoặc Số con trên 2",
        "        - không phải: (Khẩn cấp và (Có giấy phép hoặc Số con trên 1))",
    ]
    assert en(DEEP).splitlines()[:2] == ["all of these are needed:", "  - Has a licence"]


def test_a_fact_of_a_document_is_said_in_its_words():
    words = {"said:0123456789": said("said:0123456789", "đất có tranh chấp")}

    assert to_prose(parse("said:0123456789"), VI, VN, said=words) == "đất có tranh chấp"
    assert vi("said:0123456789") == "said:0123456789"


def test_a_proof_says_first_what_was_assumed():
    given_case = presuming(case(licence=True), VN)
    proof = evaluate(parse("licence and not managed and (urgent or licence)"), given_case, TAXONOMY)

    assert to_prose(proof, EN, VN, given_case).splitlines() == [
        "Assumed, since nobody said otherwise: Managed by the State: no",
        "all of these are needed: true",
        "  Has a licence: true",
        "  this must not be so: true",
        "    Managed by the State: not true",
        "  one of these is enough: true",
        "    Urgent: not known",
        "    Has a licence: true",
    ]
    assert "Giả định" in to_prose(proof, VI, VN, given_case).splitlines()[0]


def test_an_empty_proof_is_one_line():
    assert [to_prose(evaluate(c, case(), TAXONOMY), EN, VN) for c in (ALWAYS, NEVER)] == [
        "in every case: true",
        "in no case: not true",
    ]


def test_a_case_in_one_line():
    told = witness(case(area="1234.5 ha", kind="rice", licence=False, since=date(2030, 1, 2)), VI, VN)

    assert told == (
        "Ví dụ, ngày 01/06/2030: Diện tích: 1.234,5 ha; Loại đất: rice; Có giấy phép: không; Ngày bắt đầu: 02/01/2030"
    )


RULES = """
obligation dieu_1
    act register
    when licence

exemption dieu_2__khoan_3
    act register
    when urgent
    exception_to dieu_1
"""


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"licence": True, "urgent": False}, "applies"),
        ({"licence": False, "urgent": False}, "does not apply"),
        ({"licence": True}, "not settled; to be known: Urgent"),
        (
            {"licence": True, "urgent": True},
            "does not apply because of an exception: Decree 1/2030/XX, article 2, clause 3",
        ),
        ({"on": date(2029, 1, 1)}, "not in force on this day"),
    ],
)
def test_a_verdict_in_words(facts, expected):
    (rule, _) = applicable(law(RULES).norms, case(**facts), VN)

    assert verdict(rule, EN, VN) == expected


def test_that_exceptions_disagree():
    a, b = law(RULES).norms

    assert disagreement(a, b, VI, VN) == (
        "các ngoại lệ mâu thuẫn nhau: Điều 1 Nghị định 1/2030/XX và khoản 3 Điều 2 Nghị định 1/2030/XX"
    )


def test_a_place_no_level_names_is_cited_as_it_is():
    source = (
        law(RULES.replace("dieu_1", "so_1"), '\nlaw scroll "1/2030/XX"\n    issued 2030-01-01\n').norms[0].sources[0]
    )

    assert cited(source, VN)["en"] == "scroll 1/2030/XX, so_1"


def test_both_languages_say_everything():
    assert VI.phrases.keys() == EN.phrases.keys()
    assert all(VI.phrases.values())
    assert all(EN.phrases.values())


def test_every_unit_of_the_pack_has_its_word():
    units = {measured.canonical for measured in jurisdiction().units.values()} - {"1"}

    assert {f"unit.{unit}" for unit in units} <= VI.phrases.keys()


@settings(max_examples=60, deadline=None)
@given(conditions, partial_cases)
def test_everything_can_be_said(condition, known):
    assumed = Case(known.facts, DAY, frozenset(known.facts))
    proof = evaluate(AllOf((condition,)), assumed, TAXONOMY)

    for language in (VI, EN):
        assert to_prose(condition, language, VN)
        assert len(to_prose(proof, language, VN, assumed).splitlines()) > len(condition.facts() & assumed.assumed)
