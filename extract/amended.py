"""Acts that change other acts: which document, article and clause a command is about, and what a quoted payload stands in.

In "Sua doi khoan 1 Dieu 6 nhu sau" the article is one of the amended act, and "this decree" in the quoted text is that act.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from extract.attach import Step, Target
from extract.citations import TOPIC, Cited
from ontology.pack import Language

LEVELS = ("article", "clause", "point")


@dataclass(frozen=True, slots=True)
class Changed:
    """The document under amendment, and the provision that the last command named, step by step."""

    cited: Cited
    at: tuple[Step, ...] = ()

    def after(self, cited: Cited | None, found: Sequence[Target]) -> Changed:
        """The same after a further command: a new document starts anew, a finer provision goes deeper."""
        if cited and not cited.this:
            return Changed(cited, _command(found[-1].steps) if found else ())
        return replace(self, at=self.whole(_command(found[-1].steps))) if found else self

    def whole(self, steps: tuple[Step, ...]) -> tuple[Step, ...]:
        """Steps completed with the coarser ones that the commands above named."""
        if not steps or steps[0][0] not in LEVELS:
            return steps
        return (*_before(self.at, steps[0][0]), *steps)

    def quoted(self, steps: tuple[Step, ...], local: tuple[Step, ...]) -> tuple[Step, ...]:
        """Steps of a citation inside a payload; "this article" is the payload's own or the command's."""
        here = tuple(_latest(self.at, local))
        at = max((i for i, step in enumerate(steps) if step[2]), default=-1)
        if at >= 0:
            kind = steps[at][0]
            return (*_before(here, kind), *(s for s in here if s[0] == kind), *steps[at + 1 :])
        return (*_before(here, steps[0][0]), *steps) if steps and steps[0][0] in LEVELS else steps


def is_command(words: str, vi: Language) -> bool:
    """Whether a provision opens with the verb of an amendment."""
    return bool(vi.pattern(TOPIC, "amends").match(words))


def local_place(payload: str, vi: Language) -> tuple[Step, ...]:
    """The article, clause and point at the end of a stretch of quoted text, as far as it shows their labels."""
    steps: list[Step] = []
    start = 0
    for kind in LEVELS:
        found = list(vi.pattern(TOPIC, f"payload_{kind}").finditer(payload, start))
        if found:
            start = found[-1].end()
            steps.append((kind, found[-1]["label"], False))
    return tuple(steps)


def _command(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    return tuple(step for step in steps if step[0] in LEVELS and not step[2])


def _before(steps: tuple[Step, ...], kind: str) -> tuple[Step, ...]:
    if kind not in LEVELS:
        return ()
    return tuple(step for step in steps if LEVELS.index(step[0]) < LEVELS.index(kind))


def _latest(at: tuple[Step, ...], local: tuple[Step, ...]) -> list[Step]:
    """The command's place with the levels that the payload itself shows, and nothing finer than those."""
    known = {step[0]: step for step in at}
    shown = {step[0]: step for step in local}
    steps = []
    for kind in LEVELS:
        if kind in shown:
            steps.append(shown[kind])
        elif kind in known and not (steps and steps[-1] in local):
            steps.append(known[kind])
    return steps
