"""The verb evaluate: tables from files, told apart and refused cell by cell, judged as single cases are."""

import json
import shutil
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.ipc as pa_ipc
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner
from hypothesis import example, given, settings
from hypothesis import strategies as st

from api import case_table
from api.app import create_app
from api.cells import Cells, RefusedCell
from api.cli import main
from api.from_case import value_of
from api.populations import population
from api.verbs import Verbs
from kg.graph import Graph
from ontology.answer import Verdict
from ontology.condition import Quantity
from ontology.errors import BadDate, BadValue, NormGraphError, NotFound, UnknownFact, error_of
from ontology.fact import CONCEPT, DATE
from packs.en import LANGUAGE as EN
from packs.vi import LANGUAGE as VI
from packs.vn import jurisdiction
from reason.columns import Coded, Days, Flags, Measured, meant
from tests import made_up

VN = jurisdiction()
FACTS = VN.facts
CELLS = Cells(VN, (VI, EN))
COLUMNS = ["case", "on", "subject", "land.area", "land.kind", "role.land_user", "act"]
ROWS = [
    ("A", "2025-10-01", "individual", "0.03 ha", "rice", "có", "land.encroach"),
    ("B", "", "enterprise", "500 m2", "", "false", ""),
    ("C", "2019-01-01", "household", "0,5 ha", "agri_other", "", "land.encroach"),
    ("D", "2025-10-01", "", "", "đất trồng lúa", "yes", ""),
    ("E", "2026-01-01", "organisation", "2", "rice", "no", "land.encroach"),
]
RAN = pytest.mark.skipif(not shutil.which("java"), reason="Spark needs Java, which is not here")


@pytest.fixture(autouse=True)
def elsewhere(monkeypatch, tmp_path):
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).resolve().parents[1]))
    monkeypatch.delenv("NORMGRAPH_LANG", raising=False)
    monkeypatch.chdir(tmp_path)


@pytest.fixture(scope="module")
def verbs():
    return Verbs(Graph.shipped(VI, VN), VI, EN, VN)


def texts(rows=ROWS, columns=COLUMNS):
    return pa.table({name: [row[i] for row in rows] for i, name in enumerate(columns)})


def typed():
    """The same cases as a data warehouse keeps them."""
    return pa.table({
        "case": pa.array(list("ABCDE")).dictionary_encode(),
        "on": pa.array([date(2025, 10, 1), None, date(2019, 1, 1), date(2025, 10, 1), date(2026, 1, 1)]),
        "subject": pa.array(["individual", "enterprise", "household", None, "organisation"]).dictionary_encode(),
        "land.area": [0.03, 0.05, 0.5, None, 2.0],
        "land.kind": ["rice", None, "agri_other", "rice", "rice"],
        "role.land_user": [True, False, None, True, False],
        "act": ["land.encroach", None, "land.encroach", None, "land.encroach"],
    })  # fmt: skip


def saved(table, form):
    if form == "csv":
        pa_csv.write_csv(table, "table.csv")
    if form == "parquet":
        pq.write_table(table, "table.parquet", row_group_size=2)
    if form == "arrow":
        with pa_ipc.new_file("table.arrow", table.schema) as out:
            out.write_table(table, 2)
    if form == "stream":
        with pa_ipc.new_stream("table.stream", table.schema) as out:
            out.write_table(table, 2)
    return f"table.{form}"


def run(*words):
    return CliRunner().invoke(main, ["evaluate", *words])


def one_by_one(verbs, rows=ROWS, on=None):
    """The verdicts of `applicable`, case by case."""
    found = {}
    for name, day, subject, *values in rows:
        facts = {id: value for id, value in zip(COLUMNS[3:], values, strict=True) if value}
        case = {"facts": facts} | ({"on": day} if day else {}) | ({"subject": subject} if subject else {})
        found[name] = {one.norm.id: str(one.verdict) for one in verbs.graph.applicable(verbs.case(case, on))}
    return found


@pytest.mark.parametrize("table", [texts(), typed()], ids=["written", "typed"])
@pytest.mark.parametrize("form", ["csv", "parquet", "arrow", "stream"])
def test_a_table_is_judged_as_its_cases_are(form, table, verbs):
    shown = run(
        saved(table, form), "--as", "lists", *(word for v in Verdict for word in ("--verdict", str(v))), "--json"
    )
    rows = json.loads(shown.stdout)
    expected = one_by_one(verbs)

    assert {(row["case"], row["norm"]): row["verdict"] for row in rows} == {
        (case, norm): verdict for case, them in expected.items() for norm, verdict in them.items()
    }
    assert len(rows) == sum(map(len, expected.values()))
    assert [row["case"] for row in rows] == sorted(row["case"] for row in rows)
    assert len({row["verdict"] for row in rows}) >= 4


