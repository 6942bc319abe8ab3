"""How a command begins and how it ends, whatever happens."""

import gc
import io
import os
import sys
import traceback
from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import NoReturn

import click

from generator.reporting.safe import safe

BROKEN_PIPE = 141
INTERRUPTED = 130
OUR_FAULT = 70

COMMANDS: Mapping[str, str] = {
    "check": "check:check",
    "build": "build:build",
    "serve": "serve:serve",
    "suggest": "suggest:suggest",
    "new": "new:new",
    "import": "import_document:import_document",
    "compare": "compare:compare",
    "changes": "changes:changes",
    "explain": "explain:explain",
    "schema": "schema:schema",
    "export": "export:export",
    "query": "query:query",
}
"""Each command's name, its module below generator/cli/ and its function there."""


class _Commands(click.Group):
    """The commands, each imported when it is called: a check need not wait for what a build needs."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Give the names, in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Give a command by its name; None where there is no such."""
        place = COMMANDS.get(cmd_name)
        if place is None:
            return None
        module, _, name = place.partition(":")
        found = getattr(import_module(f"generator.cli.{module}"), name)
        assert isinstance(found, click.Command)
        return found


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option("--debug", is_flag=True, help="Show where in the program something went wrong.")
@click.version_option(package_name="local-protocols", message="protocols %(version)s")
def protocols(debug: bool) -> None:
    """Check, compare and publish the protocols of local authorities.

    Exit codes: 0 without errors, 1 with errors, 2 when the command itself is wrong.
    """


def main() -> None:
    """Run the command line of this process.

    What a command makes lives until its end, or goes when nobody has it any more: to look through it for circles that
    nobody has, and to take it apart before leaving, would be a third of the time of a large build.
    """
    gc.disable()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    code = run(sys.argv[1:])
    _leave(code)


def run(arguments: Sequence[str]) -> int:
    """Run a command and give its exit code: 0, 1 with faults, 2 for wrong use, 70 for a fault of the program."""
    debug = "--debug" in arguments[:1]
    try:
        # Not `protocols.main`, which takes a reader that went away for a fault of ours and ends with 1.
        with protocols.make_context("protocols", list(arguments)) as context:
            protocols.invoke(context)
        sys.stdout.flush()
    except click.exceptions.Exit as ending:
        return ending.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except BrokenPipeError:
        _close_quietly()
        return BROKEN_PIPE
    except Exception as error:  # the last resort: whatever it is, nobody is shown a traceback who has not asked for one
        if debug:
            traceback.print_exc()
        else:
            _say(error)
        return OUR_FAULT
    return 0


def _leave(code: int) -> NoReturn:
    """End the process at once, with all that was said told."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            continue
    os._exit(code)


def _say(error: Exception) -> None:
    if isinstance(error, OSError) and error.strerror:
        name = f" ('{safe(str(error.filename))}')" if error.filename else ""
        click.echo(f"protocols: the computer refused: {error.strerror.lower()}{name}", err=True)
        return
    kind = f"{type(error).__name__}: {safe(str(error))[:200]}"
    click.echo(f"protocols: this is a fault of the program, not of your files ({kind})", err=True)
    click.echo("    hint: run 'protocols --debug …' with the same words, and report what it shows", err=True)


def _close_quietly() -> None:
    """Nobody reads any more; without this, Python complains once more while it ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        try:
            os.dup2(nowhere, stream.fileno())
        except (OSError, ValueError):
            continue
