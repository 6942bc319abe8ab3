"""A Word file (Office Open XML) of headings, texts, tables and changes that Word can accept or reject.

The same calls give the same bytes on every day and machine. Written as XML, since the libraries that are kept for Word
files know no tracked changes, and a site with many pairs of protocols has many of these files.
"""

import re
from collections.abc import Iterable, Sequence
from io import BytesIO
from xml.sax.saxutils import quoteattr
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from generator.views.redline import Piece

AUTHOR = "Local Protocols"
"""Whose the changes are, for Word, which cannot have them without a name."""

_DAY = "2000-01-01T00:00:00Z"
"""When they were made, for Word. The day that the site is built on is no content."""

_OLDEST = (1980, 1, 1, 0, 0, 0)
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BREAKS = re.compile(r"([\n\t])")
_BREAK = {"\n": "<w:br/>", "\t": "<w:tab/>"}
_FAST = 1
"""How hard files are packed: at most a quarter larger than the hardest would make them, in a third of the time."""

_LONGEST_ADDRESS = 2_000
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPES = (
    f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
    '<Override PartName="/word/styles.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>'
    '<Override PartName="/docProps/core.xml" '
    'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
)
_RELATIONS = (
    f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_R}/officeDocument" Target="word/document.xml"/>'
    f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
    "</Relationships>"
)


def _style(kind: str, name: str, properties: str, words: str = "", *, based: bool = True) -> str:
    shown = name if name.startswith(("heading", "Normal", "Title", "Quote", "caption")) else f"{AUTHOR} {name}"
    return (
        f'<w:style w:type="{kind}" w:styleId="{name.replace(" ", "").capitalize()}"'
        + (' w:default="1"' if name == "Normal" else "")
        + f'><w:name w:val="{shown}"/>'
        + ('<w:basedOn w:val="Normal"/>' if based else "")
        + f"<w:qFormat/><w:pPr>{properties}</w:pPr><w:rPr>{words}</w:rPr></w:style>"
    )


def _heading_style(level: int, size: int) -> str:
    place = f'<w:keepNext/><w:spacing w:before="{360 - 60 * level}" w:after="80"/><w:outlineLvl w:val="{level - 1}"/>'
    return _style("paragraph", f"heading {level}", place, f'<w:b/><w:sz w:val="{size}"/>')


_STYLES = (
    f'{_HEAD}<w:styles xmlns:w="{_W}"><w:docDefaults><w:rPrDefault><w:rPr>'
    '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/><w:sz w:val="22"/><w:lang w:val="en-GB"/>'
    "</w:rPr></w:rPrDefault></w:docDefaults>"
    + _style("paragraph", "Normal", '<w:spacing w:after="120"/>', based=False)
    + "".join(_heading_style(level, size) for level, size in ((1, 36), (2, 30), (3, 26), (4, 23)))
    + _style("paragraph", "Quote", '<w:ind w:left="340"/>', '<w:rFonts w:ascii="Georgia" w:hAnsi="Georgia"/>')
    + _style("paragraph", "caption", "<w:keepNext/>", "<w:b/>")
    + _style("paragraph", "remark", '<w:spacing w:after="80"/>', '<w:color w:val="444444"/><w:sz w:val="19"/>')
    + "</w:styles>"
)
_PAGE = (
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="567" w:footer="567" w:gutter="0"/>'
    "</w:sectPr>"
)
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="808080"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_WIDTH = 9_638


