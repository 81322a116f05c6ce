"""The shipped base: it loads, it is complete, and it speaks only of what the packs declare."""

import os
import runpy
from datetime import date
from pathlib import Path

import pytest

import packs.vn
from ontology.answer import Verdict
from ontology.case import Case
from ontology.clauses import covers
from ontology.condition import Compare, OneOf, Quantity, atoms
from ontology.fact import CONCEPT, DATE, QUANTITY, YES_NO, broader
from ontology.from_notation import read_law
from ontology.to_notation import show_law
from packs.vn import jurisdiction
from reason.sanction import penalty

FOLDER = Path(packs.vn.__file__).parent / "base"
FILES = sorted(FOLDER.glob("*.norms"))
LAND_FINES = "123/2024/NĐ-CP"


def name(path):
    return path.stem


@pytest.fixture(params=FILES, ids=name)
def law(request):
    return read_law(request.param.read_text(encoding="utf-8"), request.param.name)


@pytest.fixture(scope="module")
def fines():
    return next(law for law in jurisdiction().base if law.work.number == LAND_FINES)


def conditions(law):
    for norm in law.norms:
        yield norm.when
    for sanction in law.sanctions:
        yield sanction.when
        yield from (part.when for part in (*sanction.multipliers, *sanction.caps, *sanction.measures))


def test_every_law_tells_what_it_is(law):
    assert law.work.kind in jurisdiction().instruments
    assert law.work.date
    assert law.work.issuer
    assert law.in_force.start
    assert law.work.date <= law.in_force.start
    assert law.link.startswith("https://")
    assert law.title.vi
    assert law.title.en


def test_conditions_rest_on_declared_facts_of_the_right_kind(law):
    facts = jurisdiction().facts
    kinds = {atom.fact: facts[atom.fact].kind for c in conditions(law) for atom in atoms(c) if atom.fact in facts}
    undeclared = {atom.fact for c in conditions(law) for atom in atoms(c)} - set(facts)

    assert undeclared == set()
    for atom in (atom for c in conditions(law) for atom in atoms(c)):
        match atom:
            case OneOf(fact):
                assert kinds[fact] == CONCEPT
            case Compare(fact, _, Quantity(_, unit)):
                assert (kinds[fact], facts[fact].unit) == (QUANTITY, unit)
            case Compare(fact):
                assert kinds[fact] == DATE
            case _:
                assert kinds[atom.fact] == YES_NO


def test_conditions_name_declared_codes(law):
    vn = jurisdiction()
    used = {
        (atom.fact, code)
        for c in conditions(law)
        for atom in atoms(c)
        if isinstance(atom, OneOf)
        for code in atom.codes
    }

    assert {(fact, code) for fact, code in used if code not in vn.concepts(fact)} == set()


def test_acts_and_bearers_are_declared(law):
    vn = jurisdiction()
    acts = {s.act.concept for s in law.sanctions}
    activities = {n.action.concept for n in law.norms}
    bearers = {n.bearer.concept for n in law.norms} | {n.counterparty.concept for n in law.norms if n.counterparty}

    assert acts - {""} <= set(vn.schemes["acts"])
    assert activities - {""} <= set(vn.schemes["activities"])
    assert bearers - {""} <= set(vn.schemes["subjects"])


def test_everything_has_a_summary_in_both_languages(law):
    texts = [rule.summary for rule in (*law.norms, *law.sanctions)]
    texts += [m.reason for s in law.sanctions for m in s.multipliers] + [
        m.text for s in law.sanctions for m in s.measures
    ]

    assert [text for text in texts if not (text.vi and text.en)] == []


def test_ids_are_unique_and_laws_survive_their_notation(law):
    ids = [rule.id for rule in (*law.norms, *law.sanctions)]

    assert len(ids) == len(set(ids))
    assert {s.id: s.when for s in read_law(show_law(law)).sanctions} == {s.id: s.when for s in law.sanctions}


@pytest.mark.parametrize("path", FILES, ids=name)
def test_every_clause_points_at_fines_that_are_there(path):
    text = path.read_text(encoding="utf-8")
    known = {s.sources[0].eid for s in read_law(text).sanctions}
    lines = [line.split() for line in text.splitlines()]
    targets = {eid for words in lines if words and words[0] in {"of", "except"} for eid in words[1:]} - {"all"}

    assert {t for t in targets if not any(covers(t, eid) for eid in known)} == set()


