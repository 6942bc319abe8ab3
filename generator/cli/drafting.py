"""What `protocols new` and `protocols import` share: which file, which kind, which councils."""

import re
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from generator import pipeline
from generator.diagnostics import Severity
from generator.model.registers import Registers
from generator.output import write_file
from generator.reporting.safe import safe
from generator.reporting.text import as_text
from generator.schema.nearest import nearest

F = TypeVar("F", bound=Callable[..., Any])

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LONGEST_SLUG = 80


def draft_options(command: F) -> F:
    """Add --kind, --authority and --title."""
    for option in (
        click.option("--title", help="The document's own title."),
        click.option(
            "--authority",
            "authorities",
            multiple=True,
            metavar="SLUG",
            help="The council, from the register; once for each. Without it: the one that the name begins with.",
        ),
        click.option(
            "--kind", metavar="SLUG", help="The kind of protocol, from the register, where there are several."
        ),
    ):
        command = option(command)
    return command


def registers_of(root: Path) -> Registers:
    """Read the registers, or tell what is wrong with them and end."""
    registers, diagnostics = pipeline.registers(root)
    errors = [diagnostic for diagnostic in diagnostics if diagnostic.severity is Severity.ERROR]
    if registers is None or errors:
        click.echo(as_text(errors), nl=False)
        click.echo("mend the registers first", err=True)
        raise click.exceptions.Exit(1)
    return registers


def chosen_slug(slug: str) -> str:
    """Check the name of the new file."""
    name = slug.removesuffix(".yml").removeprefix("protocols/")
    if not _SLUG.fullmatch(name) or len(name) > _LONGEST_SLUG:
        meant = "-".join(re.findall(r"[a-z0-9]+", name.casefold()))[:_LONGEST_SLUG].strip("-")
        hint = f"did you mean '{meant}'?" if meant else "choose one such as isle-of-wight"
        raise click.UsageError(
            f"'{safe(slug)}' cannot be the name of a file: small letters, digits and single hyphens, "
            f"at most {_LONGEST_SLUG}; {hint}"
        )
    return name


def chosen_kind(registers: Registers, kind: str | None) -> str:
    """Check the kind of protocol; the only one where there is one."""
    kinds = registers.kinds.by_slug
    if kind is None:
        if len(kinds) == 1:
            return next(iter(kinds))
        raise click.UsageError(f"say which kind of protocol it is: --kind {' or '.join(kinds)}")
    if kind not in kinds:
        raise click.UsageError(f"there is no kind '{safe(kind)}'; {_meant(kind, kinds)}")
    return kind


def chosen_authorities(registers: Registers, authorities: Sequence[str], slug: str) -> tuple[str, ...]:
    """Check the councils; the one that the name of the file begins with where none is given."""
    known = registers.authorities.by_slug
    for authority in authorities:
        if authority not in known:
            raise click.UsageError(f"there is no council '{safe(authority)}' in the register; {_add(authority, known)}")
    if authorities:
        return tuple(dict.fromkeys(authorities))
    begun = [name for name in known if slug == name or slug.startswith(f"{name}-")]
    if not begun:
        raise click.UsageError(
            f"no council of the register has the name '{slug}'; name it with --authority: "
            f"{', '.join(list(known)[:12])}\n" + _add(slug, known)
        )
    return (max(begun, key=len),)


def topics_of(registers: Registers, kind: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Give the topics of a kind, in groups, each with its title."""
    found: dict[str, list[str]] = {}
    titles = {group.slug: group.title for group in registers.topics.groups}
    for topic in registers.topics_of(kind):
        found.setdefault(titles.get(topic.group, topic.group), []).append(topic.slug)
    return tuple((title, tuple(topics)) for title, topics in found.items())


def must_be_new(root: Path, slug: str) -> tuple[Path, Path]:
    """Give the places of the new file and of its source; end where one of them is taken."""
    places = root / "protocols" / f"{slug}.yml", root / "protocols" / "sources" / f"{slug}.txt"
    for place in places:
        if place.exists() or place.is_symlink():
            name = place.relative_to(root).as_posix()
            click.echo(f"there is a file '{name}' already; nothing was written", err=True)
            click.echo(f"    hint: choose another name, such as {slug}-2, or take that file away first", err=True)
            raise click.exceptions.Exit(1)
    return places


def write_both(places: tuple[Path, Path], protocol: str, source: str) -> None:
    """Write a protocol file and its source; the source first, so that the file never stands without it."""
    write_file(places[1], source.encode())
    write_file(places[0], protocol.encode())


def _meant(word: str, known: Collection[str]) -> str:
    meant = nearest(word, known)
    return f"did you mean '{meant}'?" if meant else f"there are: {', '.join(known)}"


def _add(slug: str, known: Collection[str]) -> str:
    meant = nearest(slug, known)
    hint = f"did you mean '{meant}'? " if meant else ""
    name = " ".join(part.capitalize() for part in slug.split("-")) if _SLUG.fullmatch(slug) else "Its Name"
    new = slug if _SLUG.fullmatch(slug) else "its-name"
    return (
        f"{hint}A new council is added at the end of site_config/registers/authorities.yml by these lines:\n"
        f"  - slug: {new}\n    name: {name}\n    type: unitary\n    region: South East\n"
        "(type: london-borough, unitary, county, metropolitan-district or city-of-london; region: that of England)"
    )
