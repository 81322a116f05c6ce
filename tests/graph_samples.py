"""What the graph's tests build on: a small law in our notation, and texts of any size with their units."""

import re
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256

from ontology.condition import Is
from ontology.document import Document, Finding, Reference, Source, Span, Unit, Work
from ontology.fact import YES_NO, Fact, said
from ontology.from_notation import read_law
from ontology.law import Law
from ontology.norm import Act, Deadline, Modality, Norm, Party, Period
from ontology.text import Text
from packs.vn import jurisdiction

LAW = """
law decree "9/2030/XX"
    issuer "Nobody"
    issued 2030-01-02
    in_force 2030-02-03..2040-01-01
    title "Nghị định thử" "A test decree"
    link "https://example.org/9"

obligation dieu_1__khoan_2 dieu_1__khoan_3
    bearer land_user "người dùng đất"
    act land.register
    toward authority "cơ quan \\"một cửa\\""
    object "đất"
    when land.area >= 0.5 ha and not exempt
    deadline 30 working_day land.encroached_since "ngày có biến động"
    deadline 1.50 month after "ngày nộp"
    vi "Đăng ký"
    en "Register"

exemption dieu_1__khoan_4
    bearer land_user
    act land.register
    exception_to 9/2030/XX#dieu_1__khoan_2/obligation
    exception_to 8/2030/XX#dieu_9/obligation
    vi "Không phải đăng ký"

obligation dieu_2__khoan_9
    act land.restore
    remedies 8/2030/XX#dieu_9/obligation
    compensates 9/2030/XX#dieu_1__khoan_2/obligation
    sanction dieu_3__khoan_4
    vi "Khôi phục"

fines dieu_3__khoan_1
    act land.encroach
    when place.kind in {commune}
    vi "Lấn đất"
    en "Encroach"
    violates 9/2030/XX#dieu_1__khoan_2/obligation
    tier diem_a 1_000_000..2_000_000 when land.area < 0.5 ha
    tier diem_đ 2_000_000..5_000_000 when land.area >= 0.5 ha

warning dieu_3__khoan_4
    act land.encroach
    vi "Cảnh cáo"

multiply dieu_3__khoan_2 by 1.50
    of dieu_3__khoan_1
    widens place.kind
    when place.kind in {urban}
    vi "Ở phường"

multiply dieu_2__khoan_2 by 2
    of all
    when subject in {organisation}
    vi "Tổ chức"

cap dieu_2__khoan_1 1_000_000_000
    of all

remedial dieu_3__khoan_3
    of dieu_3
    except dieu_3__khoan_1__diem_a
    vi "Trả lại đất"
    en "Give the land back"

supplementary dieu_3__khoan_5
    of dieu_3__khoan_1
    vi "Tịch thu"

finding wording dieu_3__khoan_1__diem_a "từ dưới"
"""


@dataclass(frozen=True)
class Reading:
    document: Document
    law: Law
    references: tuple
    links: tuple = ()


WORK = Work("decree", "9/2030/XX", 2030, "Nobody", date(2030, 1, 2), "vn", "Nghị định thử")
OTHER = Work("law", "7/2029/QHX", 2029, "", None, "vn", "Luật thử")


def text(articles, number="9/2030/XX"):
    """A text with so many articles of two clauses each; line ends and marks of both kinds."""
    lines = [f"Số: {number}\r\n", "NGHI\u0323 ĐI\u0323NH thử\n"]
    for n in range(1, articles + 1):
        lines += [f"Điều {n}. Tiêu đề {n}\n", "1. Khoản một \t\n", f"2. Theo khoản 1 Điều {n} và Luật số 7/2029/QHX\n"]
    return "".join(lines)


def document(words, work=WORK):
    """The units of such a text: enough of a reader to test what comes after one."""
    starts = [found.start() for found in re.finditer(r"^Điều", words, re.MULTILINE)]
    ends = [*starts[1:], len(words)] if starts else []
    articles = tuple(_article(words, n, *ends_) for n, ends_ in enumerate(zip(starts, ends, strict=True), 1))
    first = starts[0] if starts else len(words)
    root = Unit("document", "", "", Span(0, len(words)), Span(0, first), None, articles)
    return Document(work, words, root, sha256(words.encode()).hexdigest(), (Finding("gap", None, "thiếu Điều"),))


def _article(words, n, start, end):
    first, second = (words.index(f"\n{k}. ", start) + 1 for k in (1, 2))
    clauses = (
        Unit("clause", "1", f"dieu_{n}__khoan_1", Span(first, second), Span(first, second)),
        Unit("clause", "2", f"dieu_{n}__khoan_2", Span(second, end), Span(second, end)),
    )
    title = Span(words.index("Tiêu", start), first - 1)
    return Unit("article", str(n), f"dieu_{n}", Span(start, end), Span(start, first), title, clauses)


def reading(words, number="9/2030/XX"):
    """A reading of such a text: every second clause is a duty and cites its neighbour and a law."""
    work = Work("decree", number, 2030, "Ai đó", date(2030, 1, 2), "vn", "Nghị định")
    made = document(words, work)
    sources = [Source(work, u.eid, u.span, u.span.of(words), "test.duty") for u in made.units("clause")][1::2]
    fact = said("said:0123456789", "khi có lời khác")
    norms = tuple(_duty(source, fact.id) for source in sources)
    references = tuple(
        reference
        for source in sources
        for reference in (
            Reference(source, "internal", "", "", source.eid[:-1] + "1", True),
            Reference(source, "external", "7/2029/QHX", "Luật thử", "dieu_3"),
        )
    )
    findings = (Finding("unread", sources[0], "không hiểu"),) if sources else ()
    law = Law(work, Period(date(2030, 3, 1)), norms, (), "", Text("Nghị định"), (fact,), findings)
    return Reading(made, law, references)


def _duty(source, fact):
    return Norm(
        f"{source.work.number}#{source.eid}/obligation", Modality.OBLIGATION, Party("", "mọi người", "subject"),
        Act("", "làm"), (source,), Is(fact), deadline=(Deadline(1, "day"),), in_force=Period(date(2030, 3, 1)),
    )  # fmt: skip


def pack():
    """Vietnam with one small law as its base."""
    return replace(declaring(), base=(read_law(LAW),))


def declaring():
    """Vietnam with the facts that the small law speaks of."""
    exempt = Fact("exempt", YES_NO, Text("Được miễn"), Text("Được miễn?"))
    return replace(jurisdiction(), facts={**jurisdiction().facts, exempt.id: exempt})