def test_the_land_decree_is_complete(fines):
    by_article = {}
    for sanction in fines.sanctions:
        article = int(sanction.sources[0].eid.split("__")[0].removeprefix("dieu_"))
        by_article[article] = by_article.get(article, 0) + 1

    assert by_article == {
        8: 15, 9: 15, 10: 11, 11: 2, 12: 21, 13: 32, 14: 10, 15: 2, 16: 2, 17: 7, 18: 30, 19: 5, 20: 5, 21: 3, 22: 4,
        23: 5, 24: 9, 25: 4, 26: 2, 27: 3, 28: 3, 29: 7,
    }  # fmt: skip
    assert [s.sources[0].eid for s in fines.sanctions if s.kind == "warning"] == ["dieu_28__khoan_1"]
    assert fines.in_force.start == date(2024, 10, 4)


def test_amounts_rise_and_are_whole(fines):
    assert [s.id for s in fines.sanctions if s.kind == "fine" and not 0 < s.minimum < s.maximum] == []


def test_organisations_pay_twice_where_the_amount_is_for_individuals(fines):
    doubled = {
        s.sources[0].eid for s in fines.sanctions if any(m.source.eid == "dieu_5__khoan_2" for m in s.multipliers)
    }
    left_out = {s.sources[0].eid for s in fines.sanctions} - doubled
    places = {"__".join(eid.split("__")[:2]) for eid in left_out}

    assert places == {
        "dieu_18__khoan_4", "dieu_18__khoan_5", "dieu_18__khoan_6", "dieu_19__khoan_1", "dieu_20__khoan_1",
        "dieu_20__khoan_4", "dieu_22__khoan_1", "dieu_29__khoan_2", "dieu_29__khoan_3",
    }  # fmt: skip
    assert "dieu_20__khoan_1__diem_a" in doubled


@pytest.mark.parametrize(
    ("eid", "remedies"),
    [
        ("dieu_13__khoan_5__diem_a", ["dieu_13__khoan_8__diem_b", "dieu_13__khoan_8__diem_c"]),
        ("dieu_13__khoan_1__diem_a", ["dieu_13__khoan_8__diem_a", "dieu_13__khoan_8__diem_c"]),
        ("dieu_19__khoan_2", ["dieu_19__khoan_3__diem_b"]),
        ("dieu_24__khoan_3__diem_a", ["dieu_24__khoan_4"]),
        ("dieu_27__khoan_3", ["dieu_27__khoan_4", "dieu_27__khoan_5"]),
        ("dieu_27__khoan_1", ["dieu_27__khoan_4"]),
    ],
)
def test_measures_reach_the_fines_they_speak_of(fines, eid, remedies):
    sanction = next(s for s in fines.sanctions if s.sources[0].eid == eid)

    assert [m.source.eid for m in sanction.measures] == remedies


def test_schemes_are_trees():
    for scheme in jurisdiction().schemes.values():
        for code, concept in scheme.items():
            assert not concept.broader or concept.broader in scheme, code
            assert len(set(broader(scheme, code))) == len(list(broader(scheme, code)))


def test_livestock_land_is_agricultural_land():
    assert "agricultural" in broader(jurisdiction().schemes["land_kinds"], "livestock")


@pytest.mark.corpus
def test_the_base_repeats_no_sentence_of_a_statute(shared, capsys, monkeypatch):
    packed = sorted((FOLDER.parent).rglob("*.norms")) + sorted(FOLDER.parent.rglob("*.toml"))
    tool = shared / "tools" / "verbatim"
    if not tool.is_file():
        pytest.skip(f"no {tool}")
    monkeypatch.setattr("sys.argv", [str(tool), *map(os.fspath, packed)])
    with pytest.raises(SystemExit) as ended:
        runpy.run_path(str(tool), run_name="__main__")

    assert capsys.readouterr().out == ""
    assert ended.value.code == 0


def test_the_law_on_the_page_about_the_notation_reads_back_as_itself():
    page = (FOLDER.parents[2] / "docs" / "notation.md").read_text(encoding="utf-8")
    law = read_law(page.split("```norms\n")[1].split("```")[0], "docs/notation.md")

    assert len(law.norms) == 4
    assert len(law.sanctions) == 4
    assert read_law(show_law(law)) == law


