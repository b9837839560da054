"""The programs in packaging/ import their neighbours by plain names; so do their tests."""

import sys
from pathlib import Path

PACKAGING = Path(__file__).parents[2] / "packaging"
sys.path.append(str(PACKAGING))