@pytest.mark.parametrize("words", [(), ("--on", "2025-10-01")])
def test_counts_are_the_sums_of_the_lists(words, verbs):
    answer = json.loads(run(saved(texts(), "csv"), "--json", *words).stdout)
    expected = one_by_one(verbs, on=words[1] if words else None)

    assert (answer["cases"], answer["on"]) == (5, words[1] if words else None)
    for row in answer["norms"]:
        found = [them[row["norm"]] for them in expected.values()]
        assert row["counts"] == {str(v): found.count(v) for v in Verdict}
    assert answer["norms"][0]["citation"]["doc"]


def test_without_days_it_is_today(verbs):
    rows = [("A", "", *ROWS[0][2:])]
    answer = json.loads(run(saved(texts(rows).drop(["on"]), "csv"), "--json").stdout)

    assert answer["on"] == date.today().isoformat()  # noqa: DTZ011
    assert {row["norm"] for row in answer["norms"] if row["counts"]["applies"]} == {
        norm for norm, verdict in one_by_one(verbs, rows)["A"].items() if verdict == "applies"
    }


def test_cases_without_names_are_told_by_their_number():
    saved(texts().drop(["case"]), "parquet")
    rows = json.loads(run("table.parquet", "--as", "lists", "--verdict", "applies", "--json").stdout)

    assert {row["case"] for row in rows} == {1, 2, 4, 5}, "of the third no norm was in force"


@pytest.mark.parametrize("form", ["parquet", "arrow", "csv"])
def test_verdicts_are_written_to_a_file(form):
    name, read = saved(texts(), "csv"), {"parquet": pq.read_table, "csv": pa_csv.read_csv, "arrow": _arrow}[form]
    listed = json.loads(run(name, "--as", "lists", "--json").stdout)
    told = run(name, "--as", "lists", "--out", f"out.{form}", "--lang", "en").stdout

    assert read(f"out.{form}").to_pylist() == listed
    assert told == f"{len(listed)} rows written to out.{form}\n"
    assert {row["verdict"] for row in listed} <= {"applies", "displaced", "unknown"}
    assert sorted(path.name for path in Path().iterdir()) == sorted([f"out.{form}", "table.csv"])


def test_counts_are_written_to_a_file():
    name = saved(texts(), "csv")
    told = json.loads(run(name, "--out", "out.parquet", "--json").stdout)
    rows = {row["norm"]: row for row in pq.read_table("out.parquet").to_pylist()}
    counted = json.loads(run(name, "--json").stdout)["norms"]

    assert told == {"out": "out.parquet", "rows": len(counted)}
    assert rows == {row["norm"]: {"norm": row["norm"], **row["counts"]} for row in counted}


def test_people_are_shown_a_table_and_rows():
    saved(texts(), "csv")
    shown, lines = run("table.csv").stdout.splitlines(), run("table.csv", "--as", "lists").stdout.splitlines()

    assert shown[0] == "5 trường hợp"
    assert shown[1].startswith("áp dụng")
    assert int(shown[3].split()[0]) >= int(shown[4].split()[0])
    assert lines[0] == "case,norm,verdict"
    assert lines[1].startswith('"A",')


def _arrow(name):
    return pa_ipc.open_file(name).read_all()


NONE = pa.table({"land.area": pa.array([], pa.string())})


@pytest.mark.parametrize("form", ["csv", "parquet", "arrow", "stream"])
def test_a_table_of_no_cases_has_no_verdicts(form):
    name = saved(NONE, form)

    assert json.loads(run(name, "--as", "lists", "--json").stdout) == []
    assert json.loads(run(name, "--json").stdout)["cases"] == 0
    assert (
        run(name, "--as", "lists", "--out", "out.parquet", "--lang", "en").stdout == "0 rows written to out.parquet\n"
    )


@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_the_sign_between_columns_is_found(sign):
    Path("table.csv").write_text(f"case{sign}land.area\nA{sign}1.5 ha\n", encoding="utf-8-sig")

    assert json.loads(run("table.csv", "--json").stdout)["cases"] == 1


