"""OpenDocument texts: every word that LibreOffice shows, with the labels that it prints."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from generator.importing.archive import Archive, Element
from generator.importing.document import Block, BlockKind, Document, Listed, Mark, UnreadableError
from generator.importing.labels import bold_length
from generator.importing.numbering import Counter, Level, letter_forms
from generator.importing.word_names import local

_NAMES = "urn:oasis:names:tc:opendocument:xmlns:"
OFFICE, TEXT, TABLE, STYLE, DRAW, FO, XLINK = (
    f"{{{_NAMES}{name}:1.0}}" for name in ("office", "text", "table", "style", "drawing", "xsl-fo-compatible", "xlink")
)
_SPAN = {"span", "a", "meta", "meta-field", "ruby", "ruby-base", "bookmark-ref", "reference-ref", "sequence"}
_CONTAINERS = {"section", "index-body", "text-box", "frame", "g", "custom-shape"}
_INDEXES = {"table-of-content", "alphabetical-index", "illustration-index", "table-index", "user-index"}
_DEEP = 10
_MOST_CELLS = 64


def read_odt(raw: bytes) -> Document:
    """Read an OpenDocument text as it reads once all tracked changes are accepted; what that drops is listed."""
    return _Reader(Archive(raw)).document()


@dataclass(slots=True)
class _Words:
    text: list[str] = field(default_factory=list)
    bold: list[bool] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    frames: list[Element] = field(default_factory=list)

    def add(self, words: str | None, *, bold: bool) -> None:
        if words:
            self.text.append(words)
            self.bold.extend([bold] * len(words))


class _Reader:
    def __init__(self, archive: Archive) -> None:
        content = archive.xml("content.xml")
        body = content.find(f"{OFFICE}body/{OFFICE}text") if content is not None else None
        if content is None or body is None:
            manifest = archive.read("META-INF/manifest.xml") or b""
            if b"encryption-data" in manifest:
                raise UnreadableError("the file is locked with a password", "save a copy without the password")
            raise UnreadableError("this is no text document", "import takes docx, pdf, odt, html, md and txt")
        self._body = body
        self._shared = archive.xml("styles.xml")
        roots = [root for root in (self._shared, content) if root is not None]
        self._styles = {
            style.get(f"{STYLE}name"): style for root in roots for style in root.iter() if style.tag == f"{STYLE}style"
        }
        self._list_styles = {
            style.get(f"{STYLE}name"): style for root in roots for style in root.iter() if local(style) == "list-style"
        }
        outlines = [element for root in roots for element in root.iter() if local(element) == "outline-style"]
        self._outline = Counter(_levels(outlines[0])) if outlines else None
        self._counters: dict[str, Counter] = {}
        self._by_list: dict[str, Counter] = {}
        self._blocks: list[Block] = []
        self._listed: list[Listed] = []
        self._notes: list[tuple[str, Element]] = []

    def document(self) -> Document:
        heads = self._running("header", "Running head.") + self._running("header-first", "Running head.")
        feet = self._running("footer", "Running foot.") + self._running("footer-first", "Running foot.")
        self._container(self._body)
        for sign, note in self._notes:
            self._blocks.append(Block(BlockKind.FOOTNOTE, self._words(note), label=sign))
        return Document("OpenDocument text", (*heads, *self._blocks, *feet), tuple(self._listed))

    def _container(self, container: Element) -> None:
        for child in container:
            name = local(child)
            if name == "tracked-changes":
                self._changes(child)
            elif name in ("p", "h"):
                self._paragraph(child)
            elif name == "list":
                self._list(child, 0, None)
            elif name == "table":
                self._table(child)
            elif name in _INDEXES:
                for line in child.iter():
                    if local(line) in ("p", "h") and (words := self._read(line).text):
                        self._blocks.append(Block(BlockKind.APART, "".join(words), why="Contents page."))
            elif name in _CONTAINERS:
                self._frame(child)

    def _paragraph(self, element: Element, label: str | None = None, depth: int = 0, *, bullet: bool = False) -> None:
        found = self._read(element)
        text = "".join(found.text)
        bold = bold_length(text, found.bold)
        style = self._chain(element.get(f"{TEXT}style-name"))
        names = [(each.get(f"{STYLE}display-name") or each.get(f"{STYLE}name") or "").lower() for each in style]
        if any(each.find(f"{STYLE}paragraph-properties[@{FO}break-before='page']") is not None for each in style[:1]):
            self._blocks.append(Block(BlockKind.PAGE_BREAK))
        if text.strip() or found.marks:
            block = Block(BlockKind.PARAGRAPH, text, bold=bold, marks=tuple(found.marks))
            if local(element) == "h":
                level = _number(element.get(f"{TEXT}outline-level"), 1)
                if label is None and self._outline is not None:
                    label = self._outline.next(min(level, _DEEP) - 1) or None
                block = replace(block, kind=BlockKind.HEADING, level=level, label=label)
            elif names and names[0] == "title":
                block = replace(block, kind=BlockKind.TITLE)
            elif bullet or label:
                block = replace(block, kind=BlockKind.ITEM, label=label, level=depth, is_bullet=bullet)
            self._blocks.append(block)
        for frame in found.frames:
            self._frame(frame)

    def _read(self, element: Element) -> _Words:
        found = _Words()
        self._inline(element, found, bold=self._is_bold(element.get(f"{TEXT}style-name"), default=False))
        return found

    def _inline(self, element: Element, found: _Words, *, bold: bool) -> None:
        found.add(element.text, bold=bold)
        for child in element:
            match local(child):
                case "s":
                    found.add(" " * min(_number(child.get(f"{TEXT}c"), 1), 1000), bold=bold)
                case "tab" | "line-break":
                    found.add("\n", bold=bold)
                case "soft-page-break":
                    found.add(" ", bold=bold)
                case "note":
                    self._note(child, found)
                case "annotation":
                    if words := self._words(child, skip=("creator", "date", "creator-initials")):
                        self._listed.append(Listed("a comment in the margin", words, is_private=True))
                case "frame" | "custom-shape" | "g" | "text-box":
                    found.frames.append(child)
                case name if name in _SPAN or (name and len(child) == 0 and child.text):
                    self._inline(child, found, bold=self._is_bold(child.get(f"{TEXT}style-name"), default=bold))
                case _:
                    pass
            found.add(child.tail, bold=bold)

    def _note(self, note: Element, found: _Words) -> None:
        citation, body = note.find(f"{TEXT}note-citation"), note.find(f"{TEXT}note-body")
        sign = (citation.text or "").strip() if citation is not None else ""
        found.marks.append(Mark(sum(len(part) for part in found.text), sign))
        if body is not None:
            self._notes.append((sign, body))

    def _list(self, element: Element, depth: int, around: str | None) -> None:
        name = element.get(f"{TEXT}style-name") or around or ""
        counter = self._counter(element, name, depth)
        for item in element:
            if local(item) not in ("list-item", "list-header"):
                continue
            start = item.get(f"{TEXT}start-value")
            is_first = True
            for child in item:
                if local(child) in ("p", "h") and is_first and local(item) == "list-item":
                    is_first = False
                    level = counter.levels[depth] if depth < len(counter.levels) else Level()
                    label = counter.next(depth, start=_number(start, 1) if start else None)
                    self._paragraph(child, None if level.is_bullet else label or None, depth, bullet=level.is_bullet)
                elif local(child) == "list":
                    self._list(child, depth + 1, name) if depth < _DEEP else self._container(child)
                else:
                    self._container([child])

    def _counter(self, element: Element, name: str, depth: int) -> Counter:
        style = self._list_styles.get(name)
        continues = element.get(f"{TEXT}continue-list") or ""
        keeps_on = depth > 0 or element.get(f"{TEXT}continue-numbering") == "true"
        counter = self._by_list.get(continues) or (self._counters.get(name) if keeps_on else None)
        if counter is None:
            counter = Counter(_levels(style) if style is not None else [Level("bullet", "•")] * _DEEP)
        self._counters[name] = counter
        own = element.get("{http://www.w3.org/XML/1998/namespace}id")
        if own:
            self._by_list[own] = counter
        return counter

    def _table(self, table: Element) -> None:
        rows: list[tuple[str, ...]] = []
        header = table.find(f"{TABLE}table-header-rows") is not None
        for row in _rows(table):
            cells: list[str] = []
            for cell in row:
                if local(cell) not in ("table-cell", "covered-table-cell"):
                    continue
                words = self._words(cell) if local(cell) == "table-cell" else ""
                repeated = min(_number(cell.get(f"{TABLE}number-columns-repeated"), 1), _MOST_CELLS)
                cells.extend([words] * (repeated if words else min(repeated, 20)))
            if any(cells):
                rows.append(tuple(cells))
        width = max((len(row) for row in rows), default=0)
        while width > 1 and not any(len(row) >= width and row[width - 1] for row in rows):
            width -= 1
        if width == 1:
            self._blocks.extend(Block(BlockKind.PARAGRAPH, row[0]) for row in rows)
        elif rows:
            even = tuple((row + ("",) * width)[:width] for row in rows)
            self._blocks.append(Block(BlockKind.TABLE, rows=even, has_header=header))

    def _words(self, container: Element, skip: tuple[str, ...] = ()) -> str:
        before = len(self._blocks)
        self._container([child for child in container if local(child) not in skip])
        inside = self._blocks[before:]
        del self._blocks[before:]
        return " ".join(_flat_words(block) for block in inside if block.kind is not BlockKind.PAGE_BREAK)

    def _frame(self, frame: Element) -> None:
        name = local(frame)
        if name in ("section", "index-body"):
            self._container(frame)
            return
        boxes = [frame] if name == "text-box" else [child for child in frame if local(child) in _CONTAINERS]
        described = [child.text or "" for child in frame if local(child) in ("desc", "title") and child.text]
        if any(local(child) in ("image", "object", "object-ole") for child in frame) and not boxes:
            self._listed.append(Listed("an image", " ".join(described)))
        for box in boxes:
            before = len(self._blocks)
            self._container(box)
            if name != "g" and len(self._blocks) > before:
                what = "a text box; it stands after the paragraph that it belongs to"
                self._listed.append(Listed(what, self._blocks[before].text))
        if name == "custom-shape":
            self._container([child for child in frame if local(child) in ("p", "list")])

    def _changes(self, changes: Element) -> None:
        for region in changes:
            for change in region:
                if local(change) == "deletion" and (words := self._words(change, skip=("change-info",))):
                    self._listed.append(
                        Listed("deleted words of a tracked change, not taken over", words, is_private=True)
                    )

    def _running(self, kind: str, why: str) -> list[Block]:
        found: dict[str, Block] = {}
        for part in self._shared.iter() if self._shared is not None else ():
            if part.tag == f"{STYLE}{kind}" and (words := " ".join(self._words(part).split())):
                found.setdefault(words, Block(BlockKind.APART, words, why=why))
        return list(found.values())

    def _chain(self, name: str | None) -> list[Element]:
        found: list[Element] = []
        while name in self._styles and len(found) < _DEEP:
            found.append(self._styles[name])
            name = self._styles[name].get(f"{STYLE}parent-style-name")
        return found

    def _is_bold(self, name: str | None, *, default: bool) -> bool:
        for style in self._chain(name):
            properties = style.find(f"{STYLE}text-properties")
            weight = properties.get(f"{FO}font-weight") if properties is not None else None
            if weight:
                return str(weight) in ("bold", "600", "700", "800", "900")
        return default


def _levels(style: Element) -> list[Level]:
    """The levels of a list style, from its numbers and bullets."""
    levels = [Level("none", "")] * _DEEP
    for each in style:
        depth = _number(each.get(f"{TEXT}level"), 1)
        if not 1 <= depth <= _DEEP:
            continue
        if local(each) in ("list-level-style-bullet", "list-level-style-image"):
            levels[depth - 1] = Level("bullet", each.get(f"{TEXT}bullet-char") or "•")
            continue
        form = letter_forms(each.get(f"{STYLE}num-format") or "")
        shown = min(_number(each.get(f"{TEXT}display-levels"), 1), depth)
        numbers = ".".join(f"%{at}" for at in range(depth - shown + 1, depth + 1) if at < 10)
        before, after = each.get(f"{STYLE}num-prefix") or "", each.get(f"{STYLE}num-suffix") or ""
        pattern = f"{before}{numbers}{after}" if form != "none" else ""
        levels[depth - 1] = Level(form, pattern, _number(each.get(f"{TEXT}start-value"), 1))
    return levels


def _rows(table: Element) -> Iterator[Element]:
    for child in table:
        if local(child) == "table-row":
            yield child
        elif local(child) in ("table-header-rows", "table-rows", "table-row-group"):
            yield from _rows(child)


def _flat_words(block: Block) -> str:
    if block.rows:
        return " ".join(cell for row in block.rows for cell in row if cell)
    return f"{block.label} {block.text}" if block.label else block.text


def _number(given: str | None, default: int) -> int:
    return int(given) if given and given.isdigit() and len(given) < 6 else default
