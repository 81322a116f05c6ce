"""Shapes of fine clauses that decrees of many fields use, on made-up text: what is printed for each, in the annotation format."""

import pytest

from extract.references import references
from extract.sanctions import for_gold, sanctions
from extract.structure import document
from ontology.norm import Period
from packs.vi import LANGUAGE as VI
from packs.vn import jurisdiction

VN = jurisdiction()
HEAD = "CHÍNH PHỦ\nSố: 9/2031/NĐ-CP\nNGHỊ ĐỊNH\nVề xử phạt thử\nChương I\nCHUNG\n"


def gold(text):
    doc = document(HEAD + text, VI, VN)
    return for_gold(doc, references(doc, VI, VN), VI, VN).get("5", {"sanctions": [], "measures": []})


def tiers(text):
    rows = gold("Điều 5. Vi phạm\n" + text)["sanctions"]
    return [(r["provision"].removeprefix("dieu-5."), r["kind"], r["min"], r["max"]) for r in rows]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1. Phạt tiền từ 30 triệu đồng đến 50 triệu đồng đối với hành vi A.\n", [("khoan-1", "fine", 30_000_000, 50_000_000)]),
        ("1. Phạt tiền từ 5.000.000 đồng - 9.000.000 đồng đối với hành vi A.\n", [("khoan-1", "fine", 5_000_000, 9_000_000)]),
        ("1. Phạt tiền 2.000.000 đồng đối với hành vi A.\n", [("khoan-1", "fine", 2_000_000, 2_000_000)]),
        ("1. Phạt tiền đến 2.000.000 đồng đối với hành vi A.\n", [("khoan-1", "fine", 0, 2_000_000)]),
        ("1. Cảnh cáo hoặc phạt tiền từ 100.000 đồng đến 200.000 đồng đối với hành vi A.\n", [("khoan-1", "fine", 100_000, 200_000)]),
        ("1. Cảnh cáo đối với hành vi A.\n2. Phạt cảnh cáo B.\n", [("khoan-1", "warning", None, None), ("khoan-2", "warning", None, None)]),
        ("1. Phạt 20% số thuế thiếu đối với hành vi A.\n", [("khoan-1", "percent_of_value", 20, 20)]),
        ("1. Phạt tiền từ 01 lần đến 03 lần giá trị gỗ đối với hành vi A.\n", [("khoan-1", "multiplier", 1, 3)]),
        (
            ("1. Phạt tiền từ 1.010.000 đồng đến 2.020.000 đồng đối với cá nhân, từ 3.000.000 đồng đến 4.000.000 đồng đối với"
            " tổ chức thực hiện hành vi A.\n"),
            [("khoan-1", "fine", 1_010_000, 2_020_000), ("khoan-1", "fine", 3_000_000, 4_000_000)],
        ),
        (
            ("1. Mức phạt tiền như sau:\na) Từ 1.010.000 đồng đến 2.020.000 đồng đối với A;\nb) Từ 2.000.000 đồng đến 3.000.000"
            " đồng đối với B.\n"),
            [("khoan-1.diem-a", "fine", 1_010_000, 2_020_000), ("khoan-1.diem-b", "fine", 2_000_000, 3_000_000)],
        ),
        (
            ("1. Xả nước vượt quy chuẩn:\na) Dưới 10 m3/ngày: phạt tiền từ 1.010.000 đồng đến 2.020.000 đồng;\nb) Từ 10 m3/ngày"
            " trở lên thì bị phạt tiền từ 2.000.000 đồng đến 3.000.000 đồng.\n"),
            [("khoan-1.diem-a", "fine", 1_010_000, 2_020_000), ("khoan-1.diem-b", "fine", 2_000_000, 3_000_000)],
        ),
        (
            ("1. Phạt tiền từ 1.010.000 đồng đến 2.020.000 đồng đối với hành vi A.\n2. Làm lại hành vi quy định tại khoản 1 Điều"
            " này thì bị phạt tiền gấp đôi mức phạt quy định tại khoản 1 Điều này.\n"),
            [("khoan-1", "fine", 1_010_000, 2_020_000), ("khoan-2", "multiplier", 2, 2)],
        ),
        (
            ("1. Phạt tiền từ 1.010.000 đồng đến 2.020.000 đồng đối với hành vi A.\n2. Phạt tăng thêm 2% cho mỗi thông số đối với"
            " hành vi quy định tại khoản 1 Điều này.\n"),
            [("khoan-1", "fine", 1_010_000, 2_020_000), ("khoan-2", "surcharge", 2, 2)],
        ),
        (
            ("Người thả trâu bị xử phạt như sau:\n1. Phạt cảnh cáo khi thả dưới 05 con.\n2. Phạt tiền 50.000 đồng/con khi thả từ"
            " 05 con trở lên.\n"),
            [("khoan-1", "warning", None, None), ("khoan-2", "per_unit", 50_000, 50_000)],
        ),
    ],
)  # fmt: skip
def test_every_way_to_print_an_amount(text, expected):
    assert tiers(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("lượng nước nhỏ hơn 05 m3/ngày (24 giờ)", [("<", 5, None, "m3/ngày")]),
        ("nước vượt từ 1,1 đến dưới 1,5 lần và lưu lượng từ 10 m3/ngày đến dưới 20 m3/ngày", [("[)", 1.1, 1.5, "lần"), ("[)", 10, 20, "m3/ngày")]),
        ("từ 0,4 m3 đến dưới 01 m3 gỗ thường hoặc từ 0,3 m3 đến dưới 0,7 m3 gỗ quý", [("[)", 0.4, 1, "m3"), ("[)", 0.3, 0.7, "m3")]),
        ("nguồn điện có công suất đến 20 kW", [("<=", 20, None, "kw")]),
        ("cấp điện áp trên 01 kV trở lên", [(">=", 1, None, "kv")]),
        ("vượt công suất từ 50% trở lên", [(">=", 50, None, "%")]),
        ("hành vi kéo dài đến 30 ngày", []),
    ],
)  # fmt: skip
def test_thresholds_as_printed(text, expected):
    (row,) = gold(f"Điều 5. Vi phạm\n1. Phạt tiền từ 1.010.000 đồng đến 2.020.000 đồng đối với trường hợp {text}.\n")[
        "sanctions"
    ]

    assert [(t["op"], t["value"], t.get("value2"), t["unit"].lower()) for t in row["thresholds"]] == expected


