"""What the shipped norms say of known situations: published ones with their verdicts, and thresholds on both sides."""

from datetime import date

import pytest

from ontology.answer import Verdict
from ontology.case import Case
from ontology.fact import QUANTITY
from packs.vn import jurisdiction
from reason.applicable import applicable
from reason.conflicts import conflicts

VN = jurisdiction()
LAND, ENVIRONMENT, WATER = "31/2024/QH15", "72/2020/QH14", "28/2023/QH15"
NORMS = {law.work.number: law.norms for law in VN.base}

APPLIES, NOT, UNKNOWN, DISPLACED = Verdict.APPLIES, Verdict.NOT_APPLIES, Verdict.UNKNOWN, Verdict.DISPLACED
NOT_YET = Verdict.NOT_IN_FORCE


def value_of(fact, value):
    return VN.quantity(value, VN.facts[fact]) if VN.facts[fact].kind == QUANTITY else value


def verdicts(on, eid, modality, number=ENVIRONMENT, **facts):
    """The verdicts on the norms at a provision, those not in force that day left out where others are."""
    case = Case({key: value_of(key, value) for key, value in ((k.replace("__", "."), v) for k, v in facts.items())}, on)
    here = [norm for norm in NORMS[number] if norm.modality == modality and norm.sources[0].eid == eid]
    judged = applicable(NORMS[number], case, VN)
    found = [one for one in judged if one.norm in here]
    return [one for one in found if one.verdict is not NOT_YET] or found


