"""What apiflask cannot see from the routes: the bodies, the answers, and the one shape of every error."""

from __future__ import annotations

from typing import Any

from pydantic.json_schema import models_json_schema

from api.schemas import ANSWERS, Case, Problem

REF = "#/components/schemas/{model}"
BODIES = {"/api/v1/fine": "Case", "/api/v1/applicable": "Case", "/api/v1/repair": "Case"}


def completed(spec: Any) -> Any:
    """The OpenAPI document with schemas, bodies, answers and problems."""
    models: list[Any] = [(model, "serialization") for model in (*ANSWERS.values(), Problem)] + [(Case, "validation")]
    _, definitions = models_json_schema(models, ref_template=REF)
    spec.setdefault("components", {}).setdefault("schemas", {}).update(definitions["$defs"])
    for path, operations in spec.get("paths", {}).items():
        for operation in operations.values():
            _complete(path, operation)
    return spec


def _complete(path: str, operation: dict[str, Any]) -> None:
    answer = ANSWERS.get(path.rsplit("/", 1)[-1]) if path.startswith("/api/") else None
    responses = operation.setdefault("responses", {})
    if answer:
        responses["200"] = {"description": _said(answer), "content": _json("application/json", answer.__name__)}
    responses["422"] = responses["default"] = {
        "description": _said(Problem), "content": _json("application/problem+json", "Problem")
    }  # fmt: skip
    if path in BODIES:
        operation["requestBody"] = {"required": True, "content": _json("application/json", BODIES[path])}
    if path.endswith("/evaluate"):
        table = {"schema": {"type": "string", "format": "binary"}}
        operation["requestBody"] = {"required": True, "content": {"text/csv": table, "application/octet-stream": table}}
    if path.endswith("/read"):
        operation["requestBody"] = {"required": True, "content": {"text/plain": {"schema": {"type": "string"}}}}


def _json(media: str, model: str) -> dict[str, Any]:
    return {media: {"schema": {"$ref": REF.format(model=model)}}}


def _said(model: type) -> str:
    return (model.__doc__ or "").split("\n")[0]
