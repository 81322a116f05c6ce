"""The tree of a law: every unit in its place, every character in exactly one leaf."""

import re
import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.lines import clean
from extract.structure import document
from ontology.errors import NotALaw
from packs.vi import LANGUAGE as VI
from packs.vn import jurisdiction

VN = jurisdiction()
HEAD = "CHÍNH PHỦ\nSố: 7/2031/NĐ-CP\nHà Nội, ngày 02 tháng 3 năm 2031\nNGHỊ ĐỊNH\nVỀ AO LÀNG\nChính phủ ban hành Nghị định về ao làng.\n"


def read(body, head=HEAD):
    return document(head + body, VI, VN)


def labels(unit, kind):
    return [child.label for child in unit.children if child.kind == kind]


def eids(law, *kinds):
    return [unit.eid for unit in law.units(*kinds)]


def leaves(unit):
    yield unit.lead
    for child in unit.children:
        yield from leaves(child)


def whole(law):
    return "".join(span.of(law.text) for span in leaves(law.root))


def heading(law, eid):
    unit = law.unit(eid)
    return " ".join(unit.heading.of(law.text).split()) if unit.heading else None


def test_identity_from_the_head():
    work = read("Điều 1. Phạm vi\nNghị định này nói về ao.\n").work

    assert (work.kind, work.number, work.year) == ("decree", "7/2031/NĐ-CP", 2031)
    assert (work.issuer, work.date.isoformat(), work.title) == ("Chính phủ", "2031-03-02", "Nghị định về ao làng")


@pytest.mark.parametrize(
    ("head", "kind", "number"),
    [
        ("QUỐC HỘI\nLuật số: 9/2030/QH16\nLUẬT\nAO HỒ\n", "law", "9/2030/QH16"),
        ("QUỐC HỘI\nNghị quyết số: 9/2030/QH16\nNGHỊ QUYẾT\nVỀ AO HỒ\n", "na_resolution", "9/2030/QH16"),
        ("BỘ AO HỒ\nSố: 3/2030/TT-BAH\nTHÔNG TƯ\n", "circular", "3/2030/TT-BAH"),
        ("Số: 3/2030/QĐ-UBND\nQUYẾT ĐỊNH\n", "provincial_decision", "3/2030/QĐ-UBND"),
    ],
)
def test_kind_from_number_and_words(head, kind, number):
    work = read("Điều 1. Phạm vi\nMột câu.\n", head).work

    assert (work.kind, work.number) == (kind, number)


def test_clauses_points_and_items_nest():
    law = read(
        "Chương I\nQUY ĐỊNH CHUNG\nMục 1. AO\nĐiều 1. Ao\n1. Ao gồm:\na) Ao to:\na1) Rất to;\na2) Khá to;\nđ) Ao bé.\n2. Hết.\n"
        "Điều 2. Hồ\nHồ gồm:\na) Hồ to;\nb) Hồ bé.\n"
    )

    assert eids(law, "chapter", "section", "article") == ["chuong_i", "chuong_i__muc_1", "dieu_1", "dieu_2"]
    assert eids(law, "clause") == ["dieu_1__khoan_1", "dieu_1__khoan_2"]
    assert eids(law, "item") == ["dieu_1__khoan_1__diem_a__tiet_a1", "dieu_1__khoan_1__diem_a__tiet_a2"]
    assert labels(law.unit("dieu_2"), "point") == ["a", "b"]
    assert heading(law, "chuong_i") == "QUY ĐỊNH CHUNG"


def test_vietnamese_letters_and_inserted_labels_in_their_order():
    law = read(
        "Điều 3a. Một\nĐiều 1. Hai\n1. x:\na) m;\nb) m;\nc) m;\nd) m;\nđ) m;\ne) m;\ne1) m;\ng) m.\n1a. y.\n2. z.\nĐiều 2. Ba\nĐiều 3. Tư\n"
    )

    assert labels(law.unit("dieu_1__khoan_1"), "point") == [*list("abcdđe"), "e1", "g"]
    assert labels(law.unit("dieu_1"), "clause") == ["1", "1a", "2"]


