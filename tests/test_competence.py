"""Who may impose a tier, until when the breach may be punished, and the field's ceiling, as `fine` tells them."""

from dataclasses import replace
from datetime import date

import pytest

from api.penalties import powers
from api.wire import Wire
from extract.from_text import text_of
from ontology.case import Case
from ontology.from_notation import read_law
from ontology.text import Text
from packs.vn import jurisdiction
from reason.competence import ceiling, periods
from reason.sanction import penalty

VN = jurisdiction()
DAY = date(2031, 6, 1)
LAW = """
law decree "9/2031/XX"
    issued 2031-01-01
    in_force 2031-01-01..
    title "Xử phạt trong lĩnh vực đất đai"

fine dieu_5__khoan_1 1_000_000..2_000_000
    when a
fine dieu_5__khoan_2 40_000_000..60_000_000
    when b
fine dieu_6 5_000_000..9_000_000
    when c
warning dieu_7
    when d
multiply dieu_2 by 2
    of dieu_5 dieu_7
    when subject in {organisation}

authority dieu_8__khoan_1 5_000_000
    office "Làng"
    may warn
authority dieu_8__khoan_2 60_000_000
    organisation 130_000_000
    office "Vùng"
    except dieu_5__khoan_1
authority dieu_8__khoan_3 500_000_000
    office "Kiểm lâm"
    of dieu_6

limitation dieu_3 1 year
    except dieu_6
limitation dieu_3 2 year
    of dieu_6
"""


def answer(fact, subject, law=None):
    law = law or read_law(LAW)
    facts = {fact: True, **({"subject": subject} if subject else {})}
    case = Case(facts, DAY)
    (fined,) = [f for f in penalty(law.sanctions, case, VN).fines if f.verdict == "applies"]
    return powers(fined, case, Wire(VN, {}, [law]))


@pytest.mark.parametrize(
    ("fact", "subject", "offices"),
    [
        ("a", "individual", ["Làng"]),
        ("a", "organisation", ["Làng"]),
        ("a", None, ["Làng"]),
        ("b", "individual", ["Vùng"]),
        ("b", "organisation", ["Vùng"]),
        ("c", "organisation", ["Làng", "Vùng", "Kiểm lâm"]),
        ("c", None, ["Làng", "Vùng", "Kiểm lâm"]),
        ("d", None, ["Làng"]),
    ],
)
def test_offices_whose_ceiling_the_highest_amount_does_not_pass(fact, subject, offices):
    assert [one["office"] for one in answer(fact, subject)["authorities"]] == offices


def test_a_ceiling_below_the_highest_amount_does_not_reach():
    law = read_law(LAW.replace("60_000_000\n    organisation 130_000_000", "59_999_999\n    organisation 119_999_998"))

    assert answer("b", "individual", law)["authorities"] == []
    assert answer("b", "organisation", law)["authorities"] == []


@pytest.mark.parametrize(("fact", "years"), [("a", 1), ("c", 2)])
def test_the_laws_own_periods(fact, years):
    assert [(p["value"], p["citation"]["article"]) for p in answer(fact, None)["limitation"]] == [(years, "3")]


@pytest.mark.parametrize(
    ("title", "on", "years", "number"),
    [
        ("Xử phạt trong lĩnh vực đất đai", date(2020, 1, 1), 2, "15/2012/QH13"),
        ("Xử phạt trong lĩnh vực lâm nghiệp", date(2020, 1, 1), 1, "15/2012/QH13"),
        ("Xử phạt trong lĩnh vực lâm nghiệp", date(2023, 1, 1), 2, "67/2020/QH14"),
        ("Xử phạt trong lĩnh vực điện lực", date(2026, 1, 1), 1, "88/2025/QH15"),
    ],
)
def test_the_general_period_by_field_and_day_where_the_law_has_none(title, on, years, number):
    law = replace(read_law(LAW), limitations=(), title=Text(title))
    (found,) = periods(law.sanctions[0], law, on, VN)

    assert (found.value, found.source.work.number) == (years, number)


@pytest.mark.parametrize(
    ("title", "on", "amount"),
    [
        ("lĩnh vực đất đai", date(2020, 1, 1), 500_000_000),
        ("lĩnh vực điện lực", date(2020, 1, 1), 50_000_000),
        ("lĩnh vực điện lực", date(2026, 6, 1), 100_000_000),
        ("lĩnh vực khoáng sản", date(2026, 6, 1), 1_000_000_000),
        ("lĩnh vực ao", date(2026, 6, 1), None),
    ],
)
def test_the_general_ceiling_by_field_and_day(title, on, amount):
    found = ceiling(replace(read_law(LAW), title=Text(title)), on, VN)

    assert (found.amount if found else None) == amount
    assert found is None or found.organisation == 2 * amount


def test_the_ceiling_is_told_and_not_applied():
    told = answer("a", "organisation")["ceiling"]

    assert (told["organisation"], told["applied"], told["exceeded"]) == (1_000_000_000, False, False)


@pytest.mark.corpus
def test_the_general_laws_fields_and_amounts_stand_in_their_texts(documents):
    names = {"15/2012/QH13": "15-2012-QH13", "67/2020/QH14": "67-2020-QH14", "88/2025/QH15": "88-2025-QH15"}
    texts = {
        number: " ".join(text_of((documents / f"{name}.txt").read_bytes(), name).lower().replace("ủy", "uỷ").split())
        for number, name in names.items()
    }
    spelt = {"thủy": "thuỷ"}
    missing = []
    for row in [*VN.settings["penalties"]["ceiling"], *VN.settings["penalties"]["limitation"]]:
        text = texts[row["number"]]
        amount = f"{row['amount']:,}".replace(",", ".") if "amount" in row else "02 năm"
        missing += [amount] if amount not in text else []
        for field in row["fields"]:
            other = field
            for a, b in spelt.items():
                other = other.replace(a, b)
            missing += [(row["number"], field)] if field not in text and other not in text else []

    assert missing == []
