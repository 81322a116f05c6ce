"""Citations: one reference for each target, attached from right to left, internal ones looked up in the tree."""

import unicodedata
from datetime import date

import pytest

from extract.pipeline import Reading
from extract.references import references
from extract.resolve import dangling
from extract.structure import document
from extract.succession import meant
from extract.to_gold import gold, provision
from ontology.law import Law
from packs.vi import LANGUAGE as VI
from packs.vn import jurisdiction

VN = jurisdiction()
HEAD = "CHÍNH PHỦ\nSố: 7/2031/NĐ-CP\nHà Nội, ngày 02 tháng 3 năm 2031\nNGHỊ ĐỊNH\nVỀ AO LÀNG\n"
LADDER = "abcdđeghiklmnopqrstuvxy"
BODY = "\n".join(
    f"Điều {n}. Tên\n" + "\n".join(f"{k}. Câu:\n" + "\n".join(f"{p}) điểm;" for p in LADDER) for k in range(1, 7))
    for n in range(1, 8)
)


def law_with(sentence, after="", head=HEAD):
    """Seven full articles, and an eighth whose clause 2 point b says the sentence."""
    return document(
        f"{head}Chương I\nCHUNG\n{BODY}\nĐiều 8. Câu thử\n1. Một.\n2. Hai:\na) Ba;\nb) {sentence}\n{after}", VI, VN
    )


def cited(law):
    return [ref for ref in references(law, VI, VN) if ref.kind != "vague" and ref.source.eid.startswith("dieu_8")]


def target(ref):
    where = ref.number or ref.name or "self"
    return f"{where}#{ref.eid}" if ref.eid else where


def targets(sentence, after=""):
    return [target(ref) for ref in cited(law_with(sentence, after))]


def at(*steps, doc="self"):
    """`at("8.2.b")` → `self#dieu_8__khoan_2__diem_b`."""
    names = ("dieu", "khoan", "diem")
    return [doc + "#" + "__".join(f"{n}_{s}" for n, s in zip(names, step.split("."), strict=False)) for step in steps]


INTERNAL = [
    ("theo khoản 2 Điều 3.", ["3.2"]),
    ("theo khoản 2 Điều này.", ["8.2"]),
    ("theo điểm a khoản này.", ["8.2.a"]),
    ("theo điểm này và điểm a khoản này.", ["8.2.b", "8.2.a"]),
    ("theo các điểm a, b và đ khoản 3 Điều 5.", ["5.3.a", "5.3.b", "5.3.đ"]),
    ("theo điểm a và b khoản 3 Điều 5 của Nghị định này.", ["5.3.a", "5.3.b"]),
    ("theo khoản 1 và 2 Điều 3.", ["3.1", "3.2"]),
    ("theo các khoản 1,2,3 và điểm c khoản 4 Điều 6.", ["6.1", "6.2", "6.3", "6.4.c"]),
    ("theo điểm c đến điểm g khoản 1 Điều 2.", ["2.1.c", "2.1.d", "2.1.đ", "2.1.e", "2.1.g"]),
    ("từ Điều 3 đến Điều 6 của Nghị định này.", ["3", "4", "5", "6"]),
    ("nêu từ khoản 2 đến khoản 4 Điều 1.", ["1.2", "1.3", "1.4"]),
    ("theo khoản 1, điểm b khoản 2 và Điều 7.", ["8.1", "8.2.b", "7"]),
    ("theo điểm b khoản 1 và khoản 4 Điều 5, Điều 6.", ["5.1.b", "5.4", "6"]),
    ("theo Điểm a, Khoản 2, Điều 7.", ["7.2.a"]),
    ("theo Điều 7, khoản 5 của Nghị định này.", ["7.5"]),
    ("(trừ khoản 4, 5, 6 Điều 1, khoản 1\nĐiều 2, điểm b khoản 1 Điều 3, Điều 4 Nghị định này).", ["1.4", "1.5", "1.6", "2.1", "3.1.b", "4"]),
    ("theo khoản 2 Điều 3 trong 30 ngày.", ["3.2"]),
    ("theo khoản 2, 30 ngày sau thì thôi.", ["8.2"]),
    ("theo điểm b và c khoản 5 và quy định tại khoản 6 Điều 4 Nghị định này.", ["4.5.b", "4.5.c", "4.6"]),
    ("tài khoản 111 và quy hoạch chi tiết 1/500 không phải là dẫn chiếu.", []),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), INTERNAL)
