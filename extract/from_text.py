"""Plain text from bytes. Whatever is not text is refused at once, with the reason and what to do instead."""

from __future__ import annotations

import codecs

from ontology.errors import BadEncoding, DocumentTooLarge, EmptyDocument, NotText

MAX_BYTES = 32 * 1024 * 1024
"""The longest law text known to us has under 5 MB; more is a dump, not a document."""

MAX_LINE = 1_000_000
"""Characters in one line: beyond this there are no lines to read a structure from."""

KINDS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive (DOCX, XLSX, ODT are such)"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\xd0\xcf\x11\xe0", "an old Office file (DOC, XLS)"),
    (b"{\\rtf", "an RTF file"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"SQLite format 3", "a SQLite database"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
)

MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def text_of(data: bytes, name: str) -> str:
    """The text of a file, newlines as they are; UTF-8, or UTF-16 with its mark.

    Raises EmptyDocument, NotText, BadEncoding or DocumentTooLarge.
    """
    refuse_huge(data, name)
    _refuse_other_kinds(data, name)
    text = _decoded(data, name)
    if not text.strip():
        raise EmptyDocument(f"{name} is empty", "give a file with the text of a law in it", name)
    _refuse_endless_lines(text, name)
    return text


def refuse_huge(data: bytes, name: str) -> None:
    """Raises DocumentTooLarge for more bytes than any law has."""
    if len(data) > MAX_BYTES:
        size = len(data) / 1024 / 1024
        raise DocumentTooLarge(
            f"{name} has {size:.0f} MB, the limit is {MAX_BYTES // 1024 // 1024}",
            "give one law a file; split a collection into its documents",
            name,
        )


def _refuse_other_kinds(data: bytes, name: str) -> None:
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    kind = next((words for magic, words in KINDS if head.startswith(magic)), None)
    if kind is None and head[:15].lower().startswith((b"<!doctype html", b"<html")):
        kind = "an HTML page"
    if kind is None and b"\x00" in data and not data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        kind = "binary data"
    if kind:
        raise NotText(f"{name} is {kind}, not plain text", "export it as plain text (UTF-8) and read that", name)


def _decoded(data: bytes, name: str) -> str:
    mark, encoding = next(((m, e) for m, e in MARKS if data.startswith(m)), (b"", "utf-8"))
    try:
        return data[len(mark) :].decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start + len(mark)) + 1
        raise BadEncoding(
            f"{name} is not {encoding.upper()}: byte {error.start + len(mark)} (line {line}) fits no character",
            "save it as UTF-8; texts in TCVN3, VNI or Windows-1258 must be converted first",
            name,
        ) from error


def _refuse_endless_lines(text: str, name: str) -> None:
    start = 0
    while len(text) - start > MAX_LINE:
        end = text.rfind("\n", start, start + MAX_LINE)
        if end < 0:
            raise DocumentTooLarge(
                f"{name} has a line of more than {MAX_LINE} characters",
                "keep the line breaks of the original when exporting",
                name,
            )
        start = end + 1
