"""Terms that a law defines: glossaries in every style, short names, scopes, uses; on made-up text."""

import time
from pathlib import Path

import pyoxigraph
import pytest

from extract.definitions import definitions
from extract.pipeline import read
from extract.structure import document
from kg.from_rdf import law as from_rdf
from kg.stores.memory import Memory
from kg.to_rdf import law_quads
from packs.vi import LANGUAGE as VI
from packs.vn import jurisdiction

VN = jurisdiction()
HEAD = "CHÍNH PHỦ\nSố: 9/2031/NĐ-CP\nNGHỊ ĐỊNH\nVề ao làng\n"
CHAPEAU = "Trong Nghị định này, các từ ngữ dưới đây được hiểu như sau:\n"


def law_of(*articles, head=HEAD):
    text = head + "\n".join(f"Điều {n}. {words}" for n, words in enumerate(articles, 1)) + "\n"
    return document(text, VI, VN)


def glossary(*clauses, title="Giải thích từ ngữ", chapeau=CHAPEAU):
    return f"{title}\n{chapeau}" + "\n".join(f"{n}. {clause}" for n, clause in enumerate(clauses, 1))


def found(*articles):
    law = law_of(*articles)
    made, _ = definitions(law, VI)
    assert all(d.source.span.of(law.text) == d.source.quote for d in made)
    assert all(d.meaning.span.of(law.text) == d.meaning.quote for d in made)
    assert all(s.of(law.text).split() for d in made for u in d.uses for s in u.spans)
    return made


def terms(*clauses):
    return [d.term for d in found(glossary(*clauses))]


STYLES = [
    ("Ao làng là ao của làng.", ["Ao làng"]),
    ("Ao làng: ao của làng.", ["Ao làng"]),
    ("Ao làng: Là ao của làng.", ["Ao làng"]),
    ("Ao làng; là ao của làng.", ["Ao làng"]),
    ("“Ao làng” là ao của làng.", ["Ao làng"]),
    ("Ao làng được hiểu là ao của làng.", ["Ao làng"]),
    ("Ao, hồ của làng bao gồm: ao to, hồ nhỏ.", ["Ao, hồ của làng"]),
    ("Ao lànglà ao của làng.", ["Ao làng"]),
    ("Ao làng trong Nghị định này gồm ao to và ao nhỏ.", ["Ao làng"]),
    ("Bản đồ ao tỷ lệ 1:2.000 là bản đồ.", ["Bản đồ ao tỷ lệ 1:2.000"]),
    ("Ao làng (Village pond) là ao của làng.", ["Ao làng", "Village pond"]),
    ("Kiểm soát ao (KSA) trong làng là việc xem ao.", ["Kiểm soát ao trong làng", "KSA"]),
    ("Độ sâu (ký hiệu là h) là độ sâu của ao.", ["Độ sâu"]),
    ("Ao làng (sau đây gọi tắt là ao) là ao của làng.", ["Ao làng", "ao"]),
    ("Mạng ao hay còn gọi là hệ ao: là các ao nối nhau.", ["Mạng ao", "hệ ao"]),
    ("Gỗ xẻ, gỗ đẽo là gỗ đã làm.", ["Gỗ xẻ, gỗ đẽo", "Gỗ xẻ", "gỗ đẽo"]),
    ("VN: Việt Nam.", ["VN"]),
    ("Lô có diện tích khoảng 10 ha.", ["Lô"]),
    ("Người dùng ao là người nuôi cá là thành viên của làng.", ["Người dùng ao"]),
]


@pytest.mark.parametrize(("clause", "expected"), STYLES, ids=[s[0][:30] for s in STYLES])
def test_the_term_ends_where_the_defining_word_begins(clause, expected):
    assert terms(clause, "Bờ là mép ao.") == [*expected, "Bờ"]


@pytest.mark.parametrize(
    "chapeau",
    [
        CHAPEAU,
        "Một số từ ngữ trong Nghị định này được hiểu như sau:\n",
        "Các thuật ngữ sử dụng trong nghị định này được hiểu như sau:\n",
        "",
    ],
)
@pytest.mark.parametrize("title", ["Giải thích từ ngữ", "Giải thích từ, ngữ", "Giải thích thuật ngữ và từ viết tắt"])
def test_a_glossary_is_known_by_its_title(title, chapeau):
    made = found(glossary("Ao là hố nước.", "Bờ là mép ao.", title=title, chapeau=chapeau))

    assert [(d.term, d.meaning.quote, d.source.eid) for d in made] == [
        ("Ao", "hố nước.", "dieu_1__khoan_1"),
        ("Bờ", "mép ao.", "dieu_1__khoan_2"),
    ]


def test_a_glossary_is_known_by_its_opening_sentence_alone():
    assert [d.term for d in found(glossary("Ao là hố nước.", "Bờ là mép ao.", title="Ao và bờ"))] == ["Ao", "Bờ"]


def test_articles_about_explaining_the_constitution_are_no_glossaries():
    assert found("Thẩm quyền giải thích Hiến pháp, luật\n1. Hội đồng là nơi giải thích.\n2. Làng là nơi nghe.") == ()