def test_targets_within_the_document(sentence, expected):
    assert targets(sentence) == at(*expected)


@pytest.mark.parametrize(("sentence", "expected"), INTERNAL)
def test_decomposed_letters_give_the_same_targets(sentence, expected):
    law = law_with(sentence)
    decomposed = document(unicodedata.normalize("NFD", law.text), VI, VN)

    assert [target(ref) for ref in cited(decomposed)] == at(*expected)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("theo khoản 3 Điều 139 Luật Đất đai.", at("139.3", doc="luật đất đai")),
        ("theo khoản 3 Điều 139 của Luật Đất đai số 31/2024/QH15.", at("139.3", doc="31/2024/QH15")),
        ("theo Luật Phòng, chống thiên tai và Luật Đất đai.", ["luật phòng, chống thiên tai", "luật đất đai"]),
        ("theo Luật Phòng, chống ao tù và Luật Ao hồ năm 2001.", ["luật phòng, chống ao tù", "luật ao hồ"]),
        ("trái với Hiến pháp, luật; hỏi Hội Luật gia Việt Nam.", ["hiến pháp"]),
        ("theo khoản 2 Điều 5 Công ước Ao hồ và Điều 3.", [*at("5.2", doc="công ước ao hồ"), *at("3")]),
        ("theo Phụ lục I AOHO và Luật sửa đổi, bổ sung một số điều của Luật Đất đai và Luật Nhà ở.",
         ["aoho#phu_luc_i", "luật sửa đổi, bổ sung một số điều của luật đất đai và luật nhà ở"]),
        ("Nghị định này quy định chi tiết một số điều của Luật Ao hồ.", ["luật ao hồ"]),
        ("theo khoản 1 Điều 5, Điều 7 và điểm b khoản 2 Điều 9 Nghị định số 22/2012/NĐ-CP ngày 26 tháng 3 năm 2012.",
         at("5.1", "7", "9.2.b", doc="22/2012/NĐ-CP")),
        ("theo Thông tư số\n17/2016/TT-BNN và Luật số 35/2018/QH14.", ["17/2016/TT-BNN", "35/2018/QH14"]),
        ("theo khoản 2 Điều này và điểm đ khoản 5 Điều 10 Luật Ao hồ.", [*at("8.2"), *at("10.5.đ", doc="luật ao hồ")]),
        ("theo Điều 7 của Nghị định số 7/2031/NĐ-CP.", at("7")),
        ("theo Nghị định này.", []),
        ("thay thế các Nghị định số 3/2020/NĐ-CP và số 4 khác.", ["3/2020/NĐ-CP"]),
        ("theo Nghị định số 3/2020/NĐ-CP quy định chi tiết thi hành một số điều của Luật Ao hồ.", ["3/2020/NĐ-CP"]),
        ("theo Điều 90 về ao; khoản 2 Điều 95 Luật Đất đai.", [*at("90", doc="luật đất đai"), *at("95.2", doc="luật đất đai")]),
    ],
)  # fmt: skip
def test_other_documents(sentence, expected):
    assert targets(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("theo Mẫu số 10 tại Phụ lục ban hành kèm theo Nghị định này.", ["self#phu_luc__mau_10"]),
        ("theo Mẫu số 12 ban hành kèm theo Nghị định này.", ["self#phu_luc__mau_12"]),
        ("theo các điểm này trên bản đồ.", []),
        ("theo Mẫu số 05a Phụ lục II.", ["self#phu_luc_ii__mau_05a"]),
        (
            "theo các Phụ lục I, II và IV ban hành kèm theo Nghị định này.",
            ["self#phu_luc_i", "self#phu_luc_ii", "self#phu_luc_iv"],
        ),
        ("theo Chương I Nghị định này.", ["self#chuong_i"]),
        (
            "theo Mẫu số 01, 02 và 03 tại Phụ lục I kèm theo Nghị định này.",
            [f"self#phu_luc_i__mau_0{n}" for n in (1, 2, 3)],
        ),
        ("theo mục 3.3 Phụ lục số 1 và Phụ lục của Nghị định này.", ["self#phu_luc_1__muc_3.3", "self#phu_luc"]),
        ("sửa phần III Mẫu số 01b/TB-AO.", ["self#phu_luc__mau_01b-tb-ao__phan_iii"]),
        ("theo mục 3 trên Giấy chứng nhận và Mục này.", []),
        ("theo mục VIII của Phụ lục III Nghị định số 3/2020/NĐ-CP.", ["3/2020/NĐ-CP#phu_luc_iii__muc_viii"]),
    ],
)
def test_annexes_forms_and_chapters(sentence, expected):
    assert targets(sentence) == expected


