"""Vietnamese, the language."""

from pathlib import Path

from packs.language import language

LANGUAGE = language("vi", Path(__file__).parent)
