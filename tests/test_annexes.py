"""What follows the articles: annexes with parts, rows and forms; notes of consolidated texts."""

from extract.structure import document
from packs.vi import LANGUAGE as VI
from packs.vn import jurisdiction

VN = jurisdiction()
LAW = "CHÍNH PHỦ\nSố: 7/2031/NĐ-CP\nNGHỊ ĐỊNH\nĐiều 1. Ao\nMột câu.\nĐiều 2. Hồ\nMột câu.\nNơi nhận:\n- Ai đó;\nTM. CHÍNH PHỦ\n"


def read(body):
    law = document(LAW + body, VI, VN)
    assert "".join(span.of(law.text) for span in leaves(law.root)) == law.text
    return law


def leaves(unit):
    yield unit.lead
    for child in unit.children:
        yield from leaves(child)


def eids(law, *kinds):
    return [unit.eid for unit in law.units(*kinds)]


def test_parts_sections_clauses_and_points_of_an_annex():
    law = read(
        "PHỤ LỤC II\nMỨC NƯỚC\nA. AO\nI. Ao to\n1. Một:\na) Bờ;\nb) Đáy.\n2. Hai.\nII. Ao bé\n1. Một.\nB. HỒ\n1. Một.\n"
    )

    assert eids(law, "annex", "part", "section", "clause", "point") == [
        "phu_luc_ii", "phu_luc_ii__phan_a", "phu_luc_ii__phan_a__muc_i", "phu_luc_ii__phan_a__muc_i__khoan_1",
        "phu_luc_ii__phan_a__muc_i__khoan_1__diem_a", "phu_luc_ii__phan_a__muc_i__khoan_1__diem_b",
        "phu_luc_ii__phan_a__muc_i__khoan_2", "phu_luc_ii__phan_a__muc_ii", "phu_luc_ii__phan_a__muc_ii__khoan_1",
        "phu_luc_ii__phan_b", "phu_luc_ii__phan_b__khoan_1",
    ]  # fmt: skip


def test_numbered_rows_are_units():
    law = read(
        "PHỤ LỤC I\n| STT | Loại ao |\n| --- | --- |\n| I | AO TO |\n| 1 | Ao sen |\n| 1.1 | Sen hồng |\n| II | AO BÉ |\n| 1 | Ao cá |\n"
    )

    assert eids(law, "section", "row") == [
        "phu_luc_i__muc_i", "phu_luc_i__muc_i__stt_1", "phu_luc_i__muc_i__stt_1.1",
        "phu_luc_i__muc_ii", "phu_luc_i__muc_ii__stt_1",
    ]  # fmt: skip


def test_forms_hold_no_articles():
    law = read(
        "PHỤ LỤC\nMẪU ĐƠN\nMẫu số 01. Đơn\nMẫu số 02a. Quyết định\n"
        "Mẫu số 01. Đơn\nKính gửi: ...\n1. Tên chủ ao:\nMẫu số 02a. Quyết định\nĐiều 1. Giao ...\nĐiều 2. Ông ...\nĐiều 3. Hết.\n"
    )

    assert eids(law, "form") == ["phu_luc__mau_01", "phu_luc__mau_02a"]
    assert "Tên chủ ao" in law.unit("phu_luc__mau_01").span.of(law.text)
    assert eids(law, "article", "clause") == ["dieu_1", "dieu_2"]
    assert law.findings == ()


