"""Measure what a site costs, from two protocols to a thousand, beside other generators: make bench.

Writes benchmarks/RESULTS.md. Nothing here is asserted anywhere: a figure is what it is on the machine of the day.
"""

import argparse
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.corpus import ROOT, make_project
from benchmarks.measure import Cost, measure
from benchmarks.peers import lay_out, ordinary_markdown
from benchmarks.stages import STEPS

RESULTS = Path(__file__).with_name("RESULTS.md")
QUIET = {"NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
HEAD = ("what", "CPU s", "wall s", "memory MB", "pages", "MB", "files")

Row = tuple[str, Cost | None, Path | None]


def main() -> None:
    """Measure the sizes that are asked for."""
    parser = argparse.ArgumentParser(description="Measure what a site costs.")
    parser.add_argument("--sizes", default="2,20,153,1000", help="how many protocols, with commas between")
    parser.add_argument("--peers-up-to", type=int, default=153, help="the largest size that other generators build too")
    parser.add_argument("--results", type=Path, default=RESULTS)
    given = parser.parse_args()
    parts = [_introduction()]
    for size in (int(word) for word in given.sizes.split(",")):
        with tempfile.TemporaryDirectory(prefix="bench-") as folder:
            rows = _measured(size, Path(folder), with_peers=size <= given.peers_up_to)
            parts.append(f"## {size:,} protocols\n\n{_table(rows)}")
        given.results.write_text("\n\n".join(parts) + "\n", encoding="utf-8")
        print(parts[-1], flush=True)


def _measured(size: int, folder: Path, *, with_peers: bool) -> list[Row]:
    project, site = folder / "project", folder / "site"
    make_project(project, size)
    rows: list[Row] = []
    for step in STEPS:
        cost = measure([sys.executable, "-m", "benchmarks.stages", step, "."], folder=project, environment=QUIET)
        rows.append((f"up to: {step}", cost, None))
    build = [sys.executable, "-m", "generator", "build", "--site", str(site), "--today", "2026-11-22"]
    rows.append(("**whole site, cold**", measure(build, folder=project, environment=QUIET), site))
    changed = min(file for file in (project / "protocols").glob("*.yml"))
    text = changed.read_text(encoding="utf-8")
    changed.write_text("# seen again\n" + text, encoding="utf-8")
    rows.append(("whole site, one file changed", measure(build, folder=project, environment=QUIET), None))
    check = [sys.executable, "-m", "generator", "check"]
    rows.append(("`protocols check`, one file", _try([*check, f"protocols/{changed.name}"], project), None))
    rows.append(("`protocols check`, all files", _try(check, project), None))
    if with_peers:
        rows += _peers(folder, site)
    return rows


def _peers(folder: Path, site: Path) -> list[Row]:
    plain = folder / "plain"
    ordinary_markdown(site, plain / "docs")
    lay_out(plain, plain / "docs")
    zensical = os.environ.get("ZENSICAL") or shutil.which("zensical") or _beside_python("zensical")
    mkdocs = ["-m", "mkdocs", "build", "-q"]
    commands: tuple[tuple[str, str | None, Sequence[str], Path], ...] = (
        ("plain mkdocs-material", sys.executable, mkdocs, plain),
        ("Zensical without search", zensical, ["build", "--config-file", "mkdocs.yml"], plain / "zensical"),
        ("Hugo, plain theme", shutil.which("hugo"), ["--quiet", "--destination", "site"], plain / "hugo"),
    )
    rows: list[Row] = []
    for name, program, arguments, below in commands:
        if program is None:
            rows.append((f"{name}: not installed", None, None))
            continue
        rows.append((f"{name}, same content", _try([program, *arguments], below), below / "site"))
    return rows


def _beside_python(name: str) -> str | None:
    program = Path(sys.executable).with_name(name)
    return str(program) if program.is_file() else None


def _try(command: Sequence[str], folder: Path) -> Cost | None:
    try:
        return measure(command, folder=folder, environment=QUIET)
    except RuntimeError as error:
        print(error, file=sys.stderr)
        return None


def _table(rows: Sequence[Row]) -> str:
    lines = ["| " + " | ".join(HEAD) + " |", "|---|" + "--:|" * (len(HEAD) - 1)]
    whole = next(cost for name, cost, _ in rows if "cold" in name)
    assert whole
    for name, cost, folder in rows:
        shown = name
        figures = (f"{cost.cpu:.2f}", f"{cost.wall:.2f}", f"{cost.memory:.0f}") if cost else ("–", "–", "–")
        if cost and "same content" in name:
            shown = f"{name} (ours is {whole.cpu / cost.cpu:.2f} of its CPU)"
        lines.append("| " + " | ".join((shown, *figures, *_extent(folder))) + " |")
    return "\n".join(lines)


def _extent(folder: Path | None) -> tuple[str, str, str]:
    if folder is None or not folder.is_dir():
        return ("", "", "")
    files = [file for file in folder.rglob("*") if file.is_file()]
    pages = sum(file.suffix == ".html" for file in files)
    return (f"{pages:,}", f"{sum(file.stat().st_size for file in files) / 1e6:.1f}", f"{len(files):,}")


def _introduction() -> str:
    commit = _said("git", "rev-parse", "--short", "HEAD")
    processor = next(
        (line.split(":", 1)[1].strip() for line in _lines(Path("/proc/cpuinfo")) if line.startswith("model name")),
        platform.processor() or platform.machine(),
    )
    return "\n".join(
        (
            "# Results",
            "",
            f"Commit {commit}, measured on {datetime.now(UTC).date()}: {processor}, {os.cpu_count()} processors, "
            f"{platform.system()}, Python {platform.python_version()}.",
            "",
            "Each row is one process from start to end, with its imports and its children. The corpora are those of "
            "`benchmarks/corpus.py`; the others build the same pages' articles, converted to ordinary Markdown.",
        )
    )


def _said(*command: str) -> str:
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout.strip() or "unknown"


def _lines(file: Path) -> list[str]:
    return file.read_text(encoding="utf-8").splitlines() if file.is_file() else []


if __name__ == "__main__":
    main()
