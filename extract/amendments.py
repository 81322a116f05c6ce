"""What an act does to others: events with their targets, from a context of three levels.

The title of an article says which act is changed, a clause which article, a point what in it; each may say all at once.
A target that cannot be told is a finding, never a guess.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from extract.amendment_phrases import Clause, about_phrases, clauses
from extract.attach import Step
from extract.commands import ANCHOR, ANNEXES, RESULT, TARGET, Command, Named, command, commands, named
from extract.hidden import TOPIC, hidden
from extract.lapses import lapses
from extract.orders import Order, Scene, Under, scene
from extract.transitions import transitions
from extract.tree import CLOSING, PREAMBLE
from ontology.document import Document, Finding, Unit
from ontology.event import HEADING, Event, Op
from ontology.pack import Jurisdiction, Language

SKIPPED = frozenset({CLOSING, PREAMBLE, "annex"})
OPENS = 300
"""Characters of a provision in which its command begins."""

Found = Iterator[Event | Finding]


def amendments(document: Document, vi: Language, vn: Jurisdiction) -> tuple[tuple[Event, ...], tuple[Finding, ...]]:
    """The events that a text orders for other acts, in its order, and what could not be told."""
    if not any(cue in document.text for cue in vi.words(TOPIC, "cues")):
        return (), ()
    at = scene(document, vi, vn)
    found = list(_within(at, document.root, Under()))
    events = tuple(one for one in found if isinstance(one, Event))
    events += tuple(transitions(document, at.page, at.flat, at.speech))
    return events, tuple(one for one in found if isinstance(one, Finding))


def _within(at: Scene, unit: Unit, under: Under) -> Found:
    """The events of a unit and of all below it."""
    if unit.kind in SKIPPED:
        return
    start, end = at.range(unit)
    if under.waits or any(cue in at.flat[start:end] for cue in at.cues):
        order = Order(at, unit, hidden(at.page.text, start, end, at.quoted, at.vi), under)
        yield from _own(order)
        under = order.under
    for child in unit.children:
        yield from _within(at, child, under)


def _own(order: Order) -> Found:
    """The events of a unit's own words; the order keeps what they say for the units below."""
    text = order.hidden.text
    label = order.at.vi.pattern(TOPIC, "label").match(text)
    begins = label.end() if label else 0
    found = commands(order.hidden, begins, order.at.speech) or _passive(order, begins)
    first = found[0].start if found else len(text)
    if order.under.waits and first > begins:
        yield from _waiting(order, begins, first)
    elif first > begins:
        yield from lapses(order, begins, first)
    for i, one in enumerate(found):
        yield from _events(order, one, found[i + 1 :])
    yield from order.mismatches(found)


def _passive(order: Order, begins: int) -> list[Command]:
    """What is said of a provision at the beginning of a sentence: that it is amended as follows."""
    text, speech = order.hidden.text, order.at.speech
    said = speech.found("amended", text, begins, min(len(text), begins + OPENS))
    if not said or not speech.found("subject", text[begins : said.start()]):
        return []
    after = command(order.hidden, said["verb"], said.span(), len(text), speech)
    subject = named(text, begins, said.start(), speech)
    return [replace(after, start=begins, named=(*subject, *after.of(RESULT)))]


def _events(order: Order, one: Command, later: Sequence[Command]) -> Found:
    order.under = replace(order.under, waiting=None, clauses=())
    if about_phrases(order.hidden, one.start, one.end, order.at.speech):
        yield from _phrases(order, one, later)
    elif _is_container(order, one, later[0] if later else None):
        order.under = _container(order, one)
    elif _opens_list(order, one):
        order.under = replace(order.under, waiting=one)
    else:
        yield from _changed(order, one)


def _is_container(order: Order, one: Command, following: Command | None) -> bool:
    """Whether a command only says what those below it, or behind it, are about."""
    if one.several:
        open_ended = one.announced or not order.hidden.text[one.start : one.end].rstrip().endswith((".", ";"))
        return one.op != Op.REPEAL or open_ended
    if one.wording:
        return False
    title = following is not None and order.unit.kind == "article" and order.hidden.opens_line(following.start)
    if one.announced:
        return following is not None or _commands_below(order)
    return title or (one.op in {Op.REPLACE, Op.INSERT} and not one.of(RESULT) and _commands_below(order))


def _commands_below(order: Order) -> bool:
    """Whether the units below begin with commands of their own."""
    at, vi = order.at, order.at.vi
    for child in order.unit.children:
        start, end = at.range(child)
        words = at.flat[start : min(end, start + OPENS)]
        label = vi.pattern(TOPIC, "label").match(words)
        if vi.pattern(TOPIC, "command").match(words, label.end() if label else 0):
            return True
    return False


def _opens_list(order: Order, one: Command) -> bool:
    """Whether a command only opens a list: "repealed are the following documents:"."""
    if one.wording or any(not n.own for n in one.of(TARGET)):
        return False
    return bool(order.at.speech.found("lists", order.hidden.text, one.start, one.end))


def _container(order: Order, one: Command) -> Under:
    """What holds below a command that changes several things: the act, and the provision they have in common."""
    targets = [n for n in one.named if n.role != RESULT and not n.own]
    cited = next((n.cited for n in targets if n.cited), None)
    base = Under(cited) if cited else order.under
    steps = [whole for n in targets if n.steps and (whole := order.steps(n.steps, base))]
    return replace(base, steps=_common(steps) or base.steps, waiting=None if targets else _listed(order, one))


