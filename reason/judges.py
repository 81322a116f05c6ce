"""Who can judge what: every judge of a condition, what is asked of each, and what each cannot do, with the reason.

The suite that holds the judges against each other is strict: what is declared here must fail or be refused, what is not must agree.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Gap(StrEnum):
    """Why a judge cannot: nobody made it (`notimpl`), it is to come (`notyet`), or the judge's own medium has no room for it (`never`)."""

    NOTIMPL = "notimpl"
    NOTYET = "notyet"
    NEVER = "never"


JUDGES: Mapping[str, str] = {
    "evaluate": "one case, with its proof",
    "columns": "millions of cases, norm by norm (`reason/to_columns.py`)",
    "sql": "a table of cases in DuckDB (`reason/to_sql.py`)",
    "sparql": "cases in a graph (`reason/to_sparql.py`)",
    "shacl": "cases in a graph, for any SHACL validator (`reason/to_shacl.py`)",
    "z3": "all possible cases (`reason/to_z3.py`, extra `solver`)",
    "prose": "a reader (`reason/to_prose.py`): the words, read back, are the condition",
}

TASKS: Mapping[str, str] = {
    "yes-no": "yes/no facts",
    "amounts": "amounts, exact: 0.1 + 0.2 is 0.3, and 0.30000000000000004 is more",
    "days": "days, the one before and the one after",
    "codes": "codes with their hierarchy",
    "joints": "not, and, or, nested at will",
    "missing": "a fact that nobody told leaves unknown what rests on it, told apart from true and false",
    "broader": "a code broader than the law's is unknown",
    "digits": "numbers of more than 20 digits before the point or 18 behind it",
    "kinds": "a value of another kind or unit than its fact is refused, not judged",
    "names": "fact ids and codes of any characters",
    "letters": "two facts whose ids differ only in capital letters",
    "proof": "says why, or which facts are missing",
    "many": "many cases in one go",
    "norms": "whole norms: bearer, days in force, exceptions and what they displace",
    "either": "sees that “licensed or not licensed” holds when nobody told which",
    "search": "finds a case by itself, given the truth that is wanted",
}

_PARTS = "Kleene's tables look at the parts, and both are unknown"
_DIGITS = "the widest exact number of the engine is 38 digits"
_GIVEN = "it judges the cases that it is given"
_CLAIM = "give it the claim of the proof that `applicable` makes: the norm's condition less those of its exceptions"

GAPS: Mapping[tuple[str, str], tuple[Gap, str]] = {
    ("evaluate", "many"): (Gap.NOTIMPL, "case by case: it keeps every proof"),
    ("evaluate", "either"): (Gap.NEVER, _PARTS),
    ("evaluate", "search"): (Gap.NEVER, _GIVEN),
    ("columns", "proof"): (Gap.NOTIMPL, "counts and lists; `evaluate` gives the proof of a listed case"),
    ("columns", "either"): (Gap.NEVER, _PARTS),
    ("columns", "search"): (Gap.NEVER, _GIVEN),
    ("sql", "digits"): (Gap.NEVER, _DIGITS),
    ("sql", "letters"): (Gap.NEVER, "DuckDB takes names of columns that differ only so for one"),
    ("sql", "proof"): (Gap.NEVER, "an expression has a value and no reasons"),
    ("sql", "norms"): (Gap.NOTYET, _CLAIM),
    ("sql", "either"): (Gap.NEVER, _PARTS),
    ("sql", "search"): (Gap.NEVER, _GIVEN),
    ("sparql", "digits"): (Gap.NEVER, _DIGITS),
    ("sparql", "proof"): (Gap.NEVER, "a query gives rows and no reasons"),
    ("sparql", "norms"): (Gap.NOTYET, _CLAIM),
    ("sparql", "either"): (Gap.NEVER, _PARTS),
    ("sparql", "search"): (Gap.NEVER, _GIVEN),
    ("shacl", "missing"): (Gap.NEVER, "a report has violations only: false; the shape of the negation tells what is true"),
    ("shacl", "broader"): (Gap.NEVER, "as a missing fact: no violation"),
    ("shacl", "digits"): (Gap.NOTIMPL, "cases are written alike for all stores of triples, and some hold 38 digits"),
    ("shacl", "proof"): (Gap.NOTIMPL, "the report names the node, not the part of the condition that failed"),
    ("shacl", "norms"): (Gap.NOTYET, _CLAIM),
    ("shacl", "either"): (Gap.NEVER, "what is unknown is no violation, of any shape"),
    ("shacl", "search"): (Gap.NEVER, _GIVEN),
    ("z3", "kinds"): (Gap.NOTIMPL, "such a value is no answer, so the fact stays unknown"),
    ("z3", "proof"): (Gap.NOTIMPL, "satisfiable or not; the solver's own proofs are not for lawyers"),
    ("z3", "many"): (Gap.NOTIMPL, "one question at a time"),
    ("z3", "norms"): (Gap.NOTYET, _CLAIM),
    ("prose", "names"): (Gap.NEVER, "a name that itself says “and”, or breaks the line, reads like a joint"),
    ("prose", "many"): (Gap.NEVER, "a text is about one condition, one proof or one case"),
    ("prose", "either"): (Gap.NEVER, "it says what stands there"),
    ("prose", "search"): (Gap.NEVER, "it says what stands there"),
}  # fmt: skip


def matrix() -> str:
    """What each judge does, as a table in Markdown, and the reasons for every gap below it."""
    head = ["| | " + " | ".join(f"`{judge}`" for judge in JUDGES) + " |", "|---|" + "---|" * len(JUDGES)]
    rows = [
        f"| {words} | " + " | ".join(_cell(judge, task) for judge in JUDGES) + " |" for task, words in TASKS.items()
    ]
    reasons = [f"- `{judge}`, {TASKS[task]}: *{gap}*, {why}." for (judge, task), (gap, why) in GAPS.items()]
    return "\n".join([*head, *rows, "", *reasons])


def _cell(judge: str, task: str) -> str:
    declared = GAPS.get((judge, task))
    return f"*{declared[0]}*" if declared else "yes"
