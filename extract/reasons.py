"""Why a modal word states no norm of its own: the rules that know, each by its name.

A reason is a ground in the words themselves or in the place where they stand; where no rule knows one, there is none.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from extract import modality
from extract.adjuncts import CASES, fronted
from extract.bare_verbs import defines
from extract.passages import Passage
from extract.sentences import Clause
from extract.tokens import TOPIC as NORMS

TOPIC = "audit"
REACH = 40


@dataclass(frozen=True, slots=True)
class Word:
    """A modal word in a clause of a passage; `opening` is the line above the list that the clause belongs to."""

    passage: Passage
    clause: Clause
    start: int
    end: int
    opening: str = ""

    @property
    def before(self) -> str:
        """The words of the clause just before."""
        return self.passage.text[max(self.clause.start, self.start - REACH) : self.start]

    @property
    def after(self) -> str:
        """The words just after."""
        return self.passage.text[self.end : self.end + REACH]

    def says(self, key: str, words: str) -> bool:
        """Whether a pattern of the audit is found in the words."""
        return bool(self.passage.vi.pattern(TOPIC, key).search(words))

    def norms(self, key: str, words: str) -> bool:
        """Whether a pattern of the norms is found in the words."""
        return bool(self.passage.vi.pattern(NORMS, key).search(words))


def reason(word: Word) -> str:
    """The name of the first rule that knows why the word states no norm; empty where none does."""
    return next((name for name, knows in REASONS if knows(word)), "")


def _constitutive(word: Word) -> bool:
    """The item of a list that only says what something is made of, or to what something is applied."""
    return any(word.norms(key, word.opening) for key in ("opens_constitutive", "opens_contents", "opens_objects"))


def _condition(word: Word) -> bool:
    """The item of a list of conditions, cases or exceptions."""
    keys = ("opens_conditions", "opens_exceptions", "opens_when", "opens_alternatives")
    return any(word.norms(key, word.opening) for key in keys) or word.says("opens_cases", word.opening)


def _attribute(word: Word) -> bool:
    """A relative clause: the word describes a noun (“the sum that must be paid”)."""
    if word.says("joined_before", word.before):
        return False
    by_noun = ("must_relative_before", "forbidden_case_before", "permission_relative_before", "relative_clause")
    return any(word.norms(key, word.before) for key in by_noun) or word.says("noun_before", word.before)


def _owed(word: Word) -> bool:
    """What must be paid is what the clause goes on to say something of."""
    return bool(word.passage.vi.pattern(NORMS, "owed_after").match(word.after))


def _case(word: Word) -> bool:
    """The word stands in the case, time or scope that the clause opens with or ends in."""
    p = word.passage
    if any(
        phrase.start <= word.start < phrase.end for phrase in fronted(p, word.clause.start, word.clause.end).phrases
    ):
        return True
    cue = next((c for c in p.cues("trigger", word.clause.start, word.start) if c.label in {CASES, "exception"}), None)
    return cue is not None and not word.says("main_clause", p.text[cue.end : word.start])


def _definition(word: Word) -> bool:
    """The clause says what something is."""
    return defines(word.passage, word.clause.start, word.start)


def _consequence(word: Word) -> bool:
    """What a breach entails, or what someone must suffer."""
    return word.norms("suffers_after", word.after) or word.says("suffers_before", word.before)


def _aside(word: Word) -> bool:
    """Words in brackets."""
    text = word.passage.text
    start = word.clause.start
    return text.count("(", start, word.start) > text.count(")", start, word.start)


def _nominal(word: Word) -> bool:
    """A line that names what is listed below it, or a title."""
    opens = word.clause.opens and word.norms("nominal_line", word.passage.text[word.clause.start : word.clause.end])
    return opens or word.says("title", word.passage.text[word.clause.start : word.clause.end])


def _table(word: Word) -> bool:
    """A cell of a table, or a term of a formula."""
    return word.says("table", word.passage.text[word.clause.start : word.clause.end])


def _content(word: Word) -> bool:
    """What a plan, report or decision must hold, said inside the act of making it."""
    p = word.passage
    verb = p.at_start("verb", word.clause.start)
    inside = verb is not None and modality.actor(p, word.clause.start) is None
    return inside and not word.norms("coordinator", word.before) and not word.norms("then_before", word.before)


REASONS: tuple[tuple[str, Callable[[Word], bool]], ...] = (
    ("table", _table),
    ("aside", _aside),
    ("definition", _definition),
    ("nominal", _nominal),
    ("consequence", _consequence),
    ("owed", _owed),
    ("attribute", _attribute),
    ("case", _case),
    ("condition", _condition),
    ("constitutive", _constitutive),
    ("object", _content),
)
"""The rules in their order; `definitions`, `scope` and `breach` are grounds of whole articles and known to the audit itself."""
