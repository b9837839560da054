"""No task is lost, none outlives its program, and no failure goes unheard."""

import asyncio

import pytest

from shared.ui.tasks import Tasks


async def test_tasks_end_cancelled_and_have_cleaned_up() -> None:
    tasks = Tasks()
    cleaned: list[bool] = []

    async def work() -> None:
        started.set()
        try:
            await asyncio.Event().wait()
        finally:
            await asyncio.sleep(0)
            cleaned.append(True)

    started = asyncio.Event()
    tasks.spawn(work(), "work")
    await started.wait()
    await tasks.end()
    assert cleaned == [True]
    assert len(tasks) == 0


async def test_a_task_started_while_ending_ends_too() -> None:
    tasks = Tasks()

    async def last() -> None:
        await asyncio.Event().wait()

    async def work() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            tasks.spawn(last(), "last")

    tasks.spawn(work(), "work")
    await asyncio.sleep(0)
    await tasks.end()
    assert len(tasks) == 0


@pytest.mark.expects_warnings("task printing failed")
async def test_a_failure_is_logged_and_handed_on() -> None:
    failures: asyncio.Queue[BaseException] = asyncio.Queue()
    tasks = Tasks(failures.put_nowait)

    async def work() -> None:
        raise OSError("no paper")

    tasks.spawn(work(), "printing")
    assert isinstance(await failures.get(), OSError)
