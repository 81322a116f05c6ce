"""The smallest change of facts that makes a case lawful, or the rules that leave no way.

Exact search with iterative deepening: of the rules that are broken one must be mended, so one of its facts must change to a value
that its atoms tell from the present one. Rules that a change would break join when they turn up, which keeps the search small: the
cheapest way to keep some rules costs no more than the cheapest way to keep them all.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TypeAlias

from ontology.answer import Change, Repair, Truth
from ontology.case import Case, Value
from ontology.condition import Atom
from ontology.fact import deed
from ontology.norm import Norm, Sanction
from ontology.pack import Jurisdiction
from reason.assumptions import met, presuming
from reason.breaches import Breach, breaches
from reason.change import NOTHING, distance, free, must, values, weight
from reason.evaluate import evaluate, judged
from reason.sanction import ACT
from reason.taxonomy import Taxonomy

WAYS = 10
"""How many equally small ways are told."""

TRIES = 200_000
"""How many changes are tried before the search is given up."""

Changed: TypeAlias = Mapping[str, Value]
Options: TypeAlias = Mapping[Breach, tuple[tuple[str, Value], ...]]


class GivenUp(Exception):
    """The search took too long."""


def repair(
    norms: Iterable[Norm],
    sanctions: Iterable[Sanction],
    case: Case,
    vn: Jurisdiction,
    keep: Collection[str] = (),
) -> Repair:
    """The smallest changes after which no rule in force is broken, nor one more left open; facts in `keep` stay as they are."""
    search = _Search(breaches(norms, sanctions, case, vn), presuming(case, vn), vn, frozenset(keep))
    open_ones = tuple(one.rule for one in search.known if search.truths[one] is Truth.UNKNOWN and search.concerned(one))
    broken = tuple(one.rule for one in search.known if search.truths[one] is Truth.TRUE)
    assumed = met(search.case, (one.when for one in search.known if search.truths[one] is Truth.TRUE))
    answer = Repair(search.case, broken, open_ones, assumed=assumed)
    try:
        return search.answered(answer)
    except GivenUp:
        return answer


class _Search:
    """A case with all that can be broken in it."""

    def __init__(self, known: tuple[Breach, ...], case: Case, vn: Jurisdiction, keep: frozenset[str]) -> None:
        self.known, self.case, self.vn, self.keep = known, case, vn, keep
        self.taxonomy = Taxonomy.of(vn)
        self.left = TRIES
        self.truths = {breach: self.truth(breach, {}) for breach in known}

    def answered(self, answer: Repair) -> Repair:
        """The answer with the ways, or with what leaves none. Raises GivenUp."""
        rules = [breach for breach in self.known if self.truths[breach] is Truth.TRUE]
        while rules:
            found = self.cheapest(rules)
            worse = dict.fromkeys(b for changed in found for b in self.broken(self.resting(changed), changed))
            if not worse:
                return self.told(answer, rules, found)
            rules += worse
        return answer

    def told(self, answer: Repair, rules: list[Breach], found: Sequence[Changed]) -> Repair:
        if not found:
            core = self.core(rules)
            facts = frozenset[str]().union(*(breach.when.facts() for breach in core))
            fixed = tuple(sorted(f for f in facts & self.case.facts.keys() if not self.free(f)))
            return replace(answer, conflict=tuple(breach.rule for breach in core), fixed=fixed)
        ways = tuple(self.changes(changed) for changed in self.nearest(found))
        return replace(answer, ways=ways)

    def cheapest(self, rules: Sequence[Breach]) -> list[Changed]:
        """The lightest of all ways to keep these rules with the fewest changes, by sorts of values; none where there is no way.

        Where more ways than can be told change different facts, as many as can be. Raises GivenUp.
        """
        options = self.options(rules)
        most = 0
        while True:
            dig = _Dig(self, rules, options, most)
            found: list[Changed] = []
            for changed in dig.ways({}):
                found = [*(found if self.weight(changed) == dig.best else ()), changed]
                dig.best = self.weight(changed)
                if dig.best == dig.floor and len({frozenset(one) for one in found}) == WAYS:
                    break
            if found or not dig.cut:
                return found
            most += 1

    def core(self, rules: list[Breach]) -> list[Breach]:
        """Those of the rules that leave no way, each of which is needed for that. Raises GivenUp."""
        for breach in tuple(rules):
            rest = [other for other in rules if other is not breach]
            dig = _Dig(self, rest, self.options(rest), len(self.facts()))
            if next(dig.ways({}), None) is None:
                rules = rest
        return sorted(rules, key=self.known.index)

    def facts(self) -> frozenset[str]:
        """All facts that any rule rests on."""
        return frozenset(fact for breach in self.known for fact in breach.about)

    def nearest(self, found: Sequence[Changed]) -> list[Changed]:
        """Of ways that change the same facts the one that changes amounts least."""
        same: dict[frozenset[str], list[Changed]] = {}
        for changed in found:
            same.setdefault(frozenset(changed), []).append(changed)
        return [min(them, key=self.distance) for them in same.values()]

    def changes(self, changed: Changed) -> tuple[Change, ...]:
        """One way with what it changes, fact by fact."""
        return tuple(self.change(fact, changed) for fact in sorted(changed))

    def change(self, fact: str, changed: Changed) -> Change:
        """What a way does to one fact, and what else of it would do as well."""
        resting = self.resting((fact,))
        about = tuple(dict.fromkeys(atom for breach in resting for atom in breach.about[fact]))
        before, after = self.case.facts.get(fact), changed[fact]

        def will_do(value: Value) -> bool:
            return not any(self.broken(resting, {**changed, fact: value}))

        all_of_them = must(fact, before, after, about, will_do, self.taxonomy)
        return Change(fact, before, None if after == NOTHING else after, all_of_them)

    def options(self, rules: Sequence[Breach]) -> Options:
        """For every rule the changes of one fact that its atoms can tell from the present, the lightest facts first."""
        about: dict[str, dict[Atom, None]] = {}
        for breach in rules:
            for fact, them in breach.about.items():
                about.setdefault(fact, {}).update(dict.fromkeys(them))
        ways = {fact: values(fact, them, self.taxonomy) for fact, them in about.items() if self.free(fact)}
        order = sorted(ways, key=lambda fact: (weight(fact, self.vn), fact))
        return {
            breach: tuple((f, v) for f in order if f in breach.about for v in ways[f] if self.tells(breach, f, v))
            for breach in rules
        }

    def tells(self, breach: Breach, fact: str, value: Value) -> bool:
        """Whether the rule tells this value of a fact from the present one."""
        then, now = Case({fact: value}, self.case.on), self.case
        return any(
            judged(atom, then, self.taxonomy).truth is not judged(atom, now, self.taxonomy).truth
            for atom in breach.about[fact]
        )

    def broken(self, rules: Iterable[Breach], changed: Changed) -> Iterator[Breach]:
        """Those of the rules that are broken after the changes, or may be and might not before."""
        for breach in rules:
            truth = self.truth(breach, changed)
            if truth is Truth.TRUE or (truth is Truth.UNKNOWN and self.truths[breach] is not truth):
                yield breach

    def truth(self, breach: Breach, changed: Changed) -> Truth:
        """Whether the rule is broken after the changes."""
        case = Case({**self.case.facts, **changed}, self.case.on)
        return evaluate(breach.when, case, self.taxonomy).truth

    def resting(self, facts: Iterable[str]) -> tuple[Breach, ...]:
        """The rules that rest on some of these facts."""
        wanted = frozenset(facts)
        return tuple(breach for breach in self.known if not wanted.isdisjoint(breach.about))

    def concerned(self, breach: Breach) -> bool:
        """Whether the case tells of an act or a deed that the rule is about."""
        return any(fact in self.case.facts for fact in breach.about if fact == ACT or deed(fact))

    def free(self, fact: str) -> bool:
        """Whether a fact may be changed here."""
        return fact not in self.keep and free(fact, self.vn)

    def weight(self, changed: Changed) -> int:
        """How much it takes to change all this."""
        return sum(weight(fact, self.vn) for fact in changed)

    def distance(self, changed: Changed) -> Decimal:
        """How far the amounts are from what they were."""
        return sum((distance(self.case.facts.get(fact), value) for fact, value in changed.items()), Decimal(0))


class _Dig:
    """One search for ways to keep some rules with so many changes at most; `cut` where more changes might have helped.

    `best` is the least weight of a way so far, `floor` what no way can be lighter than.
    """

    def __init__(self, search: _Search, rules: Sequence[Breach], options: Options, most: int) -> None:
        self.search, self.rules, self.options, self.most = search, rules, options, most
        self.cut = False
        self.best: int | None = None
        self.floor = 0
        self.seen: set[frozenset[tuple[str, Value]]] = set()

    def ways(self, changed: Changed) -> Iterator[Changed]:
        """Ways that begin with these changes, each once, none heavier than the best so far. Raises GivenUp."""
        self.search.left -= 1
        if self.search.left < 0:
            raise GivenUp
        broken = list(self.search.broken(self.rules, changed))
        if not broken:
            if self.light_enough(self.search.weight(changed)):
                yield changed
            return
        left = sorted(([o for o in self.options[breach] if o[0] not in changed] for breach in broken), key=len)
        if not left[0] or not self.promising(left, changed):
            return
        for fact, value in left[0]:
            more = {**changed, fact: value}
            if frozenset(more.items()) not in self.seen:
                self.seen.add(frozenset(more.items()))
                yield from self.ways(more)

    def promising(self, left: Sequence[Sequence[tuple[str, Value]]], changed: Changed) -> bool:
        """Whether a way may still be short and light enough: rules without a common fact need a change each."""
        used: set[str] = set()
        count, weight = len(changed), self.search.weight(changed)
        for options in left:
            facts = {fact for fact, _ in options}
            if used.isdisjoint(facts):
                used |= facts
                count += 1
                weight += min(self.search.weight({fact: True}) for fact in facts)
        self.floor = weight if not changed else self.floor
        self.cut = self.cut or count > self.most
        return count <= self.most and self.light_enough(weight)

    def light_enough(self, weight: int) -> bool:
        """Whether no way so far is lighter."""
        return self.best is None or weight <= self.best
