"""What a decree says a breach costs: tiers over several levels, multipliers, caps, measures; on made-up and on real text."""

import re
from datetime import date
from decimal import Decimal

import pytest

from extract.lines import clean
from extract.references import references
from extract.sanctions import for_gold, sanctions
from extract.structure import document
from extract.tiers import Bodies, tiers
from ontology.case import Case
from ontology.condition import AllOf, Compare, Quantity
from ontology.norm import Period, Rate
from ontology.notation import show
from packs.vi import LANGUAGE as VI
from packs.vn import jurisdiction
from reason.evaluate import evaluate
from reason.taxonomy import Taxonomy

VN = jurisdiction()
HEAD = "CHÍNH PHỦ\nSố: 9/2031/NĐ-CP\nNGHỊ ĐỊNH\nVề xử phạt thử\nChương I\nQUY ĐỊNH CHUNG\n"
GENERAL = (
    "Điều 1. Mức phạt\n"
    "1. Mức phạt ở Chương II áp dụng đối với cá nhân (trừ khoản 3 Điều 2). Mức phạt tiền đối với tổ chức bằng 02 lần mức"
    " phạt của người khác.\n"
    "2. Thẩm quyền phạt tiền đối với tổ chức bằng 03 lần mức phạt của người khác.\n"
)
SPECIAL = (
    "Điều 2. Lấn đất\n"
    "1. Hành vi lấn đất nông nghiệp thuộc địa giới hành chính của xã thì mức phạt như sau:\n"
    "a) Phạt tiền từ 1.000.000 đồng đến 2.000.000 đồng đối với diện tích đất dưới 0,5 héc ta;\n"
    "b) Phạt tiền từ 2.000.000 đồng đến 4.000.000 đồng đối với diện tích từ 0,5 héc ta trở lên.\n"
    "2. Hành vi lấn đất thuộc địa giới hành chính của phường, thị trấn thì mức phạt bằng 02 lần mức phạt tương ứng, tối đa"
    " không quá 6.000.000 đồng đối với cá nhân, không quá 9.000.000 đồng đối với tổ chức.\n"
    "3. Phạt tiền từ 7.000.000 đồng đến 8.000.000 đồng đối với một trong các hành vi sau:\n"
    "a) Không gửi giấy A;\n"
    "b) Không gửi giấy B.\n"
    "4. Tổ chức không ghi sổ thì phạt tiền từ 3.000.000 đồng đến 5.000.000 đồng.\n"
    "5. Phạt cảnh cáo đối với hành vi gửi chậm giấy C.\n"
    "6. Biện pháp khắc phục hậu quả:\n"
    "a) Buộc trả lại đất;\n"
    "b) Buộc gửi giấy đối với hành vi quy định tại khoản 3 Điều này.\n"
    "Điều 3. Thẩm quyền xử phạt\n"
    "1. Chủ tịch có quyền:\n"
    "a) Phạt cảnh cáo;\n"
    "b) Phạt tiền đến 5.000.000 đồng.\n"
)


@pytest.fixture(scope="module")
def made():
    doc = document(HEAD + GENERAL + SPECIAL, VI, VN)
    found, facts, findings = sanctions(doc, references(doc, VI, VN), Period(date(2031, 1, 1)), VI, VN)
    return doc, {s.sources[0].eid: s for s in found}, facts, findings


def test_tiers_are_found_on_every_level(made):
    doc, found, _, _ = made

    assert [(eid.removeprefix("dieu_2__"), s.kind, s.minimum, s.maximum) for eid, s in found.items()] == [
        ("khoan_1__diem_a", "fine", 1_000_000, 2_000_000),
        ("khoan_1__diem_b", "fine", 2_000_000, 4_000_000),
        ("khoan_3__diem_a", "fine", 7_000_000, 8_000_000),
        ("khoan_3__diem_b", "fine", 7_000_000, 8_000_000),
        ("khoan_4", "fine", 3_000_000, 5_000_000),
        ("khoan_5", "warning", 0, 0),
    ]
    for s in found.values():
        assert s.sources[0].quote == s.sources[0].span.of(doc.text) != ""
        assert s.in_force == Period(date(2031, 1, 1))


def test_a_tier_states_what_all_its_levels_state(made):
    _, found, _, _ = made

    assert show(found["dieu_2__khoan_1__diem_b"].when) == (
        "act in {land.encroach} and land.kind in {agricultural} and place.kind in {commune, urban} and land.area >= 0.5 ha"
    )
    assert "subject in {organisation}" in show(found["dieu_2__khoan_4"].when)


