"""The same decisions by us and by three peers: Cedar (cedarpy), OpenFisca-core and pySHACL, in one process, verdicts compared.

One rule for all: a permit is needed from 1,000 m³ a day, or on a sensitive site; who needs one and operates must report. Every engine gets
its input in the form that it takes: requests for Cedar, vectors for OpenFisca, a parsed graph for pySHACL, columns for us. What turns
cases into that form is not on the clock, but for OpenFisca, where it is on both sides: a simulation from arrays, and columns from the same arrays.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from importlib.metadata import version

import cedarpy
import numpy as np
import pyshacl
import rdflib
from openfisca_core.entities import build_entity
from openfisca_core.periods import DateUnit
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable
from rdflib.namespace import SH

from bench.figure import Figure
from ontology.answer import Truth, Verdict
from ontology.case import Case
from ontology.condition import Quantity
from ontology.document import Source, Work
from ontology.fact import QUANTITY, YES_NO, Fact
from ontology.norm import Act, Modality, Norm, Party
from ontology.notation import parse
from ontology.pack import Jurisdiction
from ontology.text import Text
from packs.vn import jurisdiction
from reason.case_to_rdf import case_to_rdf
from reason.columns import Columns, Flags, Measured, from_cases, part
from reason.evaluate import evaluate
from reason.planes import WORD, Planes
from reason.populations import BLOCK
from reason.taxonomy import Taxonomy
from reason.to_columns import Program, to_columns
from reason.to_shacl import to_shacl

DECISIONS, ENTITIES, NODES = 2_000, 1_000_000, 10_000
DAY, MONTH = date(2030, 1, 1), "2030-01"
PERMIT = parse("capacity >= 1000 m3/day or sensitive")
REPORT = parse("(capacity >= 1000 m3/day or sensitive) and operating")
POLICIES = """
permit(principal, action, resource) when { context.capacity >= 1000 };
permit(principal, action, resource) when { context.sensitive };
forbid(principal, action, resource) unless { context.operating };
"""


def judges() -> list[Figure]:
    """All figures of this page."""
    return [*beside_cedar(), beside_openfisca(), beside_pyshacl()]


def made_up() -> Jurisdiction:
    facts = {id: Fact(id, YES_NO, Text(id), Text(id)) for id in ("sensitive", "operating")}
    return replace(
        jurisdiction(), base=(), facts={**facts, "capacity": Fact("capacity", QUANTITY, Text("c"), Text("c"), "m3/day")}
    )


def program() -> Program:
    source = Source(Work("decree", "1/2030/XX", 2030), "dieu_1")
    norms = [
        Norm(id, Modality.OBLIGATION, Party(), Act(words=id), (source,), when)
        for id, when in (("permit", PERMIT), ("report", REPORT))
    ]
    return to_columns(norms, made_up(), DAY)


def arrays(size: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Capacities in whole m³ a day, and two truths, the same each time."""
    rng = np.random.default_rng(2024)
    return rng.integers(0, 2_000, size).astype(np.float64), rng.random(size) < 0.1, rng.random(size) < 0.7


def columns(capacity: np.ndarray, sensitive: np.ndarray, operating: np.ndarray) -> Columns:
    flags = {"sensitive": sensitive, "operating": operating}
    return Columns(
        len(capacity),
        {
            "capacity": Measured(capacity, "m3/day"),
            **{id: Flags(values.astype(np.uint8) + 1) for id, values in flags.items()},
        },
    )


def cases(size: int, known: float = 1.0) -> list[Case]:
    """The same as cases; of every fact so large a share is known."""
    rng = np.random.default_rng(7)
    rows = zip(*arrays(size), *(rng.random((3, size)) < known), strict=True)
    return [
        Case(
            {
                **({"capacity": Quantity(Decimal(int(capacity)), "m3/day")} if a else {}),
                **({"sensitive": bool(sensitive)} if b else {}),
                **({"operating": bool(operating)} if c else {}),
            },
            DAY,
        )
        for capacity, sensitive, operating, a, b, c in rows
    ]