BAD = [
    ("land.area", ["1 ha", "1 kg"], BadValue, "“kg” is no unit of land.area"),
    ("land.area", ["1 ha", "-1 ha"], BadValue, "no amount"),
    ("land.area", ["1 ha", "big"], BadValue, "not a number"),
    ("land.area", ["1", "1,000"], BadValue, "could be a thousand"),
    ("land.area", [1.0, -0.5], BadValue, "no amount"),
    ("land.area", [1.0, float("nan")], BadValue, "no amount"),
    ("land.area", [1.0, float("inf")], BadValue, "no amount"),
    ("land.area", [True, None], BadValue, "no amount"),
    ("land.kind", ["rice", "moon"], BadValue, "no value of land.kind"),
    ("land.kind", ["rice", " moon "], BadValue, "no value of land.kind"),
    ("land.kind", [1, 2], BadValue, "no value of land.kind"),
    ("role.land_user", ["có", "maybe"], BadValue, "yes/no"),
    ("role.land_user", [1, 0], BadValue, "yes/no"),
    ("on", ["2025-10-01", "2025-02-30"], BadDate, "not a day"),
    ("on", [datetime(2025, 10, 1), datetime(2025, 10, 1, 12)], BadDate, "not a day"),  # noqa: DTZ001
    ("land.area", [[1.0], [2.0]], BadValue, "says nothing of a fact"),
    ("land.aera", ["1 ha", "2 ha"], UnknownFact, "land.aera"),
]
FIRST = {"[True, None]", "[1, 2]", "[1, 0]", "[[1.0], [2.0]]"}


@pytest.mark.parametrize("named", [True, False])
@pytest.mark.parametrize(("column", "values", "error", "what"), BAD)
def test_a_cell_that_cannot_be_is_named_by_column_and_row(column, values, error, what, named, verbs):
    cells = pa.array([None, *values])
    table = pa.table({column: cells} | ({"case": ["x", "y", "z"]} if named else {}))
    pq.write_table(table, "table.parquet")
    opened = case_table.opened(case_table.in_file("table.parquet"))

    with pytest.raises(error, match=what) as caught:
        population(verbs, table.schema.names).counted(opened)
    if error is not UnknownFact:
        row = 2 if str(values) in FIRST else 3
        row = 1 if isinstance(values[0], list) else row
        assert caught.value.where == f"column {column}, row {row}" + (f", case {'xyz'[row - 1]}" if named else "")


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (b"", "empty"), (b"  \n", "empty"), (b"\x89PNG\0\0", "no table"), (b"case,land.area\nA\n", "cannot be read"),
        (b"PAR1 is no Parquet", "cannot be read"), (b"ARROW1 is no Arrow", "cannot be read"), (b"\xff\xff\xff\xff\1\2", "cannot be read"),
        (b"case,land.area\nA,\xff\xfe\n", "cannot be read"), (b"case,case\nA,B\n", "two columns"), (b"case,Area\nA,1\n", "no fact"),
    ],
)  # fmt: skip
def test_a_file_that_holds_no_table_is_refused(text, what):
    Path("table").write_bytes(text)
    done = run("table", "--out", "out.csv", "--as", "lists")

    assert done.exit_code == 2
    assert what in done.stderr
    assert [path.name for path in Path().iterdir()] == ["table"]


@pytest.mark.parametrize(
    "words", [("nowhere.csv",), ("table.csv", "--out", "out.txt"), ("table.csv", "--on", "tomorrow")]
)
def test_what_is_asked_wrongly_is_refused(words):
    saved(texts(), "csv")
    done = run(*words)

    assert done.exit_code == 2
    assert done.stderr.startswith(("error[NG500]", "error[NG703]", "error[NG203]"))


def _plain(number):
    return format(number, "f")


amounts = st.one_of(
    st.decimals(0, 10**7, places=4).map(_plain), st.decimals(0, 1, places=12).map(_plain), st.integers(0, 10**17).map(str),
    st.sampled_from(["0.05", "00.50", "1_000", "+1", "0,5", "123456789.123456", "1234567890.123456", "", " "]),
)  # fmt: skip
units = st.sampled_from(["", "ha", " ha", " m2", "m²", " km2", " sào", "  mét vuông ", " HA"])


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(amounts, units), min_size=1, max_size=5))
@example([("0.05", " ha"), ("500", " m2")])
def test_written_amounts_are_what_a_case_file_makes_of_them(parts):
    texts = [number + unit if number.strip() else "" for number, unit in parts]
    expected = [value_of(FACTS["land.area"], text, VN) if text else None for text in texts]
    column = CELLS.column(FACTS["land.area"], pa.array(texts))

    assert _values(column, len(texts)) == expected


