"""The lines of a PDF's pages: words with their place, size and weight, as PDFium finds them."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, replace
from statistics import median

import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pypdfium2.raw as raw_pdfium  # type: ignore[import-untyped]

from generator.importing.document import UnreadableError

MOST_PAGES = 600
_MOST_CHARACTERS = 3_000_000
_MOST_DRAWN = 20_000
_SHORTEST_RULE = 15
_PASSWORD = 4
_FONT_NAME_LENGTH = 128
_BROKEN_HYPHEN = "\x02"


@dataclass(frozen=True, slots=True)
class PdfLine:
    """A run of words on one line.

    Places are in points from the left and from the top. `bold` says of every character whether it is.
    `raised` are the places of small raised characters, which may be the signs of footnotes.
    """

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float
    bold: tuple[bool, ...]
    raised: tuple[int, ...] = ()
    is_turned: bool = False


@dataclass(frozen=True, slots=True)
class PdfPage:
    """A page: its lines in the order of the file, how wide and high it is, how many images it has.

    `rules` are the heights, from the top, of the horizontal lines that are drawn on it.
    """

    lines: tuple[PdfLine, ...]
    width: float
    height: float
    images: int
    rules: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class _Letter:
    sign: str
    left: float
    right: float
    top: float
    bottom: float
    size: float
    is_bold: bool
    is_turned: bool
    baseline: float


def pdf_pages(raw: bytes) -> tuple[PdfPage, ...]:
    """Give the pages of a PDF."""
    try:
        document = pdfium.PdfDocument(raw)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD or "password" in str(error).lower():
            raise UnreadableError("the PDF is locked with a password", "save a copy without the password") from None
        raise UnreadableError("the PDF is damaged", "ask for it again, or open it and print it to a new PDF") from None
    try:
        count = len(document)
        if count > MOST_PAGES:
            raise UnreadableError(f"the PDF has {count:,} pages, and at most {MOST_PAGES} are read", "import a part")
        pages: list[PdfPage] = []
        total = 0
        for index in range(count):
            pages.append(_page(document, index))
            total += sum(len(line.text) for line in pages[-1].lines)
            if total > _MOST_CHARACTERS:
                raise UnreadableError("the PDF has more text than any protocol", "is this the right file?")
        return tuple(pages)
    except pdfium.PdfiumError:
        raise UnreadableError("the PDF is damaged", "open it and print it to a new PDF") from None
    finally:
        document.close()


def _page(document: "pdfium.PdfDocument", index: int) -> PdfPage:
    page = document[index]
    try:
        width, height = page.get_size()
        images = sum(1 for _ in page.get_objects(filter=(raw_pdfium.FPDF_PAGEOBJ_IMAGE,), max_depth=2))
        rules = tuple(sorted(_rules(page, height)))
        text = page.get_textpage()
        try:
            lines = tuple(_lines(_letters(text, height)))
        finally:
            text.close()
    finally:
        page.close()
    return PdfPage(lines, width, height, images, rules)


def _rules(page: "pdfium.PdfPage", height: float) -> Iterator[float]:
    """The heights of horizontal lines, and of the upper and lower edges of boxes."""
    for count, drawn in enumerate(page.get_objects(filter=(raw_pdfium.FPDF_PAGEOBJ_PATH,), max_depth=2)):
        if count > _MOST_DRAWN:
            return
        left, bottom, right, top = drawn.get_bounds()
        if right - left < _SHORTEST_RULE:
            continue
        yield height - top
        if top - bottom > 3:
            yield height - bottom


def _letters(text: "pdfium.PdfTextPage", height: float) -> Iterator[_Letter]:
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    name = ctypes.create_string_buffer(_FONT_NAME_LENGTH)
    flags = ctypes.c_int()
    x, y = ctypes.c_double(), ctypes.c_double()
    high = 0
    for index in range(min(text.count_chars(), _MOST_CHARACTERS)):
        code = raw_pdfium.FPDFText_GetUnicode(text, index)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else 0xFFFD
            high = 0
        raw_pdfium.FPDFText_GetCharBox(text, index, left, right, bottom, top)
        raw_pdfium.FPDFText_GetCharOrigin(text, index, x, y)
        length = raw_pdfium.FPDFText_GetFontInfo(text, index, name, _FONT_NAME_LENGTH, flags)
        font = name.raw[: max(min(length, _FONT_NAME_LENGTH) - 1, 0)].decode("latin-1").lower() if length else ""
        weight = raw_pdfium.FPDFText_GetFontWeight(text, index)
        angle = raw_pdfium.FPDFText_GetCharAngle(text, index)
        yield _Letter(
            sign=chr(code) if 0 < code < 0x110000 else "\ufffd",
            left=left.value,
            right=right.value,
            top=height - top.value,
            bottom=height - bottom.value,
            size=round(_size(text, index), 1),
            is_bold=weight >= 600 or any(mark in font for mark in ("bold", "black", "heavy", "semibd", "demi")),
            is_turned=0.1 < angle < 6.18,
            baseline=height - y.value,
        )


def _size(text: "pdfium.PdfTextPage", index: int) -> float:
    """The size of a letter as it is shown: the size of its font, scaled by its matrix."""
    size = float(raw_pdfium.FPDFText_GetFontSize(text, index))
    matrix = raw_pdfium.FS_MATRIX()
    if raw_pdfium.FPDFText_GetMatrix(text, index, matrix):
        scale = (matrix.c**2 + matrix.d**2) ** 0.5
        size *= scale if scale > 0 else 1
    return size


def _lines(letters: Iterator[_Letter]) -> Iterator[PdfLine]:
    held: list[_Letter] = []
    for letter in letters:
        if letter.sign in "\r\n":
            yield from _parts(held)
            held = []
        else:
            held.append(letter)
    yield from _parts(held)


def _parts(letters: list[_Letter]) -> Iterator[PdfLine]:
    """The lines of a run of letters: cut where a wide gap parts two columns or cells."""
    start = 0
    last: _Letter | None = None
    for index, letter in enumerate(letters):
        if letter.sign.isspace():
            continue
        if last is not None:
            gap = letter.left - last.right
            if gap > 1.6 * max(last.size, letter.size) or gap < -4 * max(last.size, letter.size):
                yield from _line(letters[start:index])
                start = index
        last = letter
    yield from _line(letters[start:])


def _line(letters: list[_Letter]) -> Iterator[PdfLine]:
    while letters and letters[0].sign.isspace():
        letters = letters[1:]
    while letters and letters[-1].sign.isspace():
        letters = letters[:-1]
    seen = [letter for letter in letters if not letter.sign.isspace()]
    if not seen:
        return
    size = median(letter.size for letter in seen)
    base = median(letter.baseline for letter in seen)
    text = "".join(letter.sign for letter in letters)
    weights = tuple(letter.is_bold for letter in letters)
    raised = tuple(
        index
        for index, letter in enumerate(letters)
        if letter.size < 0.8 * size and letter.baseline < base - 0.15 * size and letter.sign.strip()
    )
    turned = sum(letter.is_turned for letter in seen) * 2 > len(seen)
    line = PdfLine(
        text=text,
        left=min(letter.left for letter in seen),
        right=max(letter.right for letter in seen),
        top=min(letter.top for letter in seen),
        bottom=base,
        size=round(size, 1),
        bold=weights,
        raised=raised,
    )
    yield replace(line, is_turned=turned)