def test_the_law_said_shortly_is_the_one_in_the_title():
    head = HEAD + "Chính phủ ban hành Nghị định quy định chi tiết một số điều của Luật Thủy sản.\n"
    law = law_with("theo khoản 2 Điều 97 của Luật.", head=head)

    assert [target(ref) for ref in cited(law)] == at("97.2", doc="luật thủy sản")


def test_the_law_said_shortly_is_the_one_that_the_text_says_to_call_so():
    law = law_with("theo khoản 2 Điều 97 của Luật.", head=HEAD + "Theo Luật Ao hồ (sau đây gọi chung là Luật);\n")

    assert [target(ref) for ref in cited(law)] == at("97.2", doc="luật ao hồ")


def test_a_list_of_provisions_is_of_the_document_that_its_chapeau_names():
    law = document(
        f"{HEAD}Điều 1. Phạm vi\n1. Quy định chi tiết các điều, khoản sau đây của Luật Ao hồ:\n"
        "a) Khoản 6 Điều 1 về ao;\nb) Điều 62 về hồ theo Điều 2.\nĐiều 2. Hồ\n1. Câu.\n", VI, VN
    )  # fmt: skip

    assert [target(ref) for ref in references(law, VI, VN)] == [
        "luật ao hồ", *at("1.6", doc="luật ao hồ"), *at("62", doc="luật ao hồ"), *at("2")
    ]  # fmt: skip


def test_annotated_targets_are_written_as_the_text_writes_them():
    assert provision("phu_luc_iia__mau_01-đk") == "phu-luc-IIA.mau-01-ĐK"
    assert provision("phu_luc__mau_05a") == "phu-luc.mau-05a"
    assert provision("chuong_ii") == "chuong-II"
    assert provision("dieu_5a__khoan_2__diem_đ") == "dieu-5a.khoan-2.diem-đ"


def test_a_section_is_annotated_without_a_chapter_that_is_not_written():
    law = document(
        f"{HEAD}Chương II\nAO\nMục 1\nMỘT\nĐiều 1. Ao\n1. Theo Mục 2. Theo Mục 2 Chương này.\nMục 2\nHAI\nĐiều 2. Hồ\n1. Câu.\n",
        VI, VN,
    )  # fmt: skip
    [read] = gold([Reading(law, Law(law.work), references(law, VI, VN))], ["x"], VI, VN)["documents"]

    assert [ref["target"] for ref in read["articles"][0]["references"]] == ["self#muc-2", "self#chuong-II.muc-2"]


def test_what_is_not_there_dangles():
    refs = cited(law_with("theo điểm a khoản 9 Điều 3 và khoản 1 Điều 3."))

    assert [ref.resolved for ref in refs] == [False, True]
    assert [f.code for f in dangling(refs)] == ["dangling"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("theo quy định của pháp luật về ao hồ.", ["theo quy định của pháp luật về ao hồ"]),
        ("theo quy định của pháp luật.", ["theo quy định của pháp luật"]),
        ("và quy định khác của pháp luật có liên quan;", ["quy định khác của pháp luật có liên quan"]),
        ("theo Luật Ao hồ, pháp luật khác có liên quan.", ["pháp luật khác có liên quan"]),
        ("theo pháp luật về ao và phải lấp.", ["theo pháp luật về ao"]),
        ("phổ biến pháp luật về ao; vi phạm pháp luật.", []),
    ],
)
def test_vague_mentions_stay_vague(sentence, expected):
    refs = [ref for ref in references(law_with(sentence), VI, VN) if ref.kind == "vague"]

    assert [(ref.name, ref.number, ref.resolved) for ref in refs] == [(name, "", None) for name in expected]


