"""Answers as lines for a terminal, from the same JSON that the routes return."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from textwrap import wrap

from api.audited import audit_lines
from api.wire import JSON
from api.words import Words

WIDTH = 100
SHOWN = 12


def fine(answer: JSON, words: Words) -> Iterator[str]:
    """A penalty: verdict, tiers with their clauses, assumptions, and what to answer."""
    yield f"{words('words.day')} {words.day(answer['on'])}: {words('verdict.' + answer['verdict'])}"
    for row in answer["fines"]:
        yield ""
        yield from _tier(row, words)
    if not answer["fines"] and not answer["not_in_force"]:
        yield words("fine.no_act" if "act" in answer["missing"] else "fine.nothing")
    yield from _section(words("fine.not_in_force"), (_not_in_force(row, words) for row in answer["not_in_force"]))
    yield from _section(words("fine.assumed"), (_assumed(row, words) for row in answer["assumed"]))
    yield from _section(words("fine.missing"), (question(row, words) for row in answer["ask"]))
    yield ""
    yield words("fine.looked_at", count=answer["looked_at"])
    if answer["left_out"]:
        yield words("fine.left_out", count=answer["left_out"])


def applicable(answer: JSON, words: Words) -> Iterator[str]:
    """The verdicts, those that apply first, and the questions that decide most."""
    yield f"{words('words.day')} {words.day(answer['on'])}"
    by_verdict = {kind: [row for row in answer["verdicts"] if row["verdict"] == kind] for kind in words_of_verdicts()}
    for kind in ("applies", "unknown", "displaced", "not_in_force"):
        rows = by_verdict[kind]
        shown = rows if kind == "applies" else rows[:SHOWN]
        yield from _section(words(f"applicable.{kind}"), (_norm(row, words) for row in shown))
        if len(rows) > len(shown):
            yield f"  {words('words.more', count=len(rows) - len(shown))}"
    if by_verdict["not_applies"]:
        yield ""
        yield words("applicable.not_applies", count=len(by_verdict["not_applies"]))
    yield from _section(words("fine.assumed"), (_assumed(row, words) for row in answer["assumed"]))
    asked = (f"{question(row, words)} ({words('fine.answer_decides', count=row['decides'])})" for row in answer["ask"])
    yield from _section(words("applicable.ask"), list(asked)[:SHOWN])


def words_of_verdicts() -> tuple[str, ...]:
    """The verdicts on a norm, in the order in which they are told."""
    return ("applies", "unknown", "displaced", "not_in_force", "not_applies")


def norms(answer: JSON, words: Words) -> Iterator[str]:
    """Norms and fine tiers, one a paragraph."""
    yield words("norms.count", count=len(answer["norms"]))
    for row in answer["norms"]:
        yield ""
        amounts = f" {words.amounts(row)}" if row.get("max") or row.get("rate") else ""
        yield f"{words.cite(row['citation'])}: {words('modality.' + row['modality'])}{amounts}"
        yield from _wrapped(words.of(row["summary"]))
        yield from _wrapped(row["when"])


def conflicts(answer: JSON, words: Words) -> Iterator[str]:
    """Conflicts with the case that shows each."""
    rows = answer["conflicts"]
    yield f"{words('conflicts.title')} ({words.day(answer['on'])}): {answer.get('total', len(rows))}"
    if not rows:
        yield words("conflicts.none")
    for number, row in enumerate(rows, 1):
        yield ""
        text, *arguments = conflict_words(row, words)
        yield from wrap(f"{number}. {text} [{row['code'] or row['kind']}]", WIDTH, subsequent_indent="   ")
        yield from (f"   – {words.cite(side)}" for side in row["norms"])
        yield from _wrapped(f"{words('conflicts.witness')}: {witness(row['witness'], words)}" if row["witness"] else "")
        prevails = words("conflicts.prevails", citation=words.cite(row["prevails"]))
        yield f"   {prevails if row['prevails'] else words('conflicts.unresolved')}"
        for argument in arguments:
            yield from wrap(f"   {words('conflicts.argument')}: {argument}", WIDTH, subsequent_indent="   ")
    looked = ", ".join(f"{key} {count}" for key, count in answer["looked_at"].items())
    if looked:
        yield ""
        yield f"{words('conflicts.looked_at')}: {looked}"


def conflict_words(row: JSON, words: Words) -> list[str]:
    """What a conflict says in this language, then its arguments."""
    said = [words.of(text) for text in row["told"]]
    return [row["text"], *row["arguments"]] if words.code == "vi" or not said else said


def tiers(answer: JSON, words: Words) -> Iterator[str]:
    """Faults of fine tables."""
    yield f"{words('tiers.title')}: {len(answer['tiers'])}"
    if not answer["tiers"]:
        yield words("tiers.none")
    for number, row in enumerate(answer["tiers"], 1):
        yield f"{number}. {words.cite(row['citation'])}: {words('tiers.' + row['kind'])}"
        yield from _wrapped(row["text"])
        yield from _wrapped(f"{words('conflicts.witness')}: {witness(row['witness'], words)}" if row["witness"] else "")


def facts(answer: JSON, words: Words) -> Iterator[str]:
    """Facts with what may be answered."""
    if not answer["facts"]:
        yield words("facts.none")
    for row in answer["facts"]:
        yield f"{row['fact']}  —  {words.label(row)}"
        yield from _wrapped(_answers(row, words))


def read(answer: JSON, words: Words) -> Iterator[str]:
    """What was read, and what was not understood."""
    yield words("read.title")
    for row in answer["documents"]:
        yield f"  {words('read.document', **row)}"
        if row["title"]:
            yield f"    {row['title']}"
        found = (f"[{one['code']}] {words.cite(one['where'])}: {one['text']}" for one in row["findings"])
        shown = list(found)
        yield from (
            line
            for one in shown[:SHOWN]
            for line in wrap(one, WIDTH, initial_indent="    – ", subsequent_indent="      ")
        )
        if len(shown) > SHOWN:
            yield f"    {words('words.more', count=len(shown) - SHOWN)}"
    yield from audit_lines([row["audit"] for row in answer["documents"]], words)


def table(variables: list[str], rows: Iterable[Iterable[str]], most: int = 60) -> Iterator[str]:
    """Rows in aligned columns, long cells cut."""
    cells = [variables, *([cell if len(cell) <= most else cell[: most - 1] + "…" for cell in row] for row in rows)]
    widths = [max(len(row[i]) for row in cells) for i in range(len(variables))]
    for number, row in enumerate(cells):
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        if number == 0:
            yield "  ".join("─" * width for width in widths)


def amount(row: JSON, words: Words) -> str:
    """A tier's amount as a sentence."""
    possible = "" if row["verdict"] == "applies" else "_possible"
    if row["kind"] == "warning":
        return words(f"fine.warning{possible}")
    if row["min"] is None:
        return words(f"fine.exact{possible}", low=words.amounts(row))
    kind = "exact" if row["min"] == row["max"] else "amount"
    low, high = words.range(row["min"], row["max"])
    return words(f"fine.{kind}{possible}", low=high if kind == "exact" else low, high=high)


