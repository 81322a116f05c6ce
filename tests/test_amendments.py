"""What an act orders for others: the operation and the target of every command."""

import pytest

from extract.amendments import amendments
from extract.events_for_gold import amendment_rows
from extract.structure import document
from kg import from_rdf
from kg.graph import Graph
from kg.network import changed_by, changes
from kg.quads import ELI
from kg.validate import violations
from packs.vi import LANGUAGE as VI
from packs.vn import jurisdiction

VN = jurisdiction()
HEAD = "CHÍNH PHỦ\nSố: 7/2031/NĐ-CP\nHà Nội, ngày 02 tháng 3 năm 2031\nNGHỊ ĐỊNH\nSửa đổi một số nghị định\n"
TITLE = "Sửa đổi, bổ sung một số điều của Nghị định số 5/2020/NĐ-CP ngày 01 tháng 02 năm 2020 của Chính phủ về ao"


def read(*lines, title=TITLE):
    text = "\n".join((f"{HEAD}Điều 1. {title}", *lines, "Điều 2. Trách nhiệm\nBộ trưởng thi hành.\n"))
    return amendments(document(text, VI, VN), VI, VN)


def rows(*lines, title=TITLE):
    events, _ = read(*lines, title=title)
    return [(row["op"], row["target"].removeprefix("5/2020/NĐ-CP#")) for row in amendment_rows(events)]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["1. Sửa đổi khoản 2 Điều 3 như sau:", "“2. Ao sâu.”."], [("replace", "dieu-3.khoan-2")]),
        (["1. Bổ sung khoản 4 vào Điều 15 như sau:", "“4. Ao cạn.”."], [("insert", "dieu-15.khoan-4")]),
        (["1. Bổ sung Điều 10a vào sau Điều 10 như sau: “Điều 10a. Ao”."], [("insert", "dieu-10a")]),
        (
            ["1. Sửa đổi, bổ sung khoản 3 và khoản 4 Điều 40 như sau:", "“3. Ao.", "4. Hồ.”."],
            [("replace", "dieu-40.khoan-3"), ("replace", "dieu-40.khoan-4")],
        ),
        (
            ["1. Bãi bỏ các điều 10, 11, 12 và khoản 1 Điều 52."],
            [("repeal", "dieu-10"), ("repeal", "dieu-11"), ("repeal", "dieu-12"), ("repeal", "dieu-52.khoan-1")],
        ),
        (
            ["1. Sửa đổi, bổ sung một số điểm của khoản 1 Điều 31 như sau:", "a) Sửa đổi điểm d như sau:",
             "“d) Ao;”;", "b) Bãi bỏ điểm h."],
            [("replace", "dieu-31.khoan-1.diem-d"), ("repeal", "dieu-31.khoan-1.diem-h")],
        ),
        (
            ["1. Bãi bỏ khoản 1 và sửa đổi, bổ sung khoản 3 Điều 89 như sau:", "“3. Ao.”."],
            [("repeal", "dieu-89.khoan-1"), ("replace", "dieu-89.khoan-3")],
        ),
        (
            ["1. Sửa đổi khoản 2 và khoản 3; bổ sung khoản 4 vào cuối Điều 21 như sau:", "“2. Ao.”."],
            [("replace", "dieu-21.khoan-2"), ("replace", "dieu-21.khoan-3"), ("insert", "dieu-21.khoan-4")],
        ),
        (
            ["1. Thay thế cụm từ “ao” bằng cụm từ “hồ” tại khoản 2 Điều 4, tên Chương II, Điều 9, tên Điều 18."],
            [("replace_phrase", "dieu-4.khoan-2"), ("replace_phrase", "chuong-II"), ("replace_phrase", "dieu-9"),
             ("replace_phrase", "dieu-18")],
        ),
        (
            ["1. Bổ sung cụm từ “, hồ” vào sau cụm từ “ao” tại điểm a khoản 2 Điều 6; vào sau cụm từ “bể” tại Điều 8."],
            [("insert_phrase", "dieu-6.khoan-2.diem-a"), ("insert_phrase", "dieu-8")],
        ),
        (["1. Bỏ cụm từ “ao cạn” tại khoản 13 Điều 38."], [("delete_phrase", "dieu-38.khoan-13")]),
        (["1. Bãi bỏ từ “ao,” tại Điều 8."], [("delete_phrase", "dieu-8")]),
        (["1. Sửa đổi tên Điều 12 từ “Ao” thành “Hồ”."], [("replace", "dieu-12")]),
        (
            ["1. Bãi bỏ điểm d và sửa đổi điểm đ thành điểm d khoản 5 Điều 7."],
            [("repeal", "dieu-7.khoan-5.diem-d"), ("renumber", "dieu-7.khoan-5.diem-đ")],
        ),
        (
            ["1. Sửa đổi một số số thứ tự tại Phụ lục I như sau:", "a) Bổ sung các số thứ tự 90a và 91 vào sau số thứ tự 90 như sau:",
             "90a", "Ao", "91", "Hồ"],
            [("insert", "phu-luc-I.stt-90a"), ("insert", "phu-luc-I.stt-91")],
        ),
        (["1. Thay thế Phụ lục I và Phụ lục III bằng Phụ lục II ban hành kèm theo Nghị định này."],
         [("replace", "phu-luc-I"), ("replace", "phu-luc-III")]),
    ],
)  # fmt: skip
def test_commands(lines, expected):
    assert rows(*lines) == expected


