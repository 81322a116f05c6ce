"""What acts do to each other's wording and force: events, from which the versions of a text can be made.

The operations that change wording bear the names of the annotated articles (`vnlaw-gold/1`); the others those of the design.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ontology.document import Source, Span

HEADING, OPENING, CONTENT = "heading", "opening", "content"
"""Parts of a provision that can be touched alone: its title, its words before the first item, and something in it untold."""


class Op(StrEnum):
    """What happens to the target."""

    REPLACE = "replace"
    INSERT = "insert"
    REPEAL = "repeal"
    REPLACE_PHRASE = "replace_phrase"
    INSERT_PHRASE = "insert_phrase"
    DELETE_PHRASE = "delete_phrase"
    RENUMBER = "renumber"
    COMMENCE = "commence"
    CORRECT = "correct"
    SUSPEND = "suspend"
    RESUME = "resume"
    TRANSITION = "transition"


WORDING = frozenset(
    {
        Op.REPLACE, Op.INSERT, Op.REPEAL, Op.REPLACE_PHRASE, Op.INSERT_PHRASE, Op.DELETE_PHRASE, Op.RENUMBER,
    }
)  # fmt: skip
"""The operations that change a text."""


@dataclass(frozen=True, slots=True)
class Event:
    """One operation on one target; `source` is the provision that orders it, with the rule that found it.

    The target is the provision `eid` of the work `number` (or `name`, where no number is given); an empty work is the act
    itself, an empty `eid` the whole work. `part` is HEADING, OPENING or CONTENT where only that is touched. `payload` is the
    span of the new wording in the text of the act that orders it, quotation marks included. `old` and `new` are phrases, or
    the old and new label of a renumbered unit. `after` and `before` tell where something is put: a unit's eId, or a phrase.
    `on` is the day of effect where the act gives one of its own; `until` the first day without effect; `except_for` holds
    the eIds, or `NUMBER#eId`, that a commencement or repeal leaves out; `when` the law's words of a condition.

    Where `source` only tells what another act did, `by_number` and `by_eid` name that act and its provision.
    """

    op: Op
    source: Source
    number: str = ""
    name: str = ""
    eid: str = ""
    part: str = ""
    payload: Span | None = None
    old: str = ""
    new: str = ""
    after: str = ""
    before: str = ""
    on: date | None = None
    until: date | None = None
    except_for: tuple[str, ...] = ()
    when: str = ""
    by_number: str = ""
    by_eid: str = ""
