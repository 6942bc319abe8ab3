"""Plain text: its lines as paragraphs, headings and items."""

import re
from collections.abc import Sequence
from dataclasses import replace

from generator.importing.document import Block, BlockKind, Document, UnreadableError
from generator.importing.labels import split_label
from generator.importing.pages import page_number, running

_BULLET = re.compile(r"(?:[-•*–◦▪●○·‣⁃]|o)[^\S\n\f]+")
_WIDE = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_BOLD = "**"
_WRAPPED_AT_MOST = 110
_FULL = 0.6
_UNDERLINE = re.compile(r"=={2,}|--{2,}|~~{2,}|\*\*\*{2,}")
_LONGEST_HEADING = 200


def decode(raw: bytes) -> str:
    """Give the text of bytes in UTF-8, in UTF-16 with a mark, or in that of old Windows."""
    for mark, name in _WIDE:
        if raw.startswith(mark):
            try:
                return _newlines(raw.decode(name))
            except UnicodeDecodeError:
                raise UnreadableError("the file is damaged: it is no whole UTF-16", "save it as UTF-8") from None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1252", errors="replace")
    if text.count("\0") or sum(letter < " " and letter not in "\t\n\r\f\v" for letter in text[:4000]) > 40:
        raise UnreadableError("the file is no text and no document that can be read", "is this the right file?")
    return _newlines(text)


def read_text(text: str) -> Document:
    """Read plain text. Lines that a program has broken are joined; others begin a paragraph of their own."""
    lines = text.split("\n")
    if not text.strip():
        raise UnreadableError("the file is empty", "was it saved?")
    lengths = sorted(len(line.strip()) for line in lines if line.strip())
    width = lengths[int(len(lengths) * 0.95)] if lengths else 0
    is_wrapped = width <= _WRAPPED_AT_MOST and lengths[-1] <= _WRAPPED_AT_MOST * 1.3
    pages = [page.split("\n") for page in text.split("\f")]
    apart = _around(pages)
    blocks: list[Block] = []
    pending: list[str] = []
    after_space = True

    def close(*, before_space: bool) -> None:
        nonlocal after_space
        if pending:
            blocks.append(_block(pending, alone=after_space and before_space))
            pending.clear()
            after_space = before_space

    for number, page in enumerate(pages):
        if number:
            close(before_space=True)
            blocks.append(Block(BlockKind.PAGE_BREAK))
        for at, line in enumerate(page):
            if at in apart[number]:
                close(before_space=True)
                blocks.append(Block(BlockKind.APART, line, why=apart[number][at]))
            elif not line.strip():
                if not _is_open(pending):
                    close(before_space=True)
                    after_space = True
            else:
                if _UNDERLINE.fullmatch(line.strip()):
                    close(before_space=True)
                    _underline(line.strip(), blocks)
                    continue
                goes_on = _is_open(pending) or (pending and _continues(pending[-1], line, width if is_wrapped else 0))
                if not goes_on:
                    close(before_space=False)
                pending.append(line)
    close(before_space=True)
    return Document("text", tuple(blocks), as_received=text)


def _newlines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _around(pages: Sequence[Sequence[str]]) -> list[dict[int, str]]:
    """The lines of each page that stand around its text, by their place among all lines of the page."""
    if len(pages) == 1:
        return [{}]
    filled = [[at for at, line in enumerate(page) if line.strip()] for page in pages]
    found = running([[page[at] for at in places] for page, places in zip(pages, filled, strict=True)])
    return [{places[at]: why for at, why in each.items()} for places, each in zip(filled, found, strict=True)]


def _underline(line: str, blocks: list[Block]) -> None:
    """Take a drawn line for what it is: under a short line it makes that one a heading."""
    above = blocks[-1] if blocks else None
    if above is not None and above.kind is BlockKind.PARAGRAPH and len(above.text) <= _LONGEST_HEADING:
        blocks[-1] = replace(above, kind=BlockKind.HEADING, level=1 if line[0] == "=" else 2, alone=True)
    blocks.append(Block(BlockKind.APART, line, why="A drawn line."))


def _is_open(pending: list[str]) -> bool:
    """Whether bold letters have begun and not ended, a few lines above."""
    return len(pending) < 8 and sum(line.count(_BOLD) for line in pending) % 2 == 1


def _continues(above: str, line: str, width: int) -> bool:
    bare = line.strip()
    if not width or _BULLET.match(bare) or page_number(bare):
        return False
    label, rest = split_label(bare)
    if label is not None and not (rest[:1].islower() and len(above.strip()) >= _FULL * width):
        return False
    return len(above.strip()) >= _FULL * width or bare[:1].islower()


def _block(lines: list[str], *, alone: bool) -> Block:
    indent = len(lines[0].expandtabs(4)) - len(lines[0].expandtabs(4).lstrip())
    text = " ".join(line.strip() for line in lines)
    if why := page_number(text):
        return Block(BlockKind.APART, text, why=why)
    bullet = _BULLET.match(text)
    if bullet:
        text = text[bullet.end() :]
    text, bold = _without_bold(text)
    block = Block(BlockKind.PARAGRAPH, text, bold=bold, alone=alone)
    return replace(block, kind=BlockKind.ITEM, level=indent, is_bullet=True) if bullet else block


def _without_bold(text: str) -> tuple[str, int]:
    """The text without its pairs of '**', and how much of its beginning stood between the first."""
    if text.count(_BOLD) % 2:
        return text, 0
    bare = text.replace(_BOLD, "")
    return bare, text.index(_BOLD, 2) - 2 if text.startswith(_BOLD) else 0