# Published situations with the verdicts that were given for them; the ids are those of the collection.
PROJECT = {"role__project_owner": True}
FACILITY = {"role__facility_owner": True}
SITUATIONS = [
    pytest.param(
        date(2023, 5, 10), "dieu_30__khoan_1__diem_b", "obligation", APPLIES, (),
        {**PROJECT, "project__group": "II", "project__ground": "28.4.c", "project__urgent_public": False},
        id="DUTY-004",
    ),
    pytest.param(
        date(2024, 6, 10), "dieu_39__khoan_2", "obligation", APPLIES, (),
        {**FACILITY, "facility__operating_since": date(2018, 1, 1), "project__group": "III", "env__emission_to_treat": True},
        id="DUTY-010 class",
    ),
    pytest.param(
        date(2024, 6, 10), "dieu_42__khoan_2__diem_d", "obligation", NOT_YET, (),
        {**FACILITY, "facility__operating_since": date(2018, 1, 1), "env__permit_required": True},
        id="DUTY-010 deadline",
    ),
    pytest.param(
        date(2025, 1, 1), "dieu_42__khoan_2__diem_d", "obligation", APPLIES, (),
        {**FACILITY, "facility__operating_since": date(2018, 1, 1), "env__permit_required": True,
         "env__component_permit": "none"},
        id="the day after the 36 months",
    ),
    pytest.param(
        date(2024, 5, 1), "dieu_37__khoan_4__diem_b", "obligation", APPLIES, (),
        {**PROJECT, "eia__approved": True, "eia__change": "discharge_point", "eia__more_harm": False,
         "env__permit_required": True},
        id="DUTY-016 report",
    ),
    pytest.param(
        date(2024, 5, 1), "dieu_37__khoan_4__diem_a", "obligation", NOT, (),
        {**PROJECT, "eia__approved": True, "eia__change": "discharge_point", "eia__more_harm": False},
        id="DUTY-016 EIA again",
    ),
    pytest.param(
        date(2024, 5, 1), "dieu_36__khoan_3", "obligation", APPLIES, (),
        {**PROJECT, "eia__approved": True, "project__owner_changed": True},
        id="DUTY-017",
    ),
    pytest.param(
        date(2023, 3, 1), "dieu_111__khoan_1__diem_b", "obligation", APPLIES, (),
        {**FACILITY, "env__polluting_type": True, "env__wastewater_level": "medium", "env__wastewater_to": "environment"},
        id="DUTY-024 continuous",
    ),
    pytest.param(
        date(2023, 3, 1), "dieu_111__khoan_2__diem_b", "obligation", NOT, (),
        {**FACILITY, "env__polluting_type": True, "env__wastewater_level": "medium", "env__wastewater_to": "environment"},
        id="DUTY-024 periodic",
    ),
    pytest.param(
        date(2023, 3, 1), "dieu_53__khoan_1__diem_e", "obligation", UNKNOWN, ("env.gas_level",),
        {**FACILITY, "env__polluting_type": True, "env__wastewater_level": "medium", "env__wastewater_to": "environment"},
        id="DUTY-024 staff",
    ),
    pytest.param(
        date(2024, 5, 20), "dieu_68__khoan_2", "obligation", NOT, (),
        {**FACILITY, "facility__kind": "laboratory", "facility__radiation": False},
        id="DUTY-041 nuclear law",
    ),
    pytest.param(
        date(2024, 5, 20), "dieu_68__khoan_1__diem_d", "obligation", APPLIES, (),
        {**FACILITY, "facility__kind": "laboratory", "facility__radiation": False},
        id="DUTY-041 incident plan",
    ),
    pytest.param(
        date(2026, 3, 20), "dieu_30__khoan_1__diem_a", "obligation", DISPLACED, (),
        {**PROJECT, "project__group": "I", "project__na_exempt_eia": True},
        id="DUTY-049 duty",
    ),
    pytest.param(
        date(2026, 3, 20), "dieu_30__khoan_2__diem_b", "exemption", APPLIES, (),
        {**PROJECT, "project__group": "I", "project__na_exempt_eia": True},
        id="DUTY-049 exemption",
    ),
    pytest.param(
        date(2025, 12, 31), "dieu_30__khoan_1__diem_a", "obligation", APPLIES, (),
        {**PROJECT, "project__group": "I", "project__na_exempt_eia": True},
        id="DUTY-049 a day too early",
    ),
    pytest.param(
        date(2026, 3, 5), "dieu_52__khoan_3__diem_c", "permission", UNKNOWN, ("cluster.capacity_at_operation",),
        {"role__cluster_investor": True, "cluster__project_wastewater": True, "cluster__connection_commitment": True},
        id="DUTY-116",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("on", "eid", "modality", "verdict", "missing", "facts"), SITUATIONS)
def test_published_situations_get_their_verdict(on, eid, modality, verdict, missing, facts):
    (judged,) = verdicts(on, eid, modality, **facts)

    assert (judged.verdict, judged.missing) == (verdict, missing)


def test_a_component_permit_without_a_term_serves_until_2027():
    facts = {**FACILITY, "facility__operating_since": date(2018, 1, 1), "env__permit_required": True}
    undated = {**facts, "env__component_permit": "undated"}

    for on, verdict in ((date(2026, 6, 10), DISPLACED), (date(2027, 1, 1), APPLIES)):
        (judged,) = verdicts(on, "dieu_42__khoan_2__diem_d", "obligation", **undated)
        assert judged.verdict is verdict
    assert APPLIES in {
        one.verdict for one in verdicts(date(2026, 6, 10), "dieu_42__khoan_2__diem_d", "exemption", **undated)
    }


USER = {"role__water_user": True, "subject": "enterprise", "water__activity": "extract"}


@pytest.mark.parametrize(
    ("facts", "licence", "registration"),
    [
        ({"water__source": "surface_water", "water__scale": "large", "water__purpose": "industry"}, APPLIES, None),
        ({"water__source": "surface_water", "water__scale": "medium", "water__purpose": "industry"}, APPLIES, None),
        ({"water__source": "surface_water", "water__scale": "small", "water__purpose": "industry"}, DISPLACED, None),
        (
            {"water__source": "surface_water", "water__scale": "medium", "water__purpose": "agriculture"},
            DISPLACED, "dieu_52__khoan_5__diem_a",
        ),
        (
            {"water__source": "groundwater", "water__scale": "small", "water__purpose": "business"},
            DISPLACED, "dieu_52__khoan_5__diem_b",
        ),
        ({"water__source": "sea", "water__scale": "large", "water__purpose": "salt_making"}, DISPLACED, None),
        ({"water__source": "surface_water", "water__scale": "large", "water__purpose": "firefighting"}, DISPLACED, None),
        ({"water__source": "surface_water", "water__purpose": "industry"}, UNKNOWN, None),
    ],
)  # fmt: skip
def test_licence_registration_or_neither(facts, licence, registration):
    first, *_ = verdicts(date(2025, 3, 1), "dieu_52__khoan_1", "obligation", WATER, **USER, **facts)

    assert first.verdict is licence
    if registration:
        (judged,) = verdicts(date(2025, 3, 1), registration, "obligation", WATER, **USER, **facts)
        assert judged.verdict is APPLIES


@pytest.mark.parametrize(("on", "verdict"), [(date(2026, 6, 30), NOT_YET), (date(2026, 7, 1), APPLIES)])
def test_households_declare_their_groundwater_from_july_2026(on, verdict):
    facts = {"role__water_user": True, "subject": "household", "water__activity": "extract",
             "water__source": "groundwater", "water__purpose": "domestic_own"}  # fmt: skip
    (judged,) = verdicts(on, "dieu_52__khoan_4", "obligation", WATER, **facts)

    assert judged.verdict is verdict


@pytest.mark.parametrize(
    ("kind", "months", "verdict"),
    [
        ("rice", "11 month", NOT),
        ("rice", "12 month", APPLIES),
        ("perennial", "17 month", NOT),
        ("perennial", "18 month", APPLIES),
        ("forest_production", "2 năm", APPLIES),
        ("forest_production", "23 tháng", NOT),
        ("agricultural", "20 month", UNKNOWN),
    ],
)
def test_idle_land_is_recovered_after_the_months_of_its_kind(kind, months, verdict):
    (judged,) = verdicts(
        date(2025, 3, 1), "dieu_81__khoan_7", "power", LAND, subject="province_committee",
        land__kind=kind, land__idle_time=months, land__fined_for_same=True, land__resumed_use=False,
    )  # fmt: skip

    assert judged.verdict is verdict


def test_seven_changes_of_use_need_permission_and_the_others_do_not():
    def needed(**facts):
        case = Case({"role.land_user": True, **{k.replace("__", "."): v for k, v in facts.items()}}, date(2025, 3, 1))
        judged = applicable(NORMS[LAND], case, VN)
        duties = [
            j.verdict
            for j in judged
            if j.norm.action.concept == "land.get_change_permitted" and j.norm.modality == "obligation"
        ]
        free = [j.verdict for j in judged if j.norm.sources[0].eid == "dieu_121__khoan_3"]
        return APPLIES in duties, free[0]

    known = {
        "land__tenure": "allocated_paid",
        "land__to_tenure": "allocated_paid",
        "land__large_livestock_project": False,
    }
    assert needed(land__kind="rice", land__to="perennial", **known) == (True, NOT)
    assert needed(land__kind="perennial", land__to="residential", **known) == (True, NOT)
    assert needed(land__kind="commercial", land__to="residential", **known) == (True, NOT)
    assert needed(land__kind="commercial", land__to="production_site", **known) == (False, APPLIES)
    assert needed(land__kind="annual_other", land__to="perennial", **known) == (False, APPLIES)
    assert needed(land__kind="annual_other") == (False, UNKNOWN)


def test_a_mediated_change_has_two_time_limits():
    facts = {"role__land_user": True, "land__certified": True, "land__change_kind": "mediation",
             "land__boundary_or_user_changed": True}  # fmt: skip
    limits = set()
    for eid in ("dieu_133__khoan_3", "dieu_235__khoan_4"):
        (judged,) = verdicts(date(2025, 3, 1), eid, "obligation", LAND, **facts)
        assert judged.verdict is APPLIES
        limits |= {(int(d.value), d.unit) for d in judged.norm.deadline}

    assert limits == {(30, "day"), (30, "working_day")}


def test_the_clashes_among_the_three_laws_are_the_known_ones():
    laws = [law for law in VN.base if law.work.number in (LAND, ENVIRONMENT, WATER)]
    permit = f"{ENVIRONMENT}#dieu_47__khoan_1__diem_a/permission"
    found = {frozenset(side.id for side in clash.sides) for clash in conflicts(laws, date(2025, 3, 1), VN)}

    assert frozenset({permit, f"{WATER}#dieu_8__khoan_2/prohibition"}) in found
    assert frozenset({permit, f"{WATER}#dieu_8__khoan_3/prohibition"}) in found
