"""The shipped norms of the land, environment and water laws: well formed, true to the texts, and right on known situations."""

import re
import unicodedata
from collections import Counter
from datetime import date

import pytest

from ontology.condition import Compare, Is, OneOf, Quantity, atoms
from ontology.fact import CONCEPT, DATE, QUANTITY, YES_NO
from ontology.norm import Modality
from ontology.notation import parse
from ontology.pack import tables
from packs.vn import HERE, jurisdiction
from reason import validity

VN = jurisdiction()
LAND, ENVIRONMENT, WATER = "31/2024/QH15", "72/2020/QH14", "28/2023/QH15"
NORMS = {law.work.number: law.norms for law in VN.base}
ALL = [norm for number in (LAND, ENVIRONMENT, WATER) for norm in NORMS[number]]


def test_the_three_laws_are_described_at_length():
    assert len(NORMS[LAND]) >= 100
    assert len(NORMS[ENVIRONMENT]) >= 150
    assert len(NORMS[WATER]) >= 100


def test_every_modality_occurs_in_every_law():
    for number in (LAND, ENVIRONMENT, WATER):
        assert set(Counter(norm.modality for norm in NORMS[number])) == set(Modality)


def test_ids_are_unique():
    assert [id for id, times in Counter(norm.id for norm in ALL).items() if times > 1] == []


@pytest.mark.parametrize("norm", ALL, ids=lambda norm: norm.id)
def test_a_norm_uses_only_what_the_pack_declares(norm):
    assert norm.bearer.concept in VN.schemes["subjects"]
    assert norm.action.concept in VN.schemes["activities"]
    assert norm.summary.vi
    assert norm.summary.en != norm.summary.vi
    for atom in atoms(norm.when):
        fact = VN.facts[atom.fact]
        match atom:
            case Is():
                assert fact.kind == YES_NO
            case OneOf(_, codes):
                assert fact.kind == CONCEPT
                assert set(codes) <= set(VN.schemes[fact.scheme])
            case Compare(_, _, Quantity(_, unit)):
                assert (fact.kind, fact.unit) == (QUANTITY, unit)
            case Compare():
                assert fact.kind == DATE


def test_exceptions_name_norms_that_are_there():
    known = {norm.id for norm in ALL}

    assert [(norm.id, name) for norm in ALL for name in norm.exception_to if name not in known] == []


def test_sanctions_that_are_named_are_fines_of_the_base():
    fines = {sanction.id for law in VN.base for sanction in law.sanctions}
    named = {id for norm in ALL for id in norm.sanction}

    assert len(named) > 50
    assert named <= fines


def test_an_exception_shares_days_with_every_norm_that_it_names():
    known = {norm.id: norm for norm in ALL}
    apart = [
        (norm.id, name)
        for norm in ALL
        for name in norm.exception_to
        if validity.shared(norm.in_force, known[name].in_force) is None
    ]

    assert apart == []


def test_exemptions_from_a_described_duty_say_which():
    demanded = {(norm.sources[0].work.number, norm.action.concept) for norm in ALL if norm.modality == "obligation"}
    silent = {
        norm.id
        for norm in ALL
        if norm.modality == "exemption"
        and not norm.exception_to
        and (norm.sources[0].work.number, norm.action.concept) in demanded
    }

    # each of these two speaks of cases that the duty does not reach
    assert silent == {f"{LAND}#dieu_121__khoan_3/exemption", f"{WATER}#dieu_69__khoan_2__diem_a/exemption"}


def test_no_law_begins_before_its_first_day():
    first = {LAND: date(2024, 4, 1), ENVIRONMENT: date(2022, 1, 1), WATER: date(2024, 7, 1)}

    assert [n.id for n in ALL if not n.in_force.start or n.in_force.start < first[n.sources[0].work.number]] == []


def test_bearers_are_told_by_declared_facts():
    for code, concept in VN.schemes["subjects"].items():
        for atom in atoms(parse(concept.when)):
            fact = VN.facts[atom.fact]
            assert isinstance(atom, OneOf) == (fact.kind == CONCEPT), code
            assert not isinstance(atom, OneOf) or set(atom.codes) <= set(VN.schemes[fact.scheme])


def test_no_phrase_names_two_bearers():
    phrases = Counter(phrase for concept in VN.schemes["subjects"].values() for phrase in concept.phrases)

    assert [phrase for phrase, times in phrases.items() if times > 1] == []


def test_no_question_is_declared_twice():
    declared = Counter(id for _, table in tables(HERE / "facts") for id in table)

    assert [id for id, times in declared.items() if times > 1] == []


def test_every_question_is_asked_in_both_languages():
    assert [f.id for f in VN.facts.values() if not f.question.vi.endswith(("?", "."))] == []
    assert [f.id for f in VN.facts.values() if f.question.en == f.question.vi] == []


@pytest.mark.corpus
@pytest.mark.parametrize(
    ("number", "file"),
    [(LAND, "31-2024-QH15.txt"), (ENVIRONMENT, "72-2020-QH14.txt"), (WATER, "28-2023-QH15.txt")],
)
def test_every_provision_that_is_cited_is_in_the_text_or_was_brought_in_later(documents, number, file):
    articles = _articles((documents / file).read_text(encoding="utf-8"))
    first = min(norm.in_force.start for norm in NORMS[number])
    absent = [(n.id, s.eid) for n in NORMS[number] for s in n.sources if not _stands(articles, s.eid)]
    later = {n.id for n in NORMS[number] if n.in_force.start > first}

    assert [id for id, _ in absent if id not in later] == []
    assert len(absent) <= 12


def _articles(text):
    text = unicodedata.normalize("NFC", text)
    found = {}
    for part in re.split(r"(?m)^(?=\s*Điều \d+[a-z]?\.)", text):
        if label := re.match(r"\s*Điều (\d+[a-z]?)\.", part):
            found.setdefault(label[1], part)
    return found


def _stands(articles, eid):
    article, clause, point = re.match(r"dieu_(\w+?)(?:__khoan_(\w+?))?(?:__diem_(\w+))?$", eid).groups()
    part = articles.get(article, "")
    if clause:
        clauses = re.split(r"(?m)^(?=\s*\d+[a-z]?\.(?:\s|$))", part)
        part = next((c for c in clauses if re.match(rf"\s*{clause}\.(\s|$)", c)), "")
    return bool(part) and (not point or bool(re.search(rf"(?m)(^|[:;.]\s*){point}\)", part)))