@settings(deadline=None)
@given(st.lists(st.none() | st.floats(0, 1e300), min_size=1, max_size=5))
def test_floats_are_what_a_case_file_makes_of_them(numbers):
    column = CELLS.column(FACTS["land.area"], pa.array(numbers, pa.float64()))

    assert _values(column, len(numbers)) == [n if n is None else value_of(FACTS["land.area"], n, VN) for n in numbers]


def _values(column, rows):
    if column is None:
        return [None] * rows
    exact = [column.odd.get(i, None if np.isnan(x) else meant(float(x))) for i, x in enumerate(column.values)]
    return [None if n is None else Quantity(n, column.unit) for n in exact]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (pa.array([0.1, None], pa.float32()), "0.1"),
        (pa.array([3, None], pa.int8()), "3"),
        (pa.array([2**53 + 1, None], pa.int64()), str(2**53 + 1)),
        (pa.array([2**63, None], pa.uint64()), str(2**63)),
        (pa.array([Decimal("0.10"), None], pa.decimal128(38, 2)), "0.1"),
        (pa.array([Decimal("0.1234567890123456789"), None], pa.decimal128(38, 19)), "0.1234567890123456789"),
        (pa.array(["0.25 ha", None], pa.large_string()), "0.25"),
        (pa.array(["0.25 ha", None], pa.string_view()), "0.25"),
        (pa.array(["0.25 ha", None]).dictionary_encode(), "0.25"),
        (pa.array([0.5, None]).dictionary_encode(), "0.5"),
    ],
)
def test_numbers_of_every_type_are_read(cells, expected):
    column = CELLS.column(FACTS["land.area"], cells)

    assert _values(column, 2) == [Quantity(Decimal(expected), "ha"), None]


def test_days_truths_and_codes_are_read():
    day, other = date(2025, 10, 1), date(1999, 1, 1)
    dated = next(fact for fact in FACTS.values() if fact.kind == DATE)
    for cells in (
        pa.array([day, None, other]), pa.array([str(day), "", str(other)]), pa.array([day, None, other], pa.date64()),
        pa.array([day, None, other]).cast(pa.timestamp("ns")), pa.array([day, None, other]).cast(pa.timestamp("us", "UTC")),
    ):  # fmt: skip
        column = CELLS.column(dated, cells)
        assert isinstance(column, Days)
        assert column.values.tolist() == [day.toordinal(), 0, other.toordinal()]
    flags = CELLS.column(FACTS["role.land_user"], pa.array([True, None, False]))
    assert isinstance(flags, Flags)
    assert flags.values.tolist() == [2, 0, 1]
    coded = CELLS.column(FACTS["land.kind"], pa.array(["Đất trồng lúa", "", "rice", "agri_other"]))
    assert isinstance(coded, Coded)
    assert [coded.codes[i] for i in coded.values] == ["rice", "", "rice", "agri_other"]


@pytest.mark.parametrize("cells", [pa.nulls(2), pa.array([None, None], pa.float64()), pa.array(["", " "])])
def test_a_column_in_which_nobody_said_anything_is_none(cells):
    assert CELLS.column(FACTS["land.area"], cells) is None


def test_amounts_of_a_fact_without_a_unit_are_counts():
    column = Cells(made_up.VN, (VI, EN)).column(made_up.VN.facts["head"], pa.array(["3", "12"]))

    assert isinstance(column, Measured)
    assert (column.values.tolist(), column.unit) == ([3.0, 12.0], "1")


@pytest.fixture(scope="module")
def spark():
    pytest.importorskip("pyspark", reason="PySpark is not here: pip install 'normgraph[spark]'")


