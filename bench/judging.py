"""One case against a thousand norms, an interview over them, and the way back to the law: CPU seconds of one process."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from datetime import date
from random import Random
from statistics import median

from bench.figure import Figure
from bench.made_norms import DAY, made_cases, made_norms
from ontology.case import Case, Value
from ontology.condition import Quantity
from packs.vn import jurisdiction
from reason.applicable import applicable
from reason.interview import Interview
from reason.repair import repair
from reason.rules import Rules
from reason.taxonomy import Taxonomy

CASES, RUNS = 60, 5
INTERVIEWS = 3


def spent(work: Callable[[], object]) -> float:
    """The CPU seconds of one go; what was loaded and left before is no matter of its garbage collector."""
    gc.collect()
    gc.freeze()
    start = time.process_time()
    work()
    return time.process_time() - start


def judging() -> list[Figure]:
    """One case against 1,000 norms with full proofs: the median of many cases, each the best of several, and the first of all."""
    vn = jurisdiction()
    norms, cases = made_norms(vn), made_cases(vn, CASES)
    rules = Rules(norms, vn)
    first = spent(lambda: rules.judge(cases[0]))
    each = [min(spent(lambda case=case: rules.judge(case)) for _ in range(RUNS)) for case in cases[1:]]  # type: ignore[misc]
    plain = min(spent(lambda: applicable(norms, cases[1], vn)) for _ in range(RUNS))
    same = all(rules.judge(case) == applicable(norms, case, vn) for case in cases[:5])
    return [
        Figure(
            "case-1000-norms-proofs",
            median(each) * 1000,
            "ms",
            sum(each),
            plain / median(each),
            "evaluate",
            verdicts_equal=same,
        ),
        Figure("case-1000-norms-made-ready", first * 1000, "ms", first),
    ]


def interviewing() -> list[Figure]:
    """Interviews over 1,000 norms, always the best question first: the slowest step of all, and the middle one."""
    vn = jurisdiction()
    rules = Rules(made_norms(vn), vn)
    told = made_cases(vn, INTERVIEWS, told=1.0, seed=6)
    gc.collect()
    gc.freeze()
    steps = [step for case in told for step in _steps(Interview.begin(rules, Case({}, DAY)), case)]
    worst = max(steps)
    return [
        Figure("interview-1000-norms-step", worst * 1000, "ms", sum(steps)),
        Figure("interview-1000-norms-step-median", median(steps) * 1000, "ms", sum(steps)),
    ]


def _steps(interview: Interview, case: Case) -> list[float]:
    """From each answered fact to the verdicts and the ranked next questions, until nothing is left to ask."""
    random, steps = Random(7), []
    asked = interview.ask()
    while asked:
        fact = asked[0][0]
        value = _answer(fact, interview, case, random)
        start = time.process_time()
        interview = interview.told(fact, value)
        asked = interview.ask()
        steps.append(time.process_time() - start)
    return steps


def _answer(fact: str, interview: Interview, case: Case, random: Random) -> Value:
    """What the case says; asked again, for that was too broad, some code below it."""
    value = case.facts[fact]
    if interview.case.facts.get(fact) == value and isinstance(value, str):
        return random.choice(sorted(Taxonomy.of(jurisdiction()).below(fact, (value,))))
    return value


def mending() -> list[Figure]:
    """The smallest lawful change of a described breach, against the whole shipped base."""
    vn = jurisdiction()
    norms = [norm for law in vn.base for norm in law.norms]
    fines = [fine for law in vn.base for fine in law.sanctions]
    facts = {"act": "land.change_use", "land.kind": "rice", "land.to": "livestock", "land.area": Quantity(1, "ha")}
    case = Case({**facts, "place.kind": "commune", "subject": "individual"}, date(2025, 10, 1))
    seconds = min(spent(lambda: repair(norms, fines, case, vn)) for _ in range(3))
    return [Figure("repair-base", seconds * 1000, "ms", seconds)]