@pytest.mark.parametrize(
    "line",
    [
        "Điều 2 của Nghị định này thì thôi.",
        "Điều 2, điểm b khoản 1 và khoản 4 Điều 9 Nghị định này).",
        "Điều 2 Luật Ao hồ.",
        "2.000.000 đồng là đủ.",
        "Chương II của Nghị định này.",
    ],
)
def test_lines_that_only_cite_open_nothing(line):
    law = read(f"Điều 1. Phạm vi\n1. Theo quy định tại khoản 3\n{line}\n2. Hết.\nĐiều 2. Tên\nMột câu.\n")

    assert eids(law, "article", "clause", "chapter") == ["dieu_1", "dieu_1__khoan_1", "dieu_1__khoan_2", "dieu_2"]
    assert line in law.unit("dieu_1__khoan_1").lead.of(law.text)


def test_titles_run_over_lines_and_citations():
    law = read(
        "Điều 1. Không đào ao quy định tại\nkhoản 8 Điều 4 và khoản 3 Điều 5 Luật Ao hồ\n1. Câu.\n"
        "Điều 2. Trách nhiệm của chủ ao trong việc giữ nước và \nnuôi cá\nChủ ao giữ nước.\n"
        "Điều 3.\nTên ở dòng dưới\n1. Câu.\n"
        "Điều 4. Người nuôi cá phải giữ nước sạch.\n"
    )

    assert heading(law, "dieu_1") == "Không đào ao quy định tại khoản 8 Điều 4 và khoản 3 Điều 5 Luật Ao hồ"
    assert heading(law, "dieu_2") == "Trách nhiệm của chủ ao trong việc giữ nước và nuôi cá"
    assert heading(law, "dieu_3") == "Tên ở dòng dưới"
    assert heading(law, "dieu_4") is None
    assert labels(law.unit("dieu_1"), "clause") == ["1"]


def test_a_title_broken_within_a_number_goes_on():
    law = read("Điều 1. Sửa Thông tư số 1/2030/TT-\nBAO về ao\n1. Một câu.\n")

    assert heading(law, "dieu_1") == "Sửa Thông tư số 1/2030/TT- BAO về ao"


def test_layout_variants():
    law = read(
        "Điều 1. Một\n1.Văn bản liền.\n2.\nNhãn đứng một mình.\n3 . Có cách.\n**Điều 2.** **Hai**\n\n**1.** Đậm.\nChương II NHỮNG ĐIỀU KHÁC\nĐiều 3: Ba\n"
    )

    assert labels(law.unit("dieu_1"), "clause") == ["1", "2", "3"]
    assert heading(law, "dieu_2") == "Hai"
    assert eids(law, "chapter") == ["chuong_ii"]


def test_lost_line_breaks():
    law = read(
        "Điều 1. Một\n1. Gồm: a) Ao; b) Hồ.\nc) Đầm. 2. Khoản hai giữa dòng.\n3. Ba.\nĐiều 2. Sơ đồ ao 1.\nCâu của khoản một.\n2. Hai.\n"
    )

    assert labels(law.unit("dieu_1"), "clause") == ["1", "2", "3"]
    assert labels(law.unit("dieu_1__khoan_1"), "point") == ["a", "b", "c"]
    assert labels(law.unit("dieu_2"), "clause") == ["1", "2"]
    assert heading(law, "dieu_2") == "Sơ đồ ao"
    assert whole(law) == law.text


def test_quoted_payload_counts_for_nothing():
    law = read(
        "Điều 1. Sửa đổi Nghị định số 5/2020/NĐ-CP\n1. Sửa đổi Điều 2 như sau:\n“Điều 2. Mới\n1. Câu.\n2. Câu có “lời” trong lời.\na) Điểm.”.\n"
        '2. Sửa đổi Điều 9 như sau:\n"Điều 9. Mới nữa\n3. Câu."\n3. Hết.\nĐiều 2. Hiệu lực\nMột câu.\n'
    )

    assert eids(law, "article", "clause", "point") == [
        "dieu_1", "dieu_1__khoan_1", "dieu_1__khoan_2", "dieu_1__khoan_3", "dieu_2",
    ]  # fmt: skip


