"""Office files are ZIP archives; one that would unpack to too much is refused before anything is unpacked."""

from __future__ import annotations

from io import BytesIO
from zipfile import BadZipFile, ZipFile

from ontology.errors import DamagedFile, DocumentTooLarge

ENTRIES = 4_000
UNPACKED = 256 * 1024 * 1024
RATIO = 400
"""Times that an entry may grow; XML of Word shrinks to a tenth, seldom to a hundredth."""

SMALL = 1024 * 1024
LOCKED = 0x1


def opened(data: bytes, name: str) -> ZipFile:
    """The archive, with no entry too many, too large, locked or outside it. Raises DamagedFile or DocumentTooLarge."""
    try:
        archive = ZipFile(BytesIO(data))
        entries = archive.infolist()
    except (BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise damaged(name, "a broken archive") from error
    if any(entry.flag_bits & LOCKED for entry in entries):
        raise DamagedFile(f"{name} is locked with a password", "save a copy without a password and read that", name)
    if len({entry.filename for entry in entries}) < len(entries):
        raise damaged(name, "an archive that holds two files of one name")
    grown = [e for e in entries if e.file_size > SMALL and e.file_size > RATIO * max(1, e.compress_size)]
    if len(entries) > ENTRIES or grown or sum(entry.file_size for entry in entries) > UNPACKED:
        raise DocumentTooLarge(
            f"{name} would unpack to more than a document can hold",
            "save the document anew without its attachments",
            name,
        )
    return archive


def damaged(name: str, what: str) -> DamagedFile:
    """The error for a file that does not open."""
    return DamagedFile(f"{name} is {what}", "open it in the program that made it, save it anew, and read that", name)
