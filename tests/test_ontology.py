"""The vocabulary: what ships is made from it, what the code says is in it, and what should follow from it does."""

import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, Graph, URIRef

from bench import classify
from kg.base import SOURCES
from kg.names import concept_iri
from kg.quads import NS
from kg.to_rdf import MODALITIES, concept_quads
from ontology.errors import GraphError
from ontology.generated import terms
from ontology.norm import Modality
from packs.vn import jurisdiction
from reason.taxonomy import Taxonomy

ROOT = Path(__file__).resolve().parents[1]
VOCABULARY = ROOT / "ontology" / "norms.ttl"
GENERATED = ROOT / "ontology" / "generated"
JAVA = pytest.mark.skipif(not shutil.which("java"), reason="HermiT needs Java, and there is none here")


@pytest.mark.parametrize("name", ["hierarchy.ttl", "terms.py"])
def test_what_ships_was_made_from_this_vocabulary(name):
    expected = hashlib.sha256(VOCABULARY.read_bytes()).hexdigest()
    found = re.search(r"sha256 of norms.ttl: ([0-9a-f]{64})", (GENERATED / name).read_text())

    assert found[1] == expected, "run `make ontology`"


def hierarchy():
    return Graph().parse(GENERATED / "hierarchy.ttl")


@pytest.mark.parametrize(
    ("narrower", "wider"),
    [
        ("Duty", "DeonticNorm"), ("Liberty", "DeonticNorm"), ("Obligation", "Duty"), ("Prohibition", "DeonticNorm"),
        ("Power", "ConstitutiveNorm"), ("CappedSanction", "ClausedSanction"), ("OpaqueRule", "ConditionalRule"),
        ("RemediedSanction", "ClausedSanction"), ("TimedNorm", "Rule"), ("RemedialMeasure", "SanctionClause"),
    ],
)  # fmt: skip
def test_what_should_follow_follows(narrower, wider):
    assert (URIRef(NS + narrower), RDFS.subClassOf, URIRef(NS + wider)) in hierarchy()


def test_what_should_not_follow_does_not():
    assert (URIRef(NS + "Permission"), RDFS.subClassOf, URIRef(NS + "Duty")) not in hierarchy()
    assert (URIRef(NS + "Norm"), RDFS.subClassOf, URIRef(NS + "Sanction")) not in hierarchy()


def test_every_term_that_the_project_uses_is_in_the_vocabulary():
    known = {str(s).removeprefix(NS) for s in Graph().parse(VOCABULARY).subjects(RDF.type) if str(s).startswith(NS)}
    files = [ROOT / "kg" / "shapes.ttl", ROOT / "ontology" / "alignments.ttl", *(ROOT / "kg" / "queries").glob("*.rq")]
    used = {(path.name, name) for path in files for name in re.findall(r"\bng:(\w+)", path.read_text())}

    assert [(file, name) for file, name in used if name not in known] == []
    assert {str(v).removeprefix(NS) for k, v in vars(terms).items() if k.isupper()} <= known


def test_the_six_modalities_are_apart():
    assert set(MODALITIES) == set(Modality)
    assert len(set(MODALITIES.values())) == 6


def test_nothing_is_fetched_to_read_the_vocabulary():
    for path in SOURCES:
        assert (None, OWL.imports, None) not in Graph().parse(path)


@JAVA
def test_hermit_agrees_with_what_ships():
    assert classify.hierarchy(classify.classified(VOCABULARY)) == (GENERATED / "hierarchy.ttl").read_text()


@JAVA
def test_hermit_finds_the_same_hierarchy_of_concepts(tmp_path):
    vn = jurisdiction()
    names = {(scheme, code): f"{scheme}-{code}" for scheme, known in vn.schemes.items() for code in known}
    lines = [f"<{NS}{name}> a owl:Class ." for name in names.values()]
    lines += [
        f"<{NS}{names[scheme, code]}> rdfs:subClassOf <{NS}{names[scheme, concept.broader]}> ."
        for scheme, known in vn.schemes.items()
        for code, concept in known.items()
        if concept.broader
    ]
    source = tmp_path / "concepts.ttl"
    source.write_text(f"@prefix owl: <{OWL}> .\n@prefix rdfs: <{RDFS}> .\n" + "\n".join(lines))
    found = classify.classified(source)
    closure = Taxonomy.of(vn).above

    assert len(found) > 300
    assert {(s, c): set(found[name]) for (s, c), name in names.items()} == {
        (s, c): {names[s, up] for up in closure[s][c] - {c}} for s, c in names
    }


def test_the_graph_holds_the_closure_of_the_concepts():
    vn = jurisdiction()
    told = {
        (quad.subject.value, quad.object.value)
        for quad in concept_quads(vn.schemes, "urn:g")
        if quad.predicate.value == SKOS.broaderTransitive.toPython()
    }
    closure = Taxonomy.of(vn).above

    assert told == {
        (concept_iri(s, c).value, concept_iri(s, up).value)
        for s in vn.schemes
        for c in closure[s]
        for up in closure[s][c] - {c}
    }


@JAVA
def test_an_impossible_class_is_found(tmp_path):
    wrong = tmp_path / "wrong.ttl"
    wrong.write_text(VOCABULARY.read_text() + "ng:Both a owl:Class ; rdfs:subClassOf ng:Obligation, ng:Prohibition .\n")

    with pytest.raises(GraphError, match="Both"):
        classify.classified(wrong)


@JAVA
def test_a_contradiction_is_found(tmp_path):
    wrong = tmp_path / "wrong.ttl"
    wrong.write_text(VOCABULARY.read_text() + "ng:it a owl:NamedIndividual, ng:Fine, ng:Warning .\n")

    with pytest.raises(GraphError, match="contradicts"):
        classify.classified(wrong)


def test_without_java_it_says_so():
    command = [sys.executable, "-m", "bench.classify"]
    done = subprocess.run(
        command, cwd=ROOT, env={**os.environ, "PATH": "/nowhere"}, capture_output=True, text=True, check=False
    )

    assert done.returncode == 2
    assert "Java is not here" in done.stderr
    assert "apt-get install" in done.stderr