BEHAVIOURS = "".join(
    f"{n}. Phạt tiền từ {n}.000.000 đồng đến {n}.500.000 đồng đối với hành vi sau:\na) Hành vi X{n};\nb) Hành vi Y{n}.\n"
    for n in range(1, 6)
)


@pytest.mark.parametrize(
    ("text", "kind", "targets"),
    [
        ("6. Hình thức xử phạt bổ sung: Tịch thu tang vật đối với hành vi tại khoản 1 Điều này.\n", "supplementary", ["khoan-1"]),
        ("6. Biện pháp khắc phục hậu quả:\na) Buộc trồng lại rừng.\n", "remedial", [""]),
        ("6. Biện pháp khắc phục hậu quả đối với hành vi quy định tại khoản 2 Điều này:\na) Buộc trồng lại.\n", "remedial", ["khoan-2"]),
        (
            ("6. Ngoài việc bị phạt tiền, người vi phạm còn bị áp dụng các biện pháp khắc phục hậu quả sau đây:\na) Buộc trồng lại"
            " đối với hành vi quy định tại các khoản từ 2 đến 4 Điều này.\n"),
            "remedial", ["khoan-2", "khoan-3", "khoan-4"],
        ),
        (
            ("6. Hình thức xử phạt bổ sung: Tịch thu đối với hành vi quy định tại điểm b khoản 1, các điểm a và b khoản 2, từ"
            " khoản 3 đến khoản 5 (trừ điểm a khoản 5) Điều này.\n"),
            "supplementary",
            ["khoan-1.diem-b", "khoan-2.diem-a", "khoan-2.diem-b", "khoan-3", "khoan-4", "khoan-5"],
        ),
        ("6. Biện pháp khắc phục hậu quả: Buộc tiêu hủy đối với hành vi vi phạm quy định tại Điều này.\n", "remedial", [""]),
    ],
)  # fmt: skip
def test_measures_with_all_their_targets(text, kind, targets):
    (row,) = gold("Điều 5. Vi phạm\n" + BEHAVIOURS + text)["measures"]

    assert row["kind"] == kind
    assert row["applies_to"] == [f"self#dieu-5.{t}".rstrip(".") for t in targets]


