"""spaCy over the words of one unit: our tokenizer, no downloaded model, cues of the pack as named groups of spans.

`doc.spans` holds one group a kind of cue (modal, trigger, actor, thing, verb) and what regular expressions find
(deadline, quantity), brought to tokens with `char_span`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import product

import spacy
from spacy.language import Language as Pipeline
from spacy.matcher import Matcher, PhraseMatcher
from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found,unused-ignore]  # compiled, without stubs
from spacy.tokens import Doc, Span, SpanGroup
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

from extract.alternatives import Key
from extract.deadlines import TimeLimit
from extract.quantities import Threshold
from ontology.pack import Language

TOPIC = "norms"
GROUPS = ("modal", "trigger", "actor", "thing", "verb")
PREFIXES = (r"[\(\[\{\"'“”‘’«»„…–—*:;,|/+-]", r"\.(?!\d)")
SUFFIXES = (r"[\)\]\}\"'“”‘’«»„…–—*:;,|?!]", r"(?<!\d)\.", r"(?<=\d)\.(?!\d)", r"\./\.?")
INFIXES = (r"(?<=[^\W\d_])[;,](?=[^\W\d_])", r"(?<=\d)[;](?=\w)", r"[“”\"()…]", r"(?<=[^\W\d_]{2})\.(?=[^\W\d_]{2})")


def pipeline(vi: Language) -> Pipeline:
    """The pipeline of a language: tokenizer, and one component that finds the cues of the pack. Built once."""
    return _built(Key(vi))


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


@Pipeline.factory("law_cues", assigns=["doc.spans"])
def law_cues(nlp: Pipeline, name: str) -> Cues:  # noqa: ARG001  # spaCy calls it with both
    """The component; empty until it is told its words."""
    return Cues(nlp)


class Cues:
    """Finds the cues of the pack: one PhraseMatcher a group, and a Matcher for words that need their capital."""

    def __init__(self, nlp: Pipeline) -> None:
        """Without words yet: see `learn`."""
        self.nlp = nlp
        self.matchers: dict[str, PhraseMatcher] = {}
        self.exact = Matcher(nlp.vocab)

    def learn(self, cues: Mapping[str, Mapping[str, list[str]]], actor: Mapping[str, list[str]]) -> None:
        """Take the words of each group; `exact` and `not_exact_before` of the actors go to the Matcher."""
        for group in GROUPS:
            matcher = PhraseMatcher(self.nlp.vocab, attr="LOWER")
            for label, templates in cues[group].items():
                found = sorted({phrase for template in templates for phrase in phrases(template)})
                matcher.add(label, [self.nlp.make_doc(phrase) for phrase in found])
            self.matchers[group] = matcher
        follow = {"ORTH": {"NOT_IN": actor["not_exact_before"]}}
        heads = [[{"ORTH": word} for word in phrase.split()] for phrase in actor["exact"]]
        self.exact.add("authority", [[*head, follow] for head in heads])

    def __call__(self, doc: Doc) -> Doc:
        """The Doc with its groups; where two cues of a group overlap, the earlier and then the longer one stays."""
        for group, matcher in self.matchers.items():
            found = list(matcher(doc, as_spans=True))
            if group == "actor":
                found += [Span(doc, s.start, s.end - 1, label=s.label) for s in self.exact(doc, as_spans=True)]
            doc.spans[group] = SpanGroup(doc, name=group, spans=_leftmost(found))
        return doc


def _leftmost(found: Iterable[Span]) -> list[Span]:
    kept: list[Span] = []
    for span in sorted(found, key=lambda s: (s.start, -s.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept


@cache
def _built(key: Key) -> Pipeline:
    # Without this setting the tokenizer of the language wants another library and its models.
    config = {"nlp": {"tokenizer": {"use_pyvi": False}}}
    nlp = spacy.blank(key.vi.code, config=config)
    nlp.tokenizer = tokenizer(nlp)
    cues = nlp.add_pipe("law_cues")
    table = key.vi.cues[TOPIC]
    lexicon = {g: {k: v for k, v in table[g].items() if not k.endswith(("exact", "_before"))} for g in GROUPS}
    cues.learn(lexicon, table["actor"])  # type: ignore[attr-defined]
    return nlp
