"""What every reader of documents gives: the blocks of a document, in reading order."""

from dataclasses import dataclass, field
from enum import StrEnum


class BlockKind(StrEnum):
    """What a block of a document is."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    TABLE = "table"
    FOOTNOTE = "footnote"
    APART = "apart"
    """Words around the document rather than of it: running heads, page numbers, a contents page."""
    PAGE_BREAK = "page-break"


@dataclass(frozen=True, slots=True)
class Mark:
    """The sign of a footnote: the character of the text before which it stands, and what it prints."""

    offset: int
    sign: str


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list item, table or footnote.

    `label` is what a program numbers it with ('1.1', '(a)'), apart from the text; None where the text itself begins
    with what number there is. `level` counts headings from 1 and the depth of list items from 0. `bold` says how many
    characters from the beginning are bold. `size` is that of the letters in points, 0 where it is not known. `alone`
    says whether space stands around it, `is_full` whether its last line reaches the margin. `why` says of words set
    apart what they are.
    """

    kind: BlockKind
    text: str = ""
    label: str | None = None
    level: int = 0
    is_bullet: bool = False
    bold: int = 0
    size: float = 0
    alone: bool = True
    is_full: bool = False
    rows: tuple[tuple[str, ...], ...] = ()
    has_header: bool = False
    marks: tuple[Mark, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """Something that a person must look at: what it is, and its words if it has some.

    Private words (a comment, a deletion) were not meant for readers: they are told, and not written into a file.
    """

    what: str
    words: str = ""
    is_private: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """A document as read. `as_received` is its text where it came as plain text."""

    form: str
    blocks: tuple[Block, ...]
    listed: tuple[Listed, ...] = ()
    as_received: str | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a file cannot be read as a document, in one sentence, and what to do."""

    reason: str
    hint: str = ""


class UnreadableError(Exception):
    """Ends the reading of a file; `refused` says why. It does not leave this package."""

    def __init__(self, reason: str, hint: str = "") -> None:
        super().__init__(reason)
        self.refused = Refused(reason, hint)


@dataclass(slots=True)
class Gathering:
    """What a reader has found so far."""

    blocks: list[Block] = field(default_factory=list)
    listed: list[Listed] = field(default_factory=list)
