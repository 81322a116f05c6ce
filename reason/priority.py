"""Which of two rules prevails, by the law on legal documents of the day; where it does not say: nobody, with the arguments.

The rules are an ordered tuple of functions; places, dates and words are data of the jurisdiction (`precedence`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from ontology.document import Source, Work
from ontology.norm import Norm, Period, Sanction
from ontology.pack import Jurisdiction
from ontology.text import Text
from reason.cite import told

Side: TypeAlias = Norm | Sanction


@dataclass(frozen=True, slots=True)
class Decision:
    """Who prevails, if anyone, under which principle, and what speaks for and against, in both languages."""

    prevails: Side | None
    principle: Source | None
    arguments: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class _Act:
    """The law on legal documents of a day, and where its two rules stand."""

    work: Work
    rank: str
    later: str
    unseen: bool


Rule: TypeAlias = Callable[[Side, Side, Jurisdiction], Side | None]


def decide(a: Side, b: Side, on: date, vn: Jurisdiction, narrower: Side | None = None) -> Decision:
    """The side that prevails on this day, or none. `narrower` is the side whose cases all lie within the other's."""
    words = vn.settings["precedence"]["said"]
    special = (told(words["special"], vn, winner=narrower.sources[0]),) if narrower else ()
    act = _act(on, vn)
    if act is None:
        return Decision(None, None, (told(words["no_act"], vn, on=on.isoformat()), *special))
    for name, rule, eid in (("rank", higher, act.rank), ("later", later, act.later)):
        winner = rule(a, b, vn)
        if winner is not None:
            principle = Source(act.work, eid)
            loser = b if winner is a else a
            said = told(words[name], vn, winner=winner.sources[0], loser=loser.sources[0], principle=principle)
            unseen = (told(words["unseen"], vn, principle=principle),) if act.unseen else ()
            return Decision(winner, principle, (said, *unseen, *special))
    return Decision(None, None, (told(words[_silence(a, b)], vn), *special))


def higher(a: Side, b: Side, vn: Jurisdiction) -> Side | None:
    """The side whose document has the higher legal force."""
    ranks = [vn.instruments[work.kind].rank if work.kind in vn.instruments else None for work in (_work(a), _work(b))]
    match ranks:
        case [int() as first, int() as second] if first != second:
            return a if first < second else b
        case _:
            return None


def later(a: Side, b: Side, vn: Jurisdiction) -> Side | None:
    """The side issued later, where both come from the same issuer and are of the same rank."""
    first, second = _work(a), _work(b)
    if first == second or not first.issuer or first.issuer != second.issuer or not first.date or not second.date:
        return None
    if higher(a, b, vn) is not None or first.date == second.date:
        return None
    return a if first.date > second.date else b


def _silence(a: Side, b: Side) -> str:
    first, second = _work(a), _work(b)
    if first.iri == second.iri:
        return "same_document"
    if not (first.issuer and second.issuer and first.date and second.date):
        return "no_issuer"
    return "other_issuer" if first.issuer != second.issuer else "same_day"


def _act(on: date, vn: Jurisdiction) -> _Act | None:
    for row in vn.settings["precedence"]["acts"]:
        if Period(row["from"], row.get("until")).holds(on):
            work = Work(row["kind"], row["number"], row["year"], row["issuer"], title=row["title"])
            return _Act(work, row["rank"], row["later"], row.get("unseen", False))
    return None


def _work(side: Side) -> Work:
    return side.sources[0].work
