"""The shapes: the base and a read text have them, and every planted fault is caught."""

from datetime import UTC, datetime

import pytest
from pyoxigraph import Quad

from kg.document_to_rdf import document_quads, reading_quads, reference_quads
from kg.quads import LABEL, RDF_TYPE, iri, term
from kg.to_rdf import law_quads
from kg.validate import violations
from ontology.from_notation import read_law
from ontology.generated import terms as ng
from packs.vn import jurisdiction
from tests.graph_samples import LAW, OTHER, reading, text


def quads():
    one = reading(text(2))
    known = {OTHER.number: OTHER}
    return [
        *law_quads(one.law),
        *document_quads(one.document),
        *reference_quads(one.references, one.document.work, known),
        *reading_quads(one.document, one.law, len(one.references), "a.txt", datetime(2030, 1, 1, tzinfo=UTC)),
    ]


def sample():
    return law_quads(read_law(LAW))


def without(quads, predicate):
    return [q for q in quads if q.predicate.value != predicate]


def instead(quads, predicate, *values):
    subject = next(q.subject for q in quads if q.predicate.value == predicate)
    graph = quads[0].graph_name
    kept = [q for q in quads if not (q.subject == subject and q.predicate.value == predicate)]
    return kept + [Quad(subject, iri(predicate), term(value), graph) for value in values]


@pytest.mark.parametrize("law", jurisdiction().base, ids=lambda law: law.work.number)
def test_the_base_has_the_shapes(law):
    assert violations(law_quads(law)) == ()


def test_a_read_text_has_the_shapes():
    assert violations(quads()) == ()
    assert violations(sample()) == ()


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        (lambda: instead(sample(), ng.HAS_SOURCE), "A rule has a source"),
        (lambda: instead(sample(), ng.MAXIMUM, 1), "The minimum is not above the maximum"),
        (lambda: instead(sample(), ng.MINIMUM, "1000000"), "The minimum is not above the maximum"),
        (lambda: instead(quads(), ng.END, 0), "A span does not end before it starts"),
        (lambda: instead(quads(), ng.LEAD_END, 10**9), "The own text lies within the unit"),
        (lambda: instead(quads(), LABEL), "A fact has a label"),
        (lambda: instead(sample(), ng.NUMBER), "A work has exactly one number"),
        (lambda: instead(sample(), ng.IN_FORCE_FROM, "2030"), "Force begins before it ends"),
        (lambda: instead(sample(), ng.FACTOR, "twice"), "A factor is a number"),
        (lambda: instead(sample(), ng.ID, "a", "b"), "A rule has exactly one id"),
        (lambda: without(quads(), ng.CODE), "A finding has a code"),
        (
            lambda: [*sample(), Quad(_exemption(), iri(ng.REMEDIES_ID), term("x"), sample()[0].graph_name)],
            "What follows upon a breach is a duty",
        ),
        (
            lambda: [*sample(), Quad(_limit(), iri(ng.LIMIT_SINCE), iri("https://x.org/f"), sample()[0].graph_name)],
            "A limit runs from one day at most",
        ),
        (lambda: [q for q in sample() if q.object != iri(ng.OBLIGATION)], "A norm is of exactly one modality"),
        (
            lambda: [*sample(), Quad(_norm(), iri(RDF_TYPE), iri(ng.PERMISSION), sample()[0].graph_name)],
            "A norm is of exactly one modality",
        ),
    ],
)
def test_a_planted_fault_is_caught(broken, said):
    found = violations(broken())

    assert said in {v.en for v in found}
    assert all(v.vi and v.node for v in found)


def _exemption():
    return next(q.subject for q in sample() if q.object == iri(ng.EXEMPTION))


def _limit():
    return next(q.subject for q in sample() if q.predicate == iri(ng.LIMIT_SINCE))


def _norm():
    return next(q.subject for q in sample() if q.object == iri(ng.OBLIGATION))