class WordFile:
    """A Word file in the making, written from its beginning to its end."""

    def __init__(self, title: str) -> None:
        self._title = title
        self._parts: list[str] = []
        self._changes = 0
        self._addresses: dict[str, str] = {}
        self.heading(1, title)

    def heading(self, level: int, words: str) -> None:
        """Add a heading; the title has level 1."""
        self._paragraph(_run(words), f"Heading{level}")

    def words(self, text: str) -> None:
        """Add a paragraph of ours."""
        self._paragraph(_run(text))

    def remark(self, text: str, address: str = "", shown: str = "") -> None:
        """Add small words of ours, and behind them an address; a full one can be followed."""
        after = self._link(shown or address, address) if address else ""
        self._paragraph(_run(text) + after, "Remark")

    def quote(self, text: str) -> None:
        """Add a document's own words."""
        self._paragraph(_run(text), "Quote")

    def changed(self, pieces: Iterable[Piece]) -> None:
        """Add a paragraph that is the left wording with all changes rejected, and the right one with all accepted."""
        self._paragraph("".join(self._piece(piece) for piece in pieces), "Quote")

    def table(self, caption: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        """Add a table whose first row and first column are heads."""
        self._paragraph(_run(caption), "Caption")
        width = _WIDTH // len(head)
        grid = f'<w:gridCol w:w="{width}"/>' * len(head)
        self._parts.append(
            f'<w:tbl><w:tblPr><w:tblW w:w="{width * len(head)}" w:type="dxa"/><w:tblBorders>{_BORDERS}</w:tblBorders>'
            f'<w:tblLook w:firstRow="1" w:firstColumn="1"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        )
        self._row(head, width, "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>", all_bold=True)
        for row in rows:
            self._row(row, width, "<w:trPr><w:cantSplit/></w:trPr>")
        self._parts.append("</w:tbl>")
        self._paragraph("")

    def bytes(self) -> bytes:
        """Give the file."""
        body, title = "".join(self._parts), _legal(self._title)
        document = f'{_HEAD}<w:document xmlns:w="{_W}" xmlns:r="{_R}"><w:body>{body}{_PAGE}</w:body></w:document>'
        core = (
            f'{_HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
            'xmlns:dc="http://purl.org/dc/elements/1.1/">'
            f"<dc:title>{title}</dc:title><dc:creator>{AUTHOR}</dc:creator>"
            "<dc:language>en-GB</dc:language></cp:coreProperties>"
        )
        made = BytesIO()
        with ZipFile(made, "w", ZIP_DEFLATED) as packed:
            for name, content in (
                ("[Content_Types].xml", _TYPES),
                ("_rels/.rels", _RELATIONS),
                ("docProps/core.xml", core),
                ("word/_rels/document.xml.rels", self._relations()),
                ("word/document.xml", document),
                ("word/styles.xml", _STYLES),
            ):
                entry = ZipInfo(name, _OLDEST)
                entry.compress_type = ZIP_DEFLATED
                entry.create_system = 0
                packed.writestr(entry, content, compresslevel=_FAST)
        return made.getvalue()

    def _paragraph(self, runs: str, style: str = "") -> None:
        named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
        self._parts.append(f"<w:p>{named}{runs}</w:p>")

    def _row(self, cells: Sequence[str], width: int, properties: str, *, all_bold: bool = False) -> None:
        self._parts.append(f"<w:tr>{properties}")
        for number, cell in enumerate(cells):
            self._parts.append(f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>')
            self._paragraph(_run(cell, "<w:b/>" if all_bold or not number else ""))
            self._parts.append("</w:tc>")
        self._parts.append("</w:tr>")

    def _piece(self, piece: Piece) -> str:
        left, right = piece.left, piece.right
        if left == right:
            return _run(left)
        if piece.change is not None or piece.kept or left.strip() != right.strip():
            return self._change("del", left) + self._change("ins", right)
        words = left.strip()
        (ours_before, ours_after), (theirs_before, theirs_after) = (_spaces(text, words) for text in (left, right))
        return self._space(ours_before, theirs_before) + _run(words) + self._space(ours_after, theirs_after)

    def _space(self, left: str, right: str) -> str:
        return _run(left) if left == right else self._change("del", left) + self._change("ins", right)

    def _change(self, kind: str, text: str) -> str:
        if not text:
            return ""
        self._changes += 1
        run = _run(text, tag="w:delText" if kind == "del" else "w:t")
        return f'<w:{kind} w:id="{self._changes}" w:author="{AUTHOR}" w:date="{_DAY}">{run}</w:{kind}>'

    def _link(self, words: str, address: str) -> str:
        if not address.startswith(("https://", "http://")) or len(address) > _LONGEST_ADDRESS:
            return _run(words)
        identifier = self._addresses.setdefault(_allowed(address), f"rId{len(self._addresses) + 2}")
        run = _run(words, '<w:color w:val="0B5394"/><w:u w:val="single"/>')
        return f'<w:hyperlink r:id="{identifier}" w:history="1">{run}</w:hyperlink>'

    def _relations(self) -> str:
        links = "".join(
            f'<Relationship Id="{identifier}" Type="{_R}/hyperlink" Target={quoteattr(address)} TargetMode="External"/>'
            for address, identifier in self._addresses.items()
        )
        return (
            f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
            f'<Relationship Id="rId1" Type="{_R}/styles" Target="styles.xml"/>{links}</Relationships>'
        )


def _spaces(text: str, words: str) -> tuple[str, str]:
    before = text[: len(text) - len(text.lstrip())]
    return before, text[len(before) + len(words) :]


def _run(text: str, look: str = "", tag: str = "w:t") -> str:
    if not text:
        return ""
    properties = f"<w:rPr>{look}</w:rPr>" if look else ""
    if text.isprintable():
        return f'<w:r>{properties}<{tag} xml:space="preserve">{_escaped(text)}</{tag}></w:r>'
    inside = "".join(
        _BREAK.get(part) or f'<{tag} xml:space="preserve">{_legal(part)}</{tag}>'
        for part in _BREAKS.split(text)
        if part
    )
    return f"<w:r>{properties}{inside}</w:r>"


def _legal(text: str) -> str:
    """Give any text as it stands in XML, with another character in place of each that may not."""
    return _escaped(_allowed(text)).replace("\r", "&#13;")


def _allowed(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)


def _escaped(text: str) -> str:
    """Give a text that can be printed as it stands in XML."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
