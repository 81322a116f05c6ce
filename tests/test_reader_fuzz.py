"""Any text goes through the whole reader: an input error that says why, or a reading whose every span holds its words."""

import random
import unicodedata
from contextlib import suppress
from dataclasses import fields, is_dataclass

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extract.pipeline import read
from ontology.document import Source
from ontology.errors import InputError
from packs.vi import LANGUAGE as VI
from packs.vn import jurisdiction

VN = jurisdiction()
HEAD = "CHÍNH PHỦ\nSố: 7/2031/NĐ-CP\nHà Nội, ngày 02 tháng 3 năm 2031\nNGHỊ ĐỊNH\nVỀ AO LÀNG\nCăn cứ Luật Ao hồ số 9/2030/QH16;\n"
LINES = [
    "Chương I", "QUY ĐỊNH CHUNG", "Mục 1. AO", "Điều 1. Phạm vi", "Điều 2. Xử phạt", "Điều 2 của Luật này", "Điều 3.", "Điều 1a. Chèn",
    "1. Chủ ao phải giữ nước sạch trong thời hạn 30 ngày.", "2. Phạt tiền từ 1.110.000 đồng đến 3.330.000 đồng đối với:",
    "a) Hành vi lấn ao từ 0,5 ha đến dưới 01 héc ta;", "b) Không được đào ao;", "đ) Buộc trả lại đất.", "a1) Tiết;", "1.1. Nhỏ", "- Gạch",
    "1. Sửa đổi khoản 2 Điều 3 như sau:", "“2. Mới", "lời”.", '"Điều 9. Thẳng', "’’", "như sau:", "”", "“",
    "CÔNG BÁO/Số 3/Ngày 01-01-2031", "7", "", "  ", "110.000.000 đồng", "Nơi nhận:", "TM. CHÍNH PHỦ", "PHỤ LỤC I", "Mẫu số 01. Đơn",
    "| 1 | Ao | 5-7 |", "| --- | --- | --- |", "|", "|", "Số lượng (m3)", "[1] Điều này được sửa đổi.", "[2]", "QUY CHẾ", "(Ban hành kèm theo",
    "**Điều 4.** **Đậm**", "Nghị định này có hiệu lực thi hành kể từ ngày 01 tháng 02 năm 2031.", "Số: 7/2031/NĐ-CP", "I. MỘT", "II. HAI",
    "theo khoản 1 Điều 2, điểm a khoản 2 Điều này và các điểm b, c", "Trường hợp chủ ao không giữ thì bị thu hồi", "(Điều 1 Nghị định số 7/2031/NĐ-CP, có hiệu lực thi hành kể từ ngày 01/01/2031)",
    "Bãi bỏ Thông tư số 3/2020/TT-BAH.", "Trong Nghị định này, các từ ngữ dưới đây được hiểu như sau:", "1. Ao là vùng nước.",
]  # fmt: skip
NOISE = ["\x01", "\u200b", "\u0301", "\ufeff", "\r", "\t", "\x0c", "\u2028", "\ud7ff", "٣", "²", "𝟙", "Ⅳ", "İ", "ß"]
line = st.one_of(
    st.sampled_from(LINES),
    st.sampled_from(LINES).map(lambda words: unicodedata.normalize("NFD", words)),
    st.tuples(st.sampled_from(LINES), st.sampled_from(NOISE), st.integers(0, 60)).map(
        lambda t: t[0][: t[2]] + t[1] + t[0][t[2] :]
    ),
    st.text(max_size=12),
)
ENDINGS = ("\n", "\r\n", " \n", "\n\n", " ")
letters = st.sampled_from(sorted(set("".join(LINES))))


def leaves(unit):
    yield unit.lead
    for child in unit.children:
        yield from leaves(child)


def sources(value):
    """Every source anywhere in what was read."""
    if isinstance(value, Source):
        yield value
    elif isinstance(value, tuple | list | frozenset):
        for item in value:
            yield from sources(item)
    elif isinstance(value, dict):
        yield from sources(list(value.values()))
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from sources(getattr(value, field.name))


def check(text):
    """Reads a text and holds the reading to its promises; a declared refusal is one of them."""
    with suppress(InputError):
        _check(read(text.encode("utf-8", "surrogatepass"), "law.txt", VI, VN))


def _check(reading):
    law = reading.document
    assert "".join(span.of(law.text) for span in leaves(law.root)) == law.text
    for unit in law.root.walk():
        assert unit.lead in unit.span
        assert unit.heading is None or unit.heading in unit.lead
        assert all(child.span in unit.span for child in unit.children)
    found = list(sources((reading.law, reading.references, law.findings, [table.source for table in reading.tables])))
    for source in found:
        if source.span and source.work == law.work:
            assert 0 <= source.span.start <= source.span.end <= len(law.text)
            assert source.quote == source.span.of(law.text), source.rule
    for table in reading.tables:
        for cell in (*table.header, *(cell for row in table.rows for cell in row)):
            assert cell.span in table.source.span


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(line, max_size=40), st.sampled_from(ENDINGS))
def test_law_like_lines_in_any_order(lines, ending):
    check(HEAD + "Điều 1. Phạm vi\n" + ending.join(lines))


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_any_text(text):
    check(text)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(letters, st.sampled_from(NOISE)), max_size=400).map("".join))
def test_any_mix_of_the_letters_of_laws(text):
    check(HEAD + "Điều 1. Ao\n1. " + text)


def mutated(text, chance):
    """The text with a few of its lines lost, doubled, joined, swapped, cut off or spoilt."""
    lines = text.split("\n")
    for _ in range(chance.randint(1, 12)):
        at = chance.randrange(len(lines))
        match chance.randrange(6):
            case 0:
                del lines[at : at + chance.randint(1, 3)]
            case 1:
                lines[at:at] = lines[at : at + chance.randint(1, 20)]
            case 2:
                lines[at : at + 2] = [" ".join(lines[at : at + 2])]
            case 3:
                lines = lines[: at + 1]
            case 4:
                other = chance.randrange(len(lines))
                lines[at], lines[other] = lines[other], lines[at]
            case _:
                words = list(lines[at])
                chance.shuffle(words)
                lines[at] = "".join(words) + chance.choice(NOISE)
        lines = lines or [""]
    return "\n".join(lines)


@pytest.mark.corpus
@pytest.mark.parametrize("seed", range(40))
def test_real_statutes_that_were_damaged(documents, seed):
    chance = random.Random(seed)  # noqa: S311  # a test's dice
    paths = [path for path in sorted(documents.rglob("*.*")) if path.stat().st_size < 400_000]
    text = chance.choice(paths).read_bytes().decode().lstrip("\ufeff")
    start = chance.randrange(max(1, len(text) - 60_000))
    check(mutated(text[:3_000] + text[start : start + 30_000], chance))
