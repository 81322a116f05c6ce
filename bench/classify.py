"""Classify the vocabulary with HermiT and write what follows from it to ontology/generated/ (needs Java; users do not).

hierarchy.ttl: for every class, all classes that it is narrower than, stated or derived.
terms.py: the IRIs of the vocabulary as constants.
Both carry the checksum of norms.ttl; a test holds them against it without Java.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import sys
import tempfile
from pathlib import Path

import owlready2
from rdflib import OWL, RDF, Graph, URIRef

from ontology.errors import GraphError

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "ontology" / "norms.ttl"
TARGET = ROOT / "ontology" / "generated"
NS = "https://normgraph.org/ns#"
HEAD = "# Written by `make ontology` from norms.ttl; change that, not this.\n# sha256 of norms.ttl: {sum}\n"


def main() -> None:
    """Classify, check and write."""
    try:
        narrower = classified(SOURCE)
    except GraphError as error:
        print(error, file=sys.stderr)
        raise SystemExit(2) from error
    stated = set(Graph().parse(SOURCE).subject_objects(URIRef("http://www.w3.org/2000/01/rdf-schema#subClassOf")))
    derived = sum((URIRef(NS + a), URIRef(NS + b)) not in stated for a, of in narrower.items() for b in of)
    TARGET.mkdir(exist_ok=True)
    (TARGET / "__init__.py").write_text('"""Written by `make ontology`; nothing here is edited by hand."""\n')
    (TARGET / "hierarchy.ttl").write_text(hierarchy(narrower), encoding="utf-8")
    (TARGET / "terms.py").write_text(terms(), encoding="utf-8")
    print(f"{len(narrower)} classes, consistent, none unsatisfiable; {derived} subsumptions beyond the stated ones")


def checksum() -> str:
    """The SHA-256 of norms.ttl."""
    return hashlib.sha256(SOURCE.read_bytes()).hexdigest()


def classified(source: Path) -> dict[str, list[str]]:
    """Every class of the vocabulary with all the classes above it. Raises GraphError without Java or with a contradiction."""
    if not shutil.which(owlready2.JAVA_EXE):
        raise GraphError(
            "Java is not here, and HermiT needs it",
            "install a Java runtime (Debian: apt-get install default-jre-headless)",
        )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "norms.nt"
        Graph().parse(source).serialize(path, format="nt", encoding="utf-8")
        world = owlready2.World()
        vocabulary = world.get_ontology(path.as_uri()).load()
        try:
            owlready2.sync_reasoner_hermit(world, infer_property_values=False, debug=0)
        except owlready2.OwlReadyInconsistentOntologyError as error:
            raise GraphError("the vocabulary contradicts itself", "look at the last change of norms.ttl") from error
        except owlready2.OwlReadyJavaError as error:
            raise GraphError(f"HermiT stopped: {str(error)[:400]}", "keep norms.ttl within OWL 2 DL") from error
        impossible = [c.name for c in world.inconsistent_classes()]
        if impossible:
            raise GraphError(
                f"no thing can be a {', '.join(impossible)}", "correct the definition in norms.ttl", str(source)
            )
        return {c.name: above(c) for c in sorted(vocabulary.classes(), key=lambda c: c.name)}


def above(cls) -> list[str]:
    mine = {c.name for c in cls.ancestors() if getattr(c, "iri", "").startswith(NS)}
    return sorted(mine - {cls.name})


def hierarchy(narrower: dict[str, list[str]]) -> str:
    lines = [HEAD.format(sum=checksum()), f"@prefix ng: <{NS}> ."]
    lines += ["@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .", ""]
    lines += [f"ng:{name} rdfs:subClassOf {', '.join(f'ng:{b}' for b in of)} ." for name, of in narrower.items() if of]
    return "\n".join(lines) + "\n"


def terms() -> str:
    graph = Graph().parse(SOURCE)
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)
    found = [sorted(str(s) for s in graph.subjects(RDF.type, kind) if str(s).startswith(NS)) for kind in kinds]
    constants = {constant(iri): iri for group in found for iri in group}
    if len(constants) != sum(map(len, found)):
        raise GraphError("two terms of the vocabulary have one constant", "rename one of them in norms.ttl")
    lines = ['"""The IRIs of the vocabulary."""', "", HEAD.format(sum=checksum())]
    for group in found:
        lines += [f'{constant(iri)} = "{iri}"' for iri in group] + [""]
    return "\n".join(lines[:-1]) + "\n"


def constant(iri: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", iri.removeprefix(NS)).upper()


if __name__ == "__main__":
    main()