def test_spans_quote_the_raw_text():
    law = law_with("theo khoản 1\nĐiều 2 và Luật Đất đai số 31/2024/QH15.")
    refs = cited(law)

    assert refs[0].source.quote == "khoản 1\nĐiều 2"
    assert all(ref.source.span.of(law.text) == ref.source.quote for ref in refs)


def test_a_line_that_starts_with_a_citation_continues_it():
    law = law_with("theo quy định tại khoản 2\nĐiều 6 Nghị định này.")

    assert [target(ref) for ref in cited(law)] == at("6.2")
    assert len(list(law.units("article"))) == 8


def means(sentence, head=HEAD, since=date(2031, 5, 1)):
    law = law_with(sentence, head=head)
    found = meant(references(law, VI, VN), law, since, VI, VN)
    return [(ref.means, ref.why) for ref in found if ref.kind == "external" and ref.source.eid.startswith("dieu_8")]


@pytest.mark.parametrize(
    ("since", "number"),
    [(date(2003, 1, 1), "24-L/CTN"), (date(2010, 1, 1), "13/2003/QH11"), (date(2014, 7, 1), "45/2013/QH13"),
     (date(2024, 8, 1), "31/2024/QH15"), (date(1993, 8, 1), "24-L/CTN"), (date(1990, 1, 1), "")],
)  # fmt: skip
def test_a_name_means_the_act_in_force_then(since, number):
    assert means("theo Điều 5 Luật Đất đai.", since=since) == [(number, "time" if number else "")]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("theo Luật Đất đai số 45/2013/QH13.", [("45/2013/QH13", "number")]),
        ("theo Luật Đất đai năm 2003.", [("13/2003/QH11", "day")]),
        ("theo Luật Đất đai ngày 29 tháng 11 năm 2013.", [("45/2013/QH13", "day")]),
        ("theo Luật Đất đai ngày 1/1/2001.", [("", "")]),
        ("theo Luật Khoáng sản.", [("", "")]),
        ("theo Luật Ao hồ.", [("", "")]),
        ("theo Luật Ao hồ số 9/2009/QH12 và Luật Ao hồ.", [("9/2009/QH12", "number"), ("9/2009/QH12", "text")]),
        ("theo Luật Thuỷ lợi.", [("08/2017/QH14", "time")]),
    ],
)
def test_a_name_means_what_is_written_beside_it(sentence, expected):
    assert means(sentence) == expected


def test_the_basis_of_a_text_says_what_its_names_mean():
    head = HEAD + "Căn cứ Luật Đất đai ngày 29 tháng 11 năm 2013;\nCăn cứ Luật Ao hồ số 9/2009/QH12;\n"

    assert means("theo Luật Đất đai và Luật Ao hồ.", head=head) == [("45/2013/QH13", "text"), ("9/2009/QH12", "text")]


def test_the_table_of_acts_is_in_order_and_its_names_are_read():
    named = VI.pattern("references", "named")
    for name, rows in VN.settings["acts"]["acts"].items():
        days = [since for _, _, since in rows]
        assert days == sorted(set(days)), name
        assert all(signed <= since for _, signed, since in rows), name
        genre = name.split(" ", 2)[0] if name.startswith("luật") else " ".join(name.split(" ")[:2])
        written = genre.capitalize() + name.removeprefix(genre)
        assert (found := named.match(written)), name
        assert found[0] == written


def test_a_law_is_not_named_shorter_than_it_is():
    sentence = "theo Luật Đê điều số 79/2006/QH11 và Luật sửa đổi, bổ sung một số điều của 39 luật có liên quan đến quy hoạch ngày 1."

    assert targets(sentence) == [
        "79/2006/QH11",
        "luật sửa đổi, bổ sung một số điều của 39 luật có liên quan đến quy hoạch",
    ]


