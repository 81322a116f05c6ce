"""Cases as people write them, and answers as JSON."""

import re
import tomllib
from contextlib import suppress
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import packs
from api.case_file import parsed
from api.citation import cited
from api.find import fold, matching, nearest
from api.from_case import case_of
from api.numbers import typed
from api.schemas import ANSWERS
from api.verbs import Verbs
from api.wire import Wire, summary
from kg.graph import Graph
from ontology.condition import Quantity
from ontology.document import Work
from ontology.errors import BadDate, BadValue, UnknownFact
from ontology.norm import Act
from ontology.text import Text
from packs.en import LANGUAGE as EN
from packs.vi import LANGUAGE as VI
from packs.vn import jurisdiction

VN = jurisdiction()
DECREE = Work("decree", "123/2024/NĐ-CP", 2024)


def case(facts=None, **rest):
    return case_of({"facts": facts or {}, "on": "2025-10-01", **rest}, VN.facts, VN)


def test_a_citation_names_its_parts():
    citation = cited(DECREE, "dieu_13__khoan_2__diem_đ", VN)

    assert citation["text"] == "điểm đ khoản 2 Điều 13 Nghị định 123/2024/NĐ-CP"
    assert citation["text_en"] == "Point đ, Clause 2, Article 13 of Decree 123/2024/NĐ-CP"
    assert [citation[part] for part in ("doc", "article", "clause", "point")] == ["123/2024/NĐ-CP", "13", "2", "đ"]


def test_parts_that_are_not_named_are_null():
    citation = cited(DECREE, "dieu_5__diem_a", VN)

    assert (citation["article"], citation["clause"], citation["point"]) == ("5", None, "a")
    assert cited(DECREE, "", VN)["text"] == "Nghị định 123/2024/NĐ-CP"
    assert cited(DECREE, "chuong_ii__muc_1", VN)["text"].startswith("Mục 1 Chương II ")


@pytest.mark.parametrize("said", ["ward", "phường", "Phường", "PHUONG", "ward (phường)"])
def test_a_code_may_be_said_in_words(said):
    assert case({"place.kind": said}).facts["place.kind"] == "ward"


@pytest.mark.parametrize("said", ["organisation", "organization", "tổ chức", "to chuc", "Organisation"])
def test_the_subject_may_be_said_in_words(said):
    assert case(subject=said).facts["subject"] == "organisation"


def test_every_code_is_named_by_itself_and_by_its_labels():
    for id, fact in VN.facts.items():
        for code, concept in VN.concepts(id).items():
            assert case({id: code}).facts[id] == code
            for label in (concept.label.vi, concept.label.en):
                same = {other for other, c in VN.concepts(id).items() if label in {c.label.vi, c.label.en}}
                if same == {code} and label not in VN.concepts(id):
                    assert case({id: label}).facts[id] == code, (fact.id, label)


@pytest.mark.parametrize(
    ("said", "hectares"),
    [
        ("0.03 ha", "0.03"),
        ("300 m2", "0.03"),
        ("0,03 ha", "0.03"),
        (0.03, "0.03"),
        ("0.03", "0.03"),
        (1, "1"),
        ("1_000 m2", "0.1"),
    ],
)
def test_amounts_are_brought_to_the_unit_of_their_fact(said, hectares):
    assert case({"land.area": said}).facts["land.area"] == Quantity(Decimal(hectares), "ha")


@pytest.mark.parametrize(
    "said",
    [
        "1,000 m2",
        "1,234,567 m2",
        "1.000,5 m2",
        "-1 ha",
        -0.5,
        float("nan"),
        float("inf"),
        True,
        [1],
        "ha",
        "3 kg",
        "3 parsecs",
    ],
)
def test_an_amount_that_is_none_is_refused(said):
    with pytest.raises(BadValue):
        case({"land.area": said})