def test_the_levels_may_be_complete_on_their_own():
    lines = ["1. Sửa đổi, bổ sung một số điều của Luật Thú y số 78/2015/QH13 như sau:", "a) Bãi bỏ Điều 4;"]

    assert rows(*lines, title="Sửa đổi các luật có liên quan") == [("repeal", "78/2015/QH13#dieu-4")]


def test_a_law_by_its_name():
    assert rows("1. Bãi bỏ Điều 18.", title="Sửa đổi, bổ sung một số điều của Luật Thú y") == [
        ("repeal", "name:luật thú y#dieu-18")
    ]


def test_phrases_are_kept_with_what_stands_beside_them():
    (event,), _ = read("1. Bổ sung từ “tăng” trước cụm từ “hệ số” tại khoản 1 Điều 3.")

    assert (event.new, event.before, event.after) == ("tăng", "hệ số", "")


def test_the_payload_is_the_quotation():
    (event,), _ = read("1. Sửa đổi khoản 2 Điều 3 như sau:", "“2. Ao sâu.”.")
    text = "\n".join((f"{HEAD}Điều 1. {TITLE}", "1. Sửa đổi khoản 2 Điều 3 như sau:", "“2. Ao sâu.”."))

    assert event.payload.of(text) == "“2. Ao sâu.”"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("1. Nghị định số 6/2012/NĐ-CP ngày 09 tháng 3 năm 2012 quy định chi tiết một số điều của Luật khoáng sản hết hiệu lực.",
         [("repeal", "6/2012/NĐ-CP")]),
        ("1. Chấm dứt hiệu lực các nội dung tại: khoản 2 Điều 3, Điều 4 Nghị định số 6/2012/NĐ-CP về ao.",
         [("repeal", "6/2012/NĐ-CP#dieu-3.khoan-2"), ("repeal", "6/2012/NĐ-CP#dieu-4")]),
        ("1. Nghị định này thay thế Nghị định số 6/2012/NĐ-CP về ao.", [("replace", "6/2012/NĐ-CP")]),
        ("1. Bãi bỏ các văn bản sau đây:\na) Thông tư số 4/2012/TT-BTC về ao;\nb) Điều 7 Thông tư số 9/2012/TT-BTC về hồ.",
         [("repeal", "4/2012/TT-BTC"), ("repeal", "9/2012/TT-BTC#dieu-7")]),
        ("1. Các văn bản sau đây hết hiệu lực:\na) Nghị định số 4/2012/NĐ-CP về ao;", [("repeal", "4/2012/NĐ-CP")]),
        (
            "1. Những nghị định sau đây hết hiệu lực:\na) Nghị định số 4/2012/NĐ-CP về ao.",
            [("repeal", "4/2012/NĐ-CP")],
        ),
    ],
)  # fmt: skip
def test_what_ends(line, expected):
    assert rows(line, title="Hiệu lực thi hành") == expected