def question(row: JSON, words: Words) -> str:
    """A missing fact as its question, with its id."""
    return f"{words.of(row['question'])} [{row['fact']}]"


def witness(case: JSON, words: Words) -> str:
    """A witness as a sentence."""
    return words("conflicts.witness_sentence", day=words.day(case["on"]), facts=words.facts(case["facts"]))


def _tier(row: JSON, words: Words) -> Iterator[str]:
    yield amount(row, words)
    yield from _wrapped(words.of(row["summary"]))
    yield f"  {words('words.clause')}: {words.cite(row['citation'])}"
    if row["base"]["rate"] and row["min"] is not None:
        yield f"  {words('fine.by_rate', rate=words.rate(row['base']['rate']))}"
    if row["multipliers"] and row["base"]["min"] is not None:
        low, high = words.range(row["base"]["min"], row["base"]["max"])
        yield f"  {words('fine.base', low=low, high=high)}"
    for one in row["multipliers"]:
        said = words(
            "fine.multiplied", factor=one["factor"], reason=one["reason_en" if words.code == "en" else "reason"]
        )
        yield from _wrapped(f"{said} ({words.cite(one['citation'])}){_perhaps(one, words)}")
    if row["cap"]:
        limit = words("fine.cap", amount=words.money(row["cap"]["amount"]))
        yield f"  {limit} ({words.cite(row['cap']['citation'])})"
    for kind in ("supplementary", "remedial"):
        if row[kind]:
            yield f"  {words('fine.' + kind)}:"
        for one in row[kind]:
            text = one["text_en" if words.code == "en" else "text"]
            yield from _wrapped(f"– {text} ({words.cite(one['citation'])}){_perhaps(one, words)}", "    ")
    yield from _powers(row, words)


