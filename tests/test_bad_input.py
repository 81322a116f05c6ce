"""What is no law text is refused at once, with the reason and a remedy; what is, is read whole."""

import time
import tracemalloc

import pytest

from extract.from_text import MAX_BYTES, text_of
from extract.pipeline import read
from ontology.errors import BadEncoding, DamagedFile, DocumentTooLarge, EmptyDocument, InputError, NotALaw, NotText
from packs.vi import LANGUAGE as VI
from packs.vn import jurisdiction

VN = jurisdiction()
LAW = "CHÍNH PHỦ\nSố: 7/2031/NĐ-CP\nHà Nội, ngày 02 tháng 3 năm 2031\nNGHỊ ĐỊNH\nĐiều 1. Ao\n1. Chủ ao phải giữ nước sạch.\nĐiều 2. Hiệu lực\nNghị định này có hiệu lực thi hành từ ngày 01 tháng 5 năm 2031.\n"


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", EmptyDocument),
        (b" \r\n\t\n", EmptyDocument),
        ("\ufeff".encode(), EmptyDocument),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", DamagedFile),
        (b"PK\x03\x04\x14\x00word/document.xml", DamagedFile),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", NotText),
        (b"\x89PNG\r\n\x1a\n", NotText),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", NotText),
        (b"{\\rtf1\\ansi Lu\\'e2t}", NotText),
        (b"<!DOCTYPE html><html><body>x</body></html>", NotALaw),
        (b"Dieu 1.\x00\x01\x02", NotText),
        ("Điều 1. Phạm vi".encode() + b"\xff\xfe", BadEncoding),
        ("Luật".encode("cp1258", "replace") + b"\xc3", BadEncoding),
    ],
)
def test_refused_with_reason_and_remedy(data, error):
    with pytest.raises(error) as raised:
        read(data, "law.txt", VI, VN)

    assert isinstance(raised.value, InputError)
    assert "law.txt" in raised.value.what or error is NotALaw
    assert raised.value.remedy


def test_fifty_megabytes_in_one_line_are_refused_fast():
    data = b"a" * (50 * 1024 * 1024)
    tracemalloc.start()
    start = time.perf_counter()
    with pytest.raises(DocumentTooLarge):
        text_of(data, "law.txt")
    spent, (_, peak) = time.perf_counter() - start, tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert spent < 2
    assert peak < 1024 * 1024


def test_a_long_line_within_the_size_limit_is_refused():
    with pytest.raises(DocumentTooLarge):
        text_of(b"Dieu 1. " * (MAX_BYTES // 16), "law.txt")


def test_text_without_number_or_article():
    with pytest.raises(NotALaw):
        read("Thư gửi bạn.\nChúc vui.".encode(), "letter.txt", VI, VN)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_encodings_and_newlines_give_the_same_law(encoding, newline):
    reading = read(LAW.replace("\n", newline).encode(encoding), "law.txt", VI, VN)

    assert reading.document.text == LAW.replace("\n", newline)
    assert reading.document.work.number == "7/2031/NĐ-CP"
    assert reading.law.in_force.start is not None
    assert [unit.eid for unit in reading.document.units("article")] == ["dieu_1", "dieu_2"]


def test_a_law_without_a_number_takes_that_of_its_file():
    body = "Điều 1. Ao\n1. Chủ ao phải giữ nước sạch.\n"
    named, nameless = (read(body.encode(), name, VI, VN) for name in ("12-2030-ND-CP.txt", "ao.txt"))

    assert (named.document.work.number, named.document.work.kind) == ("12/2030/NĐ-CP", "decree")
    assert nameless.document.work.number == ""
    assert "identity" in [finding.code for finding in nameless.law.findings]


def test_findings_of_all_steps_are_gathered():
    law = LAW.replace("1. Chủ ao phải giữ nước sạch.", "1. Chủ ao phải theo khoản 9 Điều 1.\n3. Câu.")
    codes = {finding.code for finding in read(law.encode(), "law.txt", VI, VN).law.findings}

    assert {"sequence", "dangling"} <= codes
