"""Rules that cannot both be followed, each pair with a case in which both hold."""

from dataclasses import replace
from datetime import date

import pytest

from ontology.answer import Truth
from packs.vn import jurisdiction
from reason.clash import Ground
from reason.conflicts import conflicts, search
from reason.evaluate import evaluate
from reason.taxonomy import Taxonomy
from tests.made_up import DAY, HEAD, OTHER, TABLES, TAXONOMY, VN, law, norm


def found(*laws, on=DAY):
    return conflicts(laws, on, VN)


def kinds(*laws, on=DAY):
    return [conflict.kind for conflict in found(*laws, on=on)]


MUST = norm("obligation", "dieu_1", when="flow > 5 m3/day")
MUST_NOT = norm("prohibition", "dieu_2", when="flow < 9 m3/day")


@pytest.mark.parametrize(
    ("a", "b", "kind"),
    [
        ("obligation", "prohibition", "obligation_prohibition"),
        ("permission", "prohibition", "permission_prohibition"),
        ("obligation", "exemption", "obligation_exemption"),
    ],
)
def test_opposed_norms_on_one_act(a, b, kind):
    one, other = norm(a, "dieu_1", when="flow > 5 m3/day"), norm(b, "dieu_2", when="flow < 9 m3/day")
    (conflict,) = found(law(one), law(other, OTHER))

    assert (conflict.kind, conflict.code) == (kind, "R206-1b")
    assert str(conflict.witness.facts["flow"]) == "7 m3/day"
    assert [evaluate(side.when, conflict.witness, TAXONOMY).truth for side in conflict.sides] == [Truth.TRUE] * 2


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("obligation", "obligation"),
        ("obligation", "permission"),
        ("permission", "exemption"),
        ("power", "prohibition"),
        ("prohibition", "exemption"),
    ],
)
def test_norms_that_get_along(a, b):
    assert kinds(law(norm(a, "dieu_1") + norm(b, "dieu_2"))) == []


def test_conditions_that_never_meet():
    apart = norm("prohibition", "dieu_2", when="flow < 5 m3/day")

    assert kinds(law(MUST + apart)) == []


def test_another_act_another_bearer_another_thing_another_party():
    assert kinds(law(MUST + norm("prohibition", "dieu_2", act="register"))) == []
    keeper, user = (
        norm(m, e, bearer=b) for m, e, b in (("obligation", "dieu_1", "keeper"), ("prohibition", "dieu_2", "user"))
    )
    assert kinds(law(keeper + user)) == []
    inside, outside = (
        norm(m, e, more=f'    object "{o}"')
        for m, e, o in (("obligation", "dieu_1", "x"), ("prohibition", "dieu_2", "y"))
    )
    assert kinds(law(inside + outside)) == []
    to_a, to_b = (
        norm(m, e, more=f"    toward {o}")
        for m, e, o in (("obligation", "dieu_1", "user"), ("prohibition", "dieu_2", "keeper"))
    )
    assert kinds(law(to_a + to_b)) == []


def test_a_narrower_bearer_and_a_narrower_act_are_comparable():
    wide = norm("prohibition", "dieu_1", act="use", bearer="individual")
    narrow = norm("obligation", "dieu_2", act="use.change", bearer="household")
    (conflict,) = found(law(wide + narrow))

    assert conflict.witness.facts["subject"] == "household"


def test_forbidding_one_way_of_what_is_demanded_is_no_conflict():
    assert kinds(law(norm("obligation", "dieu_1", act="use") + norm("prohibition", "dieu_2", act="use.change"))) == []


def test_acts_and_bearers_in_the_words_of_the_law_compare_as_words():
    a = norm("obligation", "dieu_1", act='"Nộp  báo cáo"', bearer='"Chủ bè"')
    b = norm("prohibition", "dieu_2", act='"nộp báo cáo"', bearer='"chủ bè"')
    c = norm("prohibition", "dieu_2", act='"nộp báo cáo"', bearer='"chủ thuyền"')

    assert kinds(law(a + b)) == ["obligation_prohibition"]
    assert kinds(law(a + c)) == []
    assert kinds(law(norm("obligation", "dieu_1", act="") + norm("prohibition", "dieu_2", act=""))) == []


