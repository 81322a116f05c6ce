"""The spaCy pipeline: our tokenizer, cues as groups of spans, no downloaded model."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.deadlines import deadlines
from extract.quantities import thresholds
from extract.sentences import clauses
from extract.tokens import GROUPS, phrases, pipeline, with_measures
from packs.vi import LANGUAGE as VI


def doc(text):
    return pipeline(VI)(text)


@pytest.mark.parametrize("word", ["08/2022/NĐ-CP", "m3/ngày", "1.000.000", "0,5", "hộ", "QCVN"])
def test_what_belongs_together_stays_one_token(word):
    assert word in [token.text for token in doc(f"theo {word}; và {word}, ({word}).")]


@given(st.text(alphabet="aĐế.,;:()“” \n0123-/", max_size=60))
def test_the_text_is_never_altered(text):
    assert doc(text).text == text


def test_the_pipeline_is_built_once_and_has_no_vectors():
    assert pipeline(VI) is pipeline(VI)
    assert pipeline(VI).vocab.vectors_length == 0


def test_cues_are_groups_of_spans():
    found = doc("Chủ trại phải báo khi cửa hỏng, trừ ngày lễ")

    assert set(GROUPS) <= set(found.spans)
    assert [(s.text, s.label_) for s in found.spans["modal"]] == [("phải", "obligation")]
    assert [(s.text, s.label_) for s in found.spans["trigger"]] == [("khi", "condition"), ("trừ", "exception")]


def test_the_earlier_and_longer_cue_stays():
    found = doc("hộ không được gia hạn")

    assert [s.text for s in found.spans["modal"]] == ["không được"]


def test_capitals_tell_an_authority():
    found = doc("Sở Tài chính nộp bộ hồ sơ")

    assert [s.text for s in found.spans["actor"]] == ["Sở"]


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
