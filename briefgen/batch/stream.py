"""Tasks in, results out as they come: only so many are under way that their data fit into memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from itertools import islice
from typing import TypeVar

from briefgen.errors import BriefgenError, Killed

Task = TypeVar("Task")
Given = TypeVar("Given")
Result = TypeVar("Result")

UNDER_WAY = 32
"""Tasks that are begun or wait with their data."""


def streamed(
    executor: Executor, function: Callable[[Given], Result], tasks: Iterable[Task], given: Callable[[Task], Given],
    under_way: int = UNDER_WAY,
) -> Iterator[tuple[Task, Result | Exception]]:  # fmt: skip
    """Each task with what `function(given(task))` returned or raised in a worker, in the order in which they end.

    `given` loads a task's data when its turn comes near. A task whose process was killed from outside, as the system
    does where its memory runs out, is tried once more when all others have ended: alone, with the memory to itself.
    """
    suspects: list[Task] = []
    for task, result in _once(executor, function, tasks, given, under_way):
        if isinstance(result, Killed):
            suspects.append(task)
        else:
            yield task, result
    for one in suspects:
        yield from _once(executor, function, [one], given, 1)


def _once(
    executor: Executor, function: Callable[[Given], Result], tasks: Iterable[Task], given: Callable[[Task], Given],
    under_way: int,
) -> Iterator[tuple[Task, Result | Exception]]:  # fmt: skip
    waiting: dict[Future[Result], Task] = {}
    for task in tasks:
        try:
            data = given(task)
        except BriefgenError as error:  # a file of this task's own that is faulty
            yield task, error
            continue
        waiting[executor.submit(function, data)] = task
        if len(waiting) >= under_way:
            yield from _ended(waiting)
    while waiting:
        yield from _ended(waiting)


def _ended(waiting: dict[Future[Result], Task]) -> Iterator[tuple[Task, Result | Exception]]:
    done, _ = wait(waiting, return_when=FIRST_COMPLETED)
    for future in sorted(done, key=tuple(waiting).index):
        task = waiting.pop(future)
        error = future.exception()
        if error is not None and not isinstance(error, Exception):
            raise error
        yield task, error if isinstance(error, Exception) else future.result()


def batched(items: Iterator[Result], size: int) -> Iterator[tuple[Result, ...]]:
    """The items in groups of `size`, the last one as it falls out."""
    while group := tuple(islice(items, size)):
        yield group