def test_a_form_refuses_a_point_that_may_mean_thousands():
    fact = VN.facts["land.area"]

    with pytest.raises(BadValue, match="thousand"):
        typed("1.000 m2", fact)
    assert typed("0.030 ha", fact) == "0.030 ha"
    assert typed("1.5 ha", fact) == "1.5 ha"


@pytest.mark.parametrize(
    ("said", "truth"), [("có", True), ("Không", False), ("yes", True), ("NO", False), (True, True), ("khong", False)]
)
def test_yes_and_no_in_both_languages(said, truth):
    assert case({"land.state_managed": said}).facts["land.state_managed"] is truth


@pytest.mark.parametrize("said", ["maybe", 1, 0, "", {}])
def test_what_is_neither_yes_nor_no_is_refused(said):
    with pytest.raises(BadValue):
        case({"land.state_managed": said})


def test_a_wrong_code_names_the_codes():
    with pytest.raises(BadValue) as error:
        case({"place.kind": "village"})
    assert "commune" in error.value.remedy
    assert error.value.where == "place.kind"


def test_an_unknown_fact_names_the_nearest():
    with pytest.raises(UnknownFact) as error:
        case({"land.aera": "1 ha"})
    assert "land.area" in error.value.remedy
    with pytest.raises(UnknownFact) as error:
        case({"dien_tich": "1 ha"})
    assert "land.area" in error.value.remedy


@pytest.mark.parametrize("day", ["2025-02-30", "2025-13-01", "01/10/2025", "20251001", "tomorrow", 2025, "٢٠٢٥-١٠-٠١"])
def test_a_day_that_does_not_exist_is_refused(day):
    with pytest.raises(BadDate):
        case(on=day)


def test_the_day_given_beside_the_case_goes_first_and_today_last():
    assert case_of({"on": "2025-10-01"}, VN.facts, VN, "2024-01-01").on == date(2024, 1, 1)
    assert case_of({}, VN.facts, VN).on == date.today()  # noqa: DTZ011


def test_a_subject_is_said_once():
    with pytest.raises(BadValue, match="twice"):
        case({"subject": "individual"}, subject="organisation")


@pytest.mark.parametrize("strange", [[], "x", None, {"fact": {}}, {"facts": []}, {"facts": {1: 2}}])
def test_what_is_no_case_is_refused(strange):
    with pytest.raises(BadValue):
        case_of(strange, VN.facts, VN)


json_like = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(sorted(VN.facts)), json_like, max_size=4), json_like)
def test_any_case_is_read_or_refused(facts, on):
    with suppress(BadValue, BadDate):
        case_of({"facts": facts, "on": on}, VN.facts, VN)


def test_the_three_formats_say_the_same():
    as_json = parsed(b'{"on": "2025-10-01", "facts": {"land.area": "1 ha"}}', "case.json")
    as_yaml = parsed(b"on: '2025-10-01'\nfacts:\n  land.area: 1 ha\n", "case.yaml")
    as_toml = parsed(b'on = "2025-10-01"\n[facts]\n"land.area" = "1 ha"\n', "case.toml")

    assert as_json == as_yaml == as_toml == parsed(b'on: "2025-10-01"\nfacts: {land.area: 1 ha}\n', "-")


@pytest.mark.parametrize(("text", "name"), [(b"on: 2025-02-30\n", "a.yaml"), (b"on = 2025-02-30\n", "a.toml")])
def test_an_impossible_date_without_quotes_is_told_as_one(text, name):
    with pytest.raises(BadDate):
        parsed(text, name)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"  \n",
        b"\xff\xfe\x00",
        b"{",
        b'{"facts": {"a": 1, "a": 2}}',
        b"[" * 100_000,
        b"x" * 1_000_001,
        b"just words",
        b"- 1",
    ],
)
def test_a_case_file_that_does_not_parse_is_refused(data):
    with pytest.raises(BadValue):
        parsed(data, "-")


def test_facts_are_found_without_marks():
    assert VN.facts["land.area"] in matching("dien tich", VN.facts.values())
    assert matching("zzzz", VN.facts.values()) == []
    assert nearest("land.arae", VN.facts)[0] == "land.area"
    assert fold("Đất ĐAI, sử-dụng") == "dat dai su dung"