DAY = date(2025, 10, 1)
ENCROACHED = {"act": "land.encroach", "land.kind": "agri_other", "place.kind": "commune", "subject": "individual"}


def risked(fines, on=DAY, **facts):
    vn = jurisdiction()
    facts = {fact.replace("__", "."): value for fact, value in facts.items()}
    known = {**ENCROACHED, **facts}
    known = {f: vn.quantity(v, vn.facts[f]) if vn.facts[f].kind == QUANTITY else v for f, v in known.items()}
    answer = penalty(fines.sanctions, Case({f: v for f, v in known.items() if v != ""}, on), vn)
    return [
        (f.sanction.sources[0].eid, f.verdict, f.minimum // 1_000_000, f.maximum // 1_000_000) for f in answer.fines
    ]


@pytest.mark.parametrize(
    ("facts", "answer"),
    [
        ({}, ("dieu_13__khoan_2__diem_b", 5, 10)),
        ({"place__kind": "ward"}, ("dieu_13__khoan_2__diem_b", 10, 20)),
        ({"place__kind": "ward", "subject": "organisation"}, ("dieu_13__khoan_2__diem_b", 20, 40)),
        ({"land__area": "0.02 ha"}, ("dieu_13__khoan_2__diem_b", 5, 10)),
        ({"land__area": "199 m2"}, ("dieu_13__khoan_2__diem_a", 3, 5)),
        ({"land__kind": "rice"}, ("dieu_13__khoan_3__diem_b", 10, 20)),
        ({"land__kind": "residential"}, ("dieu_13__khoan_4__diem_b", 10, 30)),
        ({"land__state_managed": True}, ("dieu_13__khoan_1__diem_b", 5, 10)),
        (
            {"act": "land.change_use", "land__kind": "rice", "land__to": "residential"},
            ("dieu_8__khoan_3__diem_c", 50, 100),
        ),
        ({"act": "land.change_use", "land__to": "residential"}, ("dieu_10__khoan_2__diem_c", 30, 50)),
        ({"act": "land.deform_terrain"}, ("dieu_14__khoan_2__diem_a", 5, 10)),
        ({"act": "land.deform_terrain", "land__restoration_infeasible": True}, ("dieu_14__khoan_2__diem_a", 10, 20)),
        ({"act": "land.no_change_registration", "subject": "enterprise"}, ("dieu_16__khoan_2", 4, 6)),
        ({"act": "land.valuers_unregistered", "subject": "organisation"}, ("dieu_29__khoan_2__diem_b", 30, 50)),
        (
            {"act": "land.leave_unused", "land__kind": "rice", "land__idle_time": "12 month"},
            ("dieu_24__khoan_1__diem_a", 2, 5),
        ),
    ],
)
def test_one_fine_applies_and_no_other_may(fines, facts, answer):
    eid, low, high = answer

    assert risked(fines, **{"land__area": "0.03 ha", **facts}) == [(eid, Verdict.APPLIES, low, high)]


def test_without_the_area_every_tier_of_the_clause_is_open(fines):
    answers = risked(fines)

    assert [eid for eid, *_ in answers] == [f"dieu_13__khoan_2__diem_{letter}" for letter in "abcdđeg"]
    assert {verdict for _, verdict, *_ in answers} == {Verdict.UNKNOWN}


def test_before_its_day_the_decree_fines_nothing(fines):
    assert risked(fines, on=date(2024, 1, 1), land__area="0.03 ha") == []


def test_a_special_zone_may_count_as_a_commune_or_a_ward(fines):
    facts = {"act": "land.change_use", "land__kind": "rice", "land__to": "residential", "place__kind": "commune_level"}

    assert risked(fines, land__area="120 m2", **facts) == [("dieu_8__khoan_3__diem_b", Verdict.UNKNOWN, 30, 100)]


def test_rice_land_made_livestock_land_is_fined_by_two_articles(fines):
    facts = {
        "act": "land.change_use",
        "land__kind": "rice",
        "land__to": "livestock",
        "land__large_livestock_project": True,
    }

    assert {eid for eid, *_ in risked(fines, land__area="0.6 ha", **facts)} == {
        "dieu_8__khoan_1__diem_b",
        "dieu_11__khoan_1__diem_a",
    }
