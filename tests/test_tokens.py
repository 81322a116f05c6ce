"""The spaCy pipeline: our tokenizer, cues as groups of places, no downloaded model."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.deadlines import deadlines
from extract.quantities import thresholds
from extract.sentences import clauses
from extract.tokens import GROUPS, cues_of, phrases, pipeline, with_measures
from packs.vi import LANGUAGE as VI


def doc(text):
    return pipeline(VI)(text)


def cues(text, group):
    return [(text[start:end], label) for label, start, end in cues_of(doc(text))[group]]


@pytest.mark.parametrize("word", ["08/2022/NĐ-CP", "m3/ngày", "1.000.000", "0,5", "hộ", "QCVN"])
def test_what_belongs_together_stays_one_token(word):
    assert word in [token.text for token in doc(f"theo {word}; và {word}, ({word}).")]


@given(st.text(alphabet="aĐế.,;:()“” \n0123-/", max_size=60))
def test_the_text_is_never_altered(text):
    assert doc(text).text == text


def test_the_pipeline_is_built_once_and_has_no_vectors():
    assert pipeline(VI) is pipeline(VI)
    assert pipeline(VI).vocab.vectors_length == 0


def test_cues_are_groups_of_places():
    text = "Chủ trại phải báo khi cửa hỏng, trừ ngày lễ"

    assert set(GROUPS) == set(cues_of(doc(text)))
    assert cues(text, "modal") == [("phải", "obligation")]
    assert cues(text, "trigger") == [("khi", "condition"), ("trừ", "exception")]


def test_the_earlier_and_longer_cue_stays():
    assert [words for words, _ in cues("hộ không được gia hạn", "modal")] == ["không được"]


def test_capitals_tell_an_authority():
    assert [words for words, _ in cues("Sở Tài chính nộp bộ hồ sơ", "actor")] == ["Sở"]


def test_measures_are_brought_to_tokens():
    text = "trong thời hạn 5 ngày, kho trên 2 m3"
    found = with_measures(doc(text), deadlines(text, VI), thresholds(text, VI))

    assert [s.text for s in found.spans["deadline"]] == ["trong thời hạn 5 ngày"]
    assert [s.text for s in found.spans["quantity"]] == ["trên 2 m3"]


def test_templates_stand_for_all_their_phrases():
    assert set(phrases("có [các|những] quyền")) == {"có quyền", "có các quyền", "có những quyền"}


def test_clauses_end_at_stops_and_semicolons_but_not_in_brackets_or_numbers():
    text = "Hộ nộp đơn (bản gốc; bản sao); trạm trả lời. Kho rộng 1.000 m2 theo Mẫu số 2. Trạm ghi sổ"

    assert [text[c.start : c.end] for c in clauses(text, VI)] == [
        "Hộ nộp đơn (bản gốc; bản sao)", "trạm trả lời", "Kho rộng 1.000 m2 theo Mẫu số 2", "Trạm ghi sổ",
    ]  # fmt: skip
