"""The answer to a query in the media types of SPARQL 1.1: JSON, XML, CSV, TSV for rows; Turtle, N-Triples, JSON-LD for graphs."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeAlias
from xml.etree.ElementTree import Element, SubElement, tostring

import pyoxigraph
from pyoxigraph import RdfFormat

from kg.query import Answer

Cell: TypeAlias = Mapping[str, str]
RESULTS = "http://www.w3.org/2005/sparql-results#"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
SIMPLE = {"integer", "decimal", "double", "boolean"}
XSD = "http://www.w3.org/2001/XMLSchema#"


def as_json(answer: Answer) -> str:
    """SPARQL 1.1 Query Results JSON Format (W3C 2013)."""
    return json.dumps(answer.json, ensure_ascii=False)


def as_xml(answer: Answer) -> str:
    """SPARQL Query Results XML Format, second edition (W3C 2013)."""
    root = Element("sparql", xmlns=RESULTS)
    head = SubElement(root, "head")
    for name in names(answer):
        SubElement(head, "variable", name=name)
    if "boolean" in answer.json:
        SubElement(root, "boolean").text = str(answer.json["boolean"]).lower()
        return _document(root)
    results = SubElement(root, "results")
    for row in bindings(answer):
        result = SubElement(results, "result")
        for name, cell in row.items():
            _xml_term(SubElement(result, "binding", name=name), cell)
    return _document(root)


def as_csv(answer: Answer) -> str:
    """Plain values (SPARQL 1.1 CSV, W3C 2013)."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(names(answer))
    writer.writerows([[row.get(name, {}).get("value", "") for name in names(answer)] for row in bindings(answer)])
    return out.getvalue()


def as_tsv(answer: Answer) -> str:
    """Terms as in Turtle (SPARQL 1.1 TSV, W3C 2013)."""
    heading = "\t".join(f"?{name}" for name in names(answer))
    lines = ("\t".join(_turtle(row.get(name)) for name in names(answer)) for row in bindings(answer))
    return "\n".join([heading, *lines]) + "\n"


def as_ntriples(answer: Answer) -> str:
    """The triples, a line each."""
    return answer.triples


def as_turtle(answer: Answer) -> str:
    """The triples as Turtle."""
    return _graph(answer, RdfFormat.TURTLE)


def as_json_ld(answer: Answer) -> str:
    """The triples as JSON-LD."""
    return _graph(answer, RdfFormat.JSON_LD)


Writer: TypeAlias = Callable[[Answer], str]

ROWS: dict[str, Writer] = {
    "application/sparql-results+json": as_json, "application/json": as_json, "application/sparql-results+xml": as_xml,
    "application/xml": as_xml, "text/csv": as_csv, "text/tab-separated-values": as_tsv,
}  # fmt: skip
TRUTHS: dict[str, Writer] = {
    media: writer for media, writer in ROWS.items() if "csv" not in media and "tab" not in media
}
GRAPHS: dict[str, Writer] = {
    "text/turtle": as_turtle, "application/n-triples": as_ntriples, "application/ld+json": as_json_ld,
}  # fmt: skip


def writers(kind: str) -> dict[str, Writer]:
    """The media types for this kind of answer, the usual one first."""
    return {"select": ROWS, "ask": TRUTHS}.get(kind, GRAPHS)


def names(answer: Answer) -> list[str]:
    """The variables, in order."""
    return list(answer.json.get("head", {}).get("vars", []))


def bindings(answer: Answer) -> Iterator[Mapping[str, Cell]]:
    """The rows."""
    yield from answer.json.get("results", {}).get("bindings", [])


def _document(root: Element) -> str:
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode")


def _xml_term(place: Element, cell: Cell) -> None:
    term = SubElement(place, cell["type"])
    term.text = "".join(c for c in cell["value"] if c in "\t\n\r" or ord(c) >= 0x20)
    if "datatype" in cell:
        term.set("datatype", cell["datatype"])
    if "xml:lang" in cell:
        term.set(XML_LANG, cell["xml:lang"])


def _turtle(cell: Cell | None) -> str:
    match cell:
        case None:
            return ""
        case {"type": "uri", "value": value}:
            return f"<{value}>"
        case {"type": "bnode", "value": value}:
            return f"_:{value}"
        case {"value": value, "xml:lang": language}:
            return f"{_quoted(value)}@{language}"
        case {"value": value, "datatype": datatype}:
            plain = datatype.removeprefix(XSD) in SIMPLE and datatype.startswith(XSD)
            return value if plain else f"{_quoted(value)}^^<{datatype}>"
        case _:
            return _quoted(cell["value"])


def _quoted(value: str) -> str:
    for mark, escaped in (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("\r", "\\r"), ("\t", "\\t")):
        value = value.replace(mark, escaped)
    return f'"{value}"'


def _graph(answer: Answer, form: RdfFormat) -> str:
    triples: Any = pyoxigraph.parse(answer.triples, format=RdfFormat.N_TRIPLES)
    data: bytes | None = pyoxigraph.serialize((quad.triple for quad in triples), format=form)
    return (data or b"").decode("utf-8")
