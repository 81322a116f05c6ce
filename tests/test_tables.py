"""Tables are data: where they stand, their rows, and the numbers in their cells."""

import json
from decimal import Decimal

import pytest
from click.testing import CliRunner

from api.cli import main
from extract.structure import document
from extract.tables import tables
from ontology.table import Value
from packs.vi import LANGUAGE as VI
from packs.vn import jurisdiction

VN = jurisdiction()
HEAD = "Số: 7/2031/NĐ-CP\nNGHỊ ĐỊNH\nĐiều 1. Mức phí\n1. Biểu phí:\n"
RULED = "| STT | Loại ao | Phí (đồng) |\n| --- | --- | --- |\n| I | AO TO |  |\n| 1 | Ao sen | 1.000-4.000 |\n| 2 | Ao cá | 0,5% |\n"
BARRED = "|\nSTT\n|\nLoại ao\n|\nPhí (đồng)\n|\n|\nI\n|\nAO TO\n|\n|\n|\n1\n|\nAo\nsen\n|\n1.000-4.000\n|\n|\n2\n|\nAo cá\n|\n0,5%\n|\n"


def read(body):
    law = document(HEAD + body + "2. Câu cuối.\nĐiều 2. Hết\nMột câu.\n", VI, VN)
    return law, tables(law, VI)


def words(law, cells):
    return [" ".join(cell.span.of(law.text).split()) for cell in cells]


@pytest.mark.parametrize("layout", [RULED, BARRED])
def test_rows_cells_and_numbers_of_both_layouts(layout):
    law, (table,) = read(layout)

    assert table.source.eid == "dieu_1__khoan_1"
    assert table.source.quote == table.source.span.of(law.text)
    assert words(law, table.header) == ["STT", "Loại ao", "Phí (đồng)"]
    assert [words(law, row) for row in table.rows] == [
        ["I", "AO TO", ""], ["1", "Ao sen", "1.000-4.000"], ["2", "Ao cá", "0,5%"],
    ]  # fmt: skip
    assert [row[2].values for row in table.rows] == [
        (), (Value("[]", Decimal(1000), "đồng", Decimal(4000)),), (Value("==", Decimal("0.5"), "%"),),
    ]  # fmt: skip
    assert not any(row[0].values for row in table.rows)
    assert [unit.label for unit in law.units("clause")] == ["1", "2"]


def test_labels_in_cells_open_no_units_and_text_behind_a_table_does():
    law, (table,) = read("a) Một:\n|\nTên\n|\nSố\n|\n|\n1. Lớp\n|\n3\n|\n|\n2. Lớp\n|\n4\n|\nb) Hai\n|\nTên\n|\n")

    assert len(table.rows) == 2
    assert [unit.label for unit in law.units("clause", "point")] == ["1", "a", "b", "2"]


def test_bounds_in_words_are_numbers_too():
    _, (table,) = read("| Nhóm | Dài |\n| --- | --- |\n| A | từ 12 m đến dưới 15 m |\n| B | từ 15 m trở lên |\n")

    assert [row[1].values for row in table.rows] == [
        (Value("[)", Decimal(12), "m", Decimal(15)),), (Value(">=", Decimal(15), "m"),),
    ]  # fmt: skip


def test_one_row_or_column_is_no_table():
    assert read("| Nơi nhận: | Ký thay |\n")[1] == ()
    assert read("|\nMột\n|\n|\nHai\n|\n")[1] == ()


def test_extract_prints_tables(tmp_path):
    path = tmp_path / "law.txt"
    path.write_text(HEAD + RULED + "Điều 2. Hết\nMột câu.\n", encoding="utf-8")
    printed = CliRunner().invoke(main, ["extract", str(path)])
    (table,) = json.loads(printed.stdout)["documents"][0]["tables"]

    assert table["provision"] == "dieu_1__khoan_1"
    assert table["rows"][1][2]["values"] == [{"op": "[]", "value": "1000", "unit": "đồng", "value2": "4000"}]


@pytest.mark.corpus
@pytest.mark.parametrize(
    ("name", "eid", "rows"), [("45-2009-QH12", "dieu_7__khoan_1", 52), ("57-2010-QH12", "dieu_8__khoan_1", 19)]
)
def test_tariffs_of_real_laws(documents, name, eid, rows):
    law = document((documents / "from-phapdien" / f"{name}.txt").read_bytes().decode(), VI, VN)
    (table,) = (table for table in tables(law, VI) if table.source.eid == eid)
    numbered = [row for row in table.rows if row[-1].span.start < row[-1].span.end]

    assert len(table.rows) == rows
    assert {len(row) for row in table.rows} == {len(table.header)}
    assert all(len(row[-1].values) == 1 and row[-1].values[0].unit for row in numbered)
