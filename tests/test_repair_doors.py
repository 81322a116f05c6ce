"""The verb repair: command, Python and HTTP say the same, in words that people read."""

import json

import pytest
from click.testing import CliRunner

from api.app import create_app
from api.cli import main
from api.repair_shape import Repair
from api.schemas import ANSWERS
from api.tell_repair import repair as told
from api.verbs import Verbs
from api.words import Words
from kg.graph import Graph
from ontology.errors import UnknownFact
from packs.en import LANGUAGE as EN
from packs.vi import LANGUAGE as VI
from packs.vn import jurisdiction

VN = jurisdiction()
RICE = {
    "act": "land.change_use",
    "land.kind": "rice",
    "land.to": "livestock",
    "land.area": "0.7 ha",
    "place.kind": "commune",
}
CASE = {"on": "2025-10-01", "subject": "individual", "facts": RICE}
LAWFUL = {"on": "2025-10-01", "subject": "individual", "facts": {"land.area": "1 ha"}}
UNDONE = {"on": "2025-10-01", "subject": "individual", "facts": {"role.land_user": True, "done:land.register": False}}


@pytest.fixture(scope="module")
def graph():
    return Graph.shipped(VI, VN)


def verbs(graph):
    return Verbs(graph, VI, EN, VN)


@pytest.mark.parametrize("case", [CASE, LAWFUL, UNDONE], ids=["rice", "lawful", "undone"])
def test_three_doors_say_the_same(graph, case, tmp_path):
    path = tmp_path / "case.json"
    path.write_text(json.dumps(case), encoding="utf-8")
    by_command = CliRunner().invoke(main, ["repair", str(path), "--json", "--keep", "land.area"])
    by_route = create_app(graph, VI, EN, VN).test_client().post("/api/v1/repair?keep=land.area,", json=case)

    assert by_command.exit_code == 0, by_command.output
    assert json.loads(by_command.output) == by_route.json == verbs(graph).repair(case, None, ["land.area"])
    Repair.model_validate(by_route.json, strict=True)


def test_rice_land_is_kept_or_the_act_left_undone(graph):
    answer = verbs(graph).repair(CASE)
    ways = [answer["changes"], *answer["others"]]

    assert [one["eid"] for one in answer["norms"]] == ["dieu_8__khoan_1__diem_b"]
    assert [(one["fact"], one["from"], one["to"]) for way in ways for one in way] == [
        ("act", "land.change_use", None),
        ("land.to", "livestock", "rice"),
    ]
    for way in ways:
        changed = {one["fact"]: one["to"] for one in way}
        after = verbs(graph).fine({**CASE, "facts": {**RICE, **changed}})
        assert not [row for row in after["fines"] if row["verdict"] == "applies"]


def test_where_nothing_is_broken_nothing_is_to_be_changed(graph):
    answer = verbs(graph).repair(LAWFUL)

    assert (answer["lawful"], answer["changes"], answer["norms"], answer["given_up"]) == (True, [], [], False)


def test_a_fact_to_keep_that_nobody_knows_is_refused(graph):
    with pytest.raises(UnknownFact, match=r"land\.are"):
        verbs(graph).repair(CASE, None, ["land.are"])


def test_an_impossible_case_is_told_with_what_makes_it_so(graph):
    answer = verbs(graph).repair(CASE, None, ["act", "land.to"])
    said = "\n".join(told(answer, Words(VI, VN)))

    assert answer["impossible"]
    assert [one["eid"] for one in answer["conflict"]] == [
        "dieu_8__khoan_1__diem_b",
        "dieu_8__khoan_1__diem_a",
    ] or answer["conflict"]
    assert "không có cách sửa" in said
    assert "Vì những điều này không đổi được" in said
    assert "Loại đất: đất trồng lúa" in said


def test_a_way_is_told_in_both_languages(graph):
    answer = verbs(graph).repair(CASE)
    vi, en = ("\n".join(told(answer, Words(language, VN))) for language in (VI, EN))

    assert "điểm b khoản 1 Điều 8 Nghị định 123/2024/NĐ-CP" in vi
    assert "Cách 1:\n  – Không thực hiện hành vi: chuyển mục đích sử dụng đất khi không được phép" in vi
    assert "từ đất chăn nuôi tập trung thành đất trồng lúa (đạt khi" in vi
    assert "Way 2:" in en
    assert "instead of" in en
    assert "Luật 31/2024/QH15" in vi.split("Chưa rõ có vi phạm")[1]


def test_the_only_way_and_a_search_given_up_are_told():
    change = {"fact": "done:x", "from": False, "to": True, "must": "done:x", "label": {"vi": "Đã làm", "en": "Done"}}
    rest = {key: [] for key in ("others", "conflict", "fixed", "open", "assumed", "norms")}
    flags = {"lawful": False, "impossible": False, "given_up": False}
    one = {"on": "2025-10-01", "changes": [change], **rest, **flags}

    assert list(told(one, Words(VI, VN)))[1:] == ["", "Chỉ cần:", "  – Đã làm: từ không thành có"]
    assert "không kết luận" in next(iter(told({**one, "given_up": True}, Words(VI, VN))))


def test_the_shape_is_part_of_the_described_interface(graph):
    spec = create_app(graph, VI, EN, VN).test_client().get("/openapi.json").json

    assert ANSWERS["repair"] is Repair
    assert "Repair" in spec["components"]["schemas"]
    assert "requestBody" in spec["paths"]["/api/v1/repair"]["post"]


def test_the_rules_of_a_graph_are_made_ready_once(graph):
    assert graph.rules() is graph.rules()