def test_the_interface_is_said_in_both_languages():
    vi, en = (tomllib.loads(_interface(code)) for code in ("vi", "en"))

    assert {key: sorted(section) for key, section in vi.items()} == {
        key: sorted(section) for key, section in en.items()
    }
    places = {(key, name): set(_holes(words)) for key, section in vi.items() for name, words in section.items()}
    assert places == {(key, name): set(_holes(words)) for key, section in en.items() for name, words in section.items()}


def _interface(code):
    return (Path(packs.__path__[0]) / code / "interface.toml").read_text("utf-8")


def _holes(words):
    return re.findall(r"\{(\w+)\}", words) if isinstance(words, str) else []


@pytest.mark.parametrize("verb", ["norms", "conflicts", "tiers", "facts", "health"])
def test_answers_have_the_shapes_of_the_interface(verb):
    answer = getattr(Verbs(Graph.shipped(VI, VN), VI, EN, VN), verb)()

    ANSWERS[verb].model_validate(answer, strict=True)
    assert all(answer.values()), f"{verb} of the shipped base says nothing"


def test_every_act_and_bearer_of_the_base_is_said_in_words():
    vn = jurisdiction()
    wire = Wire(vn, vn.facts, vn.base)
    norms = [wire.norm(norm) for law in vn.base for norm in law.norms]
    norms += [wire.tier(fine) for law in vn.base for fine in law.sanctions]
    named = [row[part] for row in norms for part in ("bearer", "action") if row[part]]

    assert [one for one in named if one["concept"] and one["label"]["vi"] == one["concept"]] == []


def test_a_breach_without_an_act_is_unknown_and_asks_for_it():
    vn = jurisdiction()
    answer = Verbs(Graph.shipped(VI, vn), VI, EN, vn).fine({"on": "2025-10-01", "facts": {"land.area": "1 ha"}})

    assert (answer["verdict"], answer["missing"], answer["fines"]) == ("unknown", ["act"], [])


def test_a_fine_and_a_verdict_carry_their_proof_to_the_facts():
    vn = jurisdiction()
    verbs = Verbs(Graph.shipped(VI, vn), VI, EN, vn)
    facts = {"act": "land.encroach", "land.kind": "agri_other", "place.kind": "commune", "land.area": "0.03 ha"}
    [fined] = verbs.fine({"on": "2025-10-01", "subject": "individual", "facts": facts})["fines"]
    rules = verbs.applicable({"on": "2025-10-01", "subject": "individual", "facts": facts})["verdicts"]

    assert fined["proof"]["truth"] == "true"
    assert {"land.area >= 0.02 ha", "land.area < 0.05 ha"} <= leaves(fined["proof"])
    assert {row["verdict"] for row in rules if row["proof"] is None} == {"not_in_force"}
    assert all(leaves(row["proof"]) for row in rules if row["proof"])


def leaves(node):
    return {node["claim"]} if not node["because"] else {leaf for part in node["because"] for leaf in leaves(part)}


def test_a_rule_without_words_of_ours_is_told_by_its_quote():
    vn = jurisdiction()
    norm = vn.base[0].norms[0] if vn.base[0].norms else vn.base[1].norms[0]
    bare = replace(norm, summary=Text(""), action=Act(), sources=(replace(norm.sources[0], quote="lời của luật"),))

    assert summary(bare)["vi"] == "lời của luật"
    assert summary(norm)["vi"] == norm.summary.vi


def test_facts_that_bear_the_words_in_their_name_come_first():
    found = [fact.id for fact in matching("dien tich", jurisdiction().facts.values())]
    named = [i for i, id in enumerate(found) if "dien tich" in fold(jurisdiction().facts[id].label.vi)]

    assert found[0] == "land.area"
    assert named == list(range(len(named)))
    assert len(found) > len(named)
