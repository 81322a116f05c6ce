"""Phrases of one list, and lists of one fact, as one condition each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from extract.mentions import TOPIC, Lexicon, Mention
from ontology.condition import Condition, Not, OneOf
from ontology.fact import broader


@dataclass(frozen=True, slots=True)
class Group:
    """Codes of one fact that the law lists together; `denied` where it says that none of them is meant."""

    fact: str
    codes: tuple[str, ...]
    denied: bool = False


Run = list[Mention]


def runs(text: str, found: Iterable[Mention], anchors: Mapping[str, set[int]], lex: Lexicon) -> list[Run]:
    """The lists in a text that state something of all of it, by place."""
    every = sorted((m for m in found if m.code), key=lambda m: m.start)
    lists = [run for fact in dict.fromkeys(m.fact for m in every) for run in _lists(text, fact, every, lex)]
    lists = [run for run in lists if run[0].fact not in anchors or run[0].start in anchors[run[0].fact]]
    return sorted((r for r in lists if not _only_sometimes(text, r, lists)), key=lambda run: run[0].start)


def groups(text: str, lists: list[Run], lex: Lexicon) -> tuple[Group, ...]:
    """One group a fact and sense: either of two lists, unless the one says which of the other are meant; denials add up."""
    narrower = lex.vi.pattern(TOPIC, "narrower")
    made: dict[tuple[str, bool], Run] = {}
    for run in lists:
        fact, denied = key = (run[0].fact, run[0].denied)
        before = made.get(key, [])
        narrows = fact == "act" or (before and narrower.search(text[before[-1].end : run[0].start]))
        if narrows and not denied:
            before = [m for m in before if not any(_broader(m, n, lex) for n in run)]
            run = [m for m in run if not any(_broader(m, n, lex) for n in before)]  # noqa: PLW2901
        made[key] = [*before, *run]
    return tuple(Group(fact, tuple(dict.fromkeys(m.code for m in run)), no) for (fact, no), run in made.items())


def _broader(wide: Mention, narrow: Mention, lex: Lexicon) -> bool:
    return wide.code != narrow.code and wide.code in broader(lex.codes(wide.fact), narrow.code)


def others(text: str, found: Iterable[Group], lex: Lexicon) -> Iterator[Group]:
    """“Another kind of land”: none of those on the other side of the frame."""
    other, known = lex.vi.pattern(TOPIC, "other"), list(found)
    for frame in lex.frames:
        for said in frame.pattern.finditer(text):
            sides = list(frame.facts.items())
            for (group, facts), (_, far) in zip(sides, reversed(sides), strict=True):
                if len(sides) == 2 and other.search(said[group]):
                    yield from (Group(facts[0], g.codes, True) for g in known if g.fact == far[0] and not g.denied)


def merged(found: Iterable[Group], lex: Lexicon) -> Iterator[Condition]:
    """The conditions of several stretches together, the act first; what another implies is left out."""
    known = sorted(dict.fromkeys(_kinds_only(g, lex) for g in found), key=lambda g: g.fact != "act")
    for group in known:
        if not group.codes:
            continue
        if group.denied:
            yield Not(OneOf(group.fact, group.codes))
        elif not _everybody(group, lex) and not any(_implies(other, group, lex) for other in known):
            yield OneOf(group.fact, group.codes)


def within(narrow: Iterable[str], wide: Iterable[str], fact: str, lex: Lexicon) -> bool:
    """Whether every code of the one is a code of the other, or narrower than one."""
    scheme, allowed = lex.codes(fact), set(wide)
    return all(allowed & {code, *broader(scheme, code)} for code in narrow)


def _kinds_only(group: Group, lex: Lexicon) -> Group:
    """Without roles, which rest on a yes/no fact of their own and are no kinds of subject."""
    scheme = lex.codes(group.fact)
    return replace(group, codes=tuple(c for c in group.codes if _is_kind(scheme[c].when, group.fact)))


def _is_kind(when: str, fact: str) -> bool:
    return not when or when == "always" or when.startswith(f"{fact} ")


def _implies(other: Group, group: Group, lex: Lexicon) -> bool:
    if other.fact != group.fact or other.denied or other == group:
        return False
    return within(other.codes, group.codes, group.fact, lex)


def _everybody(group: Group, lex: Lexicon) -> bool:
    return any(set(every) <= set(group.codes) for every in lex.everybody.get(group.fact, ()))


def _lists(text: str, fact: str, every: Iterable[Mention], lex: Lexicon) -> Iterator[Run]:
    """Mentions with nothing but commas and “or” between them; the first says whether the list is denied."""
    joiner = lex.vi.pattern(TOPIC, "joiner")
    run: Run = []
    for mention in (m for m in every if m.fact == fact):
        same = run and mention.start < run[-1].end
        if run and not same and (mention.denied or not joiner.fullmatch(text, run[-1].end, mention.start)):
            yield run
            run = []
        run.append(mention)
    if run:
        yield run


def _only_sometimes(text: str, run: Run, lists: list[Run]) -> bool:
    """Whether the fact is named in some of the listed alternatives only: then it is no condition of all of them."""
    begin = text.find(":") + 1
    if ";" not in text[begin:] or run[0].start < begin or run[0].fact == "act":
        return False
    places = [m.start for other in lists for m in other if m.fact == run[0].fact]
    return not all(any(a <= p < b for p in places) for a, b in _segments(text, begin))


def _segments(text: str, begin: int) -> Iterator[tuple[int, int]]:
    for piece in text[begin:].split(";"):
        if piece.strip(" ."):
            yield begin, begin + len(piece)
        begin += len(piece) + 1
