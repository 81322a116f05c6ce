"""A small jurisdiction of our own, so that suites about judging do not hang on what the pack of Vietnam holds."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from ontology.case import Case
from ontology.condition import AllOf, AnyOf, Compare, Is, Not, OneOf, Op, Quantity
from ontology.fact import concept_of, fact_of
from ontology.from_notation import read_law
from packs.vn import jurisdiction
from reason.taxonomy import Taxonomy

DAY = date(2030, 6, 1)


def _scheme(**broader):
    return {
        code.replace("__", "."): {"vi": code, "en": code, "broader": up.replace("__", ".")}
        for code, up in broader.items()
    }


ACTS = _scheme(use="", use__change="use", use__encroach="use", discharge="", register="")
SCHEMES = {
    "acts": ACTS,
    "activities": ACTS,
    "kinds": _scheme(
        farm="", rice="farm", forest="farm", planted="forest", natural="forest", stable="farm", town="", homes="town"
    ),
    "places": _scheme(commune="", urban="", ward="urban", township="urban"),
    "subjects": {
        "person": {"vi": "mọi người", "en": "any person", "when": "always"},
        "individual": {"vi": "cá nhân", "en": "individual", "when": "subject in {individual}"},
        "household": {"vi": "hộ", "en": "household", "broader": "individual", "when": "subject in {household}"},
        "organisation": {"vi": "tổ chức", "en": "organisation", "when": "subject in {organisation}"},
        "user": {"vi": "người dùng", "en": "user", "when": "role.user"},
        "keeper": {"vi": "người giữ", "en": "keeper", "when": "role.keeper"},
    },
}
FACTS = {
    "act": {"kind": "concept", "scheme": "acts", "vi": "Hành vi", "en": "Act"},
    "subject": {"kind": "concept", "scheme": "subjects", "vi": "Chủ thể", "en": "Subject"},
    "place": {"kind": "concept", "scheme": "places", "vi": "Nơi", "en": "Place"},
    "kind": {"kind": "concept", "scheme": "kinds", "vi": "Loại đất", "en": "Kind of land"},
    "to": {"kind": "concept", "scheme": "kinds", "vi": "Loại đất mới", "en": "New kind of land"},
    "area": {"kind": "quantity", "unit": "ha", "vi": "Diện tích", "en": "Area"},
    "flow": {"kind": "quantity", "unit": "m3/day", "vi": "Lưu lượng", "en": "Flow"},
    "head": {"kind": "quantity", "unit": "1", "vi": "Số con", "en": "Head of cattle"},
    "since": {"kind": "date", "vi": "Ngày bắt đầu", "en": "Begun on"},
    "licence": {"kind": "yes_no", "vi": "Có giấy phép", "en": "Has a licence"},
    "urgent": {"kind": "yes_no", "vi": "Khẩn cấp", "en": "Urgent"},
    "managed": {"kind": "yes_no", "presume": False, "vi": "Đất do Nhà nước quản lý", "en": "Managed by the State"},
    "role.user": {"kind": "yes_no", "vi": "Là người dùng", "en": "Is a user"},
    "role.keeper": {"kind": "yes_no", "vi": "Là người giữ", "en": "Is a keeper"},
}

VN = replace(
    jurisdiction(),
    facts={id: fact_of(id, row) for id, row in FACTS.items()},
    schemes={name: {code: concept_of(code, row) for code, row in scheme.items()} for name, scheme in SCHEMES.items()},
    base=(),
)
TAXONOMY = Taxonomy.of(VN)

HEAD = """
law decree "1/2030/XX"
    issuer "Government"
    issued 2030-01-01
    in_force 2030-01-01..
"""


OTHER = HEAD.replace("1/2030/XX", "2/2030/XX").replace("2030-01-01", "2030-03-01")


def law(blocks, head=HEAD):
    """A law of these blocks, under a head that most tests share."""
    return read_law(head + "\n" + blocks)


# Rice land made land for stables is the business of both.
TABLES = """
fines dieu_8__khoan_1
    act use.change
    when kind in {rice} and to in {farm} and not to in {rice}
    tier diem_a 2..3 when area < 1 ha
    tier diem_b 3..5 when area >= 1 ha

fines dieu_11__khoan_1
    act use.change
    when to in {stable} and urgent
    tier diem_a 20..50 when area < 3 ha
    tier diem_b 50..90 when area >= 3 ha
"""


def norm(modality, eid, act="discharge", bearer="person", when="", more=""):
    lines = [f"\n{modality} {eid}", f"    bearer {bearer}", f"    act {act}", f"    when {when}" if when else "", more]
    return "\n".join(filter(None, lines)) + "\n"


def case(on=DAY, **facts):
    """A case; `a__b` is the fact `a.b`, text with a number in front is a quantity."""
    return Case({id.replace("__", "."): _value(value) for id, value in facts.items()}, on)


def _value(value):
    if isinstance(value, str) and value[0].isdigit():
        number, _, unit = value.partition(" ")
        return Quantity(Decimal(number), unit or "1")
    return value


# What the property tests draw: few facts and few values, so that atoms meet often.
FLAGS, CODED = ["licence", "urgent"], ["kind", "place"]
UNITS = {"area": "ha", "head": "1"}
numbers = st.sampled_from([Decimal(n) for n in ("-1", "0", "0.5", "1", "1.5", "2", "3")])
days = st.sampled_from([date(2030, 1, 1), date(2030, 1, 2), date(2030, 3, 1)])
codes = {"kind": st.sampled_from(sorted(SCHEMES["kinds"])), "place": st.sampled_from(sorted(SCHEMES["places"]))}
leaves = st.one_of(
    st.builds(Is, st.sampled_from(FLAGS)),
    *(
        st.builds(Compare, st.just(f), st.sampled_from(Op), st.builds(Quantity, numbers, st.just(u)))
        for f, u in UNITS.items()
    ),
    st.builds(Compare, st.just("since"), st.sampled_from(Op), days),
    *(st.builds(OneOf, st.just(f), st.lists(codes[f], min_size=1, max_size=3).map(tuple)) for f in CODED),
)


def nested(leaves, most):
    """Conditions of every shape over these leaves."""
    return st.recursive(
        leaves,
        lambda inner: (
            st.builds(Not, inner)
            | st.builds(AllOf, st.lists(inner, max_size=3).map(tuple))
            | st.builds(AnyOf, st.lists(inner, max_size=3).map(tuple))
        ),
        max_leaves=most,
    )


conditions = nested(leaves, 9)
_total = {
    **{flag: st.booleans() for flag in FLAGS},
    "area": st.builds(Quantity, numbers, st.just("ha")),
    "head": st.builds(Quantity, st.integers(-1, 4).map(Decimal), st.just("1")),
    "since": days,
    **{fact: st.sampled_from(TAXONOMY.leaves[fact]) for fact in CODED},
}
total_cases = st.fixed_dictionaries(_total).map(lambda facts: Case(facts, DAY))
_partial = {**_total, **codes}
partial_cases = st.fixed_dictionaries({}, optional=_partial).map(lambda facts: Case(facts, DAY))