def test_unknown_behaviours_are_questions_and_stay_apart(made):
    _, found, facts, _ = made
    first, second = (found[f"dieu_2__khoan_3__diem_{x}"].when for x in "ab")

    assert first != second
    assert {f for s in found.values() for f in s.when.facts() if f.startswith("said:")} == {f.id for f in facts}


def test_multipliers_reach_their_fines_and_no_others(made):
    _, found, _, _ = made
    factors = {eid: [(m.factor, show(m.when)) for m in s.multipliers] for eid, s in found.items()}
    organisation, urban = (Decimal(2), "subject in {organisation}"), (Decimal(2), "place.kind in {urban}")

    assert factors["dieu_2__khoan_1__diem_a"] == [organisation, urban]
    assert factors["dieu_2__khoan_4"] == [organisation]
    assert factors["dieu_2__khoan_3__diem_a"] == []


def test_caps_belong_to_the_clause_that_multiplies(made):
    _, found, _, _ = made

    assert [(c.amount, show(c.when)) for c in found["dieu_2__khoan_1__diem_a"].caps] == [
        (6_000_000, "subject in {individual} and place.kind in {urban}"),
        (9_000_000, "subject in {organisation} and place.kind in {urban}"),
    ]
    assert not found["dieu_2__khoan_4"].caps


def test_measures_point_back_to_their_clauses(made):
    _, found, _, _ = made

    def measures(eid):
        return [m.source.eid.removeprefix("dieu_2__khoan_6__") for m in found[eid].measures]

    assert measures("dieu_2__khoan_1__diem_a") == ["diem_a"]
    assert measures("dieu_2__khoan_3__diem_b") == ["diem_a", "diem_b"]


def test_an_exception_to_a_measure_ends_where_its_breaches_are_named():
    text = (
        "Điều 2. Quỹ\n1. Phạt tiền từ 1.110.000 đồng đến 2.220.000 đồng đối với hành vi không nộp quỹ.\n"
        "2. Phạt tiền từ 2.020.000 đồng đến 4.040.000 đồng đối với hành vi giữ quỹ.\n"
        "3. Biện pháp khắc phục hậu quả:\n"
        "a) Buộc nộp lại quỹ, trừ trường hợp đã nộp xong khi có hành vi vi phạm quy định tại khoản 2 Điều này.\n"
    )
    doc = document(HEAD + text, VI, VN)
    found, _, _ = sanctions(doc, references(doc, VI, VN), Period(), VI, VN)

    assert {s.sources[0].eid: len(s.measures) for s in found} == {"dieu_2__khoan_1": 0, "dieu_2__khoan_2": 1}


def test_a_cap_on_the_tier_itself_is_multiplied_with_it():
    text = (
        "Điều 2. Vi phạm\n1. Phạt tiền từ 1.100.000 đồng đến 2.200.000 đồng khi vi phạm với mỗi người nhưng tối đa không"
        " quá 7.000.000 đồng đối với người sử dụng lao động có hành vi giữ giấy tờ.\n"
    )
    doc = document(HEAD + GENERAL.replace(" (trừ khoản 3 Điều 2)", "") + text, VI, VN)
    (found,), _, _ = sanctions(doc, (), Period(), VI, VN)

    assert [(c.amount, show(c.when)) for c in found.caps] == [
        (7_000_000, "subject in {individual}"),
        (14_000_000, "subject in {organisation}"),
    ]


def test_a_percentage_is_a_rate_of_a_value_that_is_asked_for():
    text = "Điều 2. Vi phạm\nPhạt tiền từ 12% đến 15% tổng số tiền phải đóng đối với hành vi chậm đóng.\n"
    (found,), facts, findings = sanctions(document(HEAD + text, VI, VN), (), Period(), VI, VN)
    (basis,) = [f for f in facts if f.kind == "quantity"]

    assert (found.kind, found.minimum, found.maximum) == ("percent_of_value", 0, 0)
    assert found.rate == Rate(Decimal(12), Decimal(15), "percent", "tổng số tiền phải đóng", basis.id)
    assert (basis.question.vi, basis.unit) == ("tổng số tiền phải đóng", "VND")
    assert not findings


def test_amounts_in_quoted_wording_are_not_fines():
    text = (
        "Điều 2. Sửa đổi\n1. Sửa khoản 1 Điều 9 như sau:\n"
        "“1. Phạt tiền từ 1.100.000 đồng đến 2.200.000 đồng đối với hành vi gửi chậm.”.\n"
    )
    assert not list(_tiers(HEAD + text))


def _tiers(text):
    doc = document(text, VI, VN)
    return tiers(doc, Bodies(clean(text, VI), VI))