def test_a_glossary_without_numbers_is_read_line_by_line():
    made = found(f"Giải thích từ ngữ\n{CHAPEAU}- Ao: hố nước;\n- Bờ là mép\ncủa ao.\n- KSA: Kiểm soát ao.")

    assert [(d.term, " ".join(d.meaning.quote.split())) for d in made] == [
        ("Ao", "hố nước"), ("Bờ", "mép của ao."), ("KSA", "Kiểm soát ao."),
    ]  # fmt: skip


def test_the_points_of_a_clause_belong_to_what_it_means():
    made = found(glossary("Ao gồm:\na) Ao to;\nb) Ao nhỏ.", "Bờ là mép ao."))

    assert next((d.term, " ".join(d.meaning.quote.split())) for d in made) == ("Ao", "a) Ao to; b) Ao nhỏ.")


def test_lists_of_abbreviations_in_points_and_in_tables():
    points = glossary("Giải thích từ ngữ\na) Ao: là hố nước;\nb) Bờ: là mép ao.", "Từ viết tắt\na) KSA: Kiểm soát ao;")
    table = glossary(
        "Ao là hố nước.", "Các từ viết tắt như sau:\n| TT | Ký hiệu | Giải nghĩa |\n| 1 | KSA | Kiểm soát ao |"
    )

    assert [d.term for d in found(points)] == ["Ao", "Bờ", "KSA"]
    assert [(d.term, d.meaning.quote) for d in found(table)][1:] == [("KSA", "Kiểm soát ao")]


SHORT = [
    ("Ủy ban nhân dân tỉnh, thành phố có ao (sau đây gọi chung là Ủy ban nhân dân cấp tỉnh) xem ao.",
     "Ủy ban nhân dân cấp tỉnh", "Ủy ban nhân dân tỉnh, thành phố có ao"),
    ("Người xin được cấp Giấy chứng nhận quyền nuôi cá trong ao (sau đây gọi là Giấy chứng nhận).",
     "Giấy chứng nhận", "Giấy chứng nhận quyền nuôi cá trong ao"),
    ("Quy định này áp dụng đối với các tổ chức, hộ gia đình và cá nhân nuôi cá (sau đây gọi chung là người nuôi cá).",
     "người nuôi cá", "tổ chức, hộ gia đình và cá nhân nuôi cá"),
    ("Việc đào ao do Hội đồng xem xét ao làng (sau đây gọi tắt là Hội đồng) cho phép.",
     "Hội đồng", "Hội đồng xem xét ao làng"),
    ("Nghị quyết của làng, của tỉnh, thành phố trực thuộc trung ương (gọi chung là cấp tỉnh) về ao.",
     "cấp tỉnh", "tỉnh, thành phố trực thuộc trung ương"),
    ("Xem ao là việc của tổ chức, cá nhân trong làng; tổ chức, cá nhân làng khác (sau đây gọi là tổ chức, cá nhân).",
     "tổ chức, cá nhân", "tổ chức, cá nhân làng khác"),
    ("Bộ Nuôi trồng thủy sản (BNTTS) xem ao.", "BNTTS", "Bộ Nuôi trồng thủy sản"),
    ("Ao của làng, sau đây gọi là ao công, được xem.", "ao công", "Ao của làng"),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "name", "words"), SHORT, ids=[s[1] for s in SHORT])
def test_a_short_name_stands_for_the_words_before_it(sentence, name, words):
    (made,) = found(f"Ao\n1. {sentence}\n2. Hết.")

    assert made.short
    assert (made.term, made.meaning.quote.lower().endswith(words.lower())) == (name, True)


def test_short_names_of_acts_are_left_to_the_table_of_citations():
    assert (
        found(
            "Ao\nTheo Nghị định số 5/2030/NĐ-CP ngày 1 tháng 2 năm 2030 về ao (sau đây gọi là Nghị định số 5/2030/NĐ-CP)."
        )
        == ()
    )


def test_the_scope_is_the_unit_that_the_words_name():
    made = found(
        "Ao\n1. Cá nhân, tổ chức (sau đây trong Điều này gọi chung là người nuôi) xem ao.\n2. Người nuôi thả cá.",
        "Bờ\nNgười nuôi vá bờ. Trong Điều này, mép ao là chỗ nước gặp đất.",
    )

    assert [(d.term, d.scope, [u.eid for u in d.uses]) for d in made] == [
        ("người nuôi", "dieu_1", ["dieu_1__khoan_2"]),
        ("mép ao", "dieu_2", []),
    ]


