"""The blocks of a document made ready to be put in order: labels read, sentences mended, what stands apart known."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from generator.importing.document import Block, BlockKind, Document, Mark
from generator.importing.labels import Label, Sort, split_label, whole_label

_BULLET = re.compile(r"[-•*–◦▪●○·‣⁃➢]\s+(?=\S)|o\s+(?=[A-Z(])")
_LEADER = re.compile(r"(?:\s*[.…·_]){3,}\s*(?:[0-9]{1,3}|[ivx]{1,5})$")
_ENDS_IN_PAGE = re.compile(r".*\D\s+(?:[0-9]{1,3})$")
_CONTENTS = re.compile(r"(?:table of )?contents(?: page)?:?|cynnwys", re.IGNORECASE)
_CONTENTS_WHY = "Contents page."
_RUN_IN = re.compile(r"(.{2,100}?)\s*([–—:.]|\s-)\s*$")
_SEPARATOR = re.compile(r"\s*([–—:.]|-(?=\s))\s*")
_DASHED = re.compile(r"([A-Z][^–—:.;]{1,80}?)\s([–—])\s(?=\S)")
_ENDS = ".:;!?"
_CLOSERS = ")]\"'’”»"


@dataclass(frozen=True, slots=True)
class Line:
    """A block with its label read.

    `printed` is the label as printed; `label` what it counts, None where that is not known. `heading` is what runs into
    the text, with the `run_in` between them. `broken_at` are the places in the text where it was put together from
    several blocks. `follows_break` says that a page begins before it.
    """

    block: Block
    text: str
    printed: str | None = None
    label: Label | None = None
    heading: str | None = None
    run_in: str | None = None
    follows_break: bool = False
    marks: tuple[Mark, ...] = ()

    @property
    def kind(self) -> BlockKind:
        """What it is."""
        return self.block.kind

    @property
    def is_bullet(self) -> bool:
        """Whether it is an item with a bullet and nothing else before it."""
        return self.block.is_bullet and self.printed is None

    @property
    def is_bold(self) -> bool:
        """Whether all of it is bold."""
        return 0 < len(self.block.text) <= self.block.bold

    @property
    def whole(self) -> str:
        """Label and text, as printed."""
        return f"{self.printed} {self.text}" if self.printed and self.text else self.printed or self.text


def lines(document: Document) -> tuple[Line, ...]:
    """Give the blocks of a document as lines, in its order; footnotes come last."""
    blocks = _contents_apart(_in_order([each for block in document.blocks for each in _out_of_layout(block)]))
    found = [_line(block) for block in blocks]
    return tuple(_with_dashed_headings(_mended(_without_false_labels(found))))


def ends_sentence(text: str) -> bool:
    """Whether a text ends as a sentence or a list item does."""
    return text.rstrip(_CLOSERS)[-1:] in _ENDS or text.rstrip(_CLOSERS)[-2:] in ("; ", ", ")


def _out_of_layout(block: Block) -> Sequence[Block]:
    """Take a table of two columns for what it is where the first holds nothing but labels: clauses, laid out."""
    is_layout = len(block.rows) > 1 and all(len(row) == 2 and row[1] and whole_label(row[0]) for row in block.rows)
    if not is_layout:
        return (block,)
    return [Block(BlockKind.ITEM, text, label) for label, text in block.rows]


def _in_order(blocks: Sequence[Block]) -> list[Block]:
    body = [block for block in blocks if block.kind is not BlockKind.FOOTNOTE]
    return [*body, *(block for block in blocks if block.kind is BlockKind.FOOTNOTE)]


def _contents_apart(blocks: list[Block]) -> list[Block]:
    """Set apart a list of contents that is typed: lines that end in the number of a page."""
    found = list(blocks)
    is_leader = [bool(_LEADER.search(block.text)) for block in blocks]
    for at, block in enumerate(blocks):
        if _CONTENTS.fullmatch(block.text) and at < len(blocks) - 1:
            end = at + 1
            later = {_folded(block.text) for block in blocks[end:] if block.kind is not BlockKind.APART}
            while end < len(blocks) and (
                is_leader[end]
                or (_folded(blocks[end].text) in later and _stands_again(blocks, end))
                or (_ENDS_IN_PAGE.match(blocks[end].text) and len(blocks[end].text) < 120)
                or blocks[end].kind in (BlockKind.APART, BlockKind.PAGE_BREAK)
            ):
                end += 1
            if any(blocks[place].text for place in range(at + 1, end) if blocks[place].kind is not BlockKind.APART):
                is_leader[at:end] = [True] * (end - at)
            elif any(blocks[place].why == _CONTENTS_WHY for place in range(at + 1, end)):
                is_leader[at] = True
        elif (
            block.kind is BlockKind.TABLE
            and _is_contents_table(block)
            and at
            and _CONTENTS.fullmatch(blocks[at - 1].text)
        ):
            is_leader[at - 1] = True
            rows = [" ".join(cell for cell in row if cell) for row in block.rows]
            found[at] = Block(BlockKind.APART, "\n".join(rows), why=_CONTENTS_WHY)
    for at, block in enumerate(found):
        if is_leader[at] and block.kind not in (BlockKind.APART, BlockKind.PAGE_BREAK, BlockKind.TABLE):
            text = f"{block.label} {block.text}" if block.label else block.text
            found[at] = Block(BlockKind.APART, text, why=_CONTENTS_WHY)
    return found


def _stands_again(blocks: Sequence[Block], at: int) -> bool:
    text = _folded(blocks[at].text)
    return bool(text) and any(_folded(block.text) == text for block in blocks[at + 1 :])


def _folded(text: str) -> str:
    return split_label(text)[1].casefold().rstrip(" .:")


def _is_contents_table(block: Block) -> bool:
    last = [row[-1] for row in block.rows]
    return sum(cell.isdigit() for cell in last) >= max(2, len(last) - 1)


def _line(block: Block) -> Line:
    if block.kind in (BlockKind.APART, BlockKind.PAGE_BREAK, BlockKind.TABLE):
        return Line(block, block.text)
    if block.label is not None:
        return _with_run_in(Line(block, block.text, block.label, whole_label(block.label), marks=block.marks))
    text, marks, bold = block.text, block.marks, block.bold
    bullet = _BULLET.match(text) if block.kind is not BlockKind.TITLE else None
    if bullet:
        text, marks, bold = _cut(text, marks, bold, bullet.end())
        level = block.level if block.kind is BlockKind.ITEM else 0
        block = replace(block, kind=BlockKind.ITEM, text=text, level=level, is_bullet=True, bold=bold, marks=marks)
    if block.kind is BlockKind.TITLE:
        return Line(block, text, marks=marks)
    label, rest = split_label(text)
    if label is None:
        return _with_run_in(Line(block, text, marks=marks))
    rest, marks, bold = _cut(text, marks, bold, len(text) - len(rest))
    return _with_run_in(Line(replace(block, text=rest, bold=bold), rest, label.printed, label, marks=marks))


def _cut(text: str, marks: tuple[Mark, ...], bold: int, by: int) -> tuple[str, tuple[Mark, ...], int]:
    kept = tuple(replace(mark, offset=max(mark.offset - by, 0)) for mark in marks)
    return text[by:], kept, max(bold - by, 0)


def _with_run_in(line: Line) -> Line:
    """Part a bold beginning from the text that it runs into, where a dash or a colon stands between them."""
    bold = line.block.bold
    if line.kind is BlockKind.HEADING or not 1 < bold < len(line.text):
        return line
    head, rest = line.text[:bold].strip(), line.text[bold:]
    inside, between = _RUN_IN.fullmatch(head), _SEPARATOR.match(rest)
    if between and rest[between.end() :] and len(head) <= 100 and head[-1:] not in ":–—":
        return replace(line, heading=head, run_in=between[1], text=rest[between.end() :])
    if inside and rest.strip() and not rest[:1].isalnum():
        return replace(line, heading=inside[1].strip(), run_in=inside[2].strip(), text=rest.strip())
    return line


def _without_false_labels(found: list[Line]) -> list[Line]:
    """Give numbers and initials that count nothing back to their texts: '2 Boards', 'A. Smith'."""
    kept: list[Line] = list(found)
    bare = [at for at, line in enumerate(found) if line.block.label is None and _is(line, Sort.BARE)]
    chain = _counting(found, [at for at in bare if found[at].is_bold or not ends_sentence(found[at].text)])
    if len(chain) < 2:
        chain = _counting(found, bare)
    for at in bare:
        if len(chain) < 2 or at not in chain:
            kept[at] = _given_back(found[at])
    count = 0
    for at, line in enumerate(found):
        if line.label and _is(line, Sort.CAPITAL) and line.block.label is None:
            if line.label.value in (1, count + 1) and _next_capital(found, at):
                count = line.label.value
            elif line.label.value == count + 1:
                count += 1
            else:
                kept[at] = _given_back(line)
    return kept


def _counting(found: Sequence[Line], places: Sequence[int]) -> list[int]:
    """Those of some lines whose numbers count on from 1."""
    chain: list[int] = []
    for at in places:
        label = found[at].label
        is_capital = found[at].text[:1].isupper() and len(found[at].text) < 400
        if label and is_capital and label.value == len(chain) + 1:
            chain.append(at)
    return chain


def _next_capital(found: Sequence[Line], at: int) -> bool:
    value = found[at].label
    return any(
        value is not None
        and other.label is not None
        and _is(other, Sort.CAPITAL)
        and other.label.value == value.value + 1
        for other in found[at + 1 :]
    )


def _is(line: Line, sort: Sort) -> bool:
    return line.label is not None and line.label.sort is sort


def _given_back(line: Line) -> Line:
    prefix = f"{line.printed} "
    heading = line.heading
    block = replace(line.block, text=prefix + line.block.text, bold=line.block.bold and line.block.bold + len(prefix))
    marks = tuple(replace(mark, offset=mark.offset + len(prefix)) for mark in line.marks)
    if heading:
        return replace(line, block=block, heading=prefix + heading, printed=None, label=None, marks=marks)
    return replace(line, block=block, text=prefix + line.text, printed=None, label=None, marks=marks)


def _mended(found: list[Line]) -> list[Line]:
    """Join a sentence that a page break, or a stray empty line, has cut in two."""
    kept: list[Line] = []
    last: int | None = None
    breaks = False
    between: list[int] = []
    for line in found:
        if line.kind is BlockKind.PAGE_BREAK:
            breaks = True
        elif line.kind is BlockKind.APART:
            between.append(len(kept))
        elif last is not None and _goes_on(kept[last], line, breaks=breaks):
            kept[last] = _joined(kept[last], line)
            continue
        else:
            kept.append(replace(line, follows_break=breaks))
            last, breaks = len(kept) - 1, False
            continue
        kept.append(line)
    return kept


def _goes_on(above: Line, line: Line, *, breaks: bool) -> bool:
    if above.kind not in (BlockKind.PARAGRAPH, BlockKind.ITEM) or line.kind is not BlockKind.PARAGRAPH or line.printed:
        return False
    if line.heading or not above.text or not line.text or ends_sentence(above.text):
        return False
    if above.block.size and line.block.size and abs(above.block.size - line.block.size) > 0.6:
        return False
    if above.is_bold != line.is_bold:
        return False
    goes_on = line.text[:1].islower() or line.text[:1] in ",;)–"
    if breaks:
        return goes_on or (above.block.is_full and len(above.text) > 60)
    is_item = above.is_bullet or (
        above.label is not None and above.label.sort not in (Sort.DECIMAL, Sort.NUMBER, Sort.BARE)
    )
    return goes_on and not is_item and above.text[-1:] != "," and len(above.text) > 60


def _joined(above: Line, line: Line) -> Line:
    offset = len(above.text) + 1
    marks = above.marks + tuple(replace(mark, offset=mark.offset + offset) for mark in line.marks)
    text = f"{above.text} {line.text}"
    block = replace(above.block, text=f"{above.block.text} {line.block.text}", is_full=line.block.is_full)
    return replace(above, block=block, text=text, marks=marks)


def _with_dashed_headings(found: list[Line]) -> list[Line]:
    """Take what stands before a dash for a heading where at least three items in a row have it."""
    kept = list(found)
    start = 0
    while start < len(found):
        end = start
        while end < len(found) and _is_dashed(found[end]):
            end += 1
        if end - start >= 3:
            for at in range(start, end):
                if dashed := _DASHED.match(found[at].text):
                    line = found[at]
                    kept[at] = replace(line, heading=dashed[1], run_in=dashed[2], text=line.text[dashed.end() :])
        start = max(end, start + 1)
    return kept


def _is_dashed(line: Line) -> bool:
    is_item = line.is_bullet or (line.printed is not None and line.kind is not BlockKind.HEADING)
    return is_item and line.heading is None and not line.marks and bool(_DASHED.match(line.text))
