"""The documentation is held to the product: every verb, route, condition node, block and term is documented, and what is shown is true."""

import dataclasses
import re
import subprocess
import sys
from pathlib import Path

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, Graph, URIRef

import ontology.condition as conditions
from api.app import create_app
from api.cli import main
from kg.graph import Graph as Norms
from ontology.from_notation import HEADS
from packs.en import LANGUAGE as EN
from packs.vi import LANGUAGE as VI
from packs.vn import jurisdiction

ROOT = Path(__file__).resolve().parents[1]
DOCS = {path: path.read_text(encoding="utf-8") for path in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]}
README, README_VI = DOCS[ROOT / "README.md"], DOCS[ROOT / "README.vi.md"]


@pytest.mark.parametrize("verb", sorted(main.commands))
def test_every_verb_is_in_both_readmes(verb):
    assert f"`normgraph {verb}" in README
    assert f"`normgraph {verb}" in README_VI


@pytest.mark.parametrize("verb", sorted(main.commands))
def test_every_verb_has_help(verb):
    assert main.commands[verb].help


def test_no_verb_is_promised_that_is_not_there():
    promised = set(re.findall(r"`normgraph ([a-z]+)", README + README_VI))

    assert promised == set(main.commands)


def test_every_route_is_documented():
    vn = jurisdiction()
    app = create_app(Norms.shipped(VI, vn), VI, EN, vn)
    routes = {re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule) for rule in app.url_map.iter_rules()}

    assert {route for route in routes if f"`{route}`" not in DOCS[ROOT / "docs" / "api.md"]} == set()


def test_every_condition_node_and_block_is_documented():
    nodes = {
        n
        for n, c in vars(conditions).items()
        if isinstance(c, type) and dataclasses.is_dataclass(c) and not n.startswith("_")
    }
    page = DOCS[ROOT / "docs" / "notation.md"]

    assert {
        word for word in (nodes - {"Quantity"}) | {str(h) for h in HEADS} | {"law"} if f"`{word}`" not in page
    } == set()


def test_every_term_of_the_ontology_is_named_and_defined_in_both_languages():
    graph = Graph().parse(ROOT / "ontology" / "norms.ttl")
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)
    terms = {term for kind in kinds for term in graph.subjects(RDF.type, kind) if isinstance(term, URIRef)}
    lacking = [
        (term, p)
        for term in terms
        for p in (RDFS.label, SKOS.definition)
        if {"vi", "en"} - {o.language for o in graph.objects(term, p)}
    ]

    assert len(terms) > 40
    assert lacking == []


def test_every_make_target_of_the_readme_exists():
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))

    assert set(re.findall(r"`make ([a-z-]+)", "\n".join(DOCS.values()))) <= targets


def test_the_readme_shows_what_the_demo_prints():
    shown = re.search(r"```text demo\n(.*?)```", README, re.DOTALL)[1]
    shown_vi = re.search(r"```text demo\n(.*?)```", README_VI, re.DOTALL)[1]

    assert demo("en") == shown.strip()
    assert demo("vi") == shown_vi.strip()


def demo(language):
    command = [sys.executable, "-m", "api.cli", "demo", "--lang", language]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, cwd=ROOT, check=True)
    return "\n".join(line.rstrip() for line in done.stdout.strip().splitlines())


def test_the_python_of_the_readme_does_what_it_says():
    code = re.search(r"```python\n(.*?)```", README, re.DOTALL)[1]
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, cwd=ROOT, check=True
    )

    assert done.stdout.strip() == re.search(r"# (.*)$", code.strip())[1]


def test_the_python_of_the_page_about_judges_prints_what_it_shows():
    page = DOCS[ROOT / "docs" / "judges.md"]
    code, shown = (re.search(rf"```{kind}\n(.*?)```", page, re.DOTALL)[1] for kind in ("python", "text"))
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, cwd=ROOT, check=True
    )

    assert done.stdout == shown


@pytest.mark.parametrize(
    ("readme", "fines", "norms"), [(README, "fine tiers", "norms"), (README_VI, "khung phạt", "quy phạm")]
)
def test_the_readmes_count_what_the_base_holds(readme, fines, norms):
    base = jurisdiction().base
    said = re.sub(r"```.*?```", "", readme, flags=re.DOTALL)

    assert f"{sum(len(law.sanctions) for law in base)} {fines}" in said
    assert f"{sum(len(law.norms) for law in base)} {norms}" in said


def test_every_link_within_the_documentation_leads_somewhere():
    broken = [
        (path.name, link)
        for path, text in DOCS.items()
        for link in re.findall(r"\]\((?!https?:|#)([^)#]+)", text)
        if not (path.parent / link).exists()
    ]

    assert broken == []
