"""The verbs as JSON routes; each returns what the command prints with --json."""

from __future__ import annotations

import json
from importlib import import_module
from typing import Any
from urllib.parse import urlsplit

from apiflask import APIBlueprint
from flask import Response, request
from pydantic import BaseModel, ConfigDict

from api.case_file import parsed
from api.problems import ReadOnly
from api.verbs import Verbs
from api.wire import JSON


class _Query(BaseModel):
    model_config = ConfigDict(extra="forbid")


class OnDay(_Query):
    """A day, YYYY-MM-DD."""

    on: str | None = None


class Keeping(OnDay):
    """A day, and the facts that stay as they are, with commas between."""

    keep: str = ""


class OfDocument(_Query):
    """A document's number."""

    doc: str | None = None


class Norms(OnDay, OfDocument):
    """A document's number and a day."""


class Search(_Query):
    """Words to find."""

    words: str = ""


class Named(_Query):
    """The name of the document that is sent."""

    name: str = "document.txt"


def verbs_at(verbs: Verbs, writable: bool) -> APIBlueprint:
    """The routes on these verbs."""
    routes = APIBlueprint("verbs", __name__, tag="verbs")
    _judging(routes, verbs)
    _listing(routes, verbs)
    _reading(routes, verbs, writable)
    return routes


def _judging(routes: APIBlueprint, verbs: Verbs) -> None:
    @routes.post("/fine")
    @routes.input(OnDay, location="query", arg_name="query")
    @routes.doc(summary="What a described violation risks")
    def fine(query: OnDay) -> Response:
        return _json(verbs.fine(_case(), query.on))

    @routes.post("/applicable")
    @routes.input(OnDay, location="query", arg_name="query")
    @routes.doc(summary="The verdict of every norm on a case")
    def applicable(query: OnDay) -> Response:
        return _json(verbs.applicable(_case(), query.on))

    @routes.post("/evaluate")
    @routes.input(OnDay, location="query", arg_name="query")
    @routes.doc(
        summary="How many cases of a table (CSV, Parquet or Arrow in the body) have which verdict on every norm"
    )
    def evaluate(query: OnDay) -> Response:
        tables = import_module("api.case_table"), import_module("api.populations")  # numpy and Arrow load late
        return _json(tables[1].counted(verbs, tables[0].in_bytes(request.get_data(), "body"), query.on))

    @routes.post("/repair")
    @routes.input(Keeping, location="query", arg_name="query")
    @routes.doc(summary="The smallest change of facts that makes a case lawful")
    def repair(query: Keeping) -> Response:
        return _json(verbs.repair(_case(), query.on, [id.strip() for id in query.keep.split(",") if id.strip()]))


def _listing(routes: APIBlueprint, verbs: Verbs) -> None:
    @routes.get("/norms")
    @routes.input(Norms, location="query", arg_name="query")
    @routes.doc(summary="The norms and fine tiers known")
    def norms(query: Norms) -> Response:
        return _json(verbs.norms(query.doc, query.on))

    @routes.get("/conflicts")
    @routes.input(OnDay, location="query", arg_name="query")
    @routes.doc(summary="Every conflict between norms")
    def conflicts(query: OnDay) -> Response:
        return _json(verbs.conflicts(query.on))

    @routes.get("/tiers")
    @routes.input(OfDocument, location="query", arg_name="query")
    @routes.doc(summary="Faults in fine tables")
    def tiers(query: OfDocument) -> Response:
        return _json(verbs.tiers(query.doc))

    @routes.get("/facts")
    @routes.input(Search, location="query", arg_name="query")
    @routes.doc(summary="The facts that a case may state")
    def facts(query: Search) -> Response:
        return _json(verbs.facts(query.words))

    @routes.get("/health")
    @routes.doc(summary="Whether the service is up, and what its graph holds")
    def health() -> Response:
        return _json(verbs.health())


def _reading(routes: APIBlueprint, verbs: Verbs, writable: bool) -> None:
    @routes.post("/read")
    @routes.input(Named, location="query", arg_name="query")
    @routes.doc(summary="Reads a document into the graph, where the service may write")
    def read(query: Named) -> Response:
        if not writable:
            raise ReadOnly("this service does not write", "start it with --writable, or use `normgraph read`")
        _same_site()
        return _json(verbs.read([(query.name, request.get_data())]))


def _case() -> Any:
    return parsed(request.get_data(), "body.json")


def _same_site() -> None:
    """A page of another site may not write here. Raises ReadOnly."""
    origin = request.headers.get("Origin")
    if origin and urlsplit(origin).netloc != request.host:
        raise ReadOnly("another site asked to write", "send the request from this site or without an Origin header")


def _json(answer: JSON) -> Response:
    return Response(json.dumps(answer, ensure_ascii=False), content_type="application/json; charset=utf-8")
