"""Web pages: the words that a reader of the page sees."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from generator.importing.document import Block, BlockKind, Document, Listed, Mark
from generator.importing.labels import bold_length
from generator.importing.numbering import formatted, letter_forms

_BLOCKS = {
    "p", "div", "section", "article", "main", "body", "blockquote", "pre", "address", "figure", "figcaption", "dl",
    "dt", "dd", "form", "fieldset", "legend", "details", "summary", "hr", "center", "caption", "html", "hgroup",
}  # fmt: skip
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_APART = {"nav": "Navigation of the web page.", "aside": "Beside the text of the web page."}
_APART_OUTSIDE = {"header": "Head of the web page.", "footer": "Foot of the web page."}
_UNSEEN = {"script", "style", "template", "head", "noscript", "svg", "select", "textarea", "button", "iframe", "object"}
_VOID = {"br", "hr", "img", "input", "meta", "link", "wbr", "source", "col", "area", "base", "embed", "param", "track"}
_LIST_STYLES = {
    "lower-alpha": "a", "lower-latin": "a", "upper-alpha": "A", "upper-latin": "A", "lower-roman": "i",
    "upper-roman": "I", "decimal": "1",
}  # fmt: skip
_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([a-z-]+)")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")
_HEAVY = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)")


@dataclass(slots=True)
class _List:
    is_ordered: bool
    form: str
    number: int
    prints: bool = True


@dataclass(slots=True)
class _TableState:
    rows: list[list[str]] = field(default_factory=list)
    cell: list[str] | None = None
    span: int = 1
    down: dict[int, int] = field(default_factory=dict)
    rows_down: int = 1
    has_header: bool = False
    marks: list[str] = field(default_factory=list)


def read_html(text: str) -> Document:
    """Read a web page. What stands around its text (navigation, head and foot) is set apart."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    reader.finish()
    titles = [
        index for index, block in enumerate(reader.blocks) if block.kind is BlockKind.HEADING and block.level == 1
    ]
    blocks = list(reader.blocks)
    if len(titles) == 1:
        title = blocks[titles[0]]
        blocks[titles[0]] = Block(BlockKind.TITLE, title.text, bold=len(title.text))
    return Document("web page", tuple(blocks), tuple(reader.listed))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self.listed: list[Listed] = []
        self._text: list[str] = []
        self._bold: list[bool] = []
        self._heavy = 0
        self._heading = 0
        self._lists: list[_List] = []
        self._item: tuple[str | None, bool] | None = None
        self._apart: list[tuple[str, str]] = []
        self._unseen: list[str] = []
        self._unseen_words: list[str] = []
        self._deleted = 0
        self._tables: list[_TableState] = []
        self._hidden: list[str] = []
        self._articles = 0
        self._page_title: list[str] | None = None
        self._styled: list[str] = []
        self._marks: list[Mark] = []
        self._sign: list[str] | None = None
        self._skipped_link = False
        self._in_notes = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "img":
            self.listed.append(Listed("an image", given.get("alt", "")))
            return
        if tag == "title" and "svg" not in self._unseen:
            self._page_title = []
            return
        if self._unseen or self._hidden:
            if tag not in _VOID:
                (self._unseen if self._unseen else self._hidden).append(tag)
            return
        if tag not in _VOID and ("hidden" in given or _HIDDEN.search(given.get("style", "").lower())):
            self._close_block()
            self._hidden.append(tag)
            return
        if tag in _UNSEEN:
            self._unseen.append(tag)
            return
        classes = given.get("class", "").split()
        if tag == "a" and "footnote-backref" in classes:
            self._skipped_link = True
        elif tag == "a" and "footnote-ref" in classes:
            self._sign = []
        elif tag == "div" and "footnote" in classes:
            self._close_block()
            self._in_notes = True
        if tag in ("main", "article"):
            self._articles += 1
        if tag in _APART or (tag in _APART_OUTSIDE and not self._articles):
            self._close_block()
            self._apart.append((tag, _APART.get(tag) or _APART_OUTSIDE[tag]))
        elif tag in _HEADINGS:
            self._close_block()
            self._heading = _HEADINGS[tag]
        elif tag in ("ul", "ol", "menu"):
            self._close_block()
            self._open_list(tag, given)
        elif tag == "li":
            self._close_block()
            self._open_item(given)
        elif tag in ("table", "tr", "td", "th"):
            self._open_table_part(tag, given)
        elif tag == "br":
            self._add("\n")
        elif tag in ("b", "strong") or (tag in ("span", "font") and _HEAVY.search(given.get("style", "").lower())):
            self._heavy += 1
            self._styled.append(tag)
        elif tag in ("del", "s", "strike"):
            self._deleted += 1
        elif tag in _BLOCKS or tag in ("thead", "tbody", "tfoot", *_APART_OUTSIDE):
            self._close_block()
        if tag in ("span", "font") and not (
            self._styled and self._styled[-1] == tag and _HEAVY.search(given.get("style", "").lower())
        ):
            self._styled.append(f"plain-{tag}")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag == "title" and self._page_title is not None:
            if words := " ".join("".join(self._page_title).split()):
                self.listed.append(Listed("the title of the web page in the browser", words))
            self._page_title = None
            return
        for stack in (self._unseen, self._hidden):
            if stack:
                if tag in stack:
                    while stack and stack.pop() != tag:
                        pass
                if not stack:
                    self._tell_unseen(hidden=stack is self._hidden)
                return
        if tag == "a":
            self._close_link()
        if tag in ("main", "article"):
            self._articles = max(0, self._articles - 1)
        if self._apart and self._apart[-1][0] == tag:
            self._close_block()
            self._apart.pop()
        elif tag in _HEADINGS:
            self._close_block()
            self._heading = 0
        elif tag in ("ul", "ol", "menu"):
            self._close_block()
            if self._lists:
                self._lists.pop()
            self._item = None
        elif tag == "li":
            self._close_block()
            self._item = None
        elif tag in ("table", "tr", "td", "th"):
            self._close_table_part(tag)
        elif tag in ("b", "strong", "span", "font"):
            self._close_style(tag)
        elif tag in ("del", "s", "strike"):
            self._deleted = max(0, self._deleted - 1)
        elif tag in _BLOCKS:
            self._close_block()

    def handle_data(self, data: str) -> None:
        if self._page_title is not None:
            self._page_title.append(data)
        elif self._unseen:
            if self._unseen[0] not in ("script", "style", "head"):
                self._unseen_words.append(data)
        elif self._hidden:
            self._unseen_words.append(data)
        elif self._skipped_link:
            return
        elif self._sign is not None:
            self._sign.append(data)
        elif self._deleted:
            if data.strip():
                self.listed.append(Listed("words struck out, not taken over", " ".join(data.split()), is_private=True))
        else:
            self._add(data)

    def finish(self) -> None:
        """Close what is still open."""
        while self._tables:
            self._close_table_part("table")
        self._close_block()
        self._tell_unseen(hidden=True)

    def _tell_unseen(self, *, hidden: bool) -> None:
        words = " ".join("".join(self._unseen_words).split())
        if words:
            what = "hidden words, not taken over" if hidden else "words of a form or a drawing, not taken over"
            self.listed.append(Listed(what, words, is_private=hidden))
        self._unseen_words.clear()

    def _close_link(self) -> None:
        if self._sign is not None and (sign := "".join(self._sign).strip()):
            if self._tables:
                self._add(sign)
            else:
                self._marks.append(Mark(sum(len(part) for part in self._text), sign))
        self._sign = None
        self._skipped_link = False

    def _close_style(self, tag: str) -> None:
        if self._styled and self._styled[-1] == f"plain-{tag}":
            self._styled.pop()
        elif tag in self._styled:
            while self._styled:
                closed = self._styled.pop()
                if not closed.startswith("plain-"):
                    self._heavy = max(0, self._heavy - 1)
                if closed == tag:
                    break

    def _add(self, data: str) -> None:
        table = self._tables[-1] if self._tables else None
        if table is not None and table.cell is not None:
            table.cell.append(data)
            return
        self._text.append(data)
        self._bold.extend([self._heavy > 0] * len(data))

    def _close_block(self) -> None:
        if self._tables and self._tables[-1].cell is not None:
            self._tables[-1].cell.append(" ")
            return
        whole = "".join(self._text)
        bold = bold_length(whole, self._bold)
        marks = tuple(self._marks)
        self._text.clear()
        self._bold.clear()
        self._marks.clear()
        if not whole.strip() and not marks:
            return
        if self._apart:
            self.blocks.append(Block(BlockKind.APART, whole, why=self._apart[0][1]))
        elif self._in_notes:
            label = self._item[0] if self._item else None
            self.blocks.append(Block(BlockKind.FOOTNOTE, whole, label=(label or "").rstrip(".") or None))
            self._item = (None, False)
        elif self._heading:
            label = self._item[0] if self._item else None
            self.blocks.append(Block(BlockKind.HEADING, whole, label, self._heading, bold=bold, marks=marks))
            self._item = (None, False) if self._item else None
        elif self._item is not None:
            label, is_bullet = self._item
            kind = BlockKind.ITEM if label or is_bullet else BlockKind.PARAGRAPH
            level = max(len(self._lists) - 1, 0)
            self.blocks.append(Block(kind, whole, label, level, is_bullet=is_bullet, bold=bold, marks=marks))
            self._item = (None, False)
        else:
            self.blocks.append(Block(BlockKind.PARAGRAPH, whole, bold=bold, marks=marks))

    def _open_list(self, tag: str, given: dict[str, str]) -> None:
        self._item = None
        style = _STYLE.search(given.get("style", "").lower())
        name = style[1] if style else ""
        form = _LIST_STYLES.get(name, given.get("type", "1") or "1")
        start = given.get("start", "1")
        number = int(start) if start.lstrip("-").isdigit() and len(start) < 6 else 1
        self._lists.append(_List(tag == "ol", letter_forms(form), number, prints=name != "none"))

    def _open_item(self, given: dict[str, str]) -> None:
        if not self._lists:
            self._lists.append(_List(is_ordered=False, form="", number=1))
        around = self._lists[-1]
        if not around.prints:
            self._item = (None, False)
        elif around.is_ordered:
            at = given.get("value", "")
            if at.isdigit() and len(at) < 6:
                around.number = int(at)
            self._item = (f"{formatted(around.number, around.form)}.", False)
            around.number += 1
        else:
            self._item = (None, True)

    def _open_table_part(self, tag: str, given: dict[str, str]) -> None:
        if tag == "table":
            if not (self._tables and self._tables[-1].cell is not None):
                self._close_block()
            self._tables.append(_TableState())
            return
        if not self._tables:
            return
        table = self._tables[-1]
        if tag == "tr":
            self._close_cell(table)
            table.rows.append([])
            return
        self._close_cell(table)
        if not table.rows:
            table.rows.append([])
        row = table.rows[-1]
        while table.down.get(len(row), 0):
            table.down[len(row)] -= 1
            row.append("")
        table.cell = []
        table.span = _count(given.get("colspan"))
        table.rows_down = _count(given.get("rowspan"))
        table.has_header = table.has_header or (tag == "th" and len(table.rows) == 1)

    def _close_cell(self, table: _TableState) -> None:
        if table.cell is None:
            return
        row = table.rows[-1]
        if table.rows_down > 1:
            for column in range(len(row), len(row) + table.span):
                table.down[column] = table.rows_down - 1
        row.extend(["".join(table.cell), *[""] * (table.span - 1)])
        table.cell = None

    def _close_table_part(self, tag: str) -> None:
        if not self._tables:
            return
        table = self._tables[-1]
        self._close_cell(table)
        if tag != "table":
            return
        self._tables.pop()
        rows = [row for row in table.rows if any(cell.strip() for cell in row)]
        if self._tables and self._tables[-1].cell is not None:
            self._tables[-1].cell.append(" ".join(cell for row in rows for cell in row))
            return
        width = max((len(row) for row in rows), default=0)
        if self._apart:
            for row in rows:
                self.blocks.append(Block(BlockKind.APART, " ".join(row), why=self._apart[0][1]))
        elif width == 1:
            self.blocks.extend(Block(BlockKind.PARAGRAPH, row[0]) for row in rows)
        elif rows:
            padded = tuple(tuple(row + [""] * (width - len(row))) for row in rows)
            self.blocks.append(Block(BlockKind.TABLE, rows=padded, has_header=table.has_header))


def _count(given: str | None) -> int:
    return min(max(int(given), 1), 50) if given and given.isdigit() and len(given) < 6 else 1
