"""The service: JSON routes, /sparql, and the pages, on one graph."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from apiflask import APIFlask
from apiflask.exceptions import HTTPError
from flask import Response, request
from werkzeug.exceptions import HTTPException

from api.openapi import completed
from api.pages import error_page, pages
from api.problems import RequestError, fault, of_http, respond
from api.routes.sparql import sparql
from api.routes.verbs import verbs_at
from api.verbs import Verbs
from kg.graph import Graph
from ontology.errors import NormGraphError
from ontology.pack import Jurisdiction, Language

HERE = Path(__file__).parent
BODY_LIMIT = 25_000_000
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'; connect-src 'self'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


@dataclass(frozen=True, slots=True)
class Limits:
    """What a request may cost: seconds and rows of a query, bytes of a body; and whether it may write."""

    seconds: float = 10.0
    rows: int = 50_000
    body: int = BODY_LIMIT
    writable: bool = False


def create_app(graph: Graph, vi: Language, en: Language, vn: Jurisdiction, limits: Limits = Limits()) -> APIFlask:
    """The WSGI application on this graph."""
    app = APIFlask(
        "normgraph", title="NormGraph", version="1", json_errors=False, docs_path=None,
        root_path=str(HERE), template_folder="web/templates", static_folder="web/static",
    )  # fmt: skip
    app.config.update(
        OPENAPI_VERSION="3.1.0", MAX_CONTENT_LENGTH=limits.body, MAX_FORM_MEMORY_SIZE=limits.body, AUTO_404_RESPONSE=False,
    )  # fmt: skip
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.json.sort_keys = False  # type: ignore[attr-defined]
    verbs = Verbs(graph, vi, en, vn)
    app.register_blueprint(verbs_at(verbs, limits.writable), url_prefix="/api/v1")
    app.register_blueprint(sparql(graph, limits.seconds, limits.rows))
    app.register_blueprint(pages(verbs, limits.seconds))
    app.spec_processor(completed)
    _errors(app, verbs)
    app.after_request(_guarded)
    return app


def _errors(app: APIFlask, verbs: Verbs) -> None:
    """Every error as a problem; as a page where a browser asks for one."""

    def answer(error: NormGraphError) -> Response:
        return error_page(error, verbs) if _by_browser() else respond(error)

    def web(error: HTTPException) -> Any:
        if error.code is not None and error.code < 400:
            return error
        return answer(of_http(error))

    def validation(error: HTTPError) -> Response:
        fields = error.detail.get("query") or error.detail.get("json") or error.detail or {}
        said = "; ".join(f"{field}: {', '.join(map(str, messages))}" for field, messages in fields.items())
        return answer(RequestError(said or error.message or "", "compare the request with /openapi.json"))

    def unforeseen(error: Exception) -> Response:
        app.logger.error("unforeseen error at %s", request.path, exc_info=error)
        return answer(fault(error))

    app.register_error_handler(NormGraphError, answer)
    app.register_error_handler(HTTPException, web)
    app.register_error_handler(HTTPError, validation)
    app.register_error_handler(Exception, unforeseen)


def _by_browser() -> bool:
    if request.path.startswith(("/api", "/sparql", "/openapi.json")):
        return False
    return request.accept_mimetypes.best_match(["application/problem+json", "text/html"]) == "text/html"


def _guarded(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    return response