def test_a_quotation_never_closed_hides_nothing():
    law = read(
        "Điều 1. Sửa\n1. Sửa đổi khoản 5 như sau:\n“5. Quên đóng.\n2. Sửa đổi khoản 6 như sau:\n“6. Đóng rồi.”.\nĐiều 2. Hết\nMột câu ”.\n"
    )

    assert labels(law.unit("dieu_1"), "clause") == ["1", "2"]
    assert law.unit("dieu_2")


def test_page_furniture_and_editor_lines_are_not_the_laws():
    law = read(
        "Điều 1. Một\n(Điều 1 Nghị định số 7/2031/NĐ-CP, có hiệu lực thi hành kể từ ngày 01/01/2031)\n"
        "1. Câu bị cắt\n\nCÔNG BÁO/Số 30/Ngày 02-06-2031 \n9\n\n\ngiữa trang.\n2. Hết.\n"
    )
    text = clean(law.text, VI).text

    assert "bị cắt\ngiữa trang" in text
    assert "có hiệu lực thi hành kể từ ngày" not in text
    assert labels(law.unit("dieu_1"), "clause") == ["1", "2"]
    assert whole(law) == law.text


def test_closing_annexes_and_an_annexed_regulation():
    law = read(
        "Điều 1. Ban hành\nBan hành Quy chế kèm theo.\nĐiều 2. Thi hành\nMột câu.\nNơi nhận:\n- Ai đó;\nTM. CHÍNH PHỦ\nTrần Văn Ao\n"
        "QUY CHẾ\nVỀ AO LÀNG\n(Ban hành kèm theo Nghị định số 7/2031/NĐ-CP)\nChương I\nCHUNG\n"
        "Điều 1. Phạm vi\n1. Câu.\nĐiều 2. Ao\nĐiều 3. Hồ\n"
        "PHỤ LỤC II\nMẪU ĐƠN\n1. Tên chủ ao\n"
    )

    assert [unit.kind for unit in law.root.children] == ["preamble", "article", "article", "closing", "annex", "annex"]
    assert eids(law, "article") == ["dieu_1", "dieu_2", "quy_che__dieu_1", "quy_che__dieu_2", "quy_che__dieu_3"]
    assert law.unit("phu_luc_ii")
    assert whole(law) == law.text


def test_gaps_and_strays_are_reported_not_repaired():
    law = read("Điều 1. Một\n1. Câu.\n2. Câu.\n4. Câu.\n2. Lạc.\nĐiều 2. Hai\nĐiều 4. Bốn\n")
    said = [finding.text for finding in law.findings]

    assert labels(law.unit("dieu_1"), "clause") == ["1", "2", "4"]
    assert any("4 follows 2" in text for text in said)
    assert any("2 is out of order" in text for text in said)
    assert "2. Lạc." in law.unit("dieu_1__khoan_4").lead.of(law.text)


def test_decomposed_letters_read_the_same():
    body = "Điều 1. Phạm vi\n1. Hộ gia đình:\na) Một;\nđ) Hai.\n"
    composed, decomposed = read(body), document(unicodedata.normalize("NFD", HEAD + body), VI, VN)

    assert eids(decomposed) == eids(composed)
    assert decomposed.work == composed.work
    assert unicodedata.normalize("NFC", decomposed.unit("dieu_1").heading.of(decomposed.text)) == "Phạm vi"


def test_not_a_law():
    with pytest.raises(NotALaw):
        document("Chỉ là một lá thư.\nKính gửi ai đó.", VI, VN)


