"""Events as quads, and back: what a provision does to a target, the target's link once the graph knows it, ELI's words for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from pyoxigraph import NamedNode

from kg.quads import ELI, Leaf, Pages, Sheet, iri
from ontology.document import Source, Span, Work
from ontology.event import WORDING, Event, Op
from ontology.generated import terms as ng
from ontology.law import Law

WORDS = (
    (ng.CHANGES_NUMBER, "number"), (ng.CHANGES_NAME, "name"), (ng.CHANGES_EID, "eid"), (ng.CHANGES_PART, "part"),
    (ng.OLD_WORDS, "old"), (ng.NEW_WORDS, "new"), (ng.PUT_AFTER, "after"), (ng.PUT_BEFORE, "before"),
    (ng.CONDITION_WORDS, "when"), (ng.ORDERED_BY_NUMBER, "by_number"), (ng.ORDERED_BY_EID, "by_eid"),
)  # fmt: skip


def put_events(
    sheet: Sheet, law: Law, known: Mapping[str, Work], put_source: Callable[[Sheet, Source], NamedNode]
) -> None:
    """The events of a law. `known`: the works that a number may name."""
    for position, event in enumerate(law.events):
        node = iri(f"{law.work.iri}/event/{position}")
        sheet.type(node, ng.EVENT)
        sheet.add(node, ng.OPERATION, event.op.value)
        sheet.add(node, ng.POSITION, position)
        sheet.add(node, ng.HAS_SOURCE, put_source(sheet, event.source))
        _told(sheet, node, event)
        target = target_of(event, law.work, known)
        if target:
            sheet.add(node, ng.CHANGES, iri(target))
        if actor := _actor(event, known):
            _link(sheet, actor, _word(event.op.value, event.part), target)
            sheet.maybe(node, ng.ORDERED_BY, iri(actor) if event.by_number else None)


def _told(sheet: Sheet, node: NamedNode, event: Event) -> None:
    for predicate, name in WORDS:
        sheet.maybe(node, predicate, getattr(event, name))
    sheet.maybe(node, ng.EFFECT_ON, event.on)
    sheet.maybe(node, ng.EFFECT_UNTIL, event.until)
    if event.payload:
        sheet.add(node, ng.PAYLOAD_START, event.payload.start)
        sheet.add(node, ng.PAYLOAD_END, event.payload.end)
    if event.except_for:
        sheet.add(node, ng.EXCEPT_FOR, *event.except_for)


def target_of(event: Event, own: Work, known: Mapping[str, Work]) -> str:
    """The IRI of what an event is about, where it is known: of this very act where no other is named."""
    work = known.get(event.number) if event.number else None if event.name else own
    return work.provision(event.eid) if work else ""


def _actor(event: Event, known: Mapping[str, Work]) -> str:
    """The IRI of the provision that orders an event, where it is known."""
    work = known.get(event.by_number)
    return event.source.iri if not event.by_number else work.provision(event.by_eid) if work else ""


def relink_events(pages: Pages, sheet: Sheet, known: Mapping[str, Work]) -> None:
    """Links to works that came to be known after the events were written."""
    for leaf in pages.all(ng.EVENT):
        said = _word(leaf.one(ng.OPERATION), leaf.one(ng.CHANGES_PART))
        work, actor = known.get(leaf.one(ng.CHANGES_NUMBER)), known.get(leaf.one(ng.ORDERED_BY_NUMBER))
        if work and not leaf.has(ng.CHANGES):
            target = work.provision(leaf.one(ng.CHANGES_EID))
            sheet.add(leaf.node, ng.CHANGES, iri(target))
            _link(sheet, pages.leaf(leaf.one(ng.HAS_SOURCE)).one(ng.ON_PROVISION), said, target)
        if actor and not leaf.has(ng.ORDERED_BY):
            provision = actor.provision(leaf.one(ng.ORDERED_BY_EID))
            sheet.add(leaf.node, ng.ORDERED_BY, iri(provision))
            _link(sheet, provision, said, leaf.one(ng.CHANGES))


def event_of(leaf: Leaf, source: Source) -> Event:
    """The event of a node."""
    payload = Span(leaf.number(ng.PAYLOAD_START), leaf.number(ng.PAYLOAD_END)) if leaf.has(ng.PAYLOAD_START) else None
    return Event(
        op=Op(leaf.one(ng.OPERATION)),
        source=source,
        payload=payload,
        on=_day(leaf, ng.EFFECT_ON),
        until=_day(leaf, ng.EFFECT_UNTIL),
        except_for=leaf.texts(ng.EXCEPT_FOR),
        **{name: leaf.one(predicate) for predicate, name in WORDS},
    )


def _day(leaf: Leaf, predicate: str) -> date | None:
    return date.fromisoformat(leaf.one(predicate)) if leaf.has(predicate) else None


def _word(op: str, part: str) -> str:
    """ELI's word for an operation; a repeal of something in a provision amends it."""
    if op == Op.REPEAL and not part:
        return "repeals"
    return "amends" if op in WORDING else {Op.COMMENCE.value: "commences", Op.CORRECT.value: "corrects"}.get(op, "")


def _link(sheet: Sheet, provision: str, said: str, target: str) -> None:
    if said and target:
        sheet.add(iri(provision), ELI + said, iri(target))
