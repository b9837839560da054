"""Pictures of every part in every state: `python -m tests.shared.ui.gallery [FOLDER [PAGE…]]`."""

import asyncio
import sys
from pathlib import Path

from shared.ui.app import Context, run_app
from shared.ui.window import grab
from tests.shared.ui.gallery.looks import LOOKS

HERE = Path(__file__).parent


async def main(context: Context) -> None:
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "var/pictures/parts")
    wanted = sys.argv[2:]
    for page in sorted(HERE.glob("*.qml")):
        if wanted and page.stem not in wanted:
            continue
        for look, switches in LOOKS.items():
            window = context.open_window(page, **switches)
            shown = asyncio.Event()
            window.frameSwapped.connect(shown.set)
            await shown.wait()
            grab(window, folder / f"{page.stem.lower()}-{look}.png")
            window.close()


if __name__ == "__main__":
    sys.exit(run_app("gallery", main))
