"""The audit: which sentences sound like rules, which gave a norm, and why the others did not; sentences are our own."""

import pytest

from extract.pipeline import read
from packs.vi import LANGUAGE as VI
from packs.vn import jurisdiction

VN = jurisdiction()
HEAD = "CHÍNH PHỦ\nSố: 9/2031/NĐ-CP\nNGHỊ ĐỊNH\nVề trại thử\n"


def audit(body, heading="Trại nuôi"):
    return read(f"{HEAD}Điều 1. {heading}\n{body}\n".encode(), "trai.txt", VI, VN).audit


def test_a_sentence_that_gave_a_norm_is_taken():
    told = audit("Chủ trại phải đóng cổng. Trại có ba cổng.")

    assert (told.sentences, told.taken, told.reasons, told.findings) == (1, 1, {}, ())


REASONS = [
    ("Tiền cổng phải nộp được tính theo bản vẽ.", "owed"),
    ("Diện tích trại là diện tích mà chủ trại phải rào.", "definition"),
    ("Trường hợp phải di dời, giá cổng được tính lại.", "attribute"),
    ("Cổng trại có màu xanh (trại nhỏ phải có màu đỏ).", "aside"),
    ("Chủ trại có trại xấu thì phải bị xử lý theo quy định.", "consequence"),
]


@pytest.mark.parametrize(("body", "name"), REASONS)
def test_what_gave_none_has_a_reason_by_name(body, name):
    told = audit(body)

    assert (told.taken, dict(told.reasons), told.findings) == (0, {name: 1}, ())


def test_whole_articles_have_a_reason():
    assert dict(audit("1. Cổng là vật phải khóa được.", "Giải thích từ ngữ").reasons) in (
        {"definitions": 1}, {},
    )  # fmt: skip
    assert dict(audit("Người phải nộp tiền cổng.", "Đối tượng áp dụng").reasons) == {"scope": 1}


def test_numbers_add_up():
    told = audit("Chủ trại phải đóng cổng. Tiền cổng phải nộp được tính theo bản vẽ.")

    assert told.sentences == told.taken + sum(told.reasons.values()) + len(told.findings) == 2


@pytest.mark.corpus
def test_few_sentences_of_real_laws_are_left_without_a_reason(documents):
    told = [read(path.read_bytes(), path.name, VI, VN).audit for path in (documents / f"{n}.txt" for n in NAMES)]

    assert sum(len(one.findings) for one in told) < 0.02 * sum(one.sentences for one in told)


NAMES = ("31-2024-QH15", "28-2023-QH15", "123-2024-ND-CP")
