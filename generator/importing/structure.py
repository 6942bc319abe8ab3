"""Sections and clauses: what stands below what, by headings, labels and lists."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from generator.importing.document import BlockKind, Mark
from generator.importing.labels import Label, Sort, as_roman
from generator.importing.lines import Line, ends_sentence

_DEEPEST = 8
_HEADING_LENGTH = 110
_MOST_HEADINGS_IN_A_ROW = 2
_LEAD_IN_WORDS = """
    are is be include includes including following follows to by for as that will which regarding of with should must
    may from on namely shall below where when if and or through has have
"""
_LEAD_INS = frozenset(_LEAD_IN_WORDS.split())
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_DATE = re.compile(
    rf"\b{_MONTH}\.?,?\s+(?:19|20)[0-9]{{2}}\b|\b[0-9]{{1,2}}[./-][0-9]{{1,2}}[./-](?:[0-9]{{2}}){{1,2}}\b", re.I
)
_ABOUT = re.compile(
    r"(?:approved|agreed|signed|endorsed|ratified|adopted|date|dated|next review|reviewed?|review date|version|author|"
    r"owner|status|document|issued?|effective|published|prepared|last updated|draft|final|contact|lead officer|"
    r"on behalf)\b",
    re.IGNORECASE,
)
_KEYED = re.compile(r"[A-Z][^:.]{1,40}:\s+\S")
_PART = re.compile(r"part\s+(?:[a-z]|[0-9]+|one|two|three|four|five)\b", re.IGNORECASE)
_ANNEX = re.compile(r"(?:appendix|appendices|annex|annexe|schedule|atodiad)\b", re.IGNORECASE)
_TITLE_WORDS = re.compile(
    r"protocol|agreement|memorandum|concordat|charter|terms of reference|working arrangements|framework|policy|"
    r"procedure|guidance|strategy|compact|partnership",
    re.IGNORECASE,
)
_JOINS_ON = re.compile(r"(?:.*\s)?(?:between|and|of|for|the|on|with|by|to|in|&|–|-|:)", re.IGNORECASE)
_JOINED = re.compile(r"(?:between|and|of|for|with|on|in|to|the relationship|relating|&|–|\()\b", re.IGNORECASE)

Key: TypeAlias = tuple[str, int]


@dataclass(slots=True)
class Clause:
    """A clause in the making."""

    key: Key
    line: Line
    label: Label | None = None
    text: str = ""
    items: list["Clause"] = field(default_factory=list)
    text_after: str = ""
    marks: list[tuple[Mark, str]] = field(default_factory=list)


@dataclass(slots=True)
class Section:
    """A section in the making. `role` names one without a heading: 'opening', 'closing', 'footnotes'."""

    rank: float
    line: Line | None
    role: str = ""
    clauses: list[Clause] = field(default_factory=list)
    sections: list["Section"] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Structure:
    """A document in order. `title_found` is false where the first line had to stand for the title."""

    before_title: tuple[str, ...]
    title: str
    sections: tuple[Section, ...]
    title_found: bool = True


def structure(lines: Sequence[Line], title: str | None = None) -> Structure | None:
    """Put the lines of a document below each other, in their order.

    `title` is the document's own title where somebody says so; None is given when it does not stand at the beginning.
    """
    body = [line for line in lines if line.kind not in (BlockKind.APART, BlockKind.PAGE_BREAK)]
    first, end, found = _title_place(body, title)
    if end == 0:
        return None
    before = tuple(text for line in body[:first] for text in _as_texts(line))
    words = " ".join(text for line in body[first:end] for text in _as_texts(line))
    rest = body[end:]
    ranks = _ranks(rest)
    builder = _Builder()
    for line, rank in zip(rest, ranks, strict=True):
        builder.add(line, rank)
    return Structure(before, words, tuple(builder.sections), found)


def _as_texts(line: Line) -> list[str]:
    if line.block.rows:
        return [" ".join(cell for cell in row if cell) for row in line.block.rows if any(row)]
    if line.heading:
        return [" ".join(part for part in (line.printed, line.heading, line.run_in, line.text) if part)]
    return [line.whole]


def _title_place(body: Sequence[Line], wanted: str | None) -> tuple[int, int, bool]:
    """Where the title begins and ends; an end of 0 says that there is none of that wording."""
    if wanted is not None:
        return _wanted_title(body, wanted)
    marked = [at for at, line in enumerate(body[:40]) if line.kind is BlockKind.TITLE]
    if marked:
        end = marked[0] + 1
        while end < len(body) and (body[end].kind is BlockKind.TITLE or _goes_on(body[end - 1], body[end])):
            end += 1
        return marked[0], end, True
    front = _front(body)
    if not front:
        return 0, 1, False
    sizes = [body[at].block.size for at in front]
    usual = Counter(line.block.size for line in body for _ in range(len(line.text))).most_common(1)[0][0]
    if usual and max(sizes) > usual * 1.15:
        first = front[sizes.index(max(sizes))]
        end = first + 1
        while end in front and (abs(body[end].block.size - max(sizes)) < 0.6 or _is_subtitle(body, end, usual)):
            end += 1
        return first, end, True
    likely = [at for at in front if _TITLE_WORDS.search(body[at].whole)]
    headed = [at for at in front if body[at].kind is BlockKind.HEADING]
    bold = [at for at in front if body[at].is_bold]
    first = (likely or headed or bold or front)[0]
    while first > front[0] and first - 1 in front and _JOINS_ON.fullmatch(body[first - 1].whole):
        first -= 1
    return first, _title_end(body, first, front), True


def _goes_on(above: Line, line: Line) -> bool:
    """Whether a short line goes on with the title above it: '… between', 'and the Panel'."""
    if line.kind is not BlockKind.PARAGRAPH or line.printed or line.heading or line.block.rows or len(line.text) > 160:
        return False
    joins = _JOINS_ON.fullmatch(above.text) or (_JOINED.match(line.text) and line.text[:1] != "(")
    return bool(joins) and not ends_sentence(line.text)


def _is_subtitle(body: Sequence[Line], at: int, usual: float) -> bool:
    """Whether a large line below a title is more of it, and no heading: no text follows it on its page."""
    after = body[at + 1] if at + 1 < len(body) else None
    if body[at].block.size <= usual * 1.15 or body[at].follows_break or after is None:
        return False
    return after.follows_break or _is_about(after.text) or after.printed is not None or bool(after.block.rows)


def _wanted_title(body: Sequence[Line], wanted: str) -> tuple[int, int, bool]:
    folded = "".join(wanted.split()).casefold()
    for first in range(min(40, len(body))):
        words = ""
        for end in range(first, min(first + 8, len(body))):
            words += "".join(body[end].whole.split()).casefold()
            if words == folded and not body[end].block.rows:
                return first, end + 1, True
    return 0, 0, False


def _front(body: Sequence[Line]) -> list[int]:
    """The places of the lines that may be a title: short ones, before the text begins."""
    found: list[int] = []
    for at, line in enumerate(body[:15]):
        if line.block.rows:
            continue
        if line.printed or line.is_bullet or line.heading or len(line.text) > 220:
            break
        if line.text.rstrip().endswith((".", ";")) and len(line.text) > 60:
            break
        if not _is_about(line.text):
            found.append(at)
    return found


def _title_end(body: Sequence[Line], first: int, front: Sequence[int]) -> int:
    end = first + 1
    while end < len(body) and end in front and end - first < 8:
        if (
            not _goes_on(body[end - 1], body[end])
            or (body[end].is_bold != body[first].is_bold and not _JOINED.match(body[end].text))
            or abs(body[end].block.size - body[first].block.size) > 4
        ):
            break
        end += 1
    return end


def _is_about(text: str) -> bool:
    """Whether a short line tells of the document: its date, its version, who approved it."""
    if len(text) > 160:
        return False
    bare = _DATE.sub("", text)
    if _DATE.search(text) and len(bare.split()) <= 4:
        return True
    return bool(_ABOUT.match(text) and (_KEYED.match(text) or re.search(r"\d", text)))


def _ranks(body: Sequence[Line]) -> list[float | None]:
    """Say of every line how high a heading it is: 0 and up; None for what is no heading."""
    styled = any(line.kind is BlockKind.HEADING for line in body)
    is_heading = _headings(body, loosely=False)
    if not any(is_heading) or (not styled and not any(line.block.bold or line.block.size for line in body)):
        is_heading = _headings(body, loosely=True)
    numbered = [line for line, heads in zip(body, is_heading, strict=True) if heads and _is_counted(line)]
    found: list[float | None] = []
    current = 0.0
    last_counted = 0.0
    sizes = sorted({line.block.size for line, heads in zip(body, is_heading, strict=True) if heads}, reverse=True)
    counted_size = max((line.block.size for line in numbered), default=0.0)
    usual = (
        Counter(line.block.size for line in body for _ in range(len(line.text) + 1)).most_common(1)[0][0] if body else 0
    )
    counted_caps = any(line.text.isupper() for line in numbered)
    has_caps = any(
        _is_caps(line.text) for line, heads in zip(body, is_heading, strict=True) if heads and not _is_counted(line)
    )
    for line, heads in zip(body, is_heading, strict=True):
        if not heads:
            found.append(None)
            continue
        if line.kind is BlockKind.HEADING:
            current = float(line.block.level)
        elif _PART.match(line.whole):
            current = 0.0
        elif _ANNEX.match(line.whole):
            current = last_counted = 1.0
        elif _is_counted(line) and line.label:
            current = last_counted = float(line.label.depth)
        elif styled:
            current = max((rank for rank in found if rank is not None and rank < 7), default=0.0) and 7.0
            current = current or 1.0
        elif numbered:
            higher = line.block.size > counted_size + 0.6 or (_is_caps(line.text) and not counted_caps)
            same = line.block.size >= counted_size - 0.6 > usual and not _is_caps(line.text)
            current = 1.0 if higher or same or not last_counted else last_counted + 1
        elif len(sizes) > 1 and sizes[0]:
            current = 1.0 + sizes.index(line.block.size)
        else:
            current = 1.0 if _is_caps(line.text) or not has_caps else 2.0
        found.append(current)
    return found


def _headings(body: Sequence[Line], *, loosely: bool) -> list[bool]:
    usual = Counter(line.block.size for line in body for _ in range(len(line.text) + 1)).most_common(1)
    size = usual[0][0] if usual else 0.0
    long_levels = _levels_of_text(body)
    found = [_is_heading(line, size, long_levels, loosely=loosely) for line in body]
    if loosely:
        _without_runs(body, found)
    for members in _series(body):
        fit = [at for at in members if found[at] or _could_head(body, at)]
        if len(fit) * 2 > len(members) or (len(members) == 1 and fit):
            for at in members:
                found[at] = found[at] or (_is_short(body[at]) and _could_head(body, at, alone=True))
        elif any(body[at].kind is not BlockKind.HEADING for at in members):
            for at in members:
                found[at] = found[at] and (
                    body[at].kind is BlockKind.HEADING or body[at].is_bold or body[at].block.size > size + 1
                )
    return found


def _without_runs(body: Sequence[Line], found: list[bool]) -> None:
    """Take lines for text that only look like headings by their shortness, and have no text below them."""
    strict = [_is_heading(line, 0.0, set(), loosely=False) for line in body]
    end = len(body)
    for at in range(len(body) - 1, -1, -1):
        if not found[at]:
            end = at
        elif not strict[at] and (end == len(body) or end - at > _MOST_HEADINGS_IN_A_ROW):
            found[at] = False


def _levels_of_text(body: Sequence[Line]) -> set[int]:
    """The heading styles that are used for numbered paragraphs: most of what has them are sentences."""
    found: set[int] = set()
    for level in {line.block.level for line in body if line.kind is BlockKind.HEADING}:
        of_level = [line for line in body if line.kind is BlockKind.HEADING and line.block.level == level]
        if sum(not _is_short(line) for line in of_level) * 2 > len(of_level):
            found.add(level)
    return found


def _is_heading(line: Line, size: float, long_levels: set[int], *, loosely: bool) -> bool:
    if line.kind is BlockKind.HEADING:
        return line.block.level not in long_levels and len(line.text) <= 250 and bool(line.text)
    if line.kind not in (BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.TITLE) or line.is_bullet or line.heading:
        return False
    if not _is_short(line) or _is_about(line.text) or (_KEYED.match(line.text) and not line.is_bold):
        return False
    if _ANNEX.match(line.whole) and len(line.text) < 90:
        return True
    if line.printed is not None and not _is_counted(line):
        return False
    if line.is_bold or line.kind is BlockKind.TITLE or (size and line.block.size > size * 1.12):
        return True
    if _is_caps(line.text) and (line.block.alone or line.printed):
        return True
    return loosely and line.printed is None and line.block.alone and not _is_lead_in(line.text)


def _is_short(line: Line) -> bool:
    text = line.text
    if (
        not text
        or len(text) > _HEADING_LENGTH
        or len(text.split()) > 18
        or not any(letter.isalpha() for letter in text)
    ):
        return False
    if text[:1].islower() or text.rstrip().endswith((".", ";", ",", "…")):
        return False
    return not (text.endswith(":") and _is_lead_in(text))


def _is_lead_in(text: str) -> bool:
    """Whether a line leads into what follows, rather than heading it: '… the objectives which are:'."""
    words = text.rstrip(": ").split()
    return text.endswith(":") and bool(words) and words[-1].casefold().strip("()'") in _LEAD_INS


def _is_caps(text: str) -> bool:
    return text.isupper() and sum(letter.isalpha() for letter in text) > 3 and len(text.split()) < 20


def _is_counted(line: Line) -> bool:
    """Whether its label is one that headings have."""
    sorts = (Sort.NUMBER, Sort.BARE, Sort.DECIMAL, Sort.CAPITAL, Sort.ROMAN)
    return line.label is not None and line.label.sort in sorts


def _series(body: Sequence[Line]) -> list[list[int]]:
    """The runs of labels that count on: 1., 2., 3.; and within each of them 1.1, 1.2."""
    found: list[list[int]] = []
    open_: dict[tuple[object, ...], list[int]] = {}
    for at, line in enumerate(body):
        if line.label is None or not _is_counted(line) or line.is_bullet:
            continue
        key: tuple[object, ...] = (
            line.label.sort,
            line.label.numbers[:-1],
            line.block.level if line.block.label else -1,
        )
        if line.label.sort is Sort.DECIMAL:
            key = (line.label.sort, line.label.depth, 0)
        members = open_.get(key)
        before = body[members[-1]].label if members else None
        if members is None or (before and line.label.sort is not Sort.DECIMAL and line.label.value <= before.value):
            members = open_[key] = []
            found.append(members)
        members.append(at)
    return found


def _could_head(body: Sequence[Line], at: int, *, alone: bool = False) -> bool:
    """Whether a labelled line is short, and what follows could stand below it."""
    line = body[at]
    if not _is_short(line) or line.text.endswith(":") or line.block.is_bullet or line.heading:
        return False
    if alone:
        return True
    after = body[at + 1] if at + 1 < len(body) else None
    if after is None or line.label is None:
        return False
    if after.label is None:
        return after.kind is not BlockKind.FOOTNOTE
    return after.label.sort is not line.label.sort or after.label.depth > line.label.depth


class _Builder:
    """Takes lines one after the other, and puts each at its place."""

    def __init__(self) -> None:
        self.sections: list[Section] = []
        self._open: list[Section] = []
        self._clauses: list[Clause] = []

    def add(self, line: Line, rank: float | None) -> None:
        """Put a line below what it belongs to."""
        if rank is not None:
            self._head(line, rank)
        elif line.kind is BlockKind.FOOTNOTE:
            self._footnote(line)
        elif line.block.rows:
            self._clauses.clear()
            self._place(Clause(("table", 0), line), None)
        elif line.printed is not None:
            self._labelled(line)
        elif line.is_bullet:
            self._bullet(line)
        else:
            self._paragraph(line)

    def _head(self, line: Line, rank: float) -> None:
        while self._open and self._open[-1].rank >= rank:
            self._open.pop()
        section = Section(rank, line)
        (self._open[-1].sections if self._open and len(self._open) < _DEEPEST else self.sections).append(section)
        self._open.append(section)
        self._clauses.clear()

    def _nameless(self, role: str) -> None:
        section = Section(float("inf"), None, role)
        self.sections.append(section)
        self._open[:] = [section]
        self._clauses.clear()

    def _footnote(self, line: Line) -> None:
        if not self._open or self._open[-1].role != "footnotes":
            self._nameless("footnotes")
        self._clauses.clear()
        self._place(Clause(("footnote", 0), line, text=line.text), None)

    def _labelled(self, line: Line) -> None:
        label = self._as_meant(line.label)
        depth = line.block.level if line.block.label is not None else 0
        key: Key = (str(label.sort), depth) if label else ("other", depth)
        if label and label.sort is Sort.DECIMAL:
            key = ("decimal", label.depth)
        self._place(Clause(key, line, label, line.text), self._parent_of(key, label))

    def _as_meant(self, label: Label | None) -> Label | None:
        """Read '(i)' as the first of a Roman list, unless it follows an '(h)'."""
        roman = as_roman(label) if label else None
        if label is None or roman is None:
            return label
        for clause in reversed(self._clauses):
            if clause.label and clause.label.sort is roman.sort:
                return roman
            if clause.label and clause.label.sort is label.sort:
                return label if clause.label.value == label.value - 1 else roman
        return roman if roman.value == 1 else label

    def _parent_of(self, key: Key, label: Label | None) -> Clause | None:
        """The open clause that a labelled clause stands below; what is deeper is closed."""
        for at in range(len(self._clauses) - 1, -1, -1):
            clause = self._clauses[at]
            if clause.key == key:
                del self._clauses[at:]
                return self._clauses[-1] if self._clauses else None
            if label and clause.label and _is_within(label, clause.label):
                del self._clauses[at + 1 :]
                return clause
        if label and label.sort is Sort.DECIMAL:
            self._clauses.clear()
            return None
        top = self._clauses[-1] if self._clauses else None
        if top and (top.label is not None or _leads_in(top.line.text) or top.key[0] == "bullet"):
            return top
        self._clauses.clear()
        return None

    def _bullet(self, line: Line) -> None:
        level = line.block.level
        for at in range(len(self._clauses) - 1, -1, -1):
            key, depth = self._clauses[at].key
            if key == "bullet" and depth <= level:
                del self._clauses[at + (depth < level) :]
                break
            if key == "bullet" and (at == 0 or self._clauses[at - 1].key[0] != "bullet"):
                del self._clauses[at:]
                break
        top = self._clauses[-1] if self._clauses else None
        below = top is not None and (top.key[0] != "para" or not top.line.text.endswith("."))
        if not below:
            self._clauses.clear()
        self._place(Clause(("bullet", level), line, text=line.text), top if below else None)

    def _paragraph(self, line: Line) -> None:
        is_low = line.text[:1].islower() and line.heading is None
        if is_low and len(self._clauses) > 1 and not line.follows_break:
            holder = self._clauses[0] if len(self._clauses) == 2 else self._clauses[-2]
            if holder.items and not holder.text_after:
                holder.text_after = line.text
                holder.marks.extend((mark, line.text) for mark in line.marks)
                del self._clauses[self._clauses.index(holder) + 1 :]
                return
        section = self._open[-1] if self._open else None
        ends = section is not None and section.line is not None and bool(section.clauses or section.sections)
        if ends and _is_about(line.text) and not ends_sentence(line.text):
            self._nameless("closing")
        self._clauses.clear()
        self._place(Clause(("para", 0), line, text=line.text), None)

    def _place(self, clause: Clause, parent: Clause | None) -> None:
        clause.marks.extend((mark, clause.text) for mark in clause.line.marks)
        if parent is not None and (parent.text_after or len(self._clauses) >= _DEEPEST):
            parent = None
            self._clauses.clear()
        if parent is not None:
            parent.items.append(clause)
        else:
            if not self._open:
                self._nameless("opening")
            _last(self._open[-1]).clauses.append(clause)
        self._clauses.append(clause)


def _is_within(label: Label, around: Label) -> bool:
    """Whether a decimal label counts on within another: 1.1.2 within 1.1, 2.1 within 2."""
    if label.sort is not Sort.DECIMAL or not around.numbers:
        return False
    return label.depth > around.depth and label.numbers[: around.depth] == around.numbers


def _leads_in(text: str) -> bool:
    return text.rstrip().endswith((":", "–", "—", ":-")) or not ends_sentence(text)


def _last(section: Section) -> Section:
    while section.sections:
        section = section.sections[-1]
    return section
