"""Markdown: turned into a web page, with the numbers that the file itself has."""

import re

from markdown import markdown

from generator.importing.document import Document
from generator.importing.html import read_html
from generator.importing.labels import split_label

_BULLET = re.compile(r"([ \t]*)[-*+•][ \t]+(?=\S)")
_FENCE = re.compile(r"\s*(```|~~~)")
_RULE = re.compile(r"\s*([-*_])(?:\s*\1){2,}\s*$")
_FRONT = re.compile(r"\A---\n.*?\n---\n", re.S)


def read_markdown(text: str) -> Document:
    """Read Markdown. Numbers stay as they are typed: Markdown itself would count them anew."""
    document = read_html(markdown(_prepared(_FRONT.sub("", text)), extensions=["tables", "footnotes", "sane_lists"]))
    return Document("Markdown", document.blocks, document.listed)


def _prepared(text: str) -> str:
    """The text with every typed label at the beginning of a paragraph of its own, and lists in steps of four."""
    lines: list[str] = []
    depths: list[int] = []
    in_fence = False
    for line in text.split("\n"):
        if _FENCE.match(line):
            in_fence = not in_fence
        if in_fence or _RULE.match(line) or line.lstrip().startswith(("|", "[^")):
            lines.append(line)
            continue
        bullet = _BULLET.match(line)
        if bullet:
            indent = len(bullet[1].expandtabs(4))
            while depths and depths[-1] > indent:
                depths.pop()
            if not depths or depths[-1] < indent:
                depths.append(indent)
            if lines and lines[-1].strip() and not _BULLET.match(lines[-1]):
                lines.append("")
            lines.append("    " * (len(depths) - 1) + "- " + _escaped(line[bullet.end() :]))
            continue
        bare = line.strip()
        label, _ = split_label(bare.replace("\\.", "."))
        if label is not None and not line.lstrip().startswith("#"):
            if lines and lines[-1].strip():
                lines.append("")
            depths.clear()
            lines.append(_escaped(bare))
            continue
        if bare and lines and not lines[-1].strip():
            depths.clear()
        lines.append(bare if bare else "")
    return "\n".join(lines)


def _escaped(text: str) -> str:
    """A text whose first number Markdown does not take for that of a list."""
    return re.sub(r"^([0-9]+)([.)])(?=\s)", r"\1\\\2", text)
