"""Who may fine how much, and until when: clauses on powers and limitation periods, on made-up text."""

import pytest

from extract.pipeline import read
from kg.from_rdf import law as from_rdf
from kg.stores.memory import Memory
from kg.to_rdf import law_quads
from ontology.from_notation import read_law
from ontology.to_notation import show_law
from packs.vi import LANGUAGE as VI
from packs.vn import jurisdiction

VN = jurisdiction()
HEAD = "CHÍNH PHỦ\nSố: 9/2031/NĐ-CP\nNGHỊ ĐỊNH\nVề xử phạt thử\nChương I\nCHUNG\n"
BREACHES = (
    "Chương II\nVI PHẠM\n"
    "Điều 5. Vi phạm A\n1. Phạt tiền từ 1.010.000 đồng đến 2.000.000 đồng đối với hành vi A1.\n"
    "2. Phạt tiền từ 60.600.000 đồng đến 70.000.000 đồng đối với hành vi A2.\n"
    "Điều 6. Vi phạm B\nPhạt tiền từ 3.000.000 đồng đến 4.000.000 đồng đối với hành vi B.\n"
    "Điều 7. Vi phạm C\nPhạt cảnh cáo đối với hành vi C.\n"
    "Chương III\nTHẨM QUYỀN\n"
)
POWERS = (
    "Điều 8. Thẩm quyền xử phạt của Chủ tịch\n"
    "1. Chủ tịch làng có quyền:\na) Phạt cảnh cáo;\nb) Phạt tiền đến 5.000.000 đồng;\nc) Tịch thu ao.\n"
    "2. Chủ tịch vùng có thẩm quyền xử phạt đối với các hành vi quy định tại khoản 1 Điều 5 và Điều 6 Nghị định này như sau:\n"
    "a) Phạt tiền đến 50.000.000 đồng đối với cá nhân và đến 90.000.000 đồng đối với tổ chức;\n"
    "b) Áp dụng biện pháp khắc phục hậu quả.\n"
    "3. Người gác đang thi hành công vụ thì lập biên bản.\n"
    "Điều 9. Thẩm quyền của Kiểm lâm\n"
    "1. Kiểm lâm viên có quyền phạt cảnh cáo hoặc phạt tiền đến 550.000 đồng đối với hành vi quy định tại Chương II, trừ"
    " khoản 2 Điều 5 Nghị định này.\n"
    "2. Hạt trưởng có quyền:\na) Phạt cảnh cáo;\n"
    "b) Phạt tiền đến 10.000.000 đồng đối với lĩnh vực ao; đến 25 triệu đồng đối với lĩnh vực rừng.\n"
    "Điều 10. Phân định thẩm quyền xử phạt\n"
    "1. Chủ tịch làng xử phạt hành vi quy định tại Điều 7 theo thẩm quyền quy định tại khoản 1 Điều 8 Nghị định này.\n"
    "2. Thẩm quyền phạt tiền đối với tổ chức gấp 02 lần thẩm quyền phạt tiền đối với cá nhân.\n"
)
PERIODS = (
    "Điều 2. Thời hiệu xử phạt\n"
    "1. Thời hiệu xử phạt vi phạm hành chính trong lĩnh vực ao là 01 năm, trừ hành vi quy định tại khoản 2 Điều 5 và Điều 6"
    " Nghị định này thì thời hiệu xử phạt là 02 năm.\n"
    "2. Thời điểm tính thời hiệu xử phạt là ngày thấy hành vi.\n"
)


@pytest.fixture(scope="module")
def law():
    return read((HEAD + PERIODS + BREACHES + POWERS).encode(), "9-2031-ND-CP.txt", VI, VN).law


def offices(law):
    return [(a.title, a.ceiling, a.organisation, a.warning) for a in law.authorities]


def test_offices_have_their_ceilings_for_individuals_and_organisations(law):
    assert offices(law) == [
        ("Chủ tịch làng", 5_000_000, 10_000_000, True),
        ("Chủ tịch vùng", 50_000_000, 90_000_000, False),
        ("Kiểm lâm viên", 550_000, 1_100_000, True),
        ("Hạt trưởng", 10_000_000, 20_000_000, True),
        ("Hạt trưởng", 25_000_000, 50_000_000, True),
    ]
    assert [a.concerns for a in law.authorities][3:] == ["đối với lĩnh vực ao", "đối với lĩnh vực rừng"]