def test_what_an_annex_defines_holds_in_the_annex():
    regulation = (
        "\nQUY CHẾ\nVề hố\n(Ban hành kèm theo Nghị định số 9/2031/NĐ-CP)\nĐiều 1. Giải thích từ ngữ\nTrong Quy chế này, các từ ngữ"
        " được hiểu như sau:\n1. Ao là hố nước.\nĐiều 2. Ao\nAo sâu.\nĐiều 3. Bờ\nBờ cao."
    )
    made, _ = definitions(
        document(f"{HEAD}Điều 1. Ao\nAo nông.\nĐiều 2. Bờ\nBờ thấp.\nNơi nhận:\n- Làng.{regulation}\n", VI, VN), VI
    )

    assert [(d.term, d.scope, [u.eid for u in d.uses]) for d in made] == [("Ao", "quy_che", ["quy_che__dieu_2"])]


def test_uses_take_the_longest_term_with_either_first_letter():
    made = found(
        glossary("Đất là mặt đất của làng.", "Đất ao là đất có nước.", "Bờ là mép."),
        "Dùng\n1. Đất ao để nuôi cá, đất khác để trồng.\n2. Người có đất\nao thì nuôi cá; bờbao không tính, “bờ” thì có.",
    )
    uses = {d.term: [(u.eid, len(u.spans)) for u in d.uses] for d in made}

    assert uses == {
        "Đất": [("dieu_1__khoan_2", 1), ("dieu_2__khoan_1", 1)],
        "Đất ao": [("dieu_2__khoan_1", 1), ("dieu_2__khoan_2", 1)],
        "Bờ": [("dieu_2__khoan_2", 1)],
    }


def test_a_short_name_holds_from_there_on_and_with_its_capital():
    made = found(
        "Ao\n1. Hội đồng xem ao.\n2. Lập Hội đồng ao làng (sau đây gọi là Hội đồng).\n3. Hội đồng họp; hội đồng khác không."
    )

    assert [(u.eid, len(u.spans)) for u in made[0].uses] == [("dieu_1__khoan_3", 1)]


def test_findings_tell_what_is_defined_twice_and_what_gave_nothing():
    law = law_of(glossary("Ao là hố nước.", "Ao là vũng bùn.", "(Được bãi bỏ)"))
    _, findings = definitions(law, VI)

    assert [(f.code, f.source.eid) for f in findings] == [
        ("definition_unread", "dieu_1__khoan_3"),
        ("definition_twice", "dieu_1__khoan_2"),
    ]


def test_new_wording_for_other_acts_defines_nothing_here():
    made = found(
        "Sửa đổi\n1. Sửa đổi Điều 3 như sau:\n“Điều 3. Giải thích từ ngữ\n1. Ao là hố nước (sau đây gọi là hố).”.\n2. Hết."
    )

    assert made == ()


def test_a_definition_is_no_norm_and_its_numbers_stay_words():
    reading = read(
        (HEAD + "Điều 1. " + glossary("Ao to là ao rộng từ 5 ha trở lên.", "Bờ là mép ao.") + "\n").encode(),
        "a.txt",
        VI,
        VN,
    )

    assert [d.term for d in reading.law.definitions] == ["Ao to", "Bờ"]
    assert reading.law.norms == ()


def test_definitions_survive_the_graph():
    reading = read(
        (HEAD + f"Điều 1. {glossary('Ao là hố nước.', 'Bờ (mép) là chỗ cạn.')}\nĐiều 2. Ao\nAo có bờ.\n").encode(),
        "a.txt",
        VI,
        VN,
    )
    store = Memory()
    store.add(law_quads(reading.law))

    assert from_rdf(store.match, reading.law.work.iri).definitions == reading.law.definitions


def test_reading_takes_time_by_the_length_of_the_text():
    clause = "Hội đồng ao (sau đây gọi là gọi là (gọi tắt là được hiểu là từ ngữ viết tắt " * 1_000

    begun = time.perf_counter()
    definitions(law_of(f"Ao\n1. {clause}\n2. Hết."), VI)

    assert time.perf_counter() - begun < 5


def test_the_query_finds_what_two_works_define_differently():
    texts = [("9", "hố nước."), ("8", "vũng bùn."), ("7", "hố nước")]
    store = pyoxigraph.Store()
    for number, meaning in texts:
        head = HEAD.replace("9/2031", f"{number}/2031")
        store.extend(law_quads(read(f"{head}Điều 1. {glossary(f'Ao là {meaning}')}\n".encode(), "a.txt", VI, VN).law))
    query = (Path(__file__).parents[1] / "kg" / "queries" / "terms-defined-differently.rq").read_text(encoding="utf-8")

    rows = store.query(query, use_default_graph_as_union=True)

    assert [tuple(row[name].value for name in ("term", "one", "other")) for row in rows] == [
        ("Ao", "7/2031/NĐ-CP", "8/2031/NĐ-CP"),
        ("Ao", "8/2031/NĐ-CP", "9/2031/NĐ-CP"),
    ]


@pytest.mark.parametrize("name", ["cá nhân", "tổ chức kinh tế"])
def test_people_and_bodies_in_a_list_are_named_together(name):
    (made,) = found(
        f"Ao\n1. Việc đào ao do công ty, hợp tác xã đang nuôi cá (sau đây gọi chung là {name}) làm.\n2. Hết."
    )

    assert made.meaning.quote == "công ty, hợp tác xã đang nuôi cá"
