"""One condition of a norm becomes a fact of the pack or a question in the law's words; sentences are our own."""

import pytest

from extract.atoms import Place, reader
from extract.tokens import phrases
from ontology.condition import atoms
from ontology.fact import CONCEPT, QUANTITY
from ontology.notation import parse, show
from packs.vi import LANGUAGE as VI
from packs.vn import jurisdiction

VN = jurisdiction()
HERE = Place("9/2031/NĐ-CP", "dieu_3__khoan_2__diem_a")


def when(words, place=HERE):
    return show(reader(VI, VN).atom(words, place).when)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("hồ sơ hợp lệ", "dossier.valid"),
        ("hồ sơ chưa đầy đủ theo quy định", "not dossier.valid"),
        ("sau khi được phê duyệt", "decision.approved"),
        ("không cấp phép", "not permit.granted"),
        ("mà chưa có giấy phép môi trường", "not env.permit"),
        ("không xảy ra thiên tai", "not disaster.happened"),
        ("xảy ra thiên tai hoặc xảy ra sự cố", "disaster.happened or incident.any"),
        ("xảy ra hạn hán, thiếu nước", "water.drought"),
        ("nộp hồ sơ trực tiếp", "dossier.channel in {in_person}"),
        ("khoáng sản nhóm IV", "mining.group in {IV}"),
        ("chưa hết thời hạn sử dụng đất", "not land.term_over"),
        ("nhà nước thu hồi đất", "land.to_be_recovered"),
    ],
)
def test_a_saying_of_the_pack_is_its_fact(words, expected):
    assert when(words) == expected


def test_what_is_only_part_of_a_condition_is_not_taken_for_it():
    atom = reader(VI, VN).atom("hồ sơ hợp lệ của chủ trại bên cạnh", HERE)

    assert atom.asks is not None
    assert atom.asks.label.vi == "hồ sơ hợp lệ của chủ trại bên cạnh"


def test_the_same_words_are_one_question_in_every_document():
    other = Place("7/2032/NĐ-CP", "dieu_1")

    assert when("Trại nuôi đã khô") == when("trại nuôi  đã khô theo quy định của pháp luật", other)


def test_a_denial_is_the_same_question_denied():
    assert when("không mở cổng") == f"not {when('mở cổng')}"
    assert not when("không mở cổng mà đốt lửa").startswith("not ")
    assert not when("không khí khô").startswith("not ")


@pytest.mark.parametrize(
    ("words", "same", "other"),
    [
        ("trại của khoản này", "dieu_3__khoan_2__diem_b", "dieu_3__khoan_1"),
        ("trại của Điều này", "dieu_3__khoan_5", "dieu_4"),
        ("trại đó", "dieu_3__khoan_2__diem_a", "dieu_3__khoan_2__diem_b"),
        ("trại quy định tại khoản 1 Điều 7", "dieu_9", None),
    ],
)
def test_words_that_point_around_are_a_question_of_their_place(words, same, other):
    assert when(words) == when(words, Place(HERE.number, same))
    assert when(words) != when(words, Place("7/2032/NĐ-CP", HERE.eid))
    if other:
        assert when(words) != when(words, Place(HERE.number, other))


def test_sayings_state_known_facts_and_never_two_things():
    said = {}
    for condition, templates in VN.settings["sayings"].items():
        for atom in atoms(parse(condition)):
            fact = VN.facts[atom.fact]
            assert fact.kind != QUANTITY
            assert fact.kind != CONCEPT or set(atom.codes) <= set(VN.concepts(fact.id))
        for phrase in {p for template in templates for p in phrases(template)}:
            assert said.setdefault(phrase, condition) == condition
