"""Words in the two languages that everything is said in."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """The same words in Vietnamese and English; English falls back to Vietnamese."""

    vi: str
    en: str = ""

    def __getitem__(self, language: str) -> str:
        return (self.en or self.vi) if language == "en" else self.vi
