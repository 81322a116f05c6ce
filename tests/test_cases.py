"""The book: every case is a page that a lawyer can read; `make cases ACCEPT=1` rewrites the answers.

A page has fenced blocks. `law` is a text to be read and `norms` what the reader must take from it; without `law`, the `norms`
are given. `case` is a case; `ask` the question (fine, applicable, repair, conflicts, tiers); `answer` what must come out.
Pages under `bad/` end in the error that a person sees.
"""

import os
import re
from datetime import date
from pathlib import Path

import pytest

from api.case_file import parsed
from api.from_case import case_of
from extract.pipeline import read
from ontology.errors import NormGraphError
from ontology.from_notation import read_law
from ontology.notation import show
from ontology.to_notation import show_law
from packs.vi import LANGUAGE
from packs.vn import jurisdiction
from reason.applicable import applicable, disagreeing
from reason.conflicts import conflicts
from reason.deed_facts import deed_facts
from reason.questions import ask
from reason.repair import repair
from reason.sanction import penalty
from reason.tiers import defects
from reason.to_prose import disagreement, to_prose

BOOK = Path(__file__).parent / "cases"
PAGES = sorted(BOOK.rglob("*.md"))
BLOCK = re.compile(r"```(\w+)\n(.*?)```", re.DOTALL)
DAY = date(2025, 10, 1)


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(BOOK)))
def test_case(page):
    text = page.read_text(encoding="utf-8")
    blocks = {name: body.strip("\n") for name, body in BLOCK.findall(text)}

    made = told(blocks)

    if os.environ.get("ACCEPT"):
        page.write_text(BLOCK.sub(lambda m: f"```{m[1]}\n{made.get(m[1], m[2].strip())}\n```", text), encoding="utf-8")
        return
    assert {name: blocks[name].strip() for name in made} == made


def test_the_book_has_good_and_bad_pages():
    assert {p.relative_to(BOOK).parts[0] for p in PAGES} == {"good", "bad"}


def told(blocks):
    try:
        return answered(blocks)
    except NormGraphError as error:
        return {"answer": str(error)}


def answered(blocks):
    vn, made = jurisdiction(), {}
    if "law" in blocks:
        law = read(blocks["law"].encode(), "page", LANGUAGE, vn).law
        made["norms"] = "\n\n".join(show_law(law).strip().split("\n\n")[1:])
    else:
        law = read_law(HEAD + blocks["norms"])
    if "ask" in blocks:
        made["answer"] = ANSWERS[blocks["ask"].strip()](law, blocks, vn)
    return made


HEAD = 'law decree "1/2020/NĐ-CP"\n    issued 2020-01-01\n    in_force 2020-01-01..\n\n'


def case(blocks, vn):
    return case_of(parsed(blocks["case"].encode(), "case.yaml"), vn.facts, vn, None, (LANGUAGE,))


def fined(law, blocks, vn):
    answer = penalty(law.sanctions, case(blocks, vn), vn)
    lines = [
        f"{f.verdict}: {f.minimum}..{f.maximum} [{f.sanction.sources[0].eid}]"
        + "".join(
            f" ×{m.factor} [{m.source.eid}]" + ("?" if t.name == "UNKNOWN" else "")
            for m, t in f.multipliers
            if t.name != "FALSE"
        )
        + (f" cap {f.cap.amount}" if f.cap else "")
        for f in answer.fines
    ]
    lines += [f"not in force: [{s.sources[0].eid}]" for s in answer.not_in_force]
    lines += [f"ask: {', '.join(answer.missing)}"] if answer.missing else []
    lines += [f"assumed: {', '.join(answer.assumed)}"] if answer.assumed else []
    return "\n".join(lines) or "nothing"


def judged(law, blocks, vn):
    verdicts = applicable(law.norms, case(blocks, vn), vn)
    lines = [
        f"{j.verdict}: {j.norm.modality} [{j.norm.sources[0].eid}]"
        + (f" by {', '.join(n.sources[0].eid for n in j.by)}" if j.by else "")
        + (f" — {to_prose(j.proof, LANGUAGE, vn)}" if j.proof else "")
        for j in verdicts
    ]
    lines += [disagreement(a, b, LANGUAGE, vn) for j in verdicts for a, b in disagreeing(j.by)]
    questions = ask(verdicts, vn)
    return "\n".join([*lines, *(f"ask: {fact} (decides {n})" for fact, n in questions)])


def clashes(law, blocks, vn):
    found = conflicts((law,), DAY, vn)
    lines = [
        f"{c.kind} {c.code}: {' × '.join(f'[{s.sources[0].eid}]' for s in c.sides)}\n  witness: {witness(c.witness)}"
        for c in found
    ]
    return "\n".join(lines) or "no conflict"


def faults(law, blocks, vn):
    found = defects((law,), vn)
    return "\n".join(
        f"{d.kind}: {' '.join(f'[{s.eid}]' for s in d.sources)} witness: {witness(d.witness)}" for d in found
    )


def witness(case):
    return "; ".join(f"{fact} = {value}" for fact, value in sorted(case.facts.items())) if case else "none"


def mended(law, blocks, vn):
    given = parsed(blocks["case"].encode(), "case.yaml")
    known = case_of(given, {**deed_facts(law.norms, vn), **vn.facts}, vn, None, (LANGUAGE,))
    found = repair(law.norms, law.sanctions, known, vn, given.get("keep", ()))
    lines = [f"broken: {' '.join(f'[{r.sources[0].eid}]' for r in found.broken)}"] if found.broken else ["lawful"]
    said = [[f"{c.fact} from {c.before} to {c.after} ({show(c.must)})" for c in way] for way in found.ways]
    lines += [f"way: {'; '.join(way)}" for way in said]
    if found.conflict:
        kept = " ".join(f"[{rule.sources[0].eid}]" for rule in found.conflict)
        lines.append(f"impossible: {kept} cannot all be kept while {', '.join(found.fixed)} stands")
    return "\n".join(lines)


ANSWERS = {"repair": mended, "fine": fined, "applicable": judged, "conflicts": clashes, "tiers": faults}
