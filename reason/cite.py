"""How a provision is cited, and how a conflict is told, in both languages."""

from __future__ import annotations

from collections.abc import Iterable

from ontology.document import Source
from ontology.pack import Jurisdiction
from ontology.text import Text


def cited(source: Source, vn: Jurisdiction) -> Text:
    """The citation of a provision from its eId: innermost level first in Vietnamese, outermost first in English."""
    steps = [_step(step, vn) for step in source.eid.split("__") if step]
    instrument = vn.instruments.get(source.work.kind)
    label = instrument.label if instrument else Text(source.work.kind)
    vi = [*(step.vi for step in reversed(steps)), f"{label.vi} {source.work.number}"]
    en = [f"{label['en']} {source.work.number}", *(step["en"] for step in steps)]
    return Text(" ".join(vi), ", ".join(en))


def told(template: dict[str, str], vn: Jurisdiction, **values: Source | str | None) -> Text:
    """A template of the pack, filled with citations and words."""
    texts = {key: cited(value, vn) if isinstance(value, Source) else Text(value or "") for key, value in values.items()}
    vi, en = (template[code].format(**{k: text[code] for k, text in texts.items()}) for code in ("vi", "en"))
    return Text(vi, en)


def of_kind(kind: str, sources: Iterable[Source], vn: Jurisdiction) -> Text:
    """What a conflict or a fault of this kind says of its provisions."""
    template = vn.settings["precedence"]["kinds"][kind.removeprefix("tier_")]
    return told(template, vn, **dict(zip("abcdefgh", sources, strict=False)))


def _step(step: str, vn: Jurisdiction) -> Text:
    for level in vn.levels:
        if step.startswith(level.prefix + "_"):
            label = step.removeprefix(level.prefix + "_")
            return Text(f"{level.word} {label}", f"{level.kind} {label}")
    return Text(step)
