"""The words of a document without what cannot be seen, and a list of that."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from generator.importing.document import Block, Document, Listed
from generator.source.characters import without_refused

_LIGATURES = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}
_HYPHENS = {0x2010: "-", 0x2011: "-"}
_SYMBOL_BULLETS = dict.fromkeys((0xF0B7, 0xF0A7, 0xF0D8, 0xF0FC, 0xF076, 0xF02D, 0xF06F, 0xF0A8), "•")
_TABLE = {**_LIGATURES, **_HYPHENS, **_SYMBOL_BULLETS, 0xAD: ""}
_SPACE = re.compile(r"\s+")


def plain(text: str) -> str:
    """Give a text as it can stand in a protocol file: one line, single spaces, composed accents, nothing unseen.

    Ligatures of letters and the hyphens that do not break become plain ones; they print the same.
    """
    text = _SPACE.sub(" ", text.translate(_TABLE))
    text = unicodedata.normalize("NFC", without_refused(text))
    return _SPACE.sub(" ", unicodedata.normalize("NFC", text)).strip()


def made_plain(document: Document) -> Document:
    """Give a document all of whose texts are plain; what was taken away is listed. Blocks without words are gone."""
    dropped: Counter[str] = Counter()
    blocks = [_plain_block(block, dropped) for block in document.blocks]
    kept = [block for block in blocks if _has_words(block)]
    listed = [replace(entry, what=plain(entry.what), words=plain(entry.words)) for entry in document.listed]
    listed += [
        Listed(f"{count} invisible or control {'character' if count == 1 else 'characters'} {name}, taken out")
        for name, count in dropped.items()
    ]
    if lost := sum(text.count("\ufffd") for block in kept for text in (block.text, *_cells(block))):
        listed.append(
            Listed(f"{lost} characters that the file itself has lost (shown as \ufffd): compare with the original")
        )
    return replace(document, blocks=tuple(kept), listed=tuple(listed))


def _plain_block(block: Block, dropped: Counter[str]) -> Block:
    for text in (block.text, block.label or "", *_cells(block)):
        dropped.update(_unseen(text))
    text = plain(block.text)
    marks = tuple(
        replace(mark, offset=len(plain(block.text[: mark.offset])), sign=plain(mark.sign)) for mark in block.marks
    )
    return replace(
        block,
        text=text,
        label=plain(block.label or "") or None,
        bold=min(len(plain(block.text[: block.bold])), len(text)),
        rows=tuple(tuple(plain(cell) for cell in row) for row in block.rows),
        marks=marks,
    )


def _cells(block: Block) -> Iterable[str]:
    return (cell for row in block.rows for cell in row)


def _unseen(text: str) -> Iterable[str]:
    if text.isprintable():
        return
    for letter in text:
        if not letter.isspace() and letter.translate(_TABLE) == letter and not without_refused(letter):
            yield f"U+{ord(letter):04X}"


def _has_words(block: Block) -> bool:
    return bool(block.text or block.label or any(_cells(block))) or block.kind == "page-break"
