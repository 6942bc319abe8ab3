"""How a command begins and how it ends, whatever happens."""

import io
import os
import sys
import traceback
from collections.abc import Sequence

import click

from generator.cli.build import build
from generator.cli.changes import changes
from generator.cli.check import check
from generator.cli.explain import explain
from generator.cli.import_document import import_document
from generator.cli.new import new
from generator.cli.schema import schema
from generator.cli.serve import serve
from generator.cli.suggest import suggest
from generator.reporting.safe import safe

BROKEN_PIPE = 141
INTERRUPTED = 130
OUR_FAULT = 70


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option("--debug", is_flag=True, help="Show where in the program something went wrong.")
@click.version_option(package_name="local-protocols", message="protocols %(version)s")
def protocols(debug: bool) -> None:
    """Check, compare and publish the protocols of local authorities.

    Exit codes: 0 without errors, 1 with errors, 2 when the command itself is wrong.
    """


for command in (check, build, serve, suggest, new, import_document, changes, explain, schema):
    protocols.add_command(command)


def main() -> None:
    """Run the command line of this process."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.exit(run(sys.argv[1:]))


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
