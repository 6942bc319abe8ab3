"""What was made of a value before, for values that never change and would be dear to compare."""

from collections import OrderedDict
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

Value = TypeVar("Value")
Made = TypeVar("Made")

_EVERY: list[OrderedDict[int, Any]] = []


def kept(most: int) -> Callable[[Callable[[Value], Made]], Callable[[Value], Made]]:
    """Let a function of one value keep what it made of the latest `most` ones.

    Values are told apart by what they are, not by what they hold: an equal one is another. A kept value stays alive.
    """

    def keeping(make: Callable[[Value], Made]) -> Callable[[Value], Made]:
        found: OrderedDict[int, tuple[Value, Made]] = OrderedDict()
        _EVERY.append(found)

        @wraps(make)
        def once(value: Value) -> Made:
            entry = found.get(id(value))
            if entry is None:
                entry = found[id(value)] = (value, make(value))
                if len(found) > most:
                    found.popitem(last=False)
            return entry[1]

        return once

    return keeping


def forget() -> None:
    """Let go of all that is kept: what is still asked for is made anew."""
    for found in _EVERY:
        found.clear()