def test_offices_have_the_provisions_that_any_clause_gives_them(law):
    assert [(a.targets, a.excluding) for a in law.authorities] == [
        (("dieu_7",), ()),
        (("dieu_5__khoan_1", "dieu_6"), ()),
        (("dieu_5", "dieu_6", "dieu_7"), ("dieu_5__khoan_2",)),
        ((), ()),
        ((), ()),
    ]


def test_other_sanctions_of_an_office_are_where_the_law_says_so(law):
    village, region = law.authorities[0], law.authorities[1]

    assert [(s.eid, s.quote) for s in village.measures] == [("dieu_8__khoan_1__diem_c", "Tịch thu ao")]
    assert village.source.eid == "dieu_8__khoan_1__diem_b"
    assert village.source.quote == "Phạt tiền đến 5.000.000 đồng"
    assert [s.eid for s in region.measures] == ["dieu_8__khoan_2__diem_b"]


def test_a_half_for_individuals_makes_the_printed_ceiling_that_of_organisations():
    half = POWERS.replace(
        "đối với tổ chức gấp 02 lần thẩm quyền phạt tiền đối với cá nhân",
        "đối với cá nhân bằng 1/2 lần thẩm quyền phạt tiền tổ chức",
    )
    law = read((HEAD + BREACHES + half).encode(), "9-2031-ND-CP.txt", VI, VN).law

    assert offices(law)[0] == ("Chủ tịch làng", 2_500_000, 5_000_000, True)


def test_powers_are_no_fines(law):
    assert {s.sources[0].eid.split("__")[0] for s in law.sanctions} == {"dieu_5", "dieu_6", "dieu_7"}


def test_limitation_periods_with_what_they_are_for(law):
    assert [(p.value, p.unit, p.targets, p.excluding) for p in law.limitations] == [
        (1, "year", (), ("dieu_5__khoan_2", "dieu_6")),
        (2, "year", ("dieu_5__khoan_2", "dieu_6"), ()),
    ]
    assert law.limitations[0].concerns == "ao"
    assert law.limitations[0].source.eid == "dieu_2__khoan_1"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Thời hiệu xử phạt là 02 năm đối với các hành vi sau đây:\na) Hành vi quy định tại Điều 6;\nb) Điều 7.\n", (2, ("dieu_6", "dieu_7"))),
        ("Thời hiệu xử phạt đối với hành vi quy định tại Điều 6 Nghị định này là 06 tháng.\n", (6, ("dieu_6",))),
        ("Thời hiệu xử phạt vi phạm hành chính về ao là 03 (ba) năm.\n", (3, ())),
    ],
)  # fmt: skip
def test_other_ways_to_say_a_period(words, expected):
    law = read((HEAD + "Điều 2. Thời hiệu\n1. " + words + BREACHES).encode(), "9-2031-ND-CP.txt", VI, VN).law

    assert [(p.value, p.targets) for p in law.limitations] == [expected]


def test_both_survive_the_notation_and_the_graph(law):
    store = Memory()
    store.add(law_quads(law))
    back, shown = from_rdf(store.match, law.work.iri), read_law(show_law(law))

    assert (back.authorities, back.limitations) == (law.authorities, law.limitations)
    assert offices(shown) == offices(law)
    assert [(p.value, p.unit, p.targets, p.excluding, p.concerns) for p in shown.limitations] == [
        (p.value, p.unit, p.targets, p.excluding, p.concerns) for p in law.limitations
    ]
    assert [(a.targets, a.excluding, a.concerns) for a in shown.authorities] == [
        (a.targets, a.excluding, a.concerns) for a in law.authorities
    ]


@pytest.mark.corpus
@pytest.mark.parametrize(("name", "offices", "periods"), [("123-2024-ND-CP", 7, 1), ("122-2021-ND-CP", 28, 2)])
def test_real_decrees(documents, name, offices, periods):
    law = read((documents / f"{name}.txt").read_bytes(), f"{name}.txt", VI, VN).law

    assert (len(law.authorities), len(law.limitations)) == (offices, periods)
    assert all(a.organisation == 2 * a.ceiling for a in law.authorities if a.ceiling)
