"""What was made of a value before, for values that never change and would be dear to compare."""

from collections import OrderedDict
from collections.abc import Callable
from functools import wraps
from typing import Any, Generic, TypeVar

Value = TypeVar("Value")
Made = TypeVar("Made")


class Latest(Generic[Value, Made]):
    """What was made of the latest values, at most so many.

    Values are told apart by what they are, not by what they hold: an equal one is another. A kept value stays alive.
    """

    def __init__(self, most: int) -> None:
        """Keep what is made of at most so many values."""
        self._most = most
        self._found: OrderedDict[int, tuple[Value, Made]] = OrderedDict()

    def of(self, value: Value, make: Callable[[Value], Made]) -> Made:
        """Give what was made of this very value before, or make it."""
        entry = self._found.get(id(value))
        if entry is None:
            entry = self._found[id(value)] = (value, make(value))
            if len(self._found) > self._most:
                self._found.popitem(last=False)
        return entry[1]

    def forget(self) -> None:
        """Let go of all."""
        self._found.clear()


_EVERY: list[Latest[Any, Any]] = []


def kept(most: int) -> Callable[[Callable[[Value], Made]], Callable[[Value], Made]]:
    """Let a function of one value keep what it made of the latest `most` ones, until all is forgotten."""

    def keeping(make: Callable[[Value], Made]) -> Callable[[Value], Made]:
        latest: Latest[Value, Made] = Latest(most)
        _EVERY.append(latest)

        @wraps(make)
        def once(value: Value) -> Made:
            return latest.of(value, make)

        return once

    return keeping


def forget() -> None:
    """Let go of all that functions have kept: what is still asked for is made anew."""
    for latest in _EVERY:
        latest.forget()