def _listed(order: Order, one: Command) -> Command | None:
    """The command, where the items of its list have no verbs."""
    return (
        None
        if one.op == Op.REPLACE or not order.at.speech.found("lists", order.hidden.text, one.start, one.end)
        else one
    )


def _common(several: Sequence[tuple[Step, ...]]) -> tuple[Step, ...]:
    """The steps that several provisions share."""
    shared: list[Step] = []
    for level in zip(*several, strict=False):
        if len(set(level)) > 1:
            break
        shared.append(level[0])
    return tuple(shared)


def _changed(order: Order, one: Command) -> Found:
    """The events of one command, one for each target."""
    renumbered = _renumbered(order, one)
    op = Op.RENUMBER if renumbered else one.op
    for i, target in enumerate(one.of(TARGET) or _beside_which(one)):
        if not target.steps and one.verb and not order.at.speech.ends(one.verb):
            order.under = Under(target.cited) if target.cited and not target.own and i == 0 else order.under
            continue
        if not renumbered and not _says_what(order, one):
            return
        event = order.event(op, target, one)
        if isinstance(event, Event) and renumbered:
            event = replace(event, old=target.steps[-1][1], new=renumbered[min(i, len(renumbered) - 1)])
        elif isinstance(event, Event):
            event = order.beside(event, target, one)
        if event:
            yield event


def _beside_which(one: Command) -> Iterator[Named]:
    """Where something without a label is put: what holds the provision that it is put beside."""
    for anchor in one.of(ANCHOR):
        if one.wording and one.op == Op.INSERT and len(anchor.steps) > 1:
            yield replace(anchor, role=TARGET, steps=anchor.steps[:-1])


def _says_what(order: Order, one: Command) -> bool:
    """Whether a command to replace or insert says with what; one that does not only tells what the act is about."""
    if one.op not in {Op.REPLACE, Op.INSERT} or one.announced or one.wording or one.of(RESULT):
        return True
    kinds = {n.steps[-1][0] for n in one.of(TARGET) if n.steps}
    return not one.verb or order.at.speech.ends(one.verb) or bool(kinds & set(ANNEXES))


def _renumbered(order: Order, one: Command) -> tuple[str, ...]:
    """The new labels, where units only become others: "clause 3 becomes clause 4"."""
    results = [n for n in one.of(RESULT) if n.steps and not n.own]
    kinds = {n.steps[-1][0] for n in one.of(TARGET) if n.steps}
    if one.wording or one.verb not in order.at.vi.words(TOPIC, "renumbering"):
        return ()
    return tuple(n.steps[-1][1] for n in results) if kinds == {n.steps[-1][0] for n in results} else ()


def _phrases(order: Order, one: Command, later: Sequence[Command] = ()) -> Found:
    """The events of a command about phrases; places may be listed below it, or be those of the next one."""
    made = clauses(order.hidden, order.at.flat, one, order.at.speech)
    lists = order.at.speech.found("lists", order.hidden.text, one.start, one.end)
    if lists and not any(c.named for c in made):
        order.under = replace(order.under, clauses=made)
        return
    following = later[0].of(TARGET) if later and not order.hidden.opens_line(later[0].start) else ()
    cited = order.under.cited or next((n.cited for other in later for n in other.named if n.cited and not n.own), None)
    for clause in made:
        places = clause.named or following
        yield from _clause(order, one, clause, [n if n.cited else replace(n, cited=cited) for n in places])


def _clause(order: Order, one: Command, clause: Clause, places: Sequence[Named]) -> Found:
    """The events of one clause: at each place, for each of its phrases."""
    here = Named(TARGET, order.under.cited, (), "", one.start, one.end)
    for place in places or (here,):
        event = order.event(clause.op, place, one)
        if isinstance(event, Event) and not clause.phrases:
            yield event
        elif isinstance(event, Event):
            yield from (_with_phrase(event, clause, phrase, one) for phrase in clause.phrases)
        elif event:
            yield event


def _with_phrase(event: Event, clause: Clause, phrase: str, one: Command) -> Event:
    if clause.op == Op.INSERT_PHRASE:
        return replace(event, new=phrase, after=clause.after, before=clause.before, payload=None)
    renamed = event.part == HEADING and clause.op == Op.REPLACE_PHRASE and not one.verb.startswith("thay")
    return replace(event, op=Op.REPLACE if renamed else event.op, old=phrase, new=clause.new, payload=None)


def _waiting(order: Order, begins: int, end: int) -> Found:
    """The events of an item in a list whose verb stands above."""
    text, speech, under = order.hidden.text, order.at.speech, order.under
    if not speech.found("opens_item", text[begins:end]):
        return
    said = under.waiting
    whole = Command(Op.REPLACE, "", begins, end, tuple(named(text, begins, end, speech)), False, None, False)
    for clause in under.clauses:
        yield from _clause(order, whole, clause, whole.of(TARGET))
    if said and about_phrases(order.hidden, begins, end, speech):
        yield from _phrases(order, replace(whole, op=said.op, verb=said.verb))
    elif said:
        yield from _changed(order, replace(whole, op=said.op, verb=said.verb))
