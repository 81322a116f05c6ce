"""spaCy over the words of one unit: our tokenizer, no downloaded model, cues of the pack as named groups of places.

`cues_of` gives one group a kind of cue (modal, trigger, actor, thing, verb); `doc.spans` holds what regular expressions
find (deadline, quantity), brought to tokens with `char_span`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import product

import spacy
from spacy.language import Language as Pipeline
from spacy.matcher import PhraseMatcher
from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found,unused-ignore]  # compiled, without stubs
from spacy.tokens import Doc, SpanGroup
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

from extract.alternatives import Key
from extract.deadlines import TimeLimit
from extract.quantities import Threshold
from ontology.pack import Language

TOPIC = "norms"
GROUPS = ("modal", "trigger", "actor", "thing", "verb")
EXACT = "exact"
FOUND = "cues"
Found = tuple[str, int, int]
"""The label of a cue, and its first character and the one behind its last."""
PREFIXES = (r"[\(\[\{\"'“”‘’«»„…–—*:;,|/+-]", r"\.(?!\d)")
SUFFIXES = (r"[\)\]\}\"'“”‘’«»„…–—*:;,|?!]", r"(?<!\d)\.", r"(?<=\d)\.(?!\d)", r"\./\.?")
INFIXES = (r"(?<=[^\W\d_])[;,](?=[^\W\d_])", r"(?<=\d)[;](?=\w)", r"[“”\"()…]", r"(?<=[^\W\d_]{2})\.(?=[^\W\d_]{2})")


def pipeline(vi: Language) -> Pipeline:
    """The pipeline of a language: tokenizer, and one component that finds the cues of the pack. Built once."""
    return _built(Key(vi))


def cues_of(doc: Doc) -> Mapping[str, Sequence[Found]]:
    """The cues of each group that the pipeline found, in order."""
    found: Mapping[str, Sequence[Found]] = doc.user_data[FOUND]
    return found


def with_measures(doc: Doc, limits: Iterable[TimeLimit], bounds: Iterable[Threshold]) -> Doc:
    """The same Doc with the groups `deadline` and `quantity`."""
    for name, found in (("deadline", limits), ("quantity", bounds)):
        spans = (doc.char_span(i.span.start, i.span.end, label=name, alignment_mode="expand") for i in found)
        doc.spans[name] = SpanGroup(doc, name=name, spans=[s for s in spans if s is not None])
    return doc


def tokenizer(nlp: Pipeline) -> Tokenizer:
    """Words and punctuation apart; numbers, document numbers and units of measure whole."""
    return Tokenizer(
        nlp.vocab,
        prefix_search=compile_prefix_regex(PREFIXES).search,
        suffix_search=compile_suffix_regex(SUFFIXES).search,
        infix_finditer=compile_infix_regex(INFIXES).finditer,
    )


def phrases(template: str) -> Iterator[str]:
    """The phrases that a template stands for: `[a|b]` is an optional word, `a|b` one of several.

    >>> sorted(phrases("a [b] c|d"))
    ['a b c', 'a b d', 'a c', 'a d']
    """
    slots = [word.strip("[]").split("|") + ([""] if word.startswith("[") else []) for word in template.split()]
    for words in product(*slots):
        yield " ".join(word for word in words if word)


@Pipeline.factory("law_cues", assigns=["doc.user_data"])
def law_cues(nlp: Pipeline, name: str) -> Cues:  # noqa: ARG001  # spaCy calls it with both
    """The component; empty until it is told its words."""
    return Cues(nlp)


class Cues:
    """Finds the cues of the pack with one PhraseMatcher, whatever their group; some words count with their capital only."""

    def __init__(self, nlp: Pipeline) -> None:
        """Without words yet: see `learn`."""
        self.nlp = nlp
        self.matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
        self.meant: dict[int, tuple[str, str]] = {}
        self.exact: frozenset[str] = frozenset()
        self.never_before: frozenset[str] = frozenset()

    def learn(self, cues: Mapping[str, Mapping[str, list[str]]], actor: Mapping[str, list[str]]) -> None:
        """Take the words of each group; `exact` of the actors count as written, and not before `not_exact_before`."""
        for group in GROUPS:
            for label, templates in cues[group].items():
                self._add(group, label, {phrase for template in templates for phrase in phrases(template)})
        self._add("actor", EXACT, actor["exact"])
        self.exact, self.never_before = frozenset(actor["exact"]), frozenset(actor["not_exact_before"])

    def _add(self, group: str, label: str, words: Iterable[str]) -> None:
        key = f"{group}:{label}"
        self.meant[self.nlp.vocab.strings.add(key)] = (group, label)
        self.matcher.add(key, [self.nlp.make_doc(phrase) for phrase in sorted(words)])

    def __call__(self, doc: Doc) -> Doc:
        """The Doc with its groups; where two cues of a group overlap, the earlier and then the longer one stays.

        Places, no spans: most are only asked for where they begin, and a span costs as much as finding it.
        """
        found: dict[str, list[tuple[int, int, str]]] = {group: [] for group in GROUPS}
        meant = self.meant
        for key, start, end in self.matcher(doc):
            group, label = meant[key]
            if label != EXACT:
                found[group].append((start, -end, label))
            elif self._as_written(doc, start, end):
                found[group].append((start, -end, "authority"))
        doc.user_data[FOUND] = {group: [_placed(doc, *cue) for cue in _leftmost(cues)] for group, cues in found.items()}
        return doc

    def _as_written(self, doc: Doc, start: int, end: int) -> bool:
        """Whether the words have their capital, and go on with none that shows them to be part of something else."""
        if end >= len(doc) or doc[end].text in self.never_before:
            return False
        words = doc[start].text if end == start + 1 else doc[start:end].text
        return words in self.exact


def _placed(doc: Doc, start: int, end: int, label: str) -> Found:
    last = doc[end - 1]
    return label, doc[start].idx, last.idx + len(last)


def _leftmost(found: list[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    last = 0
    found.sort()
    for start, less, label in found:
        if start >= last:
            yield start, -less, label
            last = -less


@cache
def _built(key: Key) -> Pipeline:
    # Without this setting the tokenizer of the language wants another library and its models.
    config = {"nlp": {"tokenizer": {"use_pyvi": False}}}
    nlp = spacy.blank(key.vi.code, config=config)
    nlp.tokenizer = tokenizer(nlp)
    cues = nlp.add_pipe("law_cues")
    table = key.vi.cues[TOPIC]
    lexicon = {g: {k: v for k, v in table[g].items() if not k.endswith((EXACT, "_before"))} for g in GROUPS}
    cues.learn(lexicon, table["actor"])  # type: ignore[attr-defined]
    return nlp