def test_a_later_command_names_the_act_and_the_article():
    line = "a) Bãi bỏ Điều 50; cụm từ “ao,” tại khoản 5, cụm từ “hồ,” tại khoản 8 Điều 54; bãi bỏ Điều 7 của Luật Đê điều số 79/2006/QH11;"

    assert rows("1. Bãi bỏ một số điều của các luật như sau:", line, title="Sửa đổi các luật có liên quan") == [
        ("repeal", "79/2006/QH11#dieu-50"),
        ("delete_phrase", "79/2006/QH11#dieu-54.khoan-5"),
        ("delete_phrase", "79/2006/QH11#dieu-54.khoan-8"),
        ("repeal", "79/2006/QH11#dieu-7"),
    ]


def test_an_exception_is_kept():
    (event,), _ = read(
        "1. Luật Thú y số 79/2015/QH13 hết hiệu lực từ ngày 01/7/2031, trừ khoản 2 Điều 5 của Luật này.",
        title="Hiệu lực",
    )

    assert (str(event.on), event.except_for) == ("2031-07-01", ("dieu_5__khoan_2",))


@pytest.mark.parametrize(
    "line",
    [
        "1. Bổ sung hồ sơ theo quy định tại khoản 2 Điều 5 của Nghị định này.",
        "1. Nghị định này sửa đổi, bổ sung khoản 2 Điều 3 Nghị định số 6/2012/NĐ-CP về ao.",
        "1. Giấy phép hết hiệu lực khi hết thời hạn quy định tại Điều 4 Nghị định số 6/2012/NĐ-CP.",
        "1. Thay thế, sửa chữa cống theo khoản 2 Điều 5 Luật Thú y số 79/2015/QH13.",
    ],
)
def test_what_orders_nothing(line):
    assert rows(line, title="Hồ sơ") == []


def test_a_target_that_cannot_be_told_is_a_finding():
    events, findings = read("1. Bãi bỏ khoản 2.")

    assert events == ()
    assert [(f.code, f.source.eid) for f in findings] == [("event_target", "dieu_1__khoan_1")]


def test_new_wording_of_another_unit_is_a_finding():
    _, findings = read("1. Sửa đổi khoản 2 Điều 3 như sau:", "“4. Ao sâu.”.")
    _, none = read(
        "1. Sửa đổi khoản 2 và bổ sung khoản 2a vào sau khoản 2 Điều 3 như sau:", "“2. Ao sâu.", "2a. Ao cạn.”."
    )

    assert [(f.code, f.source.eid) for f in findings] == [("payload", "dieu_1__khoan_1")]
    assert none == ()


def test_transitions_keep_the_case_and_the_old_act():
    events, _ = read(
        "1. Đối với ao đã đào trước ngày Nghị định này có hiệu lực thì thực hiện theo Nghị định số 5/2020/NĐ-CP.",
        "2. Bộ trưởng hướng dẫn.",
        title="Quy định chuyển tiếp",
    )

    assert [(e.op.value, e.source.eid, e.number, e.when) for e in events] == [
        ("transition", "dieu_1__khoan_1", "5/2020/NĐ-CP", "Đối với ao đã đào trước ngày Nghị định này có hiệu lực")
    ]


