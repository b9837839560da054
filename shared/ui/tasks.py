"""Tasks: every coroutine a program starts is kept, and ends awaited, cancelled or reported."""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from typing import Any

logger = logging.getLogger(__name__)

# Any: what asyncio itself declares for the two type parameters a task never uses.
Work = Coroutine[Any, Any, object]


class Running:
    """A spawned task as its owner holds it: to be ended or asked about, not awaited (its failure goes to Tasks)."""

    def __init__(self, task: asyncio.Task[object]) -> None:
        self._task = task

    def cancel(self) -> None:
        """Ends it at its next await; nothing when it is over."""
        self._task.cancel()

    @property
    def is_over(self) -> bool:
        """True when it returned, failed or was cancelled."""
        return self._task.done()


class Tasks:
    """Keeps running tasks, so none is lost to the garbage collector and no exception goes unheard.

    An exception that nobody awaited is logged with its trace and handed to `on_failure`: the program decides there
    whether it ends (a screen that goes on half-alive is worse than one its supervisor starts again).
    """

    def __init__(self, on_failure: Callable[[BaseException], None] | None = None) -> None:
        self._running: set[asyncio.Task[object]] = set()
        self._on_failure = on_failure

    def __len__(self) -> int:
        return len(self._running)

    def spawn(self, work: Work, name: str) -> "Running":
        """Starts `work` beside the caller, who may keep what is returned to end it early."""
        task = asyncio.get_running_loop().create_task(work, name=name)
        self._running.add(task)
        task.add_done_callback(self._ended)
        return Running(task)

    async def end(self) -> None:
        """Cancels what still runs and waits until all of it has cleaned up."""
        while self._running:
            ending = list(self._running)
            for task in ending:
                task.cancel()
            await asyncio.gather(*ending, return_exceptions=True)

    def _ended(self, task: asyncio.Task[object]) -> None:
        self._running.discard(task)
        if task.cancelled():
            return
        failure = task.exception()
        if failure is None:
            return
        logger.error("task %s failed", task.get_name(), exc_info=failure)
        if self._on_failure is not None:
            self._on_failure(failure)