LINES = [
    "Chương I", "QUY ĐỊNH CHUNG", "Mục 1. AO", "Điều 1. Phạm vi", "Điều 2. Đối tượng", "Điều 2 của Luật này", "Điều 3.",
    "1. Câu một.", "2. Câu hai:", "a) Điểm a;", "b) Điểm b", "đ) Điểm đ.", "a1) Tiết;", "như sau:", "“Điều 9. Mới", "lời”.",
    "CÔNG BÁO/Số 3/Ngày 01-01-2031", "7", "", "  ", "110.000.000 đồng", "Nơi nhận:", "PHỤ LỤC I", "**Điều 4.** **Đậm**",
    "Nghị định này có hiệu lực thi hành kể từ ngày 01 tháng 02 năm 2031.", "theo khoản 1 Điều 2, điểm a khoản 2 Điều này",
    "Số: 7/2031/NĐ-CP", "NGHỊ ĐỊNH", "Căn cứ Luật Ao hồ;",
]  # fmt: skip
MESS = st.lists(
    st.one_of(
        st.sampled_from(LINES),
        st.sampled_from(LINES).map(lambda line: unicodedata.normalize("NFD", line)),
        st.text(max_size=12),
    ),
    max_size=40,
)


@settings(max_examples=150, deadline=None)
@given(MESS, st.sampled_from(["\n", "\r\n", " \n", " "]))
def test_leaves_join_to_exactly_the_text(lines, newline):
    text = "Số: 7/2031/NĐ-CP\nĐiều 1. Phạm vi\n" + newline.join(lines)
    law = document(text, VI, VN)

    assert whole(law) == text
    for unit in law.root.walk():
        assert unit.lead in unit.span
        assert unit.heading is None or unit.heading in unit.lead
        assert all(child.span in unit.span for child in unit.children)
    assert len(set(eids(law))) == len(eids(law))


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60))
def test_places_lead_back_to_the_raw_text(raw):
    page = clean(raw, VI)
    for at, letter in enumerate(page.text):
        span = page.span(at, at + 1)

        assert span.of(raw)
        if letter.isalpha() and letter.isascii():
            assert letter in unicodedata.normalize("NFC", span.of(raw)) or span.of(raw) in "асеорху"


@pytest.mark.parametrize(
    "noise",
    [
        "a" * 300_000,
        "Điều 1. " * 30_000,
        "1. A\n" * 30_000,
        "“" * 100_000,
        " " * 300_000,
        "1. A\na) b:\n" + "a1) b\n" * 20_000,
    ],
)
def test_hostile_lines_take_linear_time(noise):
    start = time.process_time()
    law = read("Điều 1. Phạm vi\n" + noise)

    assert whole(law) == law.text
    assert time.process_time() - start < 6


@pytest.mark.corpus
@pytest.mark.parametrize(
    ("name", "articles"), [("123-2024-ND-CP", 36), ("31-2024-QH15", 260), ("72-2020-QH14", 171), ("28-2023-QH15", 86)]
)
def test_every_article_clause_and_point_of_the_statutes(documents, name, articles):
    law = document((documents / f"{name}.txt").read_bytes().decode(), VI, VN)
    numbers = [unit.label for unit in law.units("article")]
    problems = [f.text for f in law.findings if not f.text.startswith("clause 1a ")]

    assert numbers == [str(n) for n in range(1, articles + 1)]
    assert problems == []
    assert whole(law) == law.text
    for unit in law.units("article"):
        clauses = labels(unit, "clause")
        assert clauses == [str(n) for n in range(1, len(clauses) + 1)]
        assert all(
            re.match(r"\s*(\*\*)?\d+\s?\.", child.lead.of(law.text))
            for child in unit.children
            if child.kind == "clause"
        )


@pytest.mark.corpus
def test_every_document_of_the_corpus_is_read(shared):
    paths = sorted((shared / "corpus" / "documents").rglob("*.*"))[::9]
    for path in paths:
        law = document(path.read_bytes().decode().lstrip("\ufeff"), VI, VN)

        assert whole(law) == law.text, path.name
        assert next(law.units("article"), None), path.name
