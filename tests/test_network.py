"""Who cites whom."""

from kg.network import cited_by, cites, network
from ontology.law import Law
from tests.graph_samples import OTHER, WORK, reading, text


def made(known=(OTHER,)):
    one = reading(text(2))
    laws = [one.law, *(Law(work) for work in known)]
    return network(laws, {one.document.work.iri: one.references})


def test_a_provision_cites_its_neighbour_and_a_law():
    assert cites(made(), WORK.provision("dieu_1__khoan_2")) == sorted(
        [WORK.provision("dieu_1__khoan_1"), OTHER.provision("dieu_3")]
    )


def test_an_article_cites_what_its_clauses_cite():
    assert cites(made(), WORK.provision("dieu_1")) == cites(made(), WORK.provision("dieu_1__khoan_2"))


def test_a_work_is_cited_by_what_cites_its_provisions():
    clauses = [WORK.provision(f"dieu_{n}__khoan_2") for n in (1, 2)]

    assert cited_by(made(), OTHER.iri) == clauses
    assert cited_by(made(), OTHER.provision("dieu_3")) == clauses
    assert cited_by(made(), WORK.provision("dieu_9")) == []


def test_a_work_that_nobody_knows_is_there_by_its_number():
    graph = made(known=())

    assert graph.nodes[OTHER.number]["kind"] == "unknown"
    assert len(cited_by(graph, OTHER.number)) == 2


def test_parts_hang_on_their_whole():
    graph = made()

    assert graph.edges[WORK.provision("dieu_1__khoan_2"), WORK.provision("dieu_1")]["kind"] == "part_of"
    assert graph.edges[WORK.provision("dieu_1"), WORK.iri]["kind"] == "part_of"