GENERAL = "Điều 2. Mức phạt\n{rule}\n"
TWO = (
    "Chương II\nVI PHẠM\nĐiều 5. Vi phạm A\nPhạt tiền từ 1.010.000 đồng đến 2.020.000 đồng đối với hành vi A.\n"
    "Điều 6. Vi phạm B\nPhạt tiền từ 3.000.000 đồng đến 4.000.000 đồng đối với hành vi B.\n"
)


@pytest.mark.parametrize(
    ("rule", "factors"),
    [
        ("Mức phạt tiền đối với tổ chức bằng hai lần mức phạt đối với cá nhân.", ({"organisation": 2}, {"organisation": 2})),
        ("Đối với tổ chức có cùng hành vi vi phạm, mức phạt tiền gấp hai lần mức phạt tiền đối với cá nhân.", ({"organisation": 2}, {"organisation": 2})),
        ("Mức phạt tiền đối với hành vi của tổ chức gấp 02 lần đối với hành vi của cá nhân.", ({"organisation": 2}, {"organisation": 2})),
        ("Mức phạt tiền đối với cá nhân bằng 1/2 (một nửa) mức phạt tiền đối với tổ chức.", ({"individual": 0.5}, {"individual": 0.5})),
        (
            ("1. Mức phạt tiền quy định tại Chương II áp dụng đối với cá nhân, trừ Điều 6 là mức phạt đối với tổ chức.\n"
            "2. Mức phạt tiền đối với tổ chức bằng hai lần mức phạt đối với cá nhân."),
            ({"organisation": 2}, {}),
        ),
        (
            ("1. Mức phạt tiền quy định tại Chương II áp dụng đối với cá nhân; riêng Điều 6 là mức phạt áp dụng đối với tổ chức.\n"
            "2. Đối với tổ chức thì mức phạt tiền gấp 02 lần mức phạt tiền đối với cá nhân."),
            ({"organisation": 2}, {}),
        ),
        ("Thẩm quyền phạt tiền đối với tổ chức gấp 02 lần thẩm quyền phạt cá nhân.", ({}, {})),
    ],
)  # fmt: skip
def test_who_pays_a_multiple_and_who_is_left_out(rule, factors):
    doc = document(HEAD + GENERAL.format(rule=rule) + TWO, VI, VN)
    found, _, _ = sanctions(doc, references(doc, VI, VN), Period(), VI, VN)

    assert tuple({m.when.codes[0]: float(m.factor) for m in s.multipliers} for s in found) == factors


@pytest.mark.parametrize(
    "text",
    [
        "1. Người bị phạt tiền từ 3.000.000 đồng trở lên được nộp chậm.\n",
        "1. Xử phạt không lập biên bản khi phạt cảnh cáo hoặc phạt tiền đến 250.000 đồng đối với cá nhân.\n",
        "1. Chủ tịch làng có quyền:\na) Phạt cảnh cáo;\nb) Phạt tiền đến 5.000.000 đồng.\n",
    ],
)
def test_words_on_procedure_and_powers_fine_nobody(text):
    assert tiers(text) == []


def test_a_fine_that_was_not_read_is_a_finding():
    doc = document(
        HEAD + "Điều 5. Vi phạm\n1. Phạt tiền gấp rưỡi đối với hành vi A.\n2. Phạt cảnh cáo người B.\n", VI, VN
    )
    found, _, findings = sanctions(doc, references(doc, VI, VN), Period(), VI, VN)

    assert [s.sources[0].eid for s in found] == ["dieu_5__khoan_2"]
    assert [(f.code, f.source.eid) for f in findings] == [("unread_fine", "dieu_5__khoan_1")]
