"""What acts do to each other's wording and force: events, from which the versions of a text can be made.

The operations that change wording bear the names of the annotated articles (`vnlaw-gold/1`); the others those of the design.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ontology.document import Source, Span


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
    SUSPEND = "suspend"
    RESUME = "resume"
    TRANSITION = "transition"


@dataclass(frozen=True, slots=True)
class Event:
    """One operation on one target; `source` is the provision that orders it, with the rule that found it.

    The target is the provision `eid` of the work `number` (or `name`, where no number is given); an empty work is the act
    itself, an empty `eid` the whole work. `part` is `heading` where only the title is touched. `payload` is the span of the
    new wording in the text of the act that orders it, quotation marks included. `old` and `new` are phrases; `after` is the
    eId of the unit that an inserted one follows. `on` is the day of effect where the act gives one of its own; `except_for`
    holds the eIds, or `NUMBER#eId`, that a commencement or repeal leaves out; `when` the law's words of a condition.
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
    on: date | None = None
    except_for: tuple[str, ...] = ()
    when: str = ""
