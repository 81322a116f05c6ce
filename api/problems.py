"""Errors at the door: `application/problem+json` (RFC 9457) over HTTP, four lines on the terminal.

RequestError          a request that is not understood
├── TooLarge              its body is over the limit
├── NoSuchMethod          this address answers to other methods
├── NoSuchFormat          no answer in the media type asked for, or none read in the one sent
├── ReadOnly              the service does not write
└── PortTaken             the address to serve at cannot be opened
Fault                 a fault of the program, never shown with its trace
"""

from __future__ import annotations

import json
from typing import Any

from flask import Response, current_app
from werkzeug.exceptions import HTTPException

from ontology.errors import NormGraphError, NotFound
from ontology.pack import Language

TYPE = "https://normgraph.org/problems/"


class RequestError(NormGraphError):
    """A request that is not understood."""

    code = "NG700"


class TooLarge(RequestError):
    """A request whose body is over the limit."""

    code = "NG701"
    status = 413


class NoSuchMethod(RequestError):
    """A method that this address does not answer to."""

    code = "NG702"
    status = 405


class NoSuchFormat(RequestError):
    """A media type or file format that is neither read nor written here."""

    code = "NG703"
    status = 406


class BadMediaType(NoSuchFormat):
    """A request body of a media type that is not read here."""

    status = 415


class ReadOnly(RequestError):
    """Writing, where the service only reads."""

    code = "NG704"
    status = 403


class PortTaken(RequestError):
    """An address that cannot be served at."""

    code = "NG705"


class Fault(NormGraphError):
    """A fault of the program."""

    code = "NG900"
    status = 500


def fault(error: BaseException) -> Fault:
    """Any other exception, told without its trace."""
    if isinstance(error, RecursionError | MemoryError):
        return Fault("the input is nested too deeply or is too large", "make it smaller")
    what = f"something unforeseen went wrong ({type(error).__name__})"
    return Fault(what, "please report it with the command or request and its input")


def of_http(error: HTTPException) -> NormGraphError:
    """An error of the web framework as one of ours."""
    said = (error.description or error.name or "").split("\n")[0]
    match error.code:
        case 404:
            return NotFound("there is nothing at this address", "the addresses are listed at /openapi.json")
        case 405:
            allowed = ", ".join(sorted(set(getattr(error, "valid_methods", None) or ()) - {"OPTIONS", "HEAD"}))
            return NoSuchMethod("this address does not answer to this method", f"use {allowed}")
        case 413:
            limit = current_app.config["MAX_CONTENT_LENGTH"] // 1_000_000
            return TooLarge("the request is too large", f"send at most {limit} MB; `normgraph read` takes larger files")
        case 415:
            return BadMediaType("a body of this media type is not read here", "send Content-Type: application/json")
        case 406:
            return NoSuchFormat(said, "ask for a media type that /openapi.json names")
        case code if code and code >= 500:
            return Fault("the service failed", "try again; report it if it happens again")
        case _:
            return RequestError(said, "compare the request with /openapi.json")


def problem(error: NormGraphError, language: Language | None = None) -> dict[str, Any]:
    """The members of a problem document; the title in the language, where one is given."""
    return {
        "type": f"{TYPE}{error.code}", "title": title(error, language), "status": error.status, "detail": error.what,
        "code": error.code, "remedy": error.remedy, "where": error.where,
    }  # fmt: skip


def title(error: NormGraphError, language: Language | None = None) -> str:
    """The error's kind in the language; without one, its class in words."""
    if language is None:
        return (type(error).__doc__ or "").split("\n")[0].rstrip(".")
    return str(language.cues["interface"]["problems"].get(error.code, error.code))


def remedy(error: NormGraphError, language: Language) -> str:
    """What to do, in the language; the error's own words stand behind where they say more than the language's."""
    said = str(language.cues["interface"]["remedies"].get(error.code, ""))
    return f"{said} ({error.remedy})" if said else error.remedy


def respond(error: NormGraphError, language: Language | None = None) -> Response:
    """The problem as a response."""
    body = json.dumps(problem(error, language), ensure_ascii=False)
    return Response(body, error.status, content_type="application/problem+json; charset=utf-8")


def told(error: NormGraphError, language: Language) -> str:
    """The problem as lines for a terminal."""
    words = language.cues["interface"]["words"]
    lines = [
        f"error[{error.code}]: {title(error, language)}: {error.what}",
        f"  {words['what_to_do']}: {remedy(error, language)}",
    ]
    return "\n".join([*lines, f"  {words['where']}: {error.where}"] if error.where else lines)
