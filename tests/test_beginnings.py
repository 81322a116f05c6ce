"""What a match can begin with only spares work: with it, a search finds exactly what it finds without."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.alternatives import says
from extract.beginnings import ahead
from packs.vi import LANGUAGE as VI

PATTERNS = [
    "a{2,3}b",
    "(?:a?b?c?)d",
    "(?:ab|ac?|x)y",
    "[^b]a",
    "a+?(?=b)b|b(?!a)",
    "(?<!a)b{0,2}[a-c]",
    "(?i:A)b",
    "a*",
]


@pytest.mark.parametrize("pattern", PATTERNS)
@given(text=st.text("abcdxyAB", max_size=12))
def test_nothing_is_passed_over(pattern, text):
    assert re.findall(ahead(pattern) + f"(?:{pattern})", text) == re.findall(pattern, text)


def test_what_can_begin_in_any_way_has_no_condition():
    assert ahead("a?.b") == ""
    assert ahead("a*") == ""


@pytest.mark.parametrize("words", ["cho người đã ", "tổ chức ", "Cơ quan CÓ THẨM QUYỀN ", "hộ, ", "trang trại ", ""])
def test_words_are_looked_for_in_lower_case_as_in_any(words):
    for key in ("relative_before", "must_relative_before", "then_before"):
        assert says(VI, "norms", key, words) == bool(VI.pattern("norms", key).search(words))
