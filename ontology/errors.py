"""The tree of errors: every one says what happened, what to do, and where in the law.

NormGraphError
├── InputError            a document that cannot be read
│   ├── EmptyDocument         nothing in it
│   ├── NotText               bytes of another kind (PDF, image, archive …) where text was expected
│   ├── BadEncoding           neither UTF-8 nor UTF-16
│   ├── DocumentTooLarge      over the size or line limit, or an archive that unpacks to too much
│   ├── NotALaw               text without a number or an article
│   ├── DamagedFile           a DOCX, PDF, HTML or XML file that does not open
│   └── NoTextLayer           a PDF that holds pictures of pages
├── CaseError             a case that cannot be judged
│   ├── UnknownFact           a fact id nobody declared
│   ├── BadValue              a value of the wrong kind or unit
│   └── BadDate               a day that does not exist
├── NotationError         a text in our notation that does not parse
│   └── IllTyped              a condition that compares a fact in another kind or unit than its own, or names what nobody declared
├── QueryError            a SPARQL query that is not answered
│   ├── QueryRefused          updates, SERVICE, FROM, LOAD
│   ├── QuerySyntax           it does not parse
│   ├── QueryTimeout          it ran over its time
│   └── QueryTooLarge         it asked for more memory than it may have
├── NotFound              a document, provision or route that the graph does not hold
└── GraphError            the graph directory cannot be opened or written
"""

from __future__ import annotations

from typing import ClassVar


class NormGraphError(Exception):
    """The root: `code`, `what` happened, what to do (`remedy`), `where` in the law or the input."""

    code: ClassVar[str] = "NG000"
    status: ClassVar[int] = 400

    def __init__(self, what: str, remedy: str, where: str | None = None) -> None:
        super().__init__(what)
        self.what = what
        self.remedy = remedy
        self.where = where

    def __reduce__(self) -> tuple[type[NormGraphError], tuple[str, str, str | None]]:
        return type(self), (self.what, self.remedy, self.where)

    def __str__(self) -> str:
        lines = [f"error[{self.code}]: {self.what}", f"  what to do: {self.remedy}"]
        return "\n".join([*lines, f"  where: {self.where}"] if self.where else lines)


class InputError(NormGraphError):
    """A document that cannot be read."""

    code = "NG100"
    status = 422


class EmptyDocument(InputError):
    """A file with nothing in it but white space."""

    code = "NG101"


class NotText(InputError):
    """A file of another kind than its name or place says."""

    code = "NG102"
    status = 415


class BadEncoding(InputError):
    """A text in neither UTF-8 nor UTF-16."""

    code = "NG103"


class DocumentTooLarge(InputError):
    """A document over the limit of size or of line length."""

    code = "NG104"
    status = 413


class NotALaw(InputError):
    """A text in which no document number or no article is found."""

    code = "NG105"


class DamagedFile(InputError):
    """A DOCX, PDF, HTML, XML or JSON file that does not open: broken, locked, or not what it says."""

    code = "NG106"


class NoTextLayer(InputError):
    """A PDF that holds pictures of pages instead of their text."""

    code = "NG107"


class CaseError(NormGraphError):
    """A case that cannot be judged as it was given."""

    code = "NG200"
    status = 422


class UnknownFact(CaseError):
    """A fact id that no pack and no document of the graph declares."""

    code = "NG201"


class BadValue(CaseError):
    """A value of the wrong kind, unit or code for its fact."""

    code = "NG202"


class BadDate(CaseError):
    """A date that does not exist or is not written YYYY-MM-DD."""

    code = "NG203"


class NotationError(NormGraphError):
    """A text in our notation that does not parse; `where` is file and line."""

    code = "NG300"
    status = 422


class IllTyped(NotationError):
    """A condition that compares a fact in another kind or unit than its own, or names a fact or a code that nobody declared."""

    code = "NG301"


class QueryError(NormGraphError):
    """A SPARQL query that is not answered."""

    code = "NG400"


class QueryRefused(QueryError):
    """A query that may not run here: updates, SERVICE, FROM, LOAD."""

    code = "NG401"


class QuerySyntax(QueryError):
    """A query that does not parse."""

    code = "NG402"


class QueryTimeout(QueryError):
    """A query that ran over its time and was stopped."""

    code = "NG403"
    status = 408


class QueryTooLarge(QueryError):
    """A query that asked for more memory than it may have."""

    code = "NG404"
    status = 413


class NotFound(NormGraphError):
    """A document, provision or route that is not here."""

    code = "NG500"
    status = 404


class GraphError(NormGraphError):
    """The graph directory cannot be opened, read or written."""

    code = "NG600"
    status = 500


def error_of(code: str, root: type[NormGraphError] = NormGraphError) -> type[NormGraphError]:
    """The error with this code; the root where none has it."""
    found = (error_of(code, kind) for kind in root.__subclasses__())
    return root if root.code == code else next((kind for kind in found if kind.code == code), NormGraphError)