def where(verdict: Verdict, made: Program, table: Columns) -> np.ndarray:
    """Which cases have this verdict: a row a norm, a truth a case."""
    found = np.empty((len(made.rules), table.cases), bool)
    planes = Planes(made, min(BLOCK, -(-table.cases // WORD) * WORD))
    for first in range(0, table.cases, planes.size):
        block = part(table, first, min(planes.size, table.cases - first))
        planes.judge(part(block, 0, planes.size))
        bits = planes.verdict(verdict).view(np.uint8)
        found[:, first : first + block.cases] = np.unpackbits(bits, axis=1, bitorder="little", count=block.cases)
    return found


def beside_cedar() -> list[Figure]:
    """Decisions one by one: a batch of requests, three policies."""
    given = cases(DECISIONS)
    requests = [
        {
            "principal": 'User::"u"', "action": 'Action::"report"', "resource": f'Site::"{place}"',
            "context": {id: int(v.value) if isinstance(v, Quantity) else v for id, v in case.facts.items()},
        }
        for place, case in enumerate(given)
    ]  # fmt: skip
    table, made, taxonomy = from_cases(given), program(), Taxonomy.of(made_up())
    theirs = cpu(lambda: cedarpy.is_authorized_batch(requests, POLICIES, []))
    ours = cpu(lambda: where(Verdict.APPLIES, made, table)[1], runs=15)
    poured = cpu(lambda: where(Verdict.APPLIES, made, from_cases(given)), runs=15)
    proofs = cpu(lambda: [evaluate(REPORT, case, taxonomy) for case in given])
    allowed = [result.allowed for result in cedarpy.is_authorized_batch(requests, POLICIES, [])]
    same = allowed == where(Verdict.APPLIES, made, table)[1].tolist()
    proved = allowed == [evaluate(REPORT, case, taxonomy).truth is Truth.TRUE for case in given]
    return [
        figure("cedarpy", DECISIONS, "decisions", ours, theirs, "cedarpy", same),
        figure(
            "cedarpy-from-cases", DECISIONS, "decisions, columns made on the clock,", poured, theirs, "cedarpy", same
        ),
        figure("cedarpy-with-proofs", DECISIONS, "decisions, each with its proof,", proofs, theirs, "cedarpy", proved),
    ]


def beside_openfisca() -> Figure:
    """Two rules on a population, from arrays to verdicts."""
    given = arrays(ENTITIES)
    made, system = program(), country()
    theirs = cpu(lambda: simulated(system, *given))
    ours = cpu(lambda: judged(made, *given))
    same = all(np.array_equal(a, b) for a, b in zip(simulated(system, *given), judged(made, *given), strict=True))
    return figure("openfisca", ENTITIES, "entities, built and judged,", ours, theirs, "openfisca-core", same)


def judged(made: Program, *given: np.ndarray) -> np.ndarray:
    return where(Verdict.APPLIES, made, columns(*given))


def country() -> TaxBenefitSystem:
    site = build_entity(key="site", plural="sites", label="a site", is_person=True)
    system = TaxBenefitSystem([site])

    def variable(name: str, type_: type, formula: Callable[..., object] | None = None) -> None:
        parts = {"value_type": type_, "entity": site, "definition_period": DateUnit.MONTH, "label": name}
        system.add_variable(type(name, (Variable,), {**parts, **({"formula": formula} if formula else {})}))

    variable("capacity", float)
    variable("sensitive", bool)
    variable("operating", bool)
    variable("permit", bool, lambda site, month: (site("capacity", month) >= 1000) + site("sensitive", month))
    variable("report", bool, lambda site, month: site("permit", month) * site("operating", month))
    return system


def simulated(system: TaxBenefitSystem, *given: np.ndarray) -> list[np.ndarray]:
    simulation = SimulationBuilder().build_default_simulation(system, count=len(given[0]))
    for name, values in zip(("capacity", "sensitive", "operating"), given, strict=True):
        simulation.set_input(name, MONTH, values)
    return [simulation.calculate(name, MONTH) for name in ("permit", "report")]


def beside_pyshacl() -> Figure:
    """Which nodes violate a constraint; of every fact a tenth is not known."""
    given, vn = cases(NODES, known=0.9), made_up()
    data = rdflib.Graph()
    data.parse(data="".join(case_to_rdf(case, f"urn:{n}", vn.facts) for n, case in enumerate(given)), format="nt")
    shapes = rdflib.Graph().parse(data=to_shacl(REPORT, Taxonomy.of(vn)), format="turtle")
    table, made = from_cases(given), program()
    start = time.process_time()
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes, inference="none")
    theirs = time.process_time() - start
    ours = cpu(lambda: where(Verdict.NOT_APPLIES, made, table)[1], runs=15)
    wrong = {f"urn:{n}" for n in np.flatnonzero(where(Verdict.NOT_APPLIES, made, table)[1])}
    same = wrong == {str(node) for node in report.objects(None, SH.focusNode)}
    return figure("pyshacl", NODES, "nodes", ours, theirs, "pyshacl", same)


def cpu(work: Callable[[], object], runs: int = 5) -> float:
    """The least CPU seconds that the work takes, on all its threads."""
    best = float("inf")
    for _ in range(runs):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return best


def figure(name: str, size: int, what: str, ours: float, theirs: float, peer: str, same: bool) -> Figure:
    return Figure(
        name, size / ours, f"{what} a CPU second", ours, theirs / ours, peer,
        {peer: version(peer), "numpy": version("numpy")}, verdicts_equal=same,
    )  # fmt: skip


if __name__ == "__main__":
    for one in judges():
        print(one)
