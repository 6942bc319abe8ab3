"""Who gives what to whom as a drawing: under each matter the givers at the left, the receivers at the right.

Laid out from top to bottom at the width of a telephone, so that its letters need no enlarging. All measures are whole
units of the drawing, about a pixel each.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.analysis.flows import ResolvedFlow

WIDTH = 340
BOX = 138
GAP = 10
BAND = 26
LINE = 18
PADDING = 8
SIZE = 14
"""The size of the letters; the style sheet sets the same."""
ROOM = (BOX - 2 * PADDING) * 100 // SIZE
HEADING_ROOM = (WIDTH - 2) * 100 // SIZE
NOBODY = "Reporter not stated"
NO_RECEIVER = "Receiver not stated"

# Widths of letters in hundredths of their size, with some to spare for another type face or a bold one.
_LETTER, _STRANGE = 58, 120
_WIDTHS = {
    **dict.fromkeys(" ", 25),
    **dict.fromkeys("fijlrtI.,;:'’!|()[]-", 38),
    **dict.fromkeys("ABCDEFGHJKLNOPQRSTUVXYZ0123456789&", 70),
    **dict.fromkeys("mwMW@%", 95),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of letters; `x` and `y` are where its base line starts, or its middle in a box."""

    x: int
    y: int
    words: str


@dataclass(frozen=True, slots=True)
class Box:
    """A body. `is_unsaid` where the document does not say who it is."""

    x: int
    y: int
    width: int
    height: int
    lines: tuple[Line, ...]
    is_unsaid: bool = False

    @property
    def middle(self) -> int:
        """The height at which arrows meet it."""
        return self.y + self.height // 2


@dataclass(frozen=True, slots=True)
class Arrow:
    """From a giver to a receiver; `is_choice` where the document has the receiver as one of several."""

    x1: int
    y1: int
    x2: int
    y2: int
    is_unsaid: bool
    is_choice: bool

    @property
    def path(self) -> str:
        """The line, curved so that two arrows to one box can be told apart."""
        middle = (self.x1 + self.x2) // 2
        return f"M{self.x1} {self.y1}C{middle} {self.y1} {middle} {self.y2} {self.x2 - 7} {self.y2}"

    @property
    def head(self) -> str:
        """The point of the arrow."""
        return f"M{self.x2} {self.y2}l-9 -5v10z"


@dataclass(frozen=True, slots=True)
class Diagram:
    """A drawing, with its title and its content in words."""

    title: str
    description: str
    width: int
    height: int
    headings: tuple[Line, ...]
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
    choices: tuple[Line, ...]


def diagram(title: str, matters: Sequence[tuple[str, Sequence[ResolvedFlow]]]) -> Diagram | None:
    """Draw the duties under each matter; None where there is none."""
    drawn = [(words, _bands(flows)) for words, flows in matters if flows]
    if not drawn:
        return None
    headings: list[Line] = []
    boxes: list[Box] = []
    arrows: list[Arrow] = []
    choices: list[Line] = []
    y = 0
    for words, bands in drawn:
        for part in wrapped(words, HEADING_ROOM):
            headings.append(Line(1, y + LINE, part))
            y += LINE
        y += GAP
        for band in bands:
            y = _draw(band, y, boxes, arrows, choices) + GAP
        y += BAND - GAP
    return Diagram(
        title=title,
        description=" ".join(_sentence(words, band) for words, bands in drawn for band in bands),
        width=WIDTH,
        height=y - BAND + 2,
        headings=tuple(headings),
        boxes=tuple(boxes),
        arrows=tuple(arrows),
        choices=tuple(choices),
    )


@dataclass(frozen=True, slots=True)
class _Band:
    """Those who give to the same receivers in the same way, once each."""

    giver: str | None
    to: tuple[str, ...]
    to_any: tuple[str, ...]


def _bands(flows: Iterable[ResolvedFlow]) -> tuple[_Band, ...]:
    """Join the duties of one giver, as long as the receivers are not a choice. Two that are not named may be two."""
    joined: dict[str, dict[str, None]] = {}
    alone: dict[_Band, None] = {}
    for flow in flows:
        to, to_any = (tuple(body.name for body in bodies) for bodies in (flow.to, flow.to_any))
        if flow.reporter is None or flow.to_any:
            alone[_Band(flow.reporter.name if flow.reporter else None, to, to_any)] = None
        else:
            joined.setdefault(flow.reporter.name, {}).update(dict.fromkeys(to))
    return (*(_Band(giver, tuple(names), ()) for giver, names in joined.items()), *alone)


def _draw(band: _Band, top: int, boxes: list[Box], arrows: list[Arrow], choices: list[Line]) -> int:
    """Draw a band and give where it ends."""
    right: list[Box] = []
    y = top
    names = band.to or band.to_any or (NO_RECEIVER,)
    for index, name in enumerate(names):
        if index and band.to_any:
            choices.append(Line(WIDTH - BOX // 2 - 1, y + 8, "or"))
            y += GAP + 6
        right.append(_box(WIDTH - BOX - 1, y, name, is_unsaid=name == NO_RECEIVER))
        y = right[-1].y + right[-1].height + GAP
    bottom = y - GAP
    giver = _box(1, top, band.giver or NOBODY, is_unsaid=band.giver is None)
    space = bottom - top - giver.height
    if space > 0:
        giver = _box(1, top + space // 2, band.giver or NOBODY, is_unsaid=band.giver is None)
    boxes += [giver, *right]
    arrows += [
        Arrow(
            giver.x + giver.width,
            giver.middle,
            box.x,
            box.middle,
            is_unsaid=giver.is_unsaid or box.is_unsaid,
            is_choice=bool(band.to_any),
        )
        for box in right
    ]
    return max(bottom, giver.y + giver.height)


def _box(x: int, y: int, name: str, *, is_unsaid: bool) -> Box:
    parts = wrapped(name, ROOM)
    lines = tuple(Line(x + BOX // 2, y + PADDING + LINE * (index + 1) - 5, part) for index, part in enumerate(parts))
    return Box(x, y, BOX, LINE * len(parts) + 2 * PADDING, lines, is_unsaid)


def _sentence(matter: str, band: _Band) -> str:
    receivers = _in_a_row(band.to, "and") or _in_a_row(band.to_any, "or") or NO_RECEIVER.lower()
    return f"{matter}: from {band.giver or NOBODY.lower()} to {receivers}."


def _in_a_row(names: Sequence[str], last: str) -> str:
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {last} {names[-1]}"


def wrapped(words: str, room: int) -> tuple[str, ...]:
    """Break words into lines no wider than `room`; a word that is wider is cut. All letters are kept."""
    lines = [""]
    for word in words.split():
        if measure(f"{lines[-1]} {word}".strip()) <= room:
            lines[-1] = f"{lines[-1]} {word}".strip()
            continue
        lines.append("")
        for letter in word:
            if lines[-1] and measure(lines[-1] + letter) > room:
                lines.append("")
            lines[-1] += letter
    return tuple(line for line in lines if line) or ("",)


def measure(words: str) -> int:
    """Give how wide words are at most, in hundredths of the size of their letters."""
    return sum(_WIDTHS.get(letter, _LETTER if letter.islower() and letter.isascii() else _STRANGE) for letter in words)
