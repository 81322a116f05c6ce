"""A case from a file or standard input: JSON, YAML or TOML."""

from __future__ import annotations

import json
import sys
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import yaml

from ontology.errors import BadDate, BadValue, NotFound

LIMIT = 1_000_000
REMEDY = 'write for example {"on": "2025-10-01", "subject": "individual", "facts": {"land.area": "0.03 ha"}}'


class _Plain(yaml.SafeLoader):
    """YAML in which `on`, `off`, `yes` and `no` are the words that they are (as in YAML 1.2)."""


_Plain.yaml_implicit_resolvers = {
    first: [pair for pair in pairs if pair[0] != "tag:yaml.org,2002:bool" or first in "tTfF"]
    for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def load(name: str) -> Any:
    """What the file holds; `-` is standard input. Raises NotFound, BadValue, BadDate."""
    if name == "-":
        return parsed(sys.stdin.buffer.read(LIMIT + 1), name)
    path = Path(name)
    if not path.is_file():
        raise NotFound(f"there is no file {name}", "give a case file, or - for standard input", name)
    with path.open("rb") as file:
        return parsed(file.read(LIMIT + 1), name)


def parsed(data: bytes, name: str) -> Any:
    """The case in these bytes; the name's ending tells the format, else the first one that reads them."""
    if len(data) > LIMIT:
        raise BadValue(f"a case of more than {LIMIT // 1_000_000} MB", "give one case a file", name)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadValue("the case is not UTF-8 text", REMEDY, name) from None
    if not text.strip():
        raise BadValue("the case is empty", REMEDY, name)
    return _first(text, name, _readers(name, text))


def strict_json(text: str) -> Any:
    """JSON in which no key stands twice. Raises ValueError."""
    return json.loads(text, object_pairs_hook=_once)


def _yaml(text: str) -> Any:
    return yaml.load(text, Loader=_Plain)  # noqa: S506  a safe loader with fewer words


def _readers(name: str, text: str) -> tuple[Callable[[str], Any], ...]:
    by_ending: dict[str, Callable[[str], Any]] = {
        ".json": strict_json,
        ".toml": tomllib.loads,
        ".yaml": _yaml,
        ".yml": _yaml,
    }
    known = by_ending.get(Path(name).suffix.lower())
    if known:
        return (known,)
    return (strict_json,) if text.lstrip().startswith("{") else (tomllib.loads, _yaml)


def _first(text: str, name: str, readers: tuple[Callable[[str], Any], ...]) -> Any:
    said = ""
    for reader in readers:
        try:
            found = reader(text)
        except (ValueError, yaml.YAMLError, RecursionError) as error:
            said = " ".join(str(error).split())[:200]
            if "day is out of range" in said or "month must be in" in said or "Invalid date" in said:
                raise BadDate("a day in the case does not exist", "correct it", name) from None
        else:
            if isinstance(found, Mapping):
                return found
            said = "it holds no table"
    raise BadValue(f"the case does not parse: {said}", REMEDY, name)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        twice = next(key for key, _ in pairs if [k for k, _ in pairs].count(key) > 1)
        message = f"“{twice}” is said twice"
        raise ValueError(message)
    return made
