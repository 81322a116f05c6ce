"""English, the second language."""

from pathlib import Path

from packs.language import language

LANGUAGE = language("en", Path(__file__).parent)
