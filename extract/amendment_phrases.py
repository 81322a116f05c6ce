"""Commands about single words: replace, insert or delete a phrase at a list of provisions.

"Thay the cum tu “A” bang cum tu “B” tai khoan 1; “C” bang “D” tai Dieu 4" is two clauses; one without a place has the next one's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from extract.citations import Citation, citations
from extract.commands import TARGET, Command, Named, Speech, before, each, parted
from extract.hidden import TOPIC, Hidden
from ontology.event import Op

OF_PHRASES = {
    Op.REPLACE: Op.REPLACE_PHRASE, Op.INSERT: Op.INSERT_PHRASE, Op.REPEAL: Op.DELETE_PHRASE,
    Op.RENUMBER: Op.REPLACE_PHRASE,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Clause:
    """What is done with which phrases, and where: `phrases` are old or, at an insertion, new."""

    op: Op
    phrases: tuple[str, ...] = ()
    new: str = ""
    after: str = ""
    before: str = ""
    named: tuple[Named, ...] = ()

    @property
    def full(self) -> bool:
        """Whether a further phrase begins another clause."""
        return bool(self.phrases and (self.new or self.after or self.before or self.named))


def about_phrases(hidden: Hidden, start: int, end: int, speech: Speech) -> bool:
    """Whether a command quotes a phrase that it calls one."""
    found = speech.grammar.vi.pattern(TOPIC, "phrase").finditer(hidden.text, start, end)
    return any(speech.says("said_phrase", hidden.text, one.start()) for one in found)


def clauses(hidden: Hidden, flat: str, command: Command, speech: Speech) -> tuple[Clause, ...]:
    """The clauses of a command about phrases."""
    text, op = hidden.text, OF_PHRASES.get(command.op, Op.REPLACE_PHRASE)
    made: list[Clause] = [Clause(op)]
    mixed = False
    for place in _places(hidden, command, speech):
        if isinstance(place, Citation):
            mixed = _cited(made, text, place, speech, mixed=mixed)
        else:
            _told(made, hidden.words(flat, *place), text, place[0], speech)
    return tuple(_placed(one for one in made if one.phrases or one.named))


def _cited(made: list[Clause], text: str, citation: Citation, speech: Speech, *, mixed: bool) -> bool:
    """Put a citation where it belongs: the place of phrases, or a unit that is repealed beside them; whether some are."""
    named, last = tuple(each(text, citation, TARGET, speech)), made[-1]
    placed = speech.says("at_place", text, citation.start)
    unit = last.op in {Op.DELETE_PHRASE, Op.REPEAL} and not placed and (not last.phrases or mixed)
    if unit and last.phrases and text[: citation.start].rstrip()[-1:] == ";":
        made.append(Clause(Op.REPEAL, named=named))
    elif unit and not last.phrases:
        made[-1] = replace(last, op=Op.REPEAL, named=(*last.named, *named))
    else:
        made[-1] = replace(last, named=(*last.named, *named))
    return mixed or unit


def _places(hidden: Hidden, command: Command, speech: Speech) -> list[tuple[int, int] | Citation]:
    """The phrases and citations of a command, in order."""
    phrases = speech.grammar.vi.pattern(TOPIC, "phrase").finditer(hidden.text, command.start, command.end)
    cited = parted(citations(hidden.text, command.start, command.end, speech.grammar))
    found: list[tuple[int, int] | Citation] = [*(one.span() for one in phrases), *cited]
    return sorted(found, key=lambda one: one.start if isinstance(one, Citation) else one[0])


def _told(made: list[Clause], quoted: str, text: str, at: int, speech: Speech) -> None:
    """Put a phrase where it belongs: what is new, what tells the place, or what is old."""
    words, last = quoted[1:-1].strip(), made[-1]
    if speech.says("new_before", text, at) and last.phrases:
        made[-1] = replace(last, new=words, op=Op.REPLACE_PHRASE)
    elif last.phrases and last.op != Op.DELETE_PHRASE and (key := _beside(text, at, speech)):
        if last.full:
            made.append(Clause(Op.INSERT_PHRASE, last.phrases))
        made[-1] = replace(
            made[-1],
            op=Op.INSERT_PHRASE,
            after=words if key == "after" else "",
            before=words if key == "before" else "",
        )
    elif last.full or last.op == Op.REPEAL:
        made.append(Clause(Op.DELETE_PHRASE if last.op == Op.REPEAL else last.op, (words,)))
    else:
        made[-1] = replace(last, phrases=(*last.phrases, words))


def _beside(text: str, at: int, speech: Speech) -> str:
    if speech.says("before_before", text, at):
        return "before"
    return "after" if speech.says("after_before", text, at) else ""


def _placed(made: Iterable[Clause]) -> Iterator[Clause]:
    """The clauses with the places of the next one where they name none."""
    several = list(made)
    named: tuple[Named, ...] = ()
    for i in range(len(several) - 1, -1, -1):
        here = several[i].named or named
        several[i] = replace(several[i], named=tuple(_below(one, named) for one in here))
        named = several[i].named
    return iter(several)


def _below(one: Named, after: Sequence[Named]) -> Named:
    """A place under the article or clause of the next place named, where it has none of its own."""
    above = next((steps for other in after if one.steps and (steps := before(other.steps, one.steps[0][0]))), ())
    cited = one.cited or next((other.cited for other in after if other.cited and not other.own), None)
    return replace(one, steps=(*above, *one.steps) if one not in after else one.steps, cited=cited)