def _powers(row: JSON, words: Words) -> Iterator[str]:
    """Who may impose the tier, until when, and the field's ceiling."""
    if row["authorities"]:
        yield f"  {words('fine.offices')}:"
    for one in row["authorities"]:
        about = f", {one['concerns']}" if one["concerns"] else ""
        yield from _wrapped(f"– {one['office']}{about} ({words.cite(one['citation'])})", "    ")
    for one in row["limitation"]:
        about = f" ({one['concerns']})" if one["concerns"] else ""
        time = f"{one['value']} {words('units.' + one['unit'])}"
        yield from _wrapped(f"{words('fine.limitation', time=time)}{about} ({words.cite(one['citation'])})")
    if row["ceiling"]:
        most = row["ceiling"]
        low, high = words.grouped(most["individual"]), words.money(most["organisation"])
        said = words("fine.ceiling", field=most["field"], individual=low, organisation=high)
        yield from _wrapped(f"{said} ({words.cite(most['citation'])})")


def _perhaps(row: JSON, words: Words) -> str:
    return "" if row["verdict"] == "applies" else f" — {words('fine.if_so')}"


def _norm(row: JSON, words: Words) -> str:
    bearer = f"{words.label(row['bearer'])} " if row["bearer"] else ""
    missing = f" [{', '.join(row['missing'])}]" if row["missing"] else ""
    modality = words("modality." + row["modality"])
    said = f"{bearer}{modality}: {words.of(row['summary'])} ({words.cite(row['citation'])}){missing}{_displaced(row, words)}"
    return " ".join([said, *_standing(row["standing"], words)]) if row.get("standing") else said


def _displaced(row: JSON, words: Words) -> str:
    """By what a norm is displaced, and where those that displace it disagree."""
    by = words("applicable.by", by="; ".join(map(words.cite, row["displaced_by"]))) if row["displaced_by"] else ""
    pairs = (words("applicable.disagree", a=words.cite(a), b=words.cite(b)) for a, b in row["disagree"])
    return "".join(f" – {part}" for part in (by, *pairs) if part)


def _standing(row: JSON, words: Words) -> Iterator[str]:
    """How a duty stands: its last day, what is missing, and what its breach has turned on; nothing of deeds that nobody told."""
    missing = [fact["fact"] for fact in row["missing"]]
    if any(fact.startswith("done:") for fact in missing):
        return
    due = f" ({words('standing.due', day=words.day(row['due']))})" if row["due"] else ""
    yield words("standing." + row["status"]) + due + (f" [{', '.join(missing)}]" if missing else "") + "."
    yield from (words("standing.fine", citation=words.cite(fine["citation"])) + "." for fine in row["fines"])
    yield from (words("standing.remedy", citation=words.cite(duty)) + "." for duty in row["remedies"])


def _not_in_force(row: JSON, words: Words) -> str:
    start = row["in_force"]["from"]
    since = f" ({words('words.from_day', day=words.day(start))})" if start else ""
    return f"{words.cite(row['citation'])}{since}: {words.of(row['summary'])}"


def _assumed(row: JSON, words: Words) -> str:
    return f"{words.label(row)}: {words.value(row['fact'], row['value'])} [{row['fact']}]"


def _answers(row: JSON, words: Words) -> str:
    kind = words(f"facts.{row['kind']}") if row["kind"] else ""
    codes = ", ".join(f"{code} ({words.of(label)})" for code, label in (row["codes"] or {}).items())
    presumed = row.get("presumed")
    said = words("facts.presumed", value=words.value(row["fact"], presumed)) if presumed is not None else ""
    return "; ".join(part for part in (f"{kind} {row['unit'] or ''}{codes}".strip(), said) if part)


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    shown = list(lines)
    if shown:
        yield ""
        yield f"{title}:"
    for line in shown:
        yield from wrap(line, WIDTH, initial_indent="  – ", subsequent_indent="    ")


def _wrapped(text: str, indent: str = "  ") -> list[str]:
    return wrap(text, WIDTH, initial_indent=indent, subsequent_indent=indent) if text else []
