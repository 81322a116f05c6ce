"""Laws, texts and references survive the way to quads and back, and the quads say what they should."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode

from kg import from_rdf
from kg.document_to_rdf import document_quads, reading_quads, reference_quads
from kg.quads import ELI, PROV, RDF_TYPE, Leaf, Sheet, iri, values
from kg.stores.memory import Memory
from kg.to_rdf import law_quads, rule_iri
from ontology.document import Document, Finding, Source, Span, Unit, step
from ontology.fact import said
from ontology.from_notation import read_law
from ontology.generated import terms as ng
from ontology.law import Law
from ontology.norm import Act, Deadline, Modality, Norm, Party, Period
from ontology.text import Text
from packs.vn import jurisdiction
from tests.graph_samples import LAW, OTHER, WORK, document, reading, text
from tests.test_notation import conditions

MULTIPLIER_AND_PLACE = (ng.HAS_MULTIPLIER, ng.ON_PROVISION)


def stored(quads):
    store = Memory()
    store.add(quads)
    return store


def back(law):
    return from_rdf.law(stored(law_quads(law)).match, law.work.iri)


def test_a_law_comes_back_as_it_was():
    law = read_law(LAW)

    assert back(law) == law


@pytest.mark.parametrize("law", jurisdiction().base, ids=lambda law: law.work.number)
def test_every_law_of_the_base_comes_back_as_it_was(law):
    assert back(law) == law


words = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=20)
some = words.filter(bool)
periods = st.builds(Period, st.none() | st.dates(), st.none() | st.dates())
sources = st.builds(
    Source,
    st.sampled_from([WORK, OTHER]),
    st.sampled_from(["dieu_1", "dieu_2__khoan_1__diem_đ", ""]),
    st.none() | st.builds(Span, st.integers(0, 99), st.integers(0, 99)),
    words,
    st.sampled_from(["", "duty.must", "a b/ç"]),
)
parties = st.builds(Party, st.sampled_from(["", "land_user", "a.b"]), words, words)
ids = st.lists(st.sampled_from(["9/2030/XX#a/obligation", "9/2030/XX#b~2", "8/2030/Y#c", "free"]), max_size=3).map(
    tuple
)
deadlines = st.builds(
    Deadline,
    st.decimals(0, 999, places=2),
    st.sampled_from(["day", "month"]),
    words,
    since=st.sampled_from(["", "land.changed_on", "day:0123456789"]),
)


@st.composite
def norms(draw):
    return Norm(
        id=f"{WORK.number}#{draw(st.sampled_from(['dieu_1', 'dieu_2__khoan_1']))}/{draw(st.uuids())}",
        modality=draw(st.sampled_from(Modality)),
        bearer=draw(parties),
        action=Act(draw(st.sampled_from(["", "land.x"])), draw(words)),
        sources=tuple(draw(st.lists(sources, min_size=1, max_size=3))),
        when=draw(conditions),
        counterparty=draw(st.none() | parties),
        object=draw(words),
        exception_to=draw(ids),
        deadline=tuple(draw(st.lists(deadlines, max_size=2))),
        sanction=draw(ids),
        in_force=draw(periods),
        summary=Text(draw(words), draw(words)),
        remedies=draw(ids),
        compensates=draw(ids),
    )


@given(
    st.lists(norms(), max_size=4),
    periods,
    st.builds(Text, words, words),
    st.lists(st.builds(Finding, some, st.none() | sources, words), max_size=3),
)
def test_any_law_comes_back_as_it_was(rules, period, title, findings):
    fact = said("said:abc", "lời")
    law = Law(WORK, period, tuple(rules), (), "", title, (fact,), tuple(findings))

    assert back(law) == law


@pytest.mark.parametrize("articles", [0, 1, 40])
def test_a_text_comes_back_character_for_character(articles):
    made = document(text(articles))
    store = stored([*document_quads(made), *reading_quads(made, Law(WORK), 0, "a.txt", _now())])
    found = from_rdf.document(store.match, WORK.iri)

    assert found == made


@given(words, st.integers(0, 20))
def test_no_character_of_a_text_is_lost(said_, cut):
    at = min(cut, len(said_))
    root = Unit("document", "", "", Span(0, len(said_)), Span(0, at), None, (
        Unit("article", "1", "dieu_1", Span(at, len(said_)), Span(at, len(said_))),
    ))  # fmt: skip
    made = Document(WORK, said_, root)

    assert from_rdf.document(stored(document_quads(made)).match, WORK.iri) == made


def test_units_that_share_an_eid_stay_apart():
    twin = Unit("article", "1", "dieu_1", Span(0, 1), Span(0, 1))
    made = Document(
        WORK, "ab", Unit("document", "", "", Span(0, 2), Span(0, 0), None, (twin, replace(twin, span=Span(1, 2))))
    )

    assert from_rdf.document(stored(document_quads(made)).match, WORK.iri) == made


def test_references_come_back_and_link_to_what_is_known():
    one = reading(text(3))
    known = {OTHER.number: OTHER}
    store = stored(reference_quads(one.references, one.document.work, known))
    cited = values(store.match(None, ELI + "cites"))

    # the work's own node is written with the law
    store.add(law_quads(one.law))
    assert from_rdf.references(store.match, one.document.work.iri) == one.references
    assert OTHER.provision("dieu_3") in cited
    assert WORK.provision("dieu_2__khoan_1") in cited


def test_a_rule_names_its_place_its_offsets_and_what_found_it():
    one = reading(text(1))
    store = stored(law_quads(one.law))
    (source,) = values(store.match(None, ng.HAS_SOURCE, None, WORK.iri))[:1]
    leaf = Leaf(iri(source), store.match(source))

    assert leaf.one(PROV + "wasQuotedFrom") == WORK.provision("dieu_1__khoan_2")
    assert one.document.text[leaf.number(ng.START) : leaf.number(ng.END)] == leaf.one(ng.QUOTE)
    assert leaf.one(PROV + "wasGeneratedBy").endswith("/test.duty")
    assert {q.object for q in store.match(source, ng.START)} == {
        Literal(str(leaf.number(ng.START)), datatype=NamedNode("http://www.w3.org/2001/XMLSchema#integer"))
    }


def test_conditions_link_to_every_fact_they_rest_on():
    law = read_law(LAW)
    store = stored(law_quads(law))
    facts = values(store.match(rule_iri(WORK, law.norms[0].id).value, ng.RESTS_ON))

    assert sorted(facts) == ["https://normgraph.org/fact/exempt", "https://normgraph.org/fact/land.area"]


def test_clauses_are_one_node_shared_by_the_fines_they_speak_of():
    law = read_law(LAW)
    store = stored(law_quads(law))

    assert len(set(values(store.match(None, ng.HAS_CAP)))) == 1
    assert len(list(store.match(None, ng.HAS_CAP))) == len(law.sanctions) == 3
    assert len(list(store.match(None, RDF_TYPE, iri(ng.MULTIPLIER)))) == 2


def test_numerals_keep_their_digits():
    law = read_law(LAW)

    assert "1.50" in values(stored(law_quads(law)).match(None, ng.FACTOR))
    assert back(law).norms[0].deadline[1].value.as_tuple() == Decimal("1.50").as_tuple()


def test_rules_link_to_rules():
    law = read_law(LAW)
    store = stored(law_quads(law))
    duty, exemption, repair = law.norms
    fine = law.sanctions[0]

    assert values(store.match(rule_iri(WORK, exemption.id).value, ng.EXCEPTION_TO)) == [rule_iri(WORK, duty.id).value]
    assert values(store.match(rule_iri(WORK, fine.id).value, ng.VIOLATES)) == [rule_iri(WORK, duty.id).value]
    assert values(store.match(rule_iri(WORK, repair.id).value, ng.COMPENSATES)) == [rule_iri(WORK, duty.id).value]
    assert values(store.match(None, ng.LIMIT_SINCE)) == ["https://normgraph.org/fact/land.encroached_since"]


def test_every_quad_lies_in_the_graph_of_the_work():
    assert {q.graph_name.value for q in law_quads(read_law(LAW))} == {WORK.iri}


@given(words, words)
def test_different_words_make_different_steps(a, b):
    assert (step(a) == step(b)) == (a == b)
    assert iri(f"https://x.org/{step(a)}").value


def test_values_keep_their_order_even_when_repeated():
    sheet = Sheet("https://x.org/g")
    sheet.add(iri("https://x.org/s"), ng.SANCTION_ID, "b", "a", "b")
    leaf = Leaf(iri("https://x.org/s"), sheet.quads)

    assert leaf.texts(ng.SANCTION_ID) == ("b", "a", "b")


def _now():
    from datetime import UTC, datetime

    return datetime(2030, 1, 1, tzinfo=UTC)


def test_days_are_dates():
    store = stored(law_quads(read_law(LAW)))

    assert [q.object.datatype.value for q in store.match(WORK.iri, ng.IN_FORCE_FROM)] == [
        "http://www.w3.org/2001/XMLSchema#date"
    ]
    assert from_rdf.law(store.match, WORK.iri).in_force == Period(date(2030, 2, 3), date(2040, 1, 1))