def test_an_exception_decides_before_there_is_a_conflict():
    spared = norm("prohibition", "dieu_2", when="flow < 9 m3/day", more="    exception_to dieu_1")

    assert kinds(law(MUST + spared)) == []


@pytest.mark.parametrize("when", ["flow > 5 m3/day and urgent", "flow < 9 m3/day"])
def test_an_exemption_from_part_of_a_duty_of_the_same_document_is_its_exception(when):
    some = norm("exemption", "dieu_2", when=when)

    assert kinds(law(MUST + some)) == []
    assert kinds(law(MUST), law(some, OTHER)) == ["obligation_exemption"]


@pytest.mark.parametrize("when", ["flow > 5 m3/day", "flow > 4 m3/day", ""])
def test_an_exemption_that_leaves_nothing_of_the_duty(when):
    assert kinds(law(MUST + norm("exemption", "dieu_2", when=when))) == ["obligation_exemption"]
    assert kinds(law((MUST + norm("exemption", "dieu_2", when=when)).replace("dieu_", "dieu_1__khoan_"))) == []


@pytest.mark.parametrize(("ban", "may"), [("", "urgent"), ("urgent", "")])
def test_of_a_ban_and_a_permission_in_one_document_the_narrower_is_the_exception(ban, may):
    a, b = norm("prohibition", "dieu_1", when=ban), norm("permission", "dieu_2", when=may)

    assert kinds(law(a + b)) == []
    assert kinds(law(a), law(b, OTHER)) == ["permission_prohibition"]


def test_a_ban_and_a_permission_that_overlap_in_one_document():
    a, b = norm("prohibition", "dieu_1", when="licence"), norm("permission", "dieu_2", when="urgent")

    assert [c.code for c in found(law(a + b))] == ["R206-1a"]


def test_a_rule_and_its_own_provision_do_not_conflict():
    assert kinds(law(MUST + MUST_NOT.replace("dieu_2", "dieu_1"))) == []
    assert kinds(law(MUST + MUST_NOT.replace("dieu_2", "dieu_1__khoan_2"))) == []
    assert kinds(law(MUST), law(MUST)) == []


def test_rules_whose_days_do_not_meet():
    past = "    in_force 2020-01-01..2030-01-01"

    assert kinds(law(MUST + norm("prohibition", "dieu_2", more=past))) == []
    assert kinds(law(norm("obligation", "dieu_1", more=past) + norm("prohibition", "dieu_2", more=past))) == []


def test_the_witness_stands_on_a_day_of_both():
    later = norm("prohibition", "dieu_2", more="    in_force 2031-05-01..")
    (conflict,) = found(law(norm("obligation", "dieu_1") + later))

    assert conflict.witness.on == date(2031, 5, 1)


def test_words_that_each_side_has_to_itself_prove_nothing():
    a, b = norm("obligation", "dieu_1", when="said:0000000001"), norm("prohibition", "dieu_2", when="said:0000000002")

    assert kinds(law(a + b)) == []
    assert kinds(law(a + norm("prohibition", "dieu_2", when="said:0000000001"))) == ["obligation_prohibition"]
    assert kinds(law(a + norm("prohibition", "dieu_2"))) == ["obligation_prohibition"]


def deadline(eid, limit, when=""):
    return norm("obligation", eid, act="register", when=when, more=f"    deadline {limit}")


def test_one_duty_with_two_time_limits():
    a, b = law(deadline("dieu_1", '30 day "ngày nhận"')), law(deadline("dieu_1", '45 day "Ngày nhận"'), OTHER)

    assert kinds(a, b) == ["different_deadline"]


@pytest.mark.parametrize(
    "limit", ['30 day "ngày nhận"', '45 day "ngày gửi"', '45 working_day "ngày nhận"', '45 day after "ngày nhận"']
)
def test_time_limits_that_agree_or_speak_of_something_else(limit):
    assert kinds(law(deadline("dieu_1", '30 day "ngày nhận"')), law(deadline("dieu_1", limit), OTHER)) == []


