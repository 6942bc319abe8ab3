"""The command `protocols`: words in, an exit code out."""

from generator.cli.run import main

__all__ = ["main"]
