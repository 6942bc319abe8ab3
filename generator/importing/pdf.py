"""PDFs: the words of their pages as paragraphs, headings, items, tables and footnotes."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from generator.importing.document import Block, BlockKind, Document, Listed, Mark
from generator.importing.labels import bold_length, split_label, whole_label
from generator.importing.pages import running
from generator.importing.pdf_lines import PdfLine, PdfPage, pdf_pages

_BULLET = re.compile(r"[-•*–◦▪●○·‣⁃➢\uf0b7\uf0a7\uf0d8\uf076]|o")
_BROKEN = "\x02"
_ROW = 3.0
_SMALL = 0.8
_WIDE_GAP = 1.6
_SPACE = 0.12
_MOST_SMALL_HEADS = 2
_LEADER = re.compile(r"(?:\s*[.…·_]){3,}\s*[0-9]{0,3}$")


@dataclass(slots=True)
class _Row:
    """What stands at one height of a page, in a column: its parts from left to right."""

    parts: list[PdfLine]

    @property
    def first(self) -> PdfLine:
        return self.parts[0]

    @property
    def left(self) -> float:
        return self.parts[0].left

    @property
    def right(self) -> float:
        return self.parts[-1].right

    @property
    def bottom(self) -> float:
        return max(part.bottom for part in self.parts)

    @property
    def size(self) -> float:
        return max(self.parts, key=lambda part: len(part.text)).size

    @property
    def text(self) -> str:
        return " ".join(part.text for part in self.parts)

    @property
    def bold(self) -> tuple[bool, ...]:
        found: list[bool] = []
        for part in self.parts:
            found.extend([False, *part.bold] if found else part.bold)
        return tuple(found)

    @property
    def is_bold(self) -> bool:
        return bold_length(self.text, self.bold) >= len(self.text)

    @property
    def raised(self) -> list[int]:
        found: list[int] = []
        start = 0
        for part in self.parts:
            found.extend(start + at for at in part.raised)
            start += len(part.text) + 1
        return found


@dataclass(slots=True)
class _Open:
    """A paragraph that goes on."""

    rows: list[_Row] = field(default_factory=list)


def read_pdf(raw: bytes) -> Document:
    """Read a PDF. What stands at the edge of its pages again and again is set apart; so are turned words."""
    pages = pdf_pages(raw)
    rows = [list(_rows(page)) for page in pages]
    apart = running([[row.text for row in page] for page in rows])
    blocks: list[Block] = []
    body = [row for page in rows for row in page]
    size = _usual(body)
    _add_small_heads(rows, apart, size)
    listed = _images(pages)
    mender = _Hyphens([row.text for row in body])
    for index, (page, page_rows) in enumerate(zip(pages, rows, strict=True)):
        if index:
            blocks.append(Block(BlockKind.PAGE_BREAK))
        texts = {at: row for at, row in enumerate(page_rows) if at not in apart[index]}
        kept = list(texts.values())
        notes_from = _footnotes_from(kept, size)
        middle = list(_blocks(kept[:notes_from], page.rules, mender))
        notes = list(_notes(kept[notes_from:], mender))
        signs = {note.label for note in notes}
        middle = [_marked(block, signs) for block in middle]
        first_text = min(texts, default=len(page_rows))
        before = [_apart(page_rows[at], why) for at, why in sorted(apart[index].items()) if at < first_text]
        after = [_apart(page_rows[at], why) for at, why in sorted(apart[index].items()) if at >= first_text]
        turned = [
            Block(BlockKind.APART, line.text, why="Turned across the page, such as a watermark.")
            for line in page.lines
            if line.is_turned
        ]
        blocks.extend([*before, *middle, *notes, *turned, *after])
    listed += mender.listed()
    return Document("PDF", tuple(blocks), tuple(listed))


def _images(pages: Sequence[PdfPage]) -> list[Listed]:
    """Images; one that stands on most pages is part of a running head, and told once."""
    with_images = [number for number, page in enumerate(pages, start=1) if page.images]
    if not with_images:
        return []
    shown = ", ".join(str(number) for number in with_images[:20])
    return [Listed(f"images on {'page' if len(with_images) == 1 else 'pages'} {shown}; are there words in them?")]


def _add_small_heads(pages: Sequence[Sequence[_Row]], apart: Sequence[dict[int, str]], size: float) -> None:
    """Take small lines at the top of a page after the first for its head, though it recurs on no other."""
    for page, found in zip(pages[1:], apart[1:], strict=True):
        top = 0
        while top < len(page) and (top in found or page[top].size <= size - 1.5):
            top += 1
        small = [at for at in range(top) if at not in found]
        if top < len(page) and len(small) <= _MOST_SMALL_HEADS:
            found.update(dict.fromkeys(small, "Running head."))


def _apart(row: _Row, why: str) -> Block:
    return Block(BlockKind.APART, row.text, why=why)


def _usual(rows: Sequence[_Row]) -> float:
    counts: Counter[float] = Counter()
    for row in rows:
        counts[row.size] += len(row.text)
    return counts.most_common(1)[0][0] if counts else 0.0


def _rows(page: PdfPage) -> Iterator[_Row]:
    """The lines of a page from top to bottom, column after column."""
    lines = [line for line in page.lines if not line.is_turned]
    for group in _columns(lines, page.width):
        at_height: list[_Row] = []
        for line in sorted(group, key=lambda line: (line.bottom, line.left)):
            above = at_height[-1] if at_height else None
            if above is not None and abs(above.first.bottom - line.bottom) <= _ROW and _beside(above, line):
                above.parts.append(line)
                above.parts.sort(key=lambda part: part.left)
            else:
                at_height.append(_Row([line]))
        yield from (_Row(_put_together(row.parts)) for row in _with_raised(at_height))


def _with_raised(rows: list[_Row]) -> list[_Row]:
    """Put small raised letters that stand as a row of their own into the row that they are raised in."""
    kept: list[_Row] = []
    for at, row in enumerate(rows):
        below = rows[at + 1] if at + 1 < len(rows) else None
        is_raised = (
            below is not None
            and row.size < _SMALL * below.size
            and below.bottom - row.bottom < 0.65 * below.size
            and all(_beside(below, part) for part in row.parts)
        )
        if is_raised and below is not None:
            marked = [replace(part, raised=tuple(range(len(part.text)))) for part in row.parts]
            below.parts = sorted([*below.parts, *marked], key=lambda part: part.left)
        else:
            kept.append(row)
    return kept


def _put_together(parts: Sequence[PdfLine]) -> list[PdfLine]:
    """Join the parts of a row that have no more than a space between them."""
    kept: list[PdfLine] = []
    for part in parts:
        last = kept[-1] if kept else None
        size = max(part.size, last.size) if last else part.size
        if last is None or part.left - last.right > _WIDE_GAP * size:
            kept.append(part)
            continue
        space = " " if part.left - last.right > _SPACE * size else ""
        start = len(last.text) + len(space)
        kept[-1] = replace(
            last,
            text=last.text + space + part.text,
            right=part.right,
            size=max(last, part, key=lambda each: len(each.text)).size,
            bold=(*last.bold, *([False] * len(space)), *part.bold),
            raised=(*last.raised, *(start + at for at in part.raised)),
        )
    return kept


def _beside(row: _Row, line: PdfLine) -> bool:
    return all(line.left >= part.right - 2 or line.right <= part.left + 2 for part in row.parts)


def _columns(lines: list[PdfLine], width: float) -> list[list[PdfLine]]:
    """Part a page with two columns of text into what is above them, the left, the right, and what is below."""
    best: float | None = None
    for middle in (width * share / 100 for share in range(40, 61, 2)):
        crossing = sum(line.left < middle < line.right for line in lines)
        left = [line for line in lines if line.right <= middle]
        right = [line for line in lines if line.left >= middle]
        enough = len(left) >= 6 and len(right) >= 6
        if enough and crossing <= 0.2 * len(lines) and _is_text(left, middle) and _is_text(right, width - middle):
            best = middle
            break
    if best is None:
        return [lines]
    top = min(line.bottom for line in lines if line.left >= best)
    bottom = max(line.bottom for line in lines if line.left >= best)
    wide = [line for line in lines if line.left < best < line.right]
    wide_top = [line.bottom for line in wide if line.bottom < (top + bottom) / 2]
    wide_bottom = [line.bottom for line in wide if line.bottom >= (top + bottom) / 2]
    start, end = max(wide_top, default=0.0), min(wide_bottom, default=1e9)
    above = [line for line in lines if line.bottom <= start]
    below = [line for line in lines if line.bottom >= end]
    inside = [line for line in lines if start < line.bottom < end]
    return [
        above,
        [line for line in inside if line.right <= best],
        [line for line in inside if line.left >= best],
        [line for line in inside if line.left < best < line.right],
        below,
    ]


def _is_text(lines: Sequence[PdfLine], room: float) -> bool:
    """Whether lines fill their column as running text does, and cells of a table do not."""
    widths = sorted(line.right - line.left for line in lines)
    return widths[len(widths) // 2] > 0.5 * room


def _footnotes_from(rows: Sequence[_Row], size: float) -> int:
    """Where the footnotes of a page begin: small lines at its foot, the first of which begins with a number."""
    start = len(rows)
    while start > 0 and rows[start - 1].size < size - 0.9:
        start -= 1
    while start < len(rows) and not re.match(r"[0-9*†]", rows[start].text):
        start += 1
    return start if start > 0 else len(rows)


def _notes(rows: Sequence[_Row], mender: "_Hyphens") -> Iterator[Block]:
    held: list[_Row] = []
    label = ""
    for row in rows:
        found = re.match(r"([0-9]{1,2}|[*†‡])\s*", row.text)
        is_new = found is not None and (not held or bool(row.raised and row.raised[0] == 0) or _counts(found[1], label))
        if is_new and found is not None:
            if held:
                yield _note(held, label, mender)
            held, label = [], found[1]
        held.append(row)
    if held:
        yield _note(held, label, mender)


def _counts(sign: str, before: str) -> bool:
    return sign.isdigit() and before.isdigit() and int(sign) == int(before) + 1


def _note(rows: list[_Row], label: str, mender: "_Hyphens") -> Block:
    text = mender.joined([row.text for row in rows])
    return Block(BlockKind.FOOTNOTE, text[len(label) :].lstrip(), label=label, size=rows[0].size)


def _marked(block: Block, signs: set[str | None]) -> Block:
    """Take the raised signs of footnotes that the page has out of the text."""
    text = block.text
    marks: list[Mark] = []
    for mark in sorted(block.marks, key=lambda mark: -mark.offset):
        end = mark.offset + len(mark.sign)
        if mark.sign in signs and text[mark.offset : end] == mark.sign:
            text = text[: mark.offset] + text[end:]
            marks = [replace(other, offset=other.offset - len(mark.sign)) for other in marks]
            marks.append(mark)
    bold = min(block.bold, len(text))
    return replace(block, text=text, bold=bold, marks=tuple(sorted(marks, key=lambda mark: mark.offset)))


def _blocks(rows: Sequence[_Row], rules: Sequence[float], mender: "_Hyphens") -> Iterator[Block]:
    margin = _right_margin(rows)
    pitch = _pitch(rows)
    held: list[_Row] = []
    above: _Row | None = None
    at = 0
    while at < len(rows):
        end = _table_end(rows, at)
        if end > at:
            if held:
                yield _block(held, margin, mender, alone=True)
                held = []
            yield _table(rows[at:end], rules, mender)
            above, at = rows[end - 1], end
            continue
        row = rows[at]
        if held and above is not None and not _goes_on(held, above, row, margin, pitch):
            yield _block(held, margin, mender, alone=row.bottom - above.bottom > pitch * 1.3)
            held = []
        held.append(row)
        above = row
        at += 1
    if held:
        yield _block(held, margin, mender, alone=True)


def _right_margin(rows: Sequence[_Row]) -> float:
    rights = sorted(row.right for row in rows)
    return rights[int(len(rights) * 0.9)] if rights else 0.0


def _pitch(rows: Sequence[_Row]) -> float:
    """How far apart the lines of a paragraph are: the commonest distance."""
    gaps = Counter(
        round(row.bottom - above.bottom) for above, row in pairwise(rows) if 0 < row.bottom - above.bottom < 60
    )
    if not gaps:
        return 14.0
    most = max(gaps.values())
    return float(min(gap for gap, count in gaps.items() if count >= most * 0.6))


def _goes_on(held: Sequence[_Row], above: _Row, row: _Row, margin: float, pitch: float) -> bool:
    """Whether a line goes on with the paragraph above it."""
    gap = row.bottom - above.bottom
    if abs(row.size - above.size) > 0.8 or gap > 1.45 * max(pitch, 0.9 * row.size) or gap < 0:
        return False
    if row.is_bold != above.is_bold and (above.is_bold or row.is_bold) and (len(held) > 1 or above.is_bold):
        return above.is_bold and not _is_short_line(above, margin) and row.text[:1].islower()
    text = row.text
    if len(row.parts) > 1 and (_BULLET.fullmatch(row.first.text) or whole_label(row.first.text)):
        return False
    if re.match(r"[•▪●◦‣➢\uf0b7\uf0a7]\s*\S", text) or (re.match(r"[-–]\s", text) and row.left <= held[0].left + 2):
        return False
    label, rest = split_label(text)
    if label is not None and not (
        rest[:1].islower() and not _is_short_line(above, margin) and row.left > held[0].left + 2
    ):
        hanging = row.left > held[0].left + 2 and abs(row.left - above.left) < 1 and len(held) > 1
        if not hanging:
            return False
    if _LEADER.search(above.text):
        return False
    if _is_short_line(above, margin):
        return text[:1].islower() and above.text.rstrip()[-1:] not in ".;:" and not _is_label_only(above)
    return True


def _is_label_only(row: _Row) -> bool:
    return whole_label(row.text) is not None


def _is_short_line(row: _Row, margin: float) -> bool:
    """Whether a line ends so far from the margin that the next word would have had room."""
    return row.right < margin - 6.5 * max(row.size, 8.0)


def _block(rows: Sequence[_Row], margin: float, mender: "_Hyphens", *, alone: bool) -> Block:
    first = rows[0]
    text = mender.joined([row.text for row in rows])
    bold = 0
    for row in rows:
        length = bold_length(row.text, row.bold)
        bold += length
        if length < len(row.text):
            break
        bold += 1
    marks: list[Mark] = []
    start = 0
    for row in rows:
        for group in _groups(row.raised):
            sign = row.text[group[0] : group[-1] + 1]
            place = text.find(sign, max(start + group[0] - 2, 0))
            if place >= 0 and (sign.isdigit() or sign in "*†‡"):
                marks.append(Mark(place, sign))
        start += len(row.text) + 1
    full = rows[-1].right > margin - 6.5 * max(rows[-1].size, 8.0)
    block = Block(
        BlockKind.PARAGRAPH,
        text,
        bold=min(bold, len(text)),
        size=first.size,
        alone=alone,
        is_full=full,
        marks=tuple(marks),
    )
    bullet = re.match(r"(?:[•▪●◦‣➢\uf0b7\uf0a7\uf0d8\uf076]|[-–*](?=\s)|o(?=\s+[A-Z(]))\s*", text)
    if bullet and text[bullet.end() :]:
        by = bullet.end()
        kept = tuple(replace(mark, offset=max(mark.offset - by, 0)) for mark in marks)
        level = round(first.left)
        return replace(
            block,
            kind=BlockKind.ITEM,
            text=text[by:],
            level=level,
            is_bullet=True,
            bold=max(block.bold - by, 0),
            marks=kept,
        )
    return block


def _groups(places: Sequence[int]) -> Iterator[list[int]]:
    group: list[int] = []
    for place in places:
        if group and place != group[-1] + 1:
            yield group
            group = []
        group.append(place)
    if group:
        yield group


def _table_end(rows: Sequence[_Row], start: int) -> int:
    """Where a table that begins here ends; the same place where none begins."""
    if not _has_cells(rows[start]):
        return start
    end = start + 1
    lefts = [part.left for part in rows[start].parts]
    full = 1
    while end < len(rows):
        row = rows[end]
        near = row.bottom - rows[end - 1].bottom < 4.0 * row.size
        fits = all(any(abs(part.left - left) < 8 for left in lefts) for part in row.parts)
        is_row = _has_cells(row) or (fits and len(row.parts) > 2) or (fits and len(row.parts) == len(lefts) > 1)
        if near and is_row and (fits or len(row.parts) == len(lefts)):
            lefts = sorted(
                {*lefts, *(part.left for part in row.parts if not any(abs(part.left - left) < 8 for left in lefts))}
            )
            full += 1
        elif not (
            near
            and fits
            and len(row.parts) < len(lefts)
            and (row.left > lefts[0] + 8 or _cell_goes_on(rows, end, lefts))
        ):
            break
        end += 1
    return end if full >= 2 else start


def _cell_goes_on(rows: Sequence[_Row], at: int, lefts: Sequence[float]) -> bool:
    """Whether a line in the first column alone is more of the cell above it, or a row of its own within the table."""
    row = rows[at]
    is_narrow = row.right < lefts[1] + 2
    is_more = row.bottom - rows[at - 1].bottom < 1.6 * row.size
    return is_narrow and is_more and len(row.parts) == 1 and at + 1 < len(rows) and _has_cells(rows[at + 1])


def _has_cells(row: _Row) -> bool:
    if len(row.parts) < 2 or _LEADER.search(row.text):
        return False
    first = row.first.text
    return len(row.parts) > 3 or not (_BULLET.fullmatch(first) or whole_label(first))


def _table(rows: Sequence[_Row], rules: Sequence[float], mender: "_Hyphens") -> Block:
    lefts: list[float] = []
    for row in rows:
        for part in row.parts:
            if not any(abs(part.left - left) < 8 for left in lefts):
                lefts.append(part.left)
    lefts.sort()
    cells: list[list[list[str]]] = []
    above: _Row | None = None
    inner = [rule for rule in rules if rows[0].bottom < rule < rows[-1].bottom]
    for row in rows:
        if inner and above is not None:
            goes_on = not any(above.bottom < rule < row.bottom for rule in inner)
        else:
            goes_on = above is not None and len(row.parts) < len(lefts) and row.bottom - above.bottom < 1.6 * row.size
            goes_on = goes_on and (row.left > lefts[0] + 8 or len(row.parts) == 1)
        if not (goes_on and cells):
            cells.append([[] for _ in lefts])
        for part in row.parts:
            column = min(range(len(lefts)), key=lambda at: abs(lefts[at] - part.left))
            cells[-1][column].append(part.text)
        above = row
    joined = tuple(tuple(mender.joined(cell) for cell in row) for row in cells)
    is_bold = rows[0].is_bold and len(cells) > 1
    return Block(BlockKind.TABLE, rows=joined, has_header=is_bold)


class _Hyphens:
    """Joins lines, and words that a hyphen parts at the end of a line."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._words = Counter(
            word.casefold() for line in lines for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", line)
        )
        self._mended: list[str] = []

    def joined(self, lines: Sequence[str]) -> str:
        """Put lines together; a hyphen at the end goes where the word stands elsewhere without one."""
        text = ""
        for line in lines:
            parted = re.search(r"([^\W\d_]+)[-\x02]$", text)
            if parted and (more := re.match(r"[^\W\d_]+", line)):
                whole = parted[1] + more[0]
                if (
                    line[:1].islower()
                    and self._words[whole.casefold()]
                    and not self._words[f"{parted[1]}-{more[0]}".casefold()]
                ):
                    self._mended.append(whole)
                    text = text[:-1] + line
                else:
                    text = text[:-1] + "-" + line
            else:
                text = f"{text} {line}" if text else line
        return text.replace(_BROKEN, "-")

    def listed(self) -> list[Listed]:
        """What was joined without its hyphen."""
        words = ", ".join(dict.fromkeys(self._mended))
        return [Listed("words put together without the hyphen at the end of a line", words)] if words else []
