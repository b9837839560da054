"""Every figure that Anteroom promises, measured as a ratio to a floor of the same run, because machines are noisy."""

import sys
from pathlib import Path

# The demo's screens and processes are measured too; its modules are imported plainly, as it does itself.
sys.path.append(str(Path(__file__).parent.parent / "packaging"))
