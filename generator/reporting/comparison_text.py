"""Two protocols set against each other, as text for a terminal."""

from collections.abc import Iterator, Sequence

from generator.reporting.safe import safe
from generator.views.compared import Compared, said_lines
from generator.views.pair import BothSpeak, OneSpeaks
from generator.views.protocol import Fact
from generator.views.redline import Change, Piece, RedlineView
from generator.views.topic import SilentView

_BOLD, _DIM, _DELETED, _INSERTED = "1", "2", "31;9", "32;4"

Part = tuple[str, str]
"""Words and how they are shown: the codes of a terminal, or '' for as they are."""


def as_text(found: Compared, *, colour: bool = False, width: int = 80) -> str:
    """Give the comparison in lines of `width`: what is left out struck out in red, what is added underlined in green.

    Without colour they stand between marks: [-left out-]{+added+}. No text of a file acts on the terminal.
    """
    printer = _Printer(colour, width)
    shown = found.shown
    names = shown.left.words, shown.right.words
    printer.line([(f"{names[0]} and {names[1]}", _BOLD)])
    printer.line([(shown.lead, "")])
    printer.line([*_key(names, colour=colour)])
    for row in shown.facts:
        said = [
            "; ".join(link.words for link in fact.links) if fact else "not stated" for fact in (row.left, row.right)
        ]
        printer.line([(f"{row.term}: ", _BOLD), (f"{said[0]} | {said[1]}", "")], indent=2)
    for group in shown.groups:
        printer.head(group.title)
        for topic in group.topics:
            _both(printer, names, topic)
    for only in shown.only:
        printer.head(only.title)
        for one in only.topics:
            _one(printer, one)
    if shown.neither:
        printer.head("Topics on which neither speaks")
        for neither in shown.neither:
            states = "; ".join(f"{each.chosen.name}: {silence_words(each)}" for each in neither.silences)
            printer.line([(f"{neither.topic.words}. ", _BOLD), (states, "")], indent=2)
    return "".join(printer.found)


def fact_words(fact: Fact | None) -> str:
    """Give what a protocol states, as one would say it."""
    return "; ".join(link.words for link in fact.links) if fact else "not stated"


def silence_words(silence: SilentView) -> str:
    """Say how a protocol is silent, with what a person noted."""
    clause = f" ({silence.clause.words})" if silence.clause else ""
    checked = f" (looked for on {silence.checked})" if silence.checked else ""
    return f"{silence.state}{clause}{checked}" + (f". {silence.note}" if silence.note else "")


def _key(names: tuple[str, str], *, colour: bool) -> Iterator[Part]:
    """Say what the marks mean, in the marks themselves."""
    pieces = Piece(f"only in {names[0]}", "", Change.WORDS), Piece("", f"only in {names[1]}", Change.WORDS)
    yield "The marks: ", ""
    yield from _marked(pieces[:1], colour=colour)
    yield ", ", ""
    yield from _marked(pieces[1:], colour=colour)


def _both(printer: "_Printer", names: tuple[str, str], topic: BothSpeak) -> None:
    printer.gap()
    printer.line([(topic.title, _BOLD), (f" [{topic.slug}]", _DIM)], indent=2)
    for name, passages in zip(names, (topic.left, topic.right), strict=True):
        printer.line([(f"{name}: {'; '.join(passage.place.words for passage in passages)}", _DIM)], indent=2)
    view = topic.redline
    if view.is_reworded or view.is_same:
        for name, words in ((names[0], view.left_text), (names[1], view.right_text))[: 1 if view.is_same else 2]:
            printer.line([("" if view.is_same else f"{name}: ", _BOLD), (words, "")], indent=4)
    else:
        printer.line(list(_marked(view.pieces, colour=printer.colour)), indent=4)
    for sentence in said_of(view, topic.moved):
        printer.line([(f"= {sentence}", "")], indent=2)


def said_of(view: RedlineView, moved: str) -> Iterator[str]:
    """Give every sentence that we say of two wordings."""
    yield from view.relation
    yield from (each for each in (view.headings, moved) if each)


def _one(printer: "_Printer", topic: OneSpeaks) -> None:
    printer.gap()
    printer.line([(topic.title, _BOLD), (f" [{topic.slug}]", _DIM)], indent=2)
    for passage in topic.passages:
        printer.line([(passage.place.words, _DIM)], indent=2)
        for depth, head, words in said_lines(passage):
            printer.line([(head + (" " if head and words else ""), _BOLD), (words, "")], indent=4 + 2 * depth)
    printer.line([(f"= {topic.silence.chosen.name}: {silence_words(topic.silence)}", "")], indent=2)


def _marked(pieces: Sequence[Piece], *, colour: bool) -> Iterator[Part]:
    for piece in pieces:
        if piece.change is None or piece.kept:
            yield piece.shown, ""
            continue
        if piece.left:
            yield (piece.left, _DELETED) if colour else (f"[-{piece.left}-]", "")
        if piece.right:
            if piece.left and colour:
                yield " ", ""
            yield (piece.right, _INSERTED) if colour else (f"{{+{piece.right}+}}", "")


class _Printer:
    """Lines of a width, from words with their looks."""

    def __init__(self, colour: bool, width: int) -> None:
        self.colour = colour
        self.width = width
        self.found: list[str] = []

    def gap(self) -> None:
        self.found.append("\n")

    def head(self, title: str) -> None:
        self.gap()
        self.line([(title, _BOLD)])

    def line(self, parts: Sequence[Part], indent: int = 0) -> None:
        """Add lines that hold the parts one after the other; a line break in a text stays one."""
        for words in _paragraphs(parts):
            self._wrapped(words, " " * min(indent, self.width // 2))

    def _wrapped(self, words: Sequence[Sequence[Part]], indent: str) -> None:
        line, length = indent, len(indent)
        for word in words:
            size = sum(len(text) for text, _ in word)
            if length > len(indent) and length + 1 + size > self.width:
                self.found.append(line + "\n")
                line, length = indent, len(indent)
            if length > len(indent):
                line, length = line + " ", length + 1
            line += "".join(self._shown(*part) for part in word)
            length += size
        if words:
            self.found.append(line + "\n")

    def _shown(self, text: str, look: str) -> str:
        return f"\x1b[{look}m{text}\x1b[0m" if look and self.colour else text


def _paragraphs(parts: Sequence[Part]) -> Iterator[list[list[Part]]]:
    """Give, for each line of the texts, its words; a word is a row of parts without a space between them."""
    words: list[list[Part]] = []
    is_open = False
    for text, look in parts:
        for number, line in enumerate(text.split("\n")):
            if number:
                yield words
                words, is_open = [], False
            for place, piece in enumerate(line.split(" ")):
                is_open = is_open and not place
                if not piece:
                    continue
                if is_open:
                    words[-1].append((safe(piece), look))
                else:
                    words.append([(safe(piece), look)])
                is_open = True
    yield words
