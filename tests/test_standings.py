"""How duties stand, as a user sees it: in JSON, on the terminal, and with the facts that a case may state."""

import json

import pytest
from click.testing import CliRunner

from api.cli import main
from api.schemas import Applicable
from api.verbs import Verbs
from kg.graph import Graph
from ontology.errors import UnknownFact
from ontology.fact import DATE, YES_NO, deed
from packs.en import LANGUAGE as EN
from packs.vi import LANGUAGE as VI
from packs.vn import jurisdiction
from reason.deed import own_key
from reason.deed_facts import deed_facts
from tests.made_up import VN as MADE_UP
from tests.made_up import law, norm

VN = jurisdiction()
DONE = "done:env.report_annually"
GIVEN = {"on": "2025-10-01", "subject": "enterprise", "facts": {"role.project_owner": True, DONE: False}}
PLACE = "khoản 1 Điều 119 Luật 72/2020/QH14"


@pytest.fixture(scope="module")
def verbs():
    return Verbs(Graph.shipped(VI, VN), VI, EN, VN)


def rows(answer):
    return {row["citation"]["text"]: row for row in answer["verdicts"]}


def test_a_case_that_tells_deeds_is_told_how_its_duties_stand(verbs):
    answer = verbs.applicable(GIVEN)
    row = rows(answer)[PLACE]

    assert row["standing"]["status"] in {"violated", "unknown"}
    assert Applicable.model_validate(answer)
    assert {r["standing"] for r in answer["verdicts"] if r["modality"] == "permission"} == {None}
    assert {r["standing"] for r in answer["verdicts"] if r["verdict"] == "not_applies"} == {None}


def test_a_case_without_deeds_is_not(verbs):
    answer = verbs.applicable({**GIVEN, "facts": {"role.project_owner": True}})

    assert {row["standing"] for row in answer["verdicts"]} == {None}


def test_what_is_missing_is_asked_in_both_languages(verbs):
    open_ = [r["standing"] for r in verbs.applicable(GIVEN)["verdicts"] if r["standing"] and r["standing"]["missing"]]
    asked = next(fact for row in open_ for fact in row["missing"] if fact["fact"].startswith("done:"))

    assert asked["question"]["vi"].startswith("Đã làm: ")
    assert asked["question"]["en"].startswith("Done: ")
    assert asked["kind"] == YES_NO


def test_a_deed_of_an_act_that_no_duty_is_about_is_refused(verbs):
    with pytest.raises(UnknownFact):
        verbs.applicable({**GIVEN, "facts": {"done:flying": True}})


@pytest.mark.parametrize(("lang", "said"), [("en", "→ "), ("vi", "→ ")])
def test_the_terminal_tells_how_duties_stand(tmp_path, lang, said):
    path = tmp_path / "case.json"
    path.write_text(json.dumps({**GIVEN, "facts": {**GIVEN["facts"], "done:waste.dump_plastic": True}}))
    done = CliRunner().invoke(main, ["applicable", str(path), "--lang", lang])

    assert done.exit_code == 0
    assert said + {"en": "Violated.", "vi": "Vi phạm."}[lang] in " ".join(done.output.split())


def test_every_duty_brings_its_questions():
    duty, ban = law(
        norm("obligation", "dieu_1", "register", more='    deadline 10 day "ngày nhận đất"\n    deadline 1 month since')
        + norm("prohibition", "dieu_2", '"đốt rác"')
    ).norms
    found = deed_facts([duty, ban], MADE_UP)
    one, two = own_key(duty), own_key(ban)

    assert {id: fact.kind for id, fact in found.items() if not id.startswith("day:")} == {
        "done:register": YES_NO, "done_on:register": DATE, f"done:{one}": YES_NO, f"done_on:{one}": DATE,
        f"in_time:{one}.1": YES_NO, f"over:{one}.1": YES_NO, f"in_time:{one}.2": YES_NO, f"over:{one}.2": YES_NO,
        f"done:{two}": YES_NO, f"done_on:{two}": DATE,
    }  # fmt: skip
    (day,) = (fact for id, fact in found.items() if id.startswith("day:"))
    assert (day.kind, day.label.vi) == (DATE, "Ngày tính thời hạn: ngày nhận đất")
    assert found[f"done:{two}"].label.vi == "Đã làm: đốt rác"
    assert {id: deed(id).kind for id in found} == {id: fact.kind for id, fact in found.items()}
    assert deed("land.done") is deed("said:0123456789") is deed("done") is None
    assert deed_facts(law(norm("permission", "dieu_1")).norms, MADE_UP) == {}
    later = law(norm("obligation", "dieu_1", "use", more="    deadline 2 day")).norms
    assert next(f.label.vi for id, f in deed_facts(later, MADE_UP).items() if id.startswith("day:")).endswith(": use")