@RAN
@pytest.mark.slow
@pytest.mark.timeout(900)
def test_spark_gives_the_same_answers(spark, verbs):
    from api.on_spark import Spark
    from api.populations import Local

    engine = Spark("local[2]")
    rows = [(f"{row[0]}{i}", *row[1:]) for i in range(40) for row in ROWS]
    for form, table in (("csv", texts(rows)), ("parquet", pa.concat_tables([typed()] * 40))):
        name = saved(table, form)
        made = population(verbs, table.schema.names)
        ours, theirs = Local().counted(made, name), engine.counted(made, name)
        assert (ours[0], ours[1].tolist()) == (theirs[0], theirs[1].tolist())
        mine, its = (_told(one.listed(made, name, tuple(Verdict))) for one in (Local(), engine))
        assert its == mine
        engine.written(made, name, (Verdict.UNKNOWN,), Path(f"out-{form}.parquet"))
        written = sorted(map(str, pq.read_table(f"out-{form}.parquet").to_pylist()))
        assert written == [row for row in mine if "'unknown'" in row]
    saved(pa.table({"case": ["x", "y"], "land.area": ["1 ha", "1 kg"]}), "csv")
    with pytest.raises(BadValue, match="no unit") as caught:
        engine.counted(population(verbs, ["case", "land.area"]), "table.csv")
    assert caught.value.where == "column land.area, case y"
    _refusals(engine, verbs)


def _refusals(engine, verbs):
    made = population(verbs, ["land.area"])
    saved(pa.table({"land.area": ["1 ha"]}), "csv")
    with pytest.raises(BadValue, match="no numbers"):
        next(engine.listed(made, "table.csv", (Verdict.APPLIES,)))
    saved(pa.table({"case": ["x"], "land.area": ["1 ha"]}), "arrow")
    with pytest.raises(NormGraphError, match="no Arrow"):
        engine.counted(made, "table.arrow")
    with pytest.raises(NormGraphError, match="writes Parquet"):
        engine.written(made, "table.csv", (Verdict.APPLIES,), Path("out.csv"))


def _told(batches):
    return sorted(str(row) for batch in batches for row in batch.to_pylist())


def test_a_batch_is_refused_row_by_row():
    with pytest.raises(RefusedCell) as caught:
        CELLS.column(FACTS["land.kind"], pa.array(["rice", "moon", "rice", "moon"]))

    assert caught.value.row == 1


def test_an_unknown_file_is_not_found():
    with pytest.raises(NotFound):
        case_table.in_file("nowhere")
    assert FACTS["land.kind"].kind == CONCEPT


def test_over_http_it_counts(verbs):
    client = create_app(verbs.graph, VI, EN, VN).test_client()
    saved(texts(), "csv")
    pq.write_table(typed(), "table.parquet")
    printed = json.loads(run("table.csv", "--json").stdout)

    for name in ("table.csv", "table.parquet"):
        assert client.post("/api/v1/evaluate", data=Path(name).read_bytes()).json == printed
    one_day = client.post("/api/v1/evaluate?on=2025-10-01", data=Path("table.csv").read_bytes())
    assert one_day.json["on"] == "2025-10-01"
    refused = client.post("/api/v1/evaluate", data=b"case,land.area\nA,1 kg\n")
    assert (refused.status_code, refused.json["where"]) == (422, "column land.area, row 1, case A")
    assert client.post("/api/v1/evaluate", data=b"").status_code == 422


def test_errors_are_known_by_their_codes():
    assert [error_of(code) for code in ("NG000", "NG202", "NG500", "NG999")] == [
        NormGraphError,
        BadValue,
        NotFound,
        NormGraphError,
    ]


def test_a_part_of_a_table_names_no_rows(verbs):
    reader = replace(population(verbs, ["case", "land.area"]).reader, numbered=False)
    rows = pa.record_batch({"case": pa.array(["x"]), "land.area": pa.array(["1 kg"])})

    with pytest.raises(BadValue) as caught:
        reader.batch(rows, 0)
    assert caught.value.where == "column land.area, case x"


def test_a_row_that_cannot_be_read_is_refused_when_it_is_reached(monkeypatch):
    monkeypatch.setattr(case_table, "BYTES", 64)
    Path("table.csv").write_text("case,land.area\n" + "A,1 ha\n" * 100 + "A\n")
    opened = case_table.opened(case_table.in_file("table.csv"))

    with pytest.raises(BadValue, match="cannot be read"):
        list(opened.batches)


def test_where_no_case_says_its_day_it_is_today(verbs):
    saved(pa.table({"case": ["x"], "on": [""]}), "csv")
    answer = json.loads(run("table.csv", "--json").stdout)
    today = json.loads(run("table.csv", "--on", date.today().isoformat(), "--json").stdout)  # noqa: DTZ011

    assert answer["on"] is None
    assert answer["norms"] == today["norms"]
