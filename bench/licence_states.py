"""Random states of the licence case, as numbered relations: seven described events, each of which happened or not."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from reason.relations_to_columns import NumberedRelations

ACTIONS = ("ea", "ec", "ev", "eg", "epc", "epr", "er")
THINGS = ("x", "y", "p", "r", "l", "c", *ACTIONS)
TYPES = {
    "x": "licensee", "y": "licensor", "p": "product", "r": "result", "l": "licence", "c": "comment", "ea": "approve",
    "ec": "commission", "ev": "evaluate", "eg": "grant", "epc": "publish", "epr": "publish", "er": "remove",
}  # fmt: skip
LINKS = (
    ("agent", "ea", "y"), ("theme", "ea", "epr"), ("theme", "ec", "ev"), ("agent", "ev", "x"), ("theme", "ev", "p"),
    ("result", "ev", "r"), ("agent", "eg", "y"), ("receiver", "eg", "x"), ("theme", "eg", "l"), ("licence_of", "l", "p"),
    ("agent", "epc", "x"), ("theme", "epc", "c"), ("comment_of", "c", "ev"), ("agent", "epr", "x"),
    ("theme", "epr", "r"), ("agent", "er", "x"), ("theme", "er", "r"),
)  # fmt: skip
Happened = NDArray[np.bool_]


def random_states(count: int, seed: int = 2024) -> Happened:
    """For every state and action whether it happened, each with probability one half."""
    return np.random.default_rng(seed).integers(0, 2, (count, len(ACTIONS)), dtype=np.int8).astype(np.bool_)


def thing(name: str, states: NDArray[np.int64] | int) -> NDArray[np.int32]:
    """The numbers of a thing in these states: state by state, in the order of THINGS."""
    return (np.asarray(states) * len(THINGS) + THINGS.index(name)).astype(np.int32)


def relations(happened: Happened, seed: int | None = None) -> NumberedRelations:
    """The states as relations; with a seed all things renumbered and all facts in an order of chance."""
    count = len(happened)
    states = np.arange(count)
    size = count * len(THINGS)
    chance = np.random.default_rng(seed)
    number = np.arange(size, dtype=np.int32) if seed is None else chance.permutation(size).astype(np.int32)

    def mixed(*arrays: NDArray[np.int32]) -> tuple[NDArray[np.int32], ...]:
        order = slice(None) if seed is None else chance.permutation(len(arrays[0]))
        return tuple(number[array][order] for array in arrays)

    names = {kind: [name for name in THINGS if TYPES[name] == kind] for kind in dict.fromkeys(TYPES.values())}
    kinds = {kind: mixed(np.concatenate([thing(n, states) for n in of]))[0] for kind, of in names.items()}
    kinds["happened"] = mixed(
        np.concatenate([thing(name, np.flatnonzero(happened[:, n])) for n, name in enumerate(ACTIONS)])
    )[0]
    links = {}
    for relation in dict.fromkeys(name for name, _, _ in LINKS):
        ends = [(a, b) for name, a, b in LINKS if name == relation]
        starts, stops = ([thing(pair[side], states) for pair in ends] for side in (0, 1))
        links[relation] = mixed(np.concatenate(starts), np.concatenate(stops))
    return NumberedRelations(size, kinds, links)  # type: ignore[arg-type]
