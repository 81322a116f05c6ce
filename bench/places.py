"""Where the project and the statute texts are."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("NORMGRAPH_SHARED", ROOT.parent / "shared"))
