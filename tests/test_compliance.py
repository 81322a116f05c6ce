"""How duties stand: done, broken, made good, still open, not known."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ontology.answer import Status, Truth, Verdict
from ontology.case import Case
from ontology.from_notation import read_law
from ontology.norm import Deadline
from reason.applicable import applicable
from reason.claims import claims
from reason.compliance import compliance
from reason.conflicts import conflicts
from reason.deed import key, own_key, start_of
from reason.deed_answers import answered
from reason.evaluate import evaluate
from tests.made_up import DAY, HEAD, TAXONOMY, VN, case, law, norm, partial_cases

BAN = norm("prohibition", "dieu_1", "discharge", when="licence")
DUTY = norm("obligation", "dieu_2", "register", when="area >= 1 ha")
REPAIR = norm("obligation", "dieu_3", "use", more="    {} 1/2030/XX#dieu_1/prohibition")
COST = """
fine dieu_9 5..9
    act discharge
    when act in {discharge} and place in {urban}
    violates 1/2030/XX#dieu_1/prohibition

fine dieu_10 1..2
    act register
    when act in {register}
    violates dieu_2
"""


def stand(blocks, case, vn=VN):
    """How the duties stand, by article."""
    made = law(blocks)
    found = compliance(made.norms, case, vn, made.sanctions)
    return {one.norm.sources[0].eid: one for one in found}


def statuses(blocks, case, vn=VN):
    return {eid: one.status for eid, one in stand(blocks, case, vn).items()}


@pytest.mark.parametrize(
    ("facts", "status", "missing"),
    [
        ({"licence": True, "done:discharge": True}, Status.VIOLATED, ()),
        ({"licence": True, "done:discharge": False}, Status.FULFILLED, ()),
        ({"licence": True}, Status.UNKNOWN, ("done:discharge",)),
        ({"done:discharge": True}, Status.UNKNOWN, ("licence",)),
        ({}, Status.UNKNOWN, ("licence", "done:discharge")),
        ({"licence": True, "done_on:discharge": date(2030, 6, 1)}, Status.VIOLATED, ()),
        ({"licence": True, "done_on:discharge": date(2030, 6, 2)}, Status.FULFILLED, ()),
        ({"licence": True, "done_on:discharge": date(2029, 6, 1)}, Status.FULFILLED, ()),
        ({"licence": True, "done:discharge": True, "done_on:discharge": date(2029, 6, 1)}, Status.FULFILLED, ()),
    ],
    ids=["done", "left", "who knows", "owed?", "nothing told", "today", "tomorrow", "before the law", "said, too"],
)
def test_a_prohibition_is_broken_by_the_deed(facts, status, missing):
    one = stand(BAN, Case(facts, DAY))["dieu_1"]

    assert (one.status, one.missing) == (status, missing)


def test_a_deed_after_the_prohibition_ended_breaks_nothing():
    ended = BAN + "    in_force 2030-01-01..2030-06-02"

    assert statuses(ended, Case({"licence": True, "done_on:discharge": date(2030, 5, 1)}, DAY))["dieu_1"] is (
        Status.VIOLATED
    )
    late = Case({"licence": True, "done:discharge": True, "done_on:discharge": date(2030, 6, 2)}, date(2030, 6, 1))
    assert statuses(ended, late)["dieu_1"] is Status.FULFILLED


@pytest.mark.parametrize(("done", "status"), [(True, Status.FULFILLED), (False, Status.VIOLATED)])
def test_an_obligation_without_a_time_limit_is_due_at_once(done, status):
    assert statuses(DUTY, case(area="1 ha", **{"done:register": done})) == {"dieu_2": status}


def test_what_is_not_owed_does_not_stand_at_all():
    assert stand(DUTY, case(area="0.5 ha", **{"done:register": False})) == {}
    assert stand(norm("permission", "dieu_4") + norm("power", "dieu_5"), case()) == {}
    assert stand(DUTY, case(on=date(2029, 1, 1), area="1 ha", **{"done:register": False})) == {}


def test_what_the_case_says_of_one_norm_goes_before_what_it_says_of_the_act():
    twice = law(DUTY + DUTY.replace("dieu_2", "dieu_4"))
    own = f"done:{own_key(twice.norms[1])}"
    found = compliance(twice.norms, case(area="1 ha", **{"done:register": True, own: False}), VN)

    assert [one.status for one in found] == [Status.FULFILLED, Status.VIOLATED]
    assert key(twice.norms[0], {}) == "register"


def test_an_act_that_only_the_law_describes_has_a_key_of_its_own():
    (only,) = law(norm("obligation", "dieu_1", '"tưới cây"')).norms
    (one,) = compliance([only], case(), VN)

    assert one.missing == (f"done:{own_key(only)}",)


TIMED = norm("obligation", "dieu_2", "register", more='    deadline 10 working_day since "ngày nhận đất"')


@pytest.mark.parametrize(
    ("facts", "status"),
    [
        ({"since": date(2030, 5, 20), "done:register": False}, Status.PENDING),
        ({"since": date(2030, 5, 15), "done:register": False}, Status.VIOLATED),
        ({"since": date(2030, 5, 15), "done_on:register": date(2030, 5, 29)}, Status.FULFILLED),
        ({"since": date(2030, 5, 15), "done_on:register": date(2030, 5, 30)}, Status.VIOLATED),
        ({"since": date(2030, 5, 15), "done:register": True}, Status.UNKNOWN),
        ({"since": date(2030, 5, 20), "done:register": True}, Status.FULFILLED),
        ({"since": date(2030, 5, 20), "done_on:register": date(2030, 6, 2)}, Status.PENDING),
        ({"since": date(2030, 5, 20)}, Status.UNKNOWN),
        ({"done:register": False}, Status.UNKNOWN),
        ({"done:register": False, "over": True}, Status.VIOLATED),
        ({"done:register": True, "over": True, "in_time": False}, Status.VIOLATED),
        ({"done:register": True, "in_time": True}, Status.FULFILLED),
    ],
    ids=[
        "time left", "run out", "on the last day", "a day late", "done, when?", "done, time left",
        "to be done", "done?", "since when?", "said to be over", "said to be late", "said to be in time",
    ],
)  # fmt: skip
def test_a_deadline_that_has_passed_makes_a_breach(facts, status):
    (only,) = law(TIMED).norms
    facts = {f"{id}:{own_key(only)}" if id in {"over", "in_time"} else id: value for id, value in facts.items()}

    assert statuses(TIMED, Case(facts, DAY)) == {"dieu_2": status}


def test_the_last_day_is_in_time():
    told = {"since": date(2030, 5, 15), "done:register": False}

    assert statuses(TIMED, Case(told, date(2030, 5, 29)))["dieu_2"] is Status.PENDING
    assert statuses(TIMED, Case(told, date(2030, 5, 30)))["dieu_2"] is Status.VIOLATED
    fixed = norm("obligation", "dieu_2", "register", more="    deadline 20300520 date before")
    assert statuses(fixed, Case(told, date(2030, 5, 20)))["dieu_2"] is Status.PENDING
    assert statuses(fixed, Case(told, date(2030, 5, 21)))["dieu_2"] is Status.VIOLATED


def test_a_deadline_names_its_day_and_the_years_it_was_guessed_through():
    one = stand(TIMED, Case({"since": date(2030, 5, 15), "done:register": False}, DAY))["dieu_2"]

    assert one.due == date(2030, 5, 29)
    assert one.assumed == ("calendar:2030",)
    assert stand(TIMED, Case({"done:register": False}, DAY))["dieu_2"].due is None


def test_what_is_missing_of_a_deadline_is_asked_for():
    (only,) = law(TIMED).norms
    own = own_key(only)

    assert stand(TIMED, Case({}, DAY))["dieu_2"].missing == ("since", "done:register", f"in_time:{own}")
    done = Case({"since": date(2030, 5, 15), "done:register": True}, DAY)
    assert stand(TIMED, done)["dieu_2"].missing == ("done_on:register",)


def test_a_time_limit_without_a_fact_of_the_pack_runs_from_a_day_of_its_own():
    (only,) = law(norm("obligation", "dieu_2", "register", more='    deadline 10 day "ngày nhận đất"')).norms
    (same,) = law(norm("obligation", "dieu_7", "use", more='    deadline 2 month "Ngày  nhận đất"')).norms
    (other,) = law(norm("obligation", "dieu_7", "use", more="    deadline 2 month")).norms
    day = start_of(only.deadline[0], only)

    assert day.startswith("day:")
    assert start_of(same.deadline[0], same) == day != start_of(other.deadline[0], other)
    (one,) = compliance([only], Case({day: date(2030, 5, 1), "done:register": False}, DAY), VN)
    assert (one.status, one.due) == (Status.VIOLATED, date(2030, 5, 13))


LIMITS = {
    "after": ("deadline 10 day after since", date(2030, 5, 15)),
    "every": ("deadline 1 month every since", date(2030, 5, 15)),
    "before": ("deadline 10 day before since", date(2030, 7, 1)),
    "date": ("deadline 20300520 date before", None),
}


@pytest.mark.parametrize(
    ("direction", "done_on", "status"),
    [
        ("after", date(2030, 5, 24), Status.VIOLATED),
        ("after", date(2030, 5, 25), Status.FULFILLED),
        ("after", None, Status.PENDING),
        ("every", date(2030, 5, 3), Status.FULFILLED),
        ("every", date(2030, 4, 20), Status.PENDING),
        ("every", None, Status.PENDING),
        ("before", date(2030, 5, 1), Status.FULFILLED),
        ("before", None, Status.PENDING),
        ("date", date(2030, 5, 20), Status.FULFILLED),
        ("date", date(2030, 5, 21), Status.VIOLATED),
        ("date", None, Status.VIOLATED),
    ],
)
def test_every_kind_of_time_limit(direction, done_on, status):
    line, since = LIMITS[direction]
    told = {"since": since, "done_on:register": done_on, "done:register": done_on is not None}
    blocks = norm("obligation", "dieu_2", "register", more=f"    {line}")

    assert statuses(blocks, Case({f: v for f, v in told.items() if v is not None}, DAY)) == {"dieu_2": status}


def test_what_comes_back_is_broken_once_its_time_is_over():
    again = norm("obligation", "dieu_2", "register", more="    deadline 1 month every since")
    told = {"since": date(2030, 1, 1), "done_on:register": date(2030, 4, 10)}

    one = stand(again, Case(told, DAY))["dieu_2"]
    assert (one.status, one.due) == (Status.VIOLATED, date(2030, 5, 10))
    assert stand(again, Case({"since": date(2030, 5, 30)}, DAY))["dieu_2"].due == date(2030, 7, 1)
    after = norm("obligation", "dieu_2", "register", more="    deadline 1 month after since")
    assert stand(after, Case(told, DAY))["dieu_2"].due is None


@pytest.mark.parametrize("line", ["0 immediate", "5 year at_least"])
def test_a_limit_that_no_days_tell_is_asked_for_in_so_many_words(line):
    (only,) = law(norm("obligation", "dieu_2", "register", more=f"    deadline {line}")).norms
    over = f"over:{own_key(only)}"

    (open_,) = compliance([only], Case({"done:register": False}, DAY), VN)
    assert (open_.status, open_.missing) == (Status.UNKNOWN, (over,))
    for run_out, status in ((True, Status.VIOLATED), (False, Status.PENDING)):
        (one,) = compliance([only], Case({"done:register": False, over: run_out}, DAY), VN)
        assert one.status is status


def test_several_time_limits_are_all_kept_or_one_is_broken():
    more = "    deadline 10 day since\n    deadline 20300520 date before"
    (only,) = law(norm("obligation", "dieu_2", "register", more=more)).norms

    def found(**facts):
        (one,) = compliance([only], case(**facts), VN)
        return one.status, one.due

    assert found(since=date(2030, 5, 1), done_on__register=date(2030, 5, 9)) == (Status.UNKNOWN, date(2030, 5, 13))
    told = {"since": date(2030, 5, 6), "done_on:register": date(2030, 5, 19)}
    (late,) = compliance([only], Case(told, DAY), VN)
    assert (late.status, late.due) == (Status.VIOLATED, date(2030, 5, 16))
    second = Case({"since": date(2030, 5, 14), "done_on:register": date(2030, 5, 22)}, DAY)
    assert [one.status for one in compliance([only], second, VN)] == [Status.VIOLATED]
    (fine,) = compliance([only], Case({**told, "done_on:register": date(2030, 5, 16)}, DAY), VN)
    assert fine.status is Status.FULFILLED
    over = f"over:{own_key(only)}.2"
    (said,) = compliance([only], Case({"done:register": False, over: False, "since": date(2030, 5, 30)}, DAY), VN)
    assert said.status is Status.PENDING


def test_a_prohibition_for_a_time_is_broken_within_it_only():
    ban = norm("prohibition", "dieu_2", "register", more="    deadline 10 day since")

    def found(day):
        return statuses(ban, Case({"since": date(2030, 5, 1), "done_on:register": day}, DAY))["dieu_2"]

    assert found(date(2030, 5, 10)) is Status.VIOLATED
    assert found(date(2030, 5, 14)) is Status.FULFILLED


def test_a_breach_turns_on_its_fines():
    facts = {"licence": True, "area": "1 ha", "done:discharge": True, "done:register": False}
    found = stand(BAN + DUTY + COST, case(place="ward", **facts))

    assert [(s.sources[0].eid, truth) for s, truth in found["dieu_1"].sanctions] == [("dieu_9", Truth.TRUE)]
    assert [(s.sources[0].eid, truth) for s, truth in found["dieu_2"].sanctions] == [("dieu_10", Truth.TRUE)]
    assert stand(BAN + COST, case(**facts))["dieu_1"].sanctions[0][1] is Truth.UNKNOWN
    assert stand(BAN + COST, case(place="commune", **facts))["dieu_1"].sanctions == ()
    assert stand(BAN + COST, case(**{**facts, "done:discharge": False}))["dieu_1"].sanctions == ()


def test_a_norm_may_name_its_fine():
    ban = norm("prohibition", "dieu_1", more="    sanction dieu_9")
    cost = COST.replace("    violates 1/2030/XX#dieu_1/prohibition\n", "")
    (fine, _) = stand(ban + cost, case(place="ward", **{"done:discharge": True}))["dieu_1"].sanctions[0]

    assert fine.sources[0].eid == "dieu_9"
    later = cost.replace("    act discharge", "    act discharge\n    in_force 2031-01-01..")
    assert stand(ban + later, case(place="ward", **{"done:discharge": True}))["dieu_1"].sanctions == ()


def test_a_fine_for_no_act_in_particular_is_judged_by_its_conditions():
    ban = norm("prohibition", "dieu_1", more="    sanction dieu_9")
    cost = "\nfine dieu_9 5..9\n    when act in {discharge}\n"
    facts = {"done:discharge": True}

    assert stand(ban + cost, case(**facts))["dieu_1"].sanctions[0][1] is Truth.UNKNOWN
    assert stand(ban + cost, case(act="discharge", **facts))["dieu_1"].sanctions[0][1] is Truth.TRUE


@pytest.mark.parametrize(
    ("word", "discharged", "repaired", "ban", "repair"),
    [
        ("compensates", True, True, Status.COMPENSATED, Status.FULFILLED),
        ("compensates", True, False, Status.VIOLATED, Status.VIOLATED),
        ("compensates", True, None, Status.UNKNOWN, Status.UNKNOWN),
        ("compensates", False, False, Status.FULFILLED, None),
        ("compensates", None, True, Status.UNKNOWN, Status.UNKNOWN),
        ("remedies", True, True, Status.VIOLATED, Status.FULFILLED),
        ("remedies", True, False, Status.VIOLATED, Status.VIOLATED),
        ("remedies", False, True, Status.FULFILLED, None),
    ],
)
def test_a_breach_turns_on_its_remedy_and_may_be_made_good_by_it(word, discharged, repaired, ban, repair):
    told = {"licence": True, "done:discharge": discharged, "done:use": repaired}
    found = statuses(BAN + REPAIR.format(word), Case({f: v for f, v in told.items() if v is not None}, DAY))

    assert found == {"dieu_1": ban, **({"dieu_3": repair} if repair else {})}


def test_a_remedy_whose_time_still_runs_has_made_nothing_good_yet():
    repair = REPAIR.format("compensates") + "    deadline 30 day since\n"
    told = {"licence": True, "done:discharge": True, "done:use": False, "since": date(2030, 5, 20)}
    found = stand(BAN + repair, Case(told, DAY))

    assert [(one.status, one.due) for one in found.values()] == [
        (Status.VIOLATED, None), (Status.PENDING, date(2030, 6, 19)),
    ]  # fmt: skip
    assert [duty.id for duty in found["dieu_1"].remedies] == ["1/2030/XX#dieu_3/obligation"]


def test_a_remedial_duty_applies_only_upon_the_breach():
    norms = law(BAN + REPAIR.format("remedies")).norms

    def verdict(**facts):
        return applicable(norms, Case({"licence": True, **facts}, DAY), VN)[1].verdict

    assert verdict(**{"done:discharge": True}) is Verdict.APPLIES
    assert verdict(**{"done:discharge": False}) is Verdict.NOT_APPLIES
    assert verdict() is Verdict.UNKNOWN


@pytest.mark.parametrize("name", ["dieu_1", "1/2030/XX#dieu_1", "1/2030/XX#dieu_1/prohibition"])
def test_the_remedied_norm_is_named_by_its_id_or_its_place(name):
    repair = norm("obligation", "dieu_1__khoan_2", "use", more=f"    compensates {name}")
    told = {"licence": True, "done:discharge": True, "done:use": True}

    assert statuses(BAN + repair, Case(told, DAY)) == {
        "dieu_1": Status.COMPENSATED, "dieu_1__khoan_2": Status.FULFILLED,
    }  # fmt: skip


def test_a_remedy_of_what_nobody_knows_waits_for_an_answer():
    (one,) = stand(norm("obligation", "dieu_3", "use", more="    remedies 9/2030/XX#dieu_1"), case()).values()

    assert one.status is Status.UNKNOWN
    assert one.missing[0].startswith("said:")


def test_nothing_follows_upon_a_norm_that_is_not_in_force():
    later = BAN + "    in_force 2031-01-01..\n"
    told = case(licence=True, **{"done:discharge": True, "done:use": False})

    assert stand(later + REPAIR.format("remedies"), told) == {}
    assert claims(law(later + REPAIR.format("remedies")).norms, DAY, VN)[0].when.facts() == {
        f"done:{own_key(law(REPAIR.format('remedies')).norms[0])}"
    }


def test_duties_that_remedy_each_other_turn_on_nothing():
    a = norm("obligation", "dieu_1", "use", more="    remedies dieu_2")
    b = norm("obligation", "dieu_2", "register", more="    remedies dieu_1")

    assert stand(a + b, case(**{"done:use": False, "done:register": False})) == {}


def test_a_chain_of_remedies_goes_on_breach_by_breach():
    second = norm("obligation", "dieu_4", "register", more="    compensates dieu_3")
    told = {"licence": True, "done:discharge": True, "done:use": False, "done:register": True}

    assert statuses(BAN + REPAIR.format("compensates") + second, Case(told, DAY)) == {
        "dieu_1": Status.VIOLATED, "dieu_3": Status.COMPENSATED, "dieu_4": Status.FULFILLED,
    }  # fmt: skip


def test_a_displaced_duty_is_not_owed():
    spared = norm("exemption", "dieu_5", "register", when="urgent", more="    exception_to dieu_2")
    told = {"area": "1 ha", "done:register": False}

    assert stand(DUTY + spared, case(urgent=True, **told)) == {}
    assert statuses(DUTY + spared, case(urgent=False, **told)) == {"dieu_2": Status.VIOLATED}


def sources(proof):
    found = [proof.source.eid] if proof.source else []
    return [*found, *(eid for part in proof.because for eid in sources(part))]


def test_the_proof_of_a_status_names_every_clause_it_rests_on():
    spared = norm("exemption", "dieu_5", "discharge", when="urgent", more="    exception_to dieu_1")
    told = {"licence": True, "urgent": False, "done:discharge": True, "done:use": True}
    found = stand(BAN + REPAIR.format("compensates") + spared, Case(told, DAY))

    assert found["dieu_1"].proof.truth is Truth.TRUE
    assert sources(found["dieu_1"].proof) == ["dieu_1", "dieu_5", "dieu_3", "dieu_1", "dieu_5"]
    assert sources(found["dieu_3"].proof) == ["dieu_3", "dieu_1", "dieu_5"]


def test_what_was_taken_for_granted_is_told():
    blocks = norm("prohibition", "dieu_1", when="not managed")
    one = stand(blocks, case(**{"done:discharge": True}))["dieu_1"]

    assert (one.status, one.assumed) == (Status.VIOLATED, ("managed",))


acts = st.sampled_from(["use", "register", "discharge"])
modalities = st.sampled_from(["obligation", "prohibition", "obligation", "permission"])
whens = st.sampled_from(["", "licence", "area >= 1 ha", "kind in {rice}", "not urgent"])
limits = st.sampled_from([
    "", "", "", "    deadline 10 day since", "    deadline 1 month after since", "    deadline 2 week every since",
    "    deadline 3 working_day before since", "    deadline 20300520 date before", "    deadline 0 immediate",
    "    deadline 10 day since\n    deadline 1 month since",
])  # fmt: skip
PLACES = ["dieu_1", "dieu_2", "dieu_3", "dieu_4"]
links = st.lists(
    st.tuples(
        st.sampled_from(["remedies", "compensates", "compensates", "exception_to"]), st.sampled_from([*PLACES, "x"])
    ),
    max_size=1,
)


@st.composite
def rule_bases(draw):
    """Up to four norms that remedy, compensate and except each other in any way."""
    blocks = []
    for place in PLACES[: draw(st.integers(1, 4))]:
        more = "\n".join([draw(limits), *(f"    {key} {name}" for key, name in draw(links))])
        blocks.append(norm(draw(modalities), place, draw(acts), when=draw(whens), more=more))
    return read_law(HEAD + "".join(blocks)).norms


some_days = st.sampled_from([date(2030, 5, d) for d in (1, 12, 20, 22, 31)] + [date(2030, 7, 1)])
DEEDS = {f"done:{act}": st.booleans() for act in ("use", "register", "discharge")}
DAYS = {f"done_on:{act}": some_days for act in ("use", "register", "discharge")} | {"since": some_days}
told = st.builds(
    lambda case, deeds: Case({**case.facts, **deeds}, DAY),
    partial_cases,
    st.fixed_dictionaries({}, optional={**DEEDS, **DAYS}),
)
many = settings(max_examples=120, deadline=None)


@many
@given(rule_bases(), told)
def test_a_status_is_unknown_exactly_when_a_fact_is_missing(norms, case):
    for one in compliance(norms, case, VN):
        assert bool(one.missing) is (one.status is Status.UNKNOWN)
        assert (one.proof.truth is Truth.TRUE) is (one.status is not Status.UNKNOWN)


@many
@given(rule_bases(), told)
def test_conditions_say_the_same_as_the_proofs(norms, case):
    known = answered(norms, case, VN)
    found = {one.norm.id: one.status for one in compliance(norms, case, VN)}
    said = {
        (claim.norm.id, claim.status): evaluate(claim.when, replace(known, facts=dict(known.facts)), TAXONOMY).truth
        for claim in claims(norms, DAY, VN)
    }

    for (id, status), truth in said.items():
        if truth is Truth.TRUE:
            assert found[id] is status
        elif id not in found:
            assert truth is Truth.FALSE
        else:
            assert found[id] is not status
    assert {id for id, status in found.items() if status is not Status.UNKNOWN} == {
        id for (id, _), truth in said.items() if truth is Truth.TRUE
    }


@many
@given(rule_bases(), told, st.fixed_dictionaries({**DEEDS, "since": some_days}))
def test_what_stands_stands_whatever_else_is_told(norms, case, rest):
    fuller = Case({**rest, **case.facts}, DAY)
    assume(all(f"done_on:{id[5:]}" not in case.facts for id in rest if id.startswith("done:")))
    before = {one.norm.id: one.status for one in compliance(norms, case, VN)}
    after = {one.norm.id: one.status for one in compliance(norms, fuller, VN)}

    for id, status in before.items():
        assert status is Status.UNKNOWN or after[id] is status


def test_a_deadline_keeps_the_fact_it_runs_from():
    assert law(TIMED).norms[0].deadline == (Deadline(10, "working_day", "ngày nhận đất", "within", "since"),)


def test_a_remedial_duty_clashes_only_upon_the_breach():
    forbidden = norm("prohibition", "dieu_6", "use", when="licence")
    (found,) = conflicts([law(BAN + REPAIR.format("remedies") + forbidden)], DAY, VN)

    assert found.witness.facts == {"licence": True, f"done:{own_key(law(BAN).norms[0])}": True}
