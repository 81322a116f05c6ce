"""What several suites need: the statute texts, where present, and the packs."""

import os
from pathlib import Path

import pytest

SHARED = Path(os.environ.get("NORMGRAPH_SHARED", Path(__file__).resolve().parents[2] / "shared"))


@pytest.fixture(scope="session")
def shared() -> Path:
    if not (SHARED / "corpus").is_dir():
        pytest.skip(f"the statute texts are not here ({SHARED / 'corpus'}); set NORMGRAPH_SHARED")
    return SHARED


@pytest.fixture(scope="session")
def documents(shared) -> Path:
    return shared / "corpus" / "documents"
