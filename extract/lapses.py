"""What an act says of the force of others: that they lapse, are repealed, are suspended or come back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from extract.commands import TARGET, Command, Named, named
from extract.hidden import TOPIC
from extract.identity import day_of
from extract.orders import Order
from ontology.document import Finding
from ontology.event import Event, Op

OPS = {"repeal": Op.REPEAL, "suspend": Op.SUSPEND, "resume": Op.RESUME}
FAR = 160
"""Characters behind the words in which the day stands."""


def lapses(order: Order, begins: int, end: int) -> Iterator[Event | Finding]:
    """The events of the sentences in a stretch that say so."""
    text, speech = order.hidden.text, order.at.speech
    starts = begins
    for found in speech.grammar.vi.pattern(TOPIC, "lapses").finditer(text, begins, end):
        starts = _sentence(text, starts, found.start())
        if not speech.found("subject", text[starts : found.start()]):
            starts = found.end()
            continue
        one = _command(order, found, starts, end)
        yield from _events(order, one, found)
        starts = found.end()


def _sentence(text: str, start: int, end: int) -> int:
    """Where the sentence begins that a place lies in."""
    return max(start, text.rfind(". ", start, end) + 2, start)


def _command(order: Order, found: re.Match[str], starts: int, end: int) -> Command:
    """The sentence as a command: its subject, or the list behind its colon, is what it is about."""
    op = next(op for key, op in OPS.items() if found[key])
    speech, text = order.at.speech, order.hidden.text
    subject = tuple(named(text, starts, found.start(), speech))
    if not any(n.role == TARGET and not n.own for n in subject):
        colon = text.find(":", found.end(), end)
        subject = tuple(named(text, colon + 1, end, speech)) if colon >= 0 else ()
    return Command(op, "", starts, found.end(), subject, False, None, False)


def _events(order: Order, one: Command, found: re.Match[str]) -> Iterator[Event | Finding]:
    targets = [n for n in one.of(TARGET) if not n.own]
    text = order.hidden.text
    if not targets and order.at.speech.found("lists", text, one.start, len(text)):
        order.under = replace(order.under, waiting=one)
        return
    said = order.at.speech.found("day", text, found.end(), found.end() + FAR)
    for target in targets:
        event = order.event(one.op, _whole(target), one)
        if isinstance(event, Event):
            yield replace(event, on=day_of(said) if said else None, except_for=order.left_out(found.end()))
        elif event:
            yield event


def _whole(target: Named) -> Named:
    return replace(target, part="")