def test_a_text_without_fines_has_none():
    assert sanctions(document(HEAD + "Điều 1. Tên\nKhông có gì.\n", VI, VN), (), Period(), VI, VN) == ((), (), ())


def test_gold_entries_keep_what_is_printed(made):
    doc = made[0]
    entries = for_gold(doc, references(doc, VI, VN), VI, VN)["2"]
    second = entries["sanctions"][1]

    assert (second["provision"], second["min"], second["max"]) == ("dieu-2.khoan-1.diem-b", 2_000_000, 4_000_000)
    assert second["thresholds"] == [{"op": ">=", "value": 0.5, "unit": "héc ta"}]
    assert doc.text[slice(*second["span"])] == second["behaviour"]
    assert entries["measures"][1]["applies_to"] == ["self#dieu-2.khoan-3"]
    multiplied = entries["sanctions"][-1]
    assert (multiplied["kind"], multiplied["min"], multiplied["inherits"]) == ("multiplier", 2, ["dieu-2.khoan-1"])


@pytest.fixture(scope="module")
def land(shared):
    text = (shared / "corpus/documents/123-2024-ND-CP.txt").read_text(encoding="utf-8")
    doc = document(text, VI, VN)
    return sanctions(doc, references(doc, VI, VN), Period(date(2024, 10, 4)), VI, VN)


def bounds(condition):
    parts = condition.of if isinstance(condition, AllOf) else (condition,)
    return {(p.fact, p.op, p.value) for p in parts if isinstance(p, Compare) and p.fact == "land.area"}


@pytest.mark.corpus
def test_every_tier_of_the_land_decree_is_that_of_the_base(land):
    read = {s.id: s for s in land[0]}
    base = {s.id: s for law in VN.base if law.work.number == "123/2024/NĐ-CP" for s in law.sanctions}

    assert len(read) == 197
    assert read.keys() == base.keys()
    for id, s in read.items():
        known = base[id]
        assert (s.kind, s.minimum, s.maximum) == (known.kind, known.minimum, known.maximum), id
        assert bounds(s.when) == bounds(known.when), id
        assert _clauses(s) == _clauses(known), id


def _clauses(s):
    multipliers = sorted((m.factor, show(m.when), m.source.eid) for m in s.multipliers)
    return multipliers, sorted((c.amount, show(c.when), c.source.eid) for c in s.caps)


@pytest.mark.corpus
def test_the_broken_wording_of_the_land_decree_is_found(land):
    assert {f.source.eid for f in land[2]} == {
        "dieu_8__khoan_2__diem_e", "dieu_8__khoan_3__diem_a", "dieu_9__khoan_3__diem_a", "dieu_10__khoan_2__diem_a",
    }  # fmt: skip


@pytest.mark.corpus
@pytest.mark.parametrize("place", ["commune", "ward"])
def test_exactly_one_tier_fits_the_first_case(land, place):
    facts = {
        "act": "land.encroach", "land.kind": "agri_other", "place.kind": place, "subject": "individual",
        "land.area": Quantity(Decimal("0.03"), "ha"),
    }  # fmt: skip
    presumed = {id: f.presume for id, f in VN.facts.items() if f.presume is not None}
    case = Case(facts, date(2025, 10, 1)).assuming(presumed)
    taxonomy = Taxonomy.of(VN)
    proved = {s.sources[0].eid: evaluate(s.when, case, taxonomy).truth.name for s in land[0]}

    assert [eid for eid, truth in proved.items() if truth == "TRUE"] == ["dieu_13__khoan_2__diem_b"]


@pytest.mark.corpus
@pytest.mark.parametrize("name", ["122-2021-ND-CP", "12-2022-ND-CP", "133-2026-ND-CP"])
def test_no_printed_amount_of_other_decrees_is_lost(documents, name):
    text = (documents / f"{name}.txt").read_text(encoding="utf-8")
    doc, page = document(text, VI, VN), clean(text, VI)
    found = {(t.amount.minimum, t.amount.maximum, t.eid) for t in tiers(doc, Bodies(page, VI))}
    units = list(doc.units("article", "clause", "point"))
    printed = re.compile(r"[Pp]hạt\s+tiền\s+(?:[^.;:]{0,200}?\s)?từ\s+([\d.]+)\s*đồng\s*đến\s+([\d.]+)\s*đồng")

    missed = []
    for amounts in printed.finditer(page.text):
        low, high = (Decimal(a.replace(".", "")) for a in amounts.groups())
        at = page.place(amounts.start())
        unit = [u for u in units if u.span.start <= at < u.span.end][-1]
        if not any((a, b) == (low, high) and eid.startswith(unit.eid) for a, b, eid in found):
            missed.append((unit.eid, amounts[0]))

    assert not missed
