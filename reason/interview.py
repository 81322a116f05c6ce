"""A case that is told fact by fact: after every answer the verdicts and the next questions.

Only norms whose proofs rest on the answered fact are judged anew, and only what became of them is asked about anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from ontology.answer import Judged, Verdict
from ontology.case import Case, Value
from reason.nodes import State
from reason.questions import Deciding, Questions, ranked
from reason.rules import Rules, Span


@dataclass(frozen=True, slots=True)
class Interview:
    """How far a case is told: `judged` are the verdicts on all norms in order; `case` holds what is presumed, too."""

    case: Case
    judged: tuple[Judged, ...]
    _span: Span
    _state: State
    _open: Mapping[int, Deciding]
    _questions: Questions

    @classmethod
    def begin(cls, rules: Rules, case: Case) -> Interview:
        """An interview that starts with what a case tells. Raises BadValue."""
        span, full = rules.span(case.on), rules.presuming(case)
        state, questions = span.state(full), Questions(rules.taxonomy)
        judged = span.judge(full, state)
        return cls(full, judged, span, state, _open(enumerate(judged), full, questions), questions)

    def told(self, fact: str, value: Value) -> Interview:
        """The interview one answer on, also where it takes back an earlier one. Raises BadValue."""
        case = Case({**self.case.facts, fact: value}, self.case.on, self.case.assumed - {fact})
        state = self._span.nodes.told(self._state, fact, value)
        anew = {row.place: row.judged(state) for row in self._span.resting.get(fact, ())}
        anew.update(self._span.one_by_one(case))
        judged = list(self.judged)
        for place, one in anew.items():
            judged[place] = one
        rest = {place: deciding for place, deciding in self._open.items() if place not in anew}
        return replace(
            self,
            case=case,
            judged=tuple(judged),
            _state=state,
            _open={**rest, **_open(anew.items(), case, self._questions)},
        )

    def ask(self) -> tuple[tuple[str, int], ...]:
        """The facts worth asking for, best first, each with the number of open verdicts that its answer alone can settle."""
        return ranked(self._open.values())


def _open(judged: Iterable[tuple[int, Judged]], case: Case, questions: Questions) -> dict[int, Deciding]:
    """What each open verdict waits for."""
    about = questions.about(case.facts)
    return {place: about.deciding(one.proof) for place, one in judged if one.verdict is Verdict.UNKNOWN and one.proof}
