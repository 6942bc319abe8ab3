"""Options that several commands have."""

import os
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from generator.pipeline import is_project

F = TypeVar("F", bound=Callable[..., Any])


class Day(click.ParamType[date]):
    """A day as 2026-11-22."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read the day, or say how one is written."""
        if isinstance(value, date):
            return value
        try:
            if len(str(value)) != 10:
                raise ValueError
            return date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"'{value}' is not a day such as 2026-11-22", param, ctx)


def root_option(command: F) -> F:
    """Add --root: the top of the project, found from the folder where one stands."""
    return click.option(
        "--root",
        type=click.Path(file_okay=False, path_type=Path),
        callback=_root,
        help="The top of the project. Without it: this folder, or the nearest above that has protocols/.",
    )(command)


def today_option(command: F) -> F:
    """Add --today: the day on which reviews are overdue or not."""
    return click.option(
        "--today", type=Day(), default=date.today, metavar="DATE", help="Another day than today, as 2026-11-22."
    )(command)


def colour_option(command: F) -> F:
    """Add --colour and --no-colour."""
    return click.option(
        "--colour/--no-colour",
        default=None,
        help="Colour the lines. Without either: on a terminal, unless NO_COLOR is set.",
    )(command)


def has_colour(wanted: bool | None) -> bool:
    """Whether the lines on standard output are coloured."""
    if wanted is not None:
        return wanted
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def inside(root: Path, file: Path) -> str:
    """Give the path of a file from the top of the project, as diagnostics have it, or say that there is none."""
    place = Path.cwd() / file
    if not place.exists():
        raise click.UsageError(f"there is no file '{file}'")
    try:
        return (place.parent.resolve() / place.name).relative_to(root.resolve()).as_posix()
    except ValueError:
        raise click.UsageError(f"'{file}' is not in the project") from None


def _root(context: click.Context, parameter: click.Parameter, value: Path | None) -> Path:
    if value is not None:
        if not is_project(value):
            raise click.BadParameter(f"'{value}' has no folders protocols/ and site_config/", context, parameter)
        return value
    here = Path.cwd()
    found = next((folder for folder in (here, *here.parents) if is_project(folder)), None)
    if found is None:
        raise click.UsageError("there is no project here: no folder from here upwards has protocols/ and site_config/")
    return found
