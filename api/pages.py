"""The pages: a case and what applies to it, a provision, the expert's lists, and the analyst's queries. No script needed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from apiflask import APIBlueprint
from flask import Response, render_template, request

from api import tell
from api.forms import ACT, Topic, fields, link, more, said, topic_of, topics
from api.from_case import SUBJECT
from api.law_page import law_url, provision
from api.problems import remedy, title
from api.sparql_page import examples, run
from api.tell_repair import ways
from api.verbs import Verbs
from api.wire import JSON
from api.words import Words
from ontology.errors import NormGraphError
from ontology.notation import parse
from reason.to_prose import to_prose

MOST = 40


def pages(verbs: Verbs, seconds: float) -> APIBlueprint:
    """The pages on these verbs."""
    site = APIBlueprint("pages", __name__, enable_openapi=False)
    site.context_processor(lambda: _surroundings(verbs))
    site.get("/", endpoint="home")(lambda: _case_page(verbs))
    site.get("/en", endpoint="home_en")(lambda: _case_page(verbs))
    site.get("/law/<path:place>", endpoint="law")(lambda place: render_template("law.html", **provision(verbs, place)))
    site.get("/conflicts", endpoint="conflicts")(lambda: _listed(verbs, "conflicts"))
    site.get("/tiers", endpoint="tiers")(lambda: _listed(verbs, "tiers"))
    site.get("/documents", endpoint="documents")(lambda: render_template("documents.html", **verbs.documents()))
    site.get("/query", endpoint="query")(lambda: _query_page(verbs, seconds))
    return site


def error_page(error: NormGraphError, verbs: Verbs) -> Response:
    """An error as a page of the visitor's language."""
    around = _surroundings(verbs)
    page = render_template("error.html", **around, error=error)
    return Response(page, error.status, content_type="text/html; charset=utf-8")


def _surroundings(verbs: Verbs) -> dict[str, Any]:
    """What every template may use."""
    lang = _lang()
    words = Words(verbs.language(lang), verbs.vn)
    held = {law.work.number for law in verbs.graph.laws()}

    def prose(claim: str) -> str:
        return to_prose(parse(claim), words.language, verbs.vn)

    return {
        "t": words, "words": words, "lang": lang, "law_url": lambda citation: law_url(citation, lang) if citation["doc"] in held else "", "prose": prose,
        "amount": lambda row: tell.amount(row, words), "witness": lambda case: tell.witness(case, words),
        "told": lambda row: tell.conflict_words(row, words),
        "title": lambda error: title(error, words.language), "remedy": lambda error: remedy(error, words.language),
        "home": "/en" if lang == "en" else "/", "other_language": _other(lang), "q": "?lang=en" if lang == "en" else "",
    }  # fmt: skip


def _lang() -> str:
    return "en" if request.path == "/en" or request.args.get("lang") == "en" else "vi"


def _other(lang: str) -> str:
    """The address of this page in the other language."""
    query = request.query_string.decode("utf-8", "replace")
    if request.path in {"/", "/en"}:
        return ("/" if lang == "en" else "/en") + (f"?{query}" if query else "")
    rest = "&".join(part for part in query.split("&") if part and not part.startswith("lang="))
    asked = "&".join(part for part in (rest, "" if lang == "en" else "lang=en") if part)
    return request.path + (f"?{asked}" if asked else "")


def _case_page(verbs: Verbs) -> str:
    words = Words(verbs.language(_lang()), verbs.vn)
    topic = topic_of(request.args.get("topic", ""))
    given = request.args.to_dict()
    answer, wrong = _answered(verbs, given, topic)
    wire = verbs.wire
    asked = [id for id in (answer or {}).get("asked", []) if id not in topic.first]
    shown = fields(topic.first, wire, words, given, topic)
    rest = fields(more(topic, wire.facts), wire, words, given, topic)
    questions = fields((answer or {}).get("asked", []), wire, words, given, topic)
    return render_template(
        "case.html", topics=topics(), topic=topic, shown=shown, rest=[one for one in rest if one["name"] not in asked],
        questions=questions, answer=answer, ways=ways(answer["repair"], words) if answer else [], wrong=wrong,
        on=given.get("on") or date.today().isoformat(), given=given, health=verbs.health(),  # noqa: DTZ011
        examples=[(one.label, link(one.case, kind, _lang())) for kind in topics() for one in kind.examples],
        carried={name: value for name, value in given.items() if value and name in wire.facts},
    )  # fmt: skip


def _answered(verbs: Verbs, given: Mapping[str, str], topic: Topic) -> tuple[JSON | None, list[NormGraphError]]:
    """Both answers on the case of the form, and what was wrong with it; nothing where no fact is told."""
    case, wrong = said(given, verbs.graph.facts)
    if wrong or not case["facts"]:
        return None, wrong
    try:
        fine, rules = verbs.fine(case), verbs.applicable(case)
    except NormGraphError as error:
        return None, [error]
    return {
        "fine": fine,
        "repair": verbs.repair(case),
        **_sorted(rules, topic, case["facts"]),
        "asked": _asked(fine, rules, topic, case["facts"]),
        "on": fine["on"],
    }, []


def _sorted(rules: JSON, topic: Topic, told: Mapping[str, Any]) -> JSON:
    """The verdicts by kind; of the undecided ones those that this topic's questions would decide."""
    rows = rules["verdicts"]
    undecided = [row for row in rows if row["verdict"] == "unknown" and any(topic.owns(id) for id in row["missing"])]
    kinds = {kind: [row for row in rows if row["verdict"] == kind] for kind in ("applies", "displaced", "not_applies")}
    near = [row for row in kinds["applies"] if _concerns(row, told)]
    general = [row for row in kinds["applies"] if not _concerns(row, told)]
    more = sum(row["verdict"] == "unknown" for row in rows) - len(undecided[:MOST])
    return {**kinds, "near": near, "general": general, "undecided": undecided[:MOST], "more": more}


def _concerns(row: JSON, told: Mapping[str, Any]) -> bool:
    """Whether a rule that applies speaks of what was told: of the act, or of a fact of the case beside its subject."""
    act = row["action"] and row["action"]["concept"]
    rests = parse(row["proof"]["claim"]).facts() if row["proof"] else frozenset()
    return (act is not None and act == told.get(ACT)) or bool(rests & (told.keys() - {SUBJECT, ACT}))


def _asked(fine: JSON, rules: JSON, topic: Topic, told: Mapping[str, Any], most: int = 6) -> list[str]:
    """What to ask next: what the fine depends on, then the topic's facts that decide most rules."""
    deciding = [row["fact"] for row in rules["ask"] if topic.owns(row["fact"]) and row["fact"] not in told]
    open_fine = fine["missing"] if fine["verdict"] == "unknown" else []
    fining = [id for id in open_fine if topic.owns(id)]
    return list(dict.fromkeys([*fining, *deciding]))[:most]


def _listed(verbs: Verbs, kind: str) -> str:
    answer = verbs.conflicts(request.args.get("on")) if kind == "conflicts" else verbs.tiers(request.args.get("doc"))
    return render_template(f"{kind}.html", answer=answer)


def _query_page(verbs: Verbs, seconds: float) -> str:
    asked = request.args.get("query", "")
    result = run(verbs.graph, asked, seconds) if asked.strip() else None
    return render_template("query.html", query=asked, result=result, examples=examples(), seconds=f"{seconds:g}")