def test_notes_of_a_consolidated_text_are_nobodys_clauses():
    law = document(
        "VĂN PHÒNG QUỐC HỘI\nSố: 7/VBHN-VPQH\nLUẬT\nAO HỒ[1]\nĐiều 1. Ao[2]\n[3]\n1.[4] Câu.\n2. Câu hai.\nXÁC THỰC VĂN BẢN HỢP NHẤT\n"
        "[1] Luật này được sửa bởi luật khác như sau:\n“Điều 1. Khác\n1. Câu.”\n[2] Điều này được bổ sung.\nĐiều 2. Điều của luật khác\n[3] Điều này được sửa đổi.\n[4] Khoản này được sửa đổi.\n",
        VI,
        VN,
    )

    assert eids(law, "article", "clause") == ["dieu_1", "dieu_1__khoan_1", "dieu_1__khoan_2"]
    assert law.unit("dieu_1").heading.of(law.text) == "Ao"
    assert eids(law, "note") == ["closing__ghi_chu_1", "closing__ghi_chu_2", "closing__ghi_chu_3", "closing__ghi_chu_4"]
    assert law.findings == ()


def test_articles_and_points_that_stand_twice():
    law = document(
        "Số: 7/2031/NĐ-CP\nĐiều 1. Ao\n1. Câu.\nĐiều 2. Hồ\n1. Gồm:\na) Một;\nd) Hai;\nd) Ba.\n2. Câu.\n"
        "Điều 1. Ao\n1. Câu.\nĐiều 2. Hồ\n1. Câu.\n2. Câu.\nĐiều 3. Đầm\n(Điều 3 Nghị định số 7/2031/NĐ-CP, có hiệu lực thi hành kể từ ngày 01/01/2031)\n"
        "Điều 3. Đầm\n1. Câu.\n",
        VI,
        VN,
    )

    assert eids(law, "article") == ["dieu_1", "dieu_2", "dieu_1_2", "dieu_2_2", "dieu_3"]
    assert eids(law, "point") == [f"dieu_2__khoan_1__diem_{label}" for label in ("a", "d", "d_2")]
    assert [finding.text for finding in law.findings] == [
        "article 1 stands twice", "article 2 stands twice", "article 3 stands twice",
        "point d follows a", "point d stands twice",
    ]  # fmt: skip


def test_inserted_labels_with_a_gap_roman_headings_and_decimals():
    law = document(
        "Số: 7/2031/NĐ-CP\nĐiều 1. Ao\nI. MỘT\n1. Câu.\n2. Câu:\n2.1. Nhỏ:\na) Ba;\n2.2. Nhỏ.\nII. HAI\n1. Câu.\n"
        "Điều 1a. Hồ\nĐiều 1g. Đầm\nĐiều 2. Hết\nMột câu.\n",
        VI,
        VN,
    )

    assert eids(law, "article") == ["dieu_1", "dieu_1a", "dieu_1g", "dieu_2"]
    assert eids(law, "clause") == ["dieu_1__khoan_1", "dieu_1__khoan_2", "dieu_1__khoan_1_2"]
    assert eids(law, "item") == ["dieu_1__khoan_2__tiet_2.1", "dieu_1__khoan_2__tiet_2.2"]
    assert [finding.text for finding in law.findings] == ["article 1g follows 1a"]


def test_a_form_of_a_decision_is_no_regulation():
    law = read("PHỤ LỤC\nQUYẾT ĐỊNH CỦA XÃ ……\nĐiều 1. Giao …… cho ……\nĐiều 2. Ông …… nhận\nĐiều 3. Hiệu lực ……\n")

    assert eids(law, "article") == ["dieu_1", "dieu_2"]


def test_a_number_without_any_article_is_a_document_still():
    law = document("Số: 7/2031/NĐ-CP\nNGHỊ ĐỊNH\nVỀ AO\n", VI, VN)

    assert [unit.kind for unit in law.root.children] == ["preamble"]


def test_articles_that_the_table_of_an_annex_cites_are_not_this_acts():
    law = read("Phụ lục I\nAO TO\nNghị định số 5/2020/NĐ-CP\nĐiều 3.\nBộ Ao\n1. Một.\nPhụ lục II\nAO BÉ\n1. Một.\n")

    assert eids(law, "article", "annex") == ["dieu_1", "dieu_2", "phu_luc_i", "phu_luc_ii"]