AMENDING = """Điều 1. Sửa đổi, bổ sung một số điều của Nghị định số 22/2012/NĐ-CP
1. Sửa đổi khoản 2 Điều 3 như sau:
“2. Theo khoản 1 Điều này và Điều 9 Nghị định này.”.
2. Bổ sung khoản 4 vào Điều 15 như sau:
“4. Như điểm a khoản này.
a) Theo khoản 1 Điều 35 Luật Đất đai.”.
3. Bãi bỏ điểm b khoản 2 Điều 16.
Điều 2. Hiệu lực
1. Theo Điều 1.
"""


def test_amending_acts_cite_the_amended_one():
    law = document(HEAD + AMENDING, VI, VN)

    assert [(ref.source.eid, target(ref)) for ref in references(law, VI, VN)] == [
        ("dieu_1", "22/2012/NĐ-CP"),
        ("dieu_1__khoan_1", "22/2012/NĐ-CP#dieu_3__khoan_2"),
        ("dieu_1__khoan_1", "22/2012/NĐ-CP#dieu_3__khoan_1"),
        ("dieu_1__khoan_1", "22/2012/NĐ-CP#dieu_9"),
        ("dieu_1__khoan_2", "22/2012/NĐ-CP#dieu_15"),
        ("dieu_1__khoan_2", "22/2012/NĐ-CP#dieu_15__khoan_4__diem_a"),
        ("dieu_1__khoan_2", "luật đất đai#dieu_35__khoan_1"),
        ("dieu_1__khoan_3", "22/2012/NĐ-CP#dieu_16__khoan_2__diem_b"),
        ("dieu_2__khoan_1", "self#dieu_1"),
    ]


HISTORY = """Điều 1. Sửa đổi
1. Sửa đổi, bổ sung một số điều của Luật Ao hồ số 31/2024/QH15 đã được sửa đổi theo Luật số 43/2024/QH15 và Luật số 47/2024/QH15 như sau:
a) Thay cụm từ “ao” bằng cụm từ “hồ” tại khoản 3 Điều 3;
b) Bổ sung các khoản 16, 17 và 18 vào sau khoản 15 Điều 4 như sau:
“16. Ao.”;
c) Sửa đổi khoản 2 và khoản 3; thêm nữa, bổ sung khoản 4 vào sau khoản 3 Điều 41 như sau:
“4. Hồ.”;
d) Sửa đổi Điều 23 như sau:
"Điều 23. Hồ
1. Theo Điều 7."
"""


def test_acts_in_a_history_and_new_labels_are_not_what_a_command_is_about():
    law = document(HEAD + HISTORY, VI, VN)

    assert [target(ref) for ref in references(law, VI, VN)] == [
        "31/2024/QH15", "43/2024/QH15", "47/2024/QH15", *at("3.3", "4.15", "41.2", "41.3", "41.3", "23", "7", doc="31/2024/QH15")
    ]  # fmt: skip


def test_an_annexed_regulation_cites_itself():
    law = document(
        HEAD + "Điều 1. Ban hành\nQuy chế kèm theo.\nNơi nhận:\n- Ai;\nQUY CHẾ\nAO\n(Ban hành kèm theo Nghị định)\n"
        "Điều 1. Một\n1. Câu.\nĐiều 2. Hai\n1. Theo khoản 1 Điều 1 Quy chế này.\nĐiều 3. Ba\n", VI, VN
    )  # fmt: skip
    refs = references(law, VI, VN)

    assert [(ref.eid, ref.resolved) for ref in refs] == [("quy_che__dieu_1__khoan_1", True)]


@pytest.mark.corpus
def test_hardly_anything_dangles_in_the_statutes(documents):
    for name in ("123-2024-ND-CP", "31-2024-QH15", "72-2020-QH14", "28-2023-QH15"):
        law = document((documents / f"{name}.txt").read_bytes().decode(), VI, VN)
        refs = references(law, VI, VN)

        assert len(refs) > 150
        assert [ref.eid for ref in refs if ref.resolved is False] == [], name
