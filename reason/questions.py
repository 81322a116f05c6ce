"""What to ask next: the open facts, those first that by themselves settle the most open verdicts.

A fact is asked if, and only if, the others can be such that its answer changes whether some norm applies. Where every fact stands
in one place of a condition, that is read off the tree; else the condition is split by the answers to a fact that stands in two.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import TypeAlias, assert_never

from ontology.answer import Judged, Proof, Truth, Verdict
from ontology.case import Case, Value
from ontology.condition import ALWAYS, NEVER, AllOf, AnyOf, Compare, Condition, Is, Not, OneOf, atoms
from ontology.pack import Jurisdiction
from reason.answers import answers
from reason.boxes import satisfiable
from reason.evaluate import evaluate
from reason.grouped import grouped, twice
from reason.taxonomy import Taxonomy

NO_DAY = date(1, 1, 1)

Deciding: TypeAlias = tuple[tuple[str, bool], ...]
"""The facts that matter to an open verdict, and whether an answer to each can settle it alone."""


def ask(judged: Iterable[Judged], vn: Jurisdiction, case: Case | None = None) -> tuple[tuple[str, int], ...]:
    """The facts worth asking for, each with the number of open verdicts that its answer alone can settle.

    A fact that matters only together with others stands last, with 0; one that can change nothing is left out. In the case,
    where one is given, a code may be told that is too broad to settle a verdict: its fact is asked again.
    """
    about = Questions(Taxonomy.of(vn)).about(case.facts if case else {})
    return ranked(about.deciding(one.proof) for one in judged if one.verdict is Verdict.UNKNOWN and one.proof)


def ranked(found: Iterable[Deciding]) -> tuple[tuple[str, int], ...]:
    """The facts with how many verdicts each can settle alone, most first; then those on which most rest."""
    settles, touches = Counter[str](), Counter[str]()
    for deciding in found:
        for fact, alone in deciding:
            touches[fact] += 1
            settles[fact] += alone
    return tuple((fact, settles[fact]) for fact in sorted(touches, key=lambda f: (-settles[f], -touches[f], f)))


def still_open(proof: Proof) -> Condition:
    """What remains of a condition once its settled parts are left out."""
    if proof.truth is not Truth.UNKNOWN:
        return ALWAYS if proof.truth is Truth.TRUE else NEVER
    match proof.claim:
        case Is() | Compare() | OneOf() as atom:
            return atom
        case Not():
            return Not(still_open(proof.because[0]))
        case AllOf():
            return AllOf(tuple([still_open(part) for part in proof.because if part.truth is Truth.UNKNOWN]))
        case AnyOf():
            return AnyOf(tuple([still_open(part) for part in proof.because if part.truth is Truth.UNKNOWN]))
        case _:
            assert_never(proof.claim)


@dataclass(frozen=True, slots=True)
class Reach:
    """What can still come of a condition: whether it can hold and fail, which facts matter to that, and which can settle it
    alone, one way or the other.
    """

    holds: bool
    fails: bool
    matter: frozenset[str]
    settle_true: frozenset[str]
    settle_false: frozenset[str]

    def denied(self) -> Reach:
        """The same of the opposite."""
        return Reach(self.fails, self.holds, self.matter, self.settle_false, self.settle_true)


class Questions:
    """What open conditions wait for; what is worked out of a condition is kept for the next time."""

    def __init__(self, taxonomy: Taxonomy) -> None:
        self._taxonomy = taxonomy
        self._reaches: dict[tuple[Condition, tuple[tuple[str, str], ...]], Reach] = {}
        self._leaves: dict[tuple[Condition, str], Reach] = {}
        self._facts: dict[int, tuple[Condition, frozenset[str]]] = {}

    def about(self, facts: Mapping[str, Value]) -> About:
        """The questions in a case with these facts."""
        leaves = self._taxonomy.leaves
        coded = ((fact, code) for fact, code in facts.items() if isinstance(code, str))
        return About(self, facts.keys(), {fact: code for fact, code in coded if code not in leaves.get(fact, (code,))})

    def facts(self, condition: Condition) -> frozenset[str]:
        """The facts of a condition, which is kept, so that no other can have its identity."""
        known = self._facts.get(id(condition))
        if known is None:
            known = self._facts[id(condition)] = condition, condition.facts()
        return known[1]

    def reach(self, condition: Condition, within: Mapping[str, str]) -> Reach:
        """What can come of a condition, where the codes of some facts are known to be under broader ones."""
        key = condition, tuple(sorted((fact, within[fact]) for fact in condition.facts() & within.keys()))
        if key not in self._reaches:
            tree = grouped(condition)
            fact = twice(tree)
            self._reaches[key] = self._split(condition, fact, within) if fact else self._tree(tree, within)
        return self._reaches[key]

    def _tree(self, tree: Condition, within: Mapping[str, str]) -> Reach:
        """The same of a condition in which every fact stands in one place."""
        match tree:
            case Is(fact) | Compare(fact) | OneOf(fact):
                return self.leaf(tree, fact, within.get(fact, ""))
            case _ if len(tree.facts()) == 1:
                (fact,) = tree.facts()
                return self.leaf(tree, fact, within.get(fact, ""))
            case AllOf(of):
                return _all([self._tree(part, within) for part in of])
            case AnyOf(of):
                return _all([self._tree(part, within).denied() for part in of]).denied()
            case Not(of):
                return self._tree(of, within).denied()
            case _:
                assert_never(tree)

    def leaf(self, condition: Condition, fact: str, within: str) -> Reach:
        """The same of what rests on one fact."""
        if (condition, within) not in self._leaves:
            truths = {proof.truth for proof in self._answered(condition, fact, within)}
            ways = [frozenset((fact,) if truth in truths else ()) for truth in (Truth.TRUE, Truth.FALSE)]
            self._leaves[condition, within] = Reach(bool(ways[0]), bool(ways[1]), ways[0] & ways[1], *ways)
        return self._leaves[condition, within]

    def _split(self, condition: Condition, fact: str, within: Mapping[str, str]) -> Reach:
        """The same of a condition in which this fact stands in several places: one answer after the other."""
        rests = tuple(dict.fromkeys(map(still_open, self._answered(condition, fact, within.get(fact, "")))))
        reaches = [self.reach(rest, within) for rest in rests]
        own = (fact,) if self._differ(rests, reaches, within) else ()
        return Reach(
            any(reach.holds for reach in reaches),
            any(reach.fails for reach in reaches),
            frozenset(own).union(*(reach.matter for reach in reaches)),
            *(self._settling(condition, truth, within) for truth in (Truth.TRUE, Truth.FALSE)),
        )

    def _settling(self, condition: Condition, truth: Truth, within: Mapping[str, str]) -> frozenset[str]:
        return frozenset(
            fact
            for fact in condition.facts()
            if any(proof.truth is truth for proof in self._answered(condition, fact, within.get(fact, "")))
        )

    def _differ(self, rests: Sequence[Condition], reaches: Sequence[Reach], within: Mapping[str, str]) -> bool:
        """Whether it matters for the rest which of the answers is given."""
        if len({(reach.holds, reach.fails, reach.matter) for reach in reaches}) > 1:
            return True
        known = tuple(OneOf(fact, (code,)) for fact, code in within.items())
        return any(
            satisfiable(AllOf((*known, a, Not(b))), self._taxonomy)
            or satisfiable(AllOf((*known, b, Not(a))), self._taxonomy)
            for a, b in combinations(rests, 2)
        )

    def _answered(self, condition: Condition, fact: str, within: str) -> Iterator[Proof]:
        """The condition with each sort of answer to one fact."""
        found = (atom for atom in atoms(condition) if atom.fact == fact)
        for value in answers(fact, found, self._taxonomy, within):
            yield evaluate(condition, Case({fact: value}, NO_DAY), self._taxonomy)


@dataclass(frozen=True, slots=True)
class About:
    """The questions in one case: the facts that it tells, and the codes among them that are not the most specific ones."""

    questions: Questions
    told: AbstractSet[str]
    within: Mapping[str, str]

    def deciding(self, proof: Proof) -> Deciding:
        """The facts that matter to an open verdict."""
        reach = self._reach(proof)
        alone = reach.settle_true | reach.settle_false
        return tuple([(fact, fact in alone) for fact in sorted(reach.matter)])

    def _reach(self, proof: Proof) -> Reach:
        """What can come of an open proof; part by part, where no two open parts wait for one fact."""
        match proof.claim:
            case Is(fact) | Compare(fact) | OneOf(fact):
                return self.questions.leaf(proof.claim, fact, self.within.get(fact, ""))
            case Not():
                return self._reach(proof.because[0]).denied()
            case AllOf():
                groups = self._groups(proof)
                return _all([self._of(AllOf, group) for group in groups]) if groups else self._whole(proof)
            case AnyOf():
                groups = self._groups(proof)
                return (
                    _all([self._of(AnyOf, group).denied() for group in groups]).denied()
                    if groups
                    else self._whole(proof)
                )
            case _:
                assert_never(proof.claim)

    def _groups(self, proof: Proof) -> list[list[Proof]]:
        """The open parts, those that wait for one fact alone together; none where a fact would stand in two places still."""
        groups: dict[object, list[Proof]] = {}
        waiting: list[AbstractSet[str]] = []
        for part in proof.because:
            if part.truth is Truth.UNKNOWN:
                facts = self.questions.facts(part.claim)
                key = facts if len(facts) == 1 else len(groups)
                if key not in groups:
                    waiting.append(facts - self.told | facts & self.within.keys())
                groups.setdefault(key, []).append(part)
        apart = sum(map(len, waiting)) == len(frozenset[str]().union(*waiting))
        return list(groups.values()) if apart else []

    def _of(self, kind: type[AllOf | AnyOf], group: list[Proof]) -> Reach:
        """What can come of parts that stand together."""
        if len(group) == 1:
            return self._reach(group[0])
        together = kind(tuple([part.claim for part in group]))
        (fact,) = self.questions.facts(group[0].claim)
        return self.questions.leaf(together, fact, self.within.get(fact, ""))

    def _whole(self, proof: Proof) -> Reach:
        """What can come of a proof in which several open parts wait for one fact."""
        return self.questions.reach(still_open(proof), self.within)


def _all(parts: Sequence[Reach]) -> Reach:
    """What can come of several things at once that have no fact in common."""
    never = sum(not part.holds for part in parts)
    return Reach(
        not never,
        any(part.fails for part in parts),
        frozenset[str]().union(*(part.matter for part in parts if never == (not part.holds))),
        parts[0].settle_true if len(parts) == 1 else frozenset(),
        frozenset[str]().union(*(part.settle_false for part in parts)),
    )