def test_a_time_limit_of_nobody_from_nothing_tells_no_duty():
    a, b = (
        law(deadline("dieu_1", limit).replace("    bearer person\n", ""), head)
        for limit, head in (("30 day", HEAD), ("45 day", OTHER))
    )

    assert kinds(a, b) == []


def test_a_special_time_limit_in_the_same_document():
    assert kinds(law(deadline("dieu_1", "30 day") + deadline("dieu_2", "45 day", when="urgent"))) == []


def test_adjoining_bands_of_one_table_are_no_double_fine():
    shared = TABLES.partition("fines dieu_11")[0].replace(">= 1 ha", ">= 0.5 ha")

    assert kinds(law(shared)) == ["tier_overlap"]


def test_faults_of_tables_are_listed_too():
    text = TABLES.partition("fines dieu_11")[0]

    assert kinds(law(text.replace(">= 1 ha", "> 1 ha"))) == ["tier_gap"]
    assert kinds(law(text.replace("3..5", "1..2"))) == ["tier_step_down"]
    (conflict,) = found(law(text + '\nfinding wording dieu_8__khoan_1__diem_a "từ dưới"\n'))
    assert (conflict.kind, conflict.code, conflict.witness.on) == ("tier_wording", "R206-2", DAY)
    assert "từ dưới" in conflict.text


def test_ids_are_stable_and_do_not_hang_on_the_order():
    a, b = law(MUST), law(MUST_NOT, OTHER)

    assert [c.id for c in found(a, b)] == [c.id for c in found(b, a)]
    assert len({c.id for c in found(law(TABLES + MUST + MUST_NOT))}) == 2


def test_what_was_looked_at_is_counted_and_told_in_both_languages():
    result = search([law(TABLES + MUST + MUST_NOT)], DAY, VN)
    (deontic, double) = result.conflicts

    assert result.looked_at == {"norms": 2, "sanctions": 4, "pairs": 2}
    assert [text.vi for text in result.told[double.id]] == [double.text, *double.arguments]
    assert result.told[deontic.id][0][
        "en"
    ] == "decree 1/2030/XX, article 1 and decree 1/2030/XX, article 2: one demands what the other forbids".replace(
        "decree", "Decree"
    )


# --- the shipped base ----------------------------------------------------------------------------------------------------


def test_rice_or_forest_land_made_livestock_land_is_fined_twice():
    vn = jurisdiction()
    land = [law for law in vn.base if law.work.number == "123/2024/NĐ-CP"]
    doubled = [c for c in conflicts(land, date(2025, 10, 1), vn) if c.kind == "double_fine"]
    pairs = {tuple(sorted(side.sources[0].eid.rpartition("__")[0] for side in c.sides)) for c in doubled}

    assert {("dieu_11__khoan_1", "dieu_8__khoan_1"), ("dieu_11__khoan_1", "dieu_9__khoan_1")} <= pairs


def test_every_witness_of_the_base_shows_what_it_should():
    vn = jurisdiction()
    ground = Ground([norm for law in vn.base for norm in law.norms], date(2025, 10, 1), vn)

    for conflict in conflicts(vn.base, date(2025, 10, 1), vn):
        if not conflict.kind.startswith("tier_"):
            assert all(ground.holds(side, conflict.witness) for side in conflict.sides), conflict.text


def test_a_witness_that_evaluation_does_not_confirm_is_no_conflict(monkeypatch):
    monkeypatch.setattr(Ground, "holds", lambda *_: False)

    assert kinds(law(MUST + MUST_NOT)) == []


def test_an_unclosed_scheme_gives_no_witness():
    vn = replace(VN, schemes={**VN.schemes, "kinds": {}})
    two = norm("obligation", "dieu_1", when="kind in {rice}") + norm("prohibition", "dieu_2", when="kind in {forest}")

    assert conflicts([law(two)], DAY, vn) == ()
    assert Taxonomy.of(vn).up("kind", "rice") == {"rice"}