def test_suspended_and_resumed():
    lines = [
        "1. Điều 4 Nghị định số 5/2020/NĐ-CP ngưng hiệu lực từ ngày 01/8/2031.",
        "2. Điều 5 Nghị định số 5/2020/NĐ-CP có hiệu lực trở lại từ ngày 01/9/2031.",
    ]
    events, _ = read(*lines, title="Hiệu lực")

    assert [(e.op.value, e.eid, str(e.on)) for e in events] == [
        ("suspend", "dieu_4", "2031-08-01"),
        ("resume", "dieu_5", "2031-09-01"),
    ]


def graph_of(*texts):
    graph = Graph.shipped(VI, VN)
    graph.read((f"{n}.txt", text.encode()) for n, text in enumerate(texts))
    return graph


AMENDED = (
    "CHÍNH PHỦ\nSố: 5/2020/NĐ-CP\nHà Nội, ngày 02 tháng 3 năm 2020\nNGHỊ ĐỊNH\nVề ao\nĐiều 1. Ao\n1. Sâu.\n2. Cạn.\n"
)
AMENDING = "\n".join(
    (
        f"{HEAD}Điều 1. {TITLE}",
        "1. Sửa đổi khoản 2 Điều 1 như sau:",
        "“2. Rất cạn.”.",
        "2. Bãi bỏ khoản 1 Điều 1.",
        "Điều 2. Hiệu lực thi hành",
        "1. Nghị định này có hiệu lực từ ngày 01 tháng 7 năm 2031, trừ khoản 2 Điều này.",
        "2. Khoản 2 Điều 1 của Nghị định này có hiệu lực từ ngày 01 tháng 9 năm 2031.\n",
    )
)


def test_events_come_back_from_the_graph():
    graph = graph_of(AMENDED, AMENDING)
    law = graph.law("7/2031/NĐ-CP")
    again = from_rdf.law(graph.store.match, law.work.iri)

    assert [event.op.value for event in law.events] == ["commence", "commence", "replace", "repeal"]
    assert again.events == law.events
    assert violations(graph.store.match(None, None, None, law.work.iri)) == ()


@pytest.mark.parametrize("texts", [(AMENDED, AMENDING), (AMENDING, AMENDED)])
def test_targets_are_linked_once_they_are_known(texts):
    graph = graph_of(texts[0])
    graph.read([("later.txt", texts[1].encode())])
    works = {number: graph.law(number).work for number in ("5/2020/NĐ-CP", "7/2031/NĐ-CP")}
    old, new = works.values()

    said = {
        (q.subject.value, q.predicate.value.rpartition("#")[2], q.object.value)
        for predicate in ("amends", "repeals", "commences")
        for q in graph.store.match(None, f"{ELI}{predicate}", None, new.iri)
    }
    assert said == {
        (new.provision("dieu_1__khoan_1"), "amends", old.provision("dieu_1__khoan_2")),
        (new.provision("dieu_1__khoan_2"), "repeals", old.provision("dieu_1__khoan_1")),
        (new.provision("dieu_2__khoan_1"), "commences", new.iri),
        (new.provision("dieu_2__khoan_2"), "commences", new.provision("dieu_1__khoan_2")),
    }
    net = graph.network()
    assert changes(net, new.iri) == {
        old.provision("dieu_1__khoan_1"): ("repeal",),
        old.provision("dieu_1__khoan_2"): ("replace",),
    }
    assert changed_by(net, old.iri) == {
        new.provision("dieu_1__khoan_1"): ("replace",),
        new.provision("dieu_1__khoan_2"): ("repeal",),
    }


def test_the_days_of_parts():
    events = graph_of(AMENDING).law("7/2031/NĐ-CP").events

    assert [row["target"] for row in amendment_rows(events[:2])] == [
        "self@2031-07-01",
        "self#dieu-1.khoan-2@2031-09-01",
    ]
    assert events[0].except_for == ("dieu_2__khoan_2",)
