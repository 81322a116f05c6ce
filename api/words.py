"""Saying things in one language: interface words, money, days, and the labels of facts and codes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from ontology.pack import Jurisdiction, Language


@dataclass(frozen=True, slots=True)
class Words:
    """One language, and the jurisdiction whose facts and codes it names."""

    language: Language
    vn: Jurisdiction

    @property
    def code(self) -> str:
        """`vi` or `en`."""
        return self.language.code

    def __call__(self, key: str, **values: object) -> str:
        """The words under `section.key`, values filled in; the key's last part where the pack has none."""
        section, _, name = key.partition(".")
        found = self.language.cues["interface"].get(section, {}).get(name, name)
        return str(found).format(**values)

    def of(self, text: dict[str, str]) -> str:
        """The words of a pair in this language."""
        return text.get(self.code) or text.get("vi", "")

    def cite(self, citation: dict[str, Any] | None) -> str:
        """A citation in words."""
        if citation is None:
            return ""
        return str(citation["text_en"] if self.code == "en" else citation["text"])

    def money(self, amount: int) -> str:
        """An amount of dong, its thousands separated."""
        return f"{self.grouped(amount)} {self('words.dong')}"

    def grouped(self, amount: int) -> str:
        """A whole number, its thousands separated."""
        return f"{amount:,}".replace(",", self("words.thousands"))

    def amounts(self, row: dict[str, Any]) -> str:
        """Two amounts of a tier as printed, or the rate that they are reckoned by."""
        if row["min"] is None:
            return self.rate(row.get("rate") or row["base"]["rate"])
        return f"{self.grouped(row['min'])} – {self.money(row['max'])}"

    def rate(self, rate: dict[str, Any]) -> str:
        """So many per cent or times of a value, or so much, and for each of what."""
        low, high = (
            self.grouped(n) if isinstance(n, int) else self.value("", str(n)) for n in (rate["low"], rate["high"])
        )
        said = self(f"fine.rate_{rate['unit']}", number=low if low == high else f"{low}–{high}", basis=rate["basis"])
        return said + (self("fine.rate_each", per=rate["per"]) if rate["per"] else "")

    def range(self, low: int, high: int) -> tuple[str, str]:
        """Two amounts of which only the second names the currency."""
        return self.grouped(low), self.money(high)

    def day(self, iso: str | None) -> str:
        """A day as this language writes it."""
        return date.fromisoformat(iso).strftime(self("words.date")) if iso else self("words.open")

    def label(self, fact: dict[str, Any]) -> str:
        """A fact's label."""
        return self.of(fact["label"])

    def value(self, fact: str, held: Any) -> str:
        """A fact's value in words: yes or no, the label of a code, an amount with its unit, a day."""
        match held:
            case bool():
                return self("words.yes" if held else "words.no")
            case str() if held in (scheme := self.vn.concepts(fact)):
                return scheme[held].label[self.code]
            case str() if (known := self.vn.facts.get(fact)) and known.kind == "date":
                return self.day(held)
            case str() if self.code == "vi":
                return held.replace(".", ",")
            case None:
                return self("words.unknown")
            case _:
                return str(held)

    def facts(self, facts: dict[str, Any]) -> str:
        """Facts with their values, as one phrase."""
        return "; ".join(f"{self.fact_label(id)}: {self.value(id, held)}" for id, held in facts.items())

    def fact_label(self, id: str) -> str:
        """A fact's label; its id where the pack does not know it."""
        known = self.vn.facts.get(id)
        return known.label[self.code] if known else id
