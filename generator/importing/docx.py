"""Word documents: every word that Word shows, with the labels that it prints."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from generator.importing.archive import Archive, Element
from generator.importing.document import Block, BlockKind, Document, Listed, Mark, UnreadableError
from generator.importing.labels import bold_length
from generator.importing.numbering import formatted
from generator.importing.word_lists import WordLists
from generator.importing.word_names import MC, W, local, on, value
from generator.importing.word_styles import WordStyles

_PASS = {
    "hyperlink",
    "smartTag",
    "customXml",
    "ins",
    "moveTo",
    "sdtContent",
    "fldSimple",
    "dir",
    "bdo",
    "ruby",
    "rubyBase",
}
_GONE = {"del", "moveFrom"}
_SYMBOLS = {"00A7": "•", "F0B7": "•", "F0A7": "•", "F0FC": "✓", "F0FE": "☒", "F0A8": "☐", "F06F": "☐", "F0E0": "→"}


def read_docx(raw: bytes) -> Document:
    """Read a Word document as it reads once all tracked changes are accepted; what that drops is listed."""
    return _Reader(Archive(raw)).document()


@dataclass(slots=True)
class _Paragraph:
    """The text of a paragraph as it is gathered; `bold` says of every character whether it is."""

    text: list[str] = field(default_factory=list)
    bold: list[bool] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    inner: list[Element] = field(default_factory=list)
    breaks_page: bool = False
    size: float = 0
    field_depth: list[bool] = field(default_factory=list)
    """One entry for each field that is open: whether its result has begun."""

    @property
    def length(self) -> int:
        return sum(len(part) for part in self.text)

    def add(self, words: str, *, bold: bool = False) -> None:
        if all(self.field_depth):
            self.text.append(words)
            self.bold.extend([bold] * len(words))

    def bold_length(self) -> int:
        return bold_length("".join(self.text), self.bold)


class _Reader:
    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        main = archive.xml("word/document.xml")
        if main is None:
            others = [name for name in archive.names if re.fullmatch(r"word/document\d*\.xml", name)]
            main = archive.xml(others[0]) if others else None
        body = main.find(f"{W}body") if main is not None else None
        if body is None:
            raise UnreadableError("the file is damaged: it has no text", "open it in Word and save it anew")
        self._body = body
        self._styles = WordStyles(archive.xml("word/styles.xml"))
        self._lists = WordLists(archive.xml("word/numbering.xml"))
        self._settings = archive.xml("word/settings.xml")
        self._notes = {
            "footnote": self._note_texts("word/footnotes.xml", "footnote"),
            "endnote": self._note_texts("word/endnotes.xml", "endnote"),
        }
        self._used: dict[str, list[tuple[str, str]]] = {"footnote": [], "endnote": []}
        self._listed: list[Listed] = []
        self._blocks: list[Block] = []

    def document(self) -> Document:
        heads = self._running("header", "Running head.")
        feet = self._running("footer", "Running foot.")
        self._container(self._body)
        self._add_notes()
        self._comments()
        return Document("Word document", (*heads, *self._blocks, *feet), tuple(self._listed))

    def _container(self, container: Element) -> None:
        carried: Block | None = None
        for element in _flat(container):
            if local(element) == "tbl":
                if carried:
                    self._blocks.append(carried)
                    carried = None
                self._table(element)
                continue
            blocks = self._paragraph_blocks(element)
            if carried and blocks:
                blocks[0] = _joined(carried, blocks[0])
                carried = None
            if blocks and _mark_is_deleted(element):
                carried = blocks.pop()
            self._blocks.extend(blocks)
        if carried:
            self._blocks.append(carried)

    def _paragraph_blocks(self, element: Element) -> list[Block]:
        """The block of a paragraph, and those of the text boxes in it."""
        found = _Paragraph()
        style = self._styles.of(element)
        self._runs(element, found, bold=style.bold)
        self._tell_deleted(found)
        block = replace(self._block(element, found), size=found.size or style.size)
        blocks = [Block(BlockKind.PAGE_BREAK)] if found.breaks_page or style.breaks_page else []
        if block.text or block.label or block.marks:
            blocks.append(block)
        for box in found.inner:
            before = len(self._blocks)
            self._container(box)
            inside = self._blocks[before:]
            del self._blocks[before:]
            if inside:
                self._listed.append(
                    Listed("a text box; it stands after the paragraph that it belongs to", inside[0].text)
                )
            blocks.extend(inside)
        return blocks

    def _block(self, element: Element, found: _Paragraph) -> Block:
        text = "".join(found.text)
        style = self._styles.of(element)
        bold, marks = found.bold_length(), tuple(found.marks)
        if style.is_contents:
            return Block(BlockKind.APART, text, why="Contents page.")
        label, depth, is_bullet = None, 0, False
        if text.strip():
            numbered = self._lists.numbered(element, style)
            if numbered:
                label, depth, is_bullet = numbered.label or None, numbered.depth, numbered.is_bullet
        if style.is_title:
            return Block(BlockKind.TITLE, text, label=label, bold=len(text), marks=marks)
        if style.outline:
            return Block(BlockKind.HEADING, text, label, style.outline, bold=bold, marks=marks)
        if is_bullet:
            return Block(BlockKind.ITEM, text, None, depth, is_bullet=True, bold=bold, marks=marks)
        if label:
            return Block(BlockKind.ITEM, text, label, depth, bold=bold, marks=marks)
        return Block(BlockKind.PARAGRAPH, text, bold=bold, marks=marks)

    def _runs(self, element: Element, found: _Paragraph, *, bold: bool) -> None:
        for child in element:
            name = local(child)
            if name in _PASS:
                self._runs(child, found, bold=bold)
            elif name == "sdt":
                content = child.find(f"{W}sdtContent")
                if content is not None:
                    self._runs(content, found, bold=bold)
            elif name in _GONE:
                if name == "del":
                    found.deleted.extend(_all_text(child))
            elif name == "r":
                self._run(child, found, bold=bold)
            elif name == "AlternateContent":
                chosen = _chosen(child)
                if chosen is not None:
                    self._runs(chosen, found, bold=bold)
            elif name in ("oMath", "oMathPara"):
                found.add("".join(text.text or "" for text in child.iter() if local(text) == "t"))

    def _run(self, run: Element, found: _Paragraph, *, bold: bool) -> None:
        properties = run.find(f"{W}rPr")
        look = self._styles.run(properties, bold=bold)
        if look.hidden:
            if words := "".join(_all_text(run)).strip():
                self._listed.append(Listed("hidden words, not taken over", words, is_private=True))
            return
        found.size = max(found.size, look.size)
        for child in run:
            self._in_run(child, run, found, bold=look.bold)

    def _in_run(self, child: Element, run: Element, found: _Paragraph, *, bold: bool) -> None:
        match local(child):
            case "t":
                found.add(child.text or "", bold=bold)
            case "tab" | "ptab":
                found.add("\t", bold=bold)
            case "br" if value(child, "type") == "page":
                if found.length:
                    found.add(" ")
                else:
                    found.breaks_page = True
            case "br" | "cr":
                found.add("\n", bold=bold)
            case "noBreakHyphen":
                found.add("-", bold=bold)
            case "sym":
                code = (value(child, "char") or "").upper()
                found.add(_SYMBOLS.get(code) or _character(code), bold=bold)
            case "fldChar":
                _field(value(child, "fldCharType"), found)
            case "footnoteReference" | "endnoteReference" as name:
                self._note_mark(name.removesuffix("Reference"), child, run, found)
            case "delText":
                found.deleted.append(child.text or "")
            case "AlternateContent":
                chosen = _chosen(child)
                for inner in chosen if chosen is not None else ():
                    self._in_run(inner, run, found, bold=bold)
            case "drawing" | "pict" | "object":
                self._drawing(child, found)
            case _:
                pass

    def _drawing(self, drawing: Element, found: _Paragraph) -> None:
        boxes = [box for box in drawing.iter() if local(box) == "txbxContent"]
        nested = {inner for box in boxes for inner in box.iter() if inner is not box and local(inner) == "txbxContent"}
        found.inner.extend(box for box in boxes if box not in nested)
        described = [
            element.get("descr") or element.get("alt") or ""
            for element in drawing.iter()
            if local(element) in ("docPr", "shape") and (element.get("descr") or element.get("alt"))
        ]
        words = [text.text or "" for text in drawing.iter() if local(text) == "t" and not text.tag.startswith(W)]
        if words:
            self._listed.append(Listed("words inside a drawing; put them in where they belong", " ".join(words)))
        if not boxes:
            self._listed.append(Listed("an image", described[0] if described else ""))

    def _note_mark(self, kind: str, reference: Element, run: Element, found: _Paragraph) -> None:
        name = value(reference, "id") or ""
        if name not in self._notes[kind]:
            return
        custom = on(reference, "customMarkFollows")
        sign = "".join(_all_text(run)) if custom else self._sign(kind)
        found.marks.append(Mark(found.length, sign))
        self._used[kind].append((name, sign))
        if custom:
            for text in list(run):
                if local(text) == "t":
                    text.text = ""

    def _sign(self, kind: str) -> str:
        form = "decimal" if kind == "footnote" else "lowerRoman"
        for around in (self._settings, self._body.find(f"{W}sectPr")):
            setting = around.find(f"{W}{kind}Pr/{W}numFmt") if around is not None else None
            if setting is not None:
                form = value(setting, "val") or form
        return formatted(len(self._used[kind]) + 1, form)

    def _note_texts(self, part: str, kind: str) -> dict[str, Element]:
        root = self._archive.xml(part)
        if root is None:
            return {}
        notes = root.findall(f"{W}{kind}")
        return {value(note, "id") or "": note for note in notes if value(note, "type") in (None, "normal")}

    def _add_notes(self) -> None:
        for kind, used in self._used.items():
            for name, sign in used:
                self._blocks.append(Block(BlockKind.FOOTNOTE, self._words(self._notes[kind][name]), label=sign))
            seen = {name for name, _ in used}
            for name, note in self._notes[kind].items():
                if name not in seen and (words := self._words(note)):
                    self._listed.append(Listed(f"a {kind} that nothing refers to", words))

    def _words(self, container: Element) -> str:
        """The words of a small part, such as a footnote or a cell, as one text."""
        return " ".join(block.text for block in self._inside(container) if block.text)

    def _inside(self, container: Element) -> list[Block]:
        before = len(self._blocks)
        self._container(container)
        inside = self._blocks[before:]
        del self._blocks[before:]
        return inside

    def _running(self, kind: str, why: str) -> list[Block]:
        found: dict[str, Block] = {}
        parts = sorted(name for name in self._archive.names if re.fullmatch(rf"word/{kind}\d*\.xml", name))
        for part in parts:
            root = self._archive.xml(part)
            for block in self._inside(root) if root is not None else ():
                for text in (block.text, *(" ".join(cell for cell in row if cell) for row in block.rows)):
                    words = " ".join(text.split())
                    if words:
                        found.setdefault(words, Block(BlockKind.APART, words, why=why))
        return list(found.values())

    def _comments(self) -> None:
        root = self._archive.xml("word/comments.xml")
        for comment in root.findall(f"{W}comment") if root is not None else ():
            if words := " ".join(" ".join(_all_text(comment)).split()):
                self._listed.append(Listed("a comment in the margin", words, is_private=True))

    def _tell_deleted(self, found: _Paragraph) -> None:
        if words := "".join(found.deleted).strip():
            self._listed.append(Listed("deleted words of a tracked change, not taken over", words, is_private=True))

    def _table(self, table: Element) -> None:
        rows: list[tuple[str, ...]] = []
        inside: list[list[Block]] = []
        header = False
        for row in _children(table, "tr"):
            properties = row.find(f"{W}trPr")
            if properties is not None and properties.find(f"{W}del") is not None:
                if words := " ".join(" ".join(_all_text(row)).split()):
                    self._listed.append(Listed("a deleted row of a table, not taken over", words, is_private=True))
                continue
            cells: list[str] = []
            for cell in _children(row, "tc"):
                span = _span(cell)
                blocks = self._inside(cell)
                inside.append(blocks)
                words = " ".join(_cell_words(block) for block in blocks)
                cells.extend([words, *([""] * (span - 1))])
            if not rows and properties is not None:
                mark = properties.find(f"{W}tblHeader")
                header = mark is not None and on(mark, "val", default=True)
            rows.append(tuple(cells))
        if not any(any(row) for row in rows):
            return
        width = max(len(row) for row in rows)
        if width == 1 or len(rows) == 1 == sum(bool(cell) for cell in rows[0]):
            for blocks in inside:
                self._blocks.extend(blocks)
            return
        for blocks in inside:
            for block in blocks:
                for mark_of in block.marks:
                    self._listed.append(Listed(f"footnote {mark_of.sign} is called in a table", block.text))
        is_bold = all(block.bold >= len(block.text.rstrip()) for row in inside[: len(rows[0])] for block in row)
        padded = tuple(row + ("",) * (width - len(row)) for row in rows)
        self._blocks.append(Block(BlockKind.TABLE, rows=padded, has_header=header or (is_bold and len(rows) > 1)))


def _flat(container: Element) -> Iterator[Element]:
    """Paragraphs and tables, out of all that may stand around them."""
    for child in container:
        name = local(child)
        if name in ("p", "tbl"):
            yield child
        elif name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag", "txbxContent"):
            yield from _flat(child)
        elif name == "AlternateContent":
            chosen = _chosen(child)
            if chosen is not None:
                yield from _flat(chosen)


def _children(element: Element, name: str) -> Iterator[Element]:
    for child in element:
        if local(child) == name:
            yield child
        elif local(child) in ("sdt", "sdtContent", "customXml", "ins", "moveTo"):
            yield from _children(child, name)


def _chosen(alternatives: Element) -> Element | None:
    choice = alternatives.find(f"{MC}Choice")
    return choice if choice is not None else alternatives.find(f"{MC}Fallback")


def _all_text(element: Element) -> list[str]:
    return [found.text or "" for found in element.iter() if found.tag in (f"{W}t", f"{W}delText")]


def _mark_is_deleted(paragraph: Element) -> bool:
    return paragraph.find(f"{W}pPr/{W}rPr/{W}del") is not None


def _joined(first: Block, second: Block) -> Block:
    """One paragraph of two whose mark between them is deleted; it is as the second one is."""
    marks = first.marks + tuple(replace(mark, offset=mark.offset + len(first.text)) for mark in second.marks)
    whole = first.bold >= len(first.text.rstrip())
    bold = len(first.text) + second.bold if whole else first.bold
    return replace(second, text=first.text + second.text, bold=bold, marks=marks, label=second.label or first.label)


def _field(kind: str | None, found: _Paragraph) -> None:
    if kind == "begin":
        found.field_depth.append(False)
    elif kind == "separate" and found.field_depth:
        found.field_depth[-1] = True
    elif kind == "end" and found.field_depth:
        found.field_depth.pop()


def _character(code: str) -> str:
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    return chr(number) if number < 0xD800 or 0xE000 <= number < 0x110000 else ""


def _span(cell: Element) -> int:
    mark = cell.find(f"{W}tcPr/{W}gridSpan")
    try:
        return min(max(int(value(mark, "val") or 1), 1), 63) if mark is not None else 1
    except ValueError:
        return 1


def _cell_words(block: Block) -> str:
    if block.kind is BlockKind.TABLE:
        return " ".join(cell for row in block.rows for cell in row if cell)
    return f"{block.label} {block.text}" if block.label else block.text
