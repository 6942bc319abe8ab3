"""A draft protocol file and its source text, which hold the same words: proved, before they are given."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from generator.analysis.fidelity import fidelity
from generator.diagnostics import Severity
from generator.importing.document import BlockKind, Document, Listed, Refused
from generator.importing.lines import Line, lines
from generator.importing.names import Ids, bodies_in
from generator.importing.structure import Clause, Section, Structure, structure
from generator.importing.yaml_text import WIDTH, comment, entry, flow, item, quoted
from generator.schema.validation import validate_protocol
from generator.source.loader import load_yaml

_BULLET = re.compile(r"[^\S\n\f]*(?:[-•*–]|o)[^\S\n\f]+")
"""What the fidelity check takes for a bullet at the beginning of a line."""
_LARGEST_FILE = 950_000


@dataclass(frozen=True, slots=True)
class About:
    """What an editor says of a document: the name of the new file, its kind, its councils, the day it came.

    `topics` are those of the kind, in groups, each with its title. `title` is the document's own where it is given.
    """

    slug: str
    kind: str
    authorities: tuple[str, ...]
    received: str
    topics: tuple[tuple[str, tuple[str, ...]], ...]
    file_name: str = ""
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Counts:
    """How much a draft holds."""

    sections: int
    clauses: int
    tables: int
    footnotes: int
    apart: int


@dataclass(frozen=True, slots=True)
class Draft:
    """A protocol file, its source text, how much they hold, and what a person must look at."""

    protocol: str
    source: str
    title: str
    counts: Counts
    listed: tuple[Listed, ...]
    bodies_found: bool


def draft(document: Document, about: About) -> Draft | Refused:
    """Make a draft that says what the document says, word for word, and loads without a fault.

    The file and the source text are made from the document by two ways, and compared as `protocols check` does it.
    Where bullets, bold marks or running heads cannot be told from words, the draft does without them: all are words.
    """
    found = lines(document)
    order = structure(found, about.title)
    if order is None:
        return _no_such_title(found, about.title or "")
    if document.as_received is not None and (made := _made(document, about, found, order, document.as_received)):
        return made
    if made := _made(document, about, found, order, None):
        return made
    kept = tuple(_as_words(line) for line in found)
    plain = structure(kept, about.title)
    made = _made(document, about, kept, plain, None, plainly=True) if plain else None
    if made is None:
        if sum(len(line.whole) for line in found) > _LARGEST_FILE // 3:
            return Refused("the draft would be larger than the megabyte that a protocol file may have", "import a part")
        message = "the draft does not hold the words of its source"
        raise AssertionError(message)
    return made


def _no_such_title(found: Sequence[Line], title: str) -> Refused:
    own = structure(found)
    hint = f"the title seems to be '{own.title}'; leave --title out to take that" if own else ""
    return Refused(f"the words '{title}' do not stand at the beginning of the document", hint)


def _as_words(line: Line) -> Line:
    """What was set apart, as a paragraph like others."""
    if line.kind is not BlockKind.APART:
        return line
    return replace(line, block=replace(line.block, kind=BlockKind.PARAGRAPH))


def _made(
    document: Document,
    about: About,
    found: Sequence[Line],
    order: Structure,
    received: str | None,
    *,
    plainly: bool = False,
) -> Draft | None:
    """A draft that was proved; None where file and source do not agree."""
    if received is not None:
        source, markup, apart = received, _markup_of(received), _apart(found)
    else:
        source, markup, apart = _source_text(found, plainly=plainly)
    writer = _Writer(document, about, found, order)
    text = writer.file(source, markup, apart)
    read = load_yaml(text.encode(), file="draft")
    protocol = validate_protocol(read, about.slug)
    faults = [fault for fault in (*read.diagnostics, *protocol.diagnostics) if fault.severity is Severity.ERROR]
    if faults or protocol.value is None or fidelity(protocol.value, source):
        return None
    return Draft(text, source, order.title, writer.counts(), writer.listed, bool(writer.bodies))


def _markup_of(text: str) -> tuple[str, ...]:
    found = ["bullets"] if re.search(r"^[^\S\n\f]*(?:[-•*–]|o)[^\S\n\f]+", text, re.MULTILINE) else []
    found += ["bold"] if "**" in text else []
    return (*found, "page-breaks") if "\f" in text else tuple(found)


def _apart(found: Sequence[Line]) -> tuple[tuple[str, str], ...]:
    return tuple(dict.fromkeys((" ".join(line.text.split()), line.block.why) for line in found if _is_apart(line)))


def _is_apart(line: Line) -> bool:
    return line.kind is BlockKind.APART and bool(line.text)


def _source_text(found: Sequence[Line], *, plainly: bool) -> tuple[str, tuple[str, ...], tuple[tuple[str, str], ...]]:
    """The text of a document, line for line, with the marks in it and what is left out of the protocol."""
    has_bold = not plainly and not any("**" in text for line in found for text in _texts(line))
    written = [_written(line, bold=has_bold) for line in found]
    bullets = not plainly and not any(
        _BULLET.match(text)
        for line, texts in zip(found, written, strict=True)
        if not _has_bullet(line)
        for text in texts
    )
    tags = _tags(found, written)
    text: list[str] = []
    apart: dict[tuple[str, str], None] = {}
    for line, texts in zip(found, written, strict=True):
        if line.kind is BlockKind.PAGE_BREAK:
            text.extend(["\f", ""] if not plainly else [])
        elif _is_apart(line):
            words = tags.get(_key(line), _key(line))
            apart[words, line.block.why] = None
            text.extend([words, ""])
        elif _has_bullet(line) and bullets:
            text.extend([f"{' ' * min(line.block.level, 8)}- {texts[0]}", ""])
        else:
            text.extend([*texts, ""])
    markup = ["bullets"] if bullets and any(_has_bullet(line) for line in found) else []
    markup += ["bold"] if has_bold and any(line.heading and line.run_in and line.text for line in found) else []
    markup += ["page-breaks"] if "\f" in text else []
    return "\n".join(text).strip("\n") + "\n", tuple(markup), tuple(apart)


def _has_bullet(line: Line) -> bool:
    return line.block.is_bullet and line.kind is BlockKind.ITEM


def _key(line: Line) -> str:
    return " ".join(line.text.split())


def _tags(found: Sequence[Line], written: Sequence[Sequence[str]]) -> dict[str, str]:
    """Words set apart that stand elsewhere as lines of the text too get their reason before them, to be told apart."""
    body = "\n".join(
        " ".join(text.split())
        for line, texts in zip(found, written, strict=True)
        if not _is_apart(line)
        for text in texts
    )
    flat = f"\n{body}\n"
    tags: dict[str, str] = {}
    for line in found:
        if _is_apart(line):
            words = r"\s+".join(re.escape(word) for word in line.text.split())
            if re.search(rf"\n{words}\n", flat):
                tags[_key(line)] = f"[{line.block.why.rstrip('.')}] {_key(line)}"
    return tags


def _texts(line: Line) -> Iterable[str]:
    yield line.whole
    yield line.heading or ""
    for row in line.block.rows:
        yield from row


def _written(line: Line, *, bold: bool) -> list[str]:
    """The lines of the source text that a line of the document takes."""
    if line.block.rows:
        rows: list[str] = []
        for row in line.block.rows:
            cells = [cell for cell in row if cell]
            if cells and _BULLET.fullmatch(f"{cells[0]} "):
                rows.extend(cells)
            elif cells:
                rows.append("  ".join(cells))
        return rows
    parts = [line.printed or ""]
    if line.heading:
        parts.append(f"**{line.heading}**" if bold else line.heading)
        parts.append(line.run_in or "")
    parts.append(line.text)
    return [" ".join(part for part in parts if part)]


class _Writer:
    """Writes the file."""

    def __init__(self, document: Document, about: About, found: Sequence[Line], order: Structure) -> None:
        self._document = document
        self._about = about
        self._order = order
        self._found = found
        self._ids = Ids()
        self._lines: list[str] = []
        self._clauses = self._sections = self._tables = 0
        self.bodies = bodies_in(order.title, [line.text for line in found])
        self.listed = (*document.listed, *self._own_remarks())

    def counts(self) -> Counts:
        """How much was written."""
        notes = sum(line.kind is BlockKind.FOOTNOTE for line in self._found)
        apart = sum(_is_apart(line) for line in self._found)
        return Counts(self._sections, self._clauses, self._tables, notes, apart)

    def file(self, source: str, markup: Sequence[str], apart: Sequence[tuple[str, str]]) -> str:
        """Give the whole file."""
        self._head()
        self._about_document()
        self._about_source(source, markup, apart)
        self._bodies()
        self._rule("The document itself, in its own order")
        self._lines.append("sections:")
        for section in self._order.sections or (Section(0, None, "opening"),):
            self._section(section, 2)
            self._lines.append("")
        self._absences()
        return "\n".join(self._lines).rstrip("\n") + "\n"

    def _own_remarks(self) -> list[Listed]:
        found = (
            []
            if self._order.title_found
            else [Listed("no title was found; the first line stands as the title", self._order.title)]
        )
        if not self.bodies:
            found.append(Listed("no bodies were found in the title; fill in 'bodies' and 'parties'"))
        return found

    def _head(self) -> None:
        self._lines += ["# yaml-language-server: $schema=../site_config/schema/protocol.schema.json", "#"]
        self._lines += comment(
            f"A DRAFT, made by `protocols import` from a {self._document.form}. The words are the document's own, in "
            "its order; `protocols check` proves it. Sections, clauses and ids were made by rules: read them with the "
            "document before you go on. An id is a permanent address once it is published; change what does not tell."
        )
        self._lines += [
            "#",
            *comment("Left to do: status and dates, bodies, topics, citations and reporting duties. See _example.yml."),
        ]
        counted = Counter(listed.what for listed in self.listed if listed.is_private)
        if self.listed:
            self._lines += ["#", "# To be looked at in the document, and then deleted here:"]
            for listed in self.listed:
                if not listed.is_private:
                    words = f"{listed.what}: {listed.words}" if listed.words else listed.what
                    self._lines += comment(f"  - {words}"[:2000], hanging="    ")
            for what, count in counted.items():
                whose = "its" if count == 1 else "their"
                self._lines += comment(f"  - {count} × {what} ({whose} words are not written here)", hanging="    ")
        self._lines.append("")

    def _about_document(self) -> None:
        about = self._about
        self._lines += entry("title", self._order.title, 0)
        self._lines += [f"kind: {about.kind}", f"authorities: [{', '.join(about.authorities)}]"]
        self._lines.append(f"parties: [{', '.join(name for name, _, _ in self._named_bodies())}]")
        self._lines += comment("draft, approved, superseded or withdrawn: as the document itself says")
        self._lines.append("status: draft")
        self._lines += comment(
            "dated, dated_stated, approval and review follow here, as far as the document states them"
        )

    def _about_source(self, source: str, markup: Sequence[str], apart: Sequence[tuple[str, str]]) -> None:
        about = self._about
        self._lines += ["source:", f"  file: sources/{about.slug}.txt"]
        self._lines.append(f"  sha256: {hashlib.sha256(source.encode()).hexdigest()}")
        self._lines += entry("title", f"{self._document.form[:1].upper()}{self._document.form[1:]}, as text", 2)
        self._lines.append(f"  received: {about.received}")
        if markup:
            self._lines.append(f"  markup: [{', '.join(markup)}]")
        if apart:
            self._lines.append("  left_out:")
            for words, why in apart:
                self._lines += _as_item(entry("text", words, 6), 6) + entry("why", why or "Not part of the text.", 6)
        self._lines += comment("Roles, never names")
        self._lines += ["transcription:", "  by: editor", "  checked_by: null"]
        if self._order.before_title:
            self._lines.append("before_title:")
            self._lines += [line for text in self._order.before_title for line in item(text, 2)]
        self._lines.append("")

    def _named_bodies(self) -> list[tuple[str, str, str | None]]:
        ids = Ids()
        if not self.bodies:
            return [("first-body", "The first body", None)]
        return [
            (ids.named(abbreviation or name, f"body-{at}"), name, abbreviation)
            for at, (name, abbreviation) in enumerate(self.bodies, start=1)
        ]

    def _bodies(self) -> None:
        self._rule("Bodies: whoever acts or receives")
        if not self.bodies:
            self._lines += comment(
                "PUT THE BODIES OF THE DOCUMENT HERE, and the parties above. This is only a placeholder."
            )
        self._lines.append("bodies:")
        for name, full, abbreviation in self._named_bodies():
            self._lines.append(f"  - id: {name}")
            self._lines += entry("name", full, 4)
            if abbreviation:
                self._lines += entry("abbreviation", abbreviation, 4)
        self._lines.append("")

    def _section(self, section: Section, indent: int) -> None:
        self._sections += 1
        line = section.line
        words = " ".join(part for part in (line.heading, line.run_in, line.text) if part) if line else ""
        name = self._ids.named(words, section.role or "section")
        block: list[str] = [f"{' ' * (indent + 2)}id: {name}"]
        if line and line.printed:
            block.append(f"{' ' * (indent + 2)}label: {quoted(line.printed)}")
        if words:
            block += entry("heading", words, indent + 2)
        run_in = _usual_run_in(section.clauses)
        if run_in:
            block += entry("run_in", run_in, indent + 2)
        self._lines += _as_item(block, indent + 2)
        if line:
            self._notes([(mark, line.text) for mark in line.marks], indent + 2)
        if section.clauses:
            self._lines.append(f"{' ' * (indent + 2)}clauses:")
            for clause in section.clauses:
                self._clause(clause, indent + 4, run_in)
        if section.sections:
            self._lines.append(f"{' ' * (indent + 2)}sections:")
            for below in section.sections:
                self._section(below, indent + 4)

    def _clause(self, clause: Clause, indent: int, run_in: str | None) -> None:
        self._clauses += 1
        line = clause.line
        otherwise = "footnote" if clause.key[0] == "footnote" else ("table" if line.block.rows else "clause")
        words = f"footnote {line.printed}" if clause.key[0] == "footnote" else line.heading or line.text
        pad = " " * (indent + 2)
        block = [f"{pad}id: {self._ids.named(words, otherwise)}"]
        if line.printed:
            block.append(f"{pad}label: {quoted(line.printed)}")
        if line.heading:
            block += entry("heading", line.heading, indent + 2)
            if line.run_in and line.run_in != run_in:
                block += entry("run_in", line.run_in, indent + 2)
        if line.text:
            block += entry("text", line.text, indent + 2)
        self._lines += _as_item(block, indent + 2)
        if line.block.rows:
            self._table(line, indent + 2)
        if clause.items:
            self._lines.append(f"{pad}items:")
            for below in clause.items:
                self._clause(below, indent + 4, run_in)
        if clause.text_after:
            self._lines += entry("text_after", clause.text_after, indent + 2)
        self._notes(clause.marks, indent + 2)

    def _table(self, line: Line, indent: int) -> None:
        self._tables += 1
        rows = line.block.rows
        columns, body = (rows[0], rows[1:]) if _has_header(line) else (("",) * len(rows[0]), rows)
        self._lines.append(f"{' ' * indent}table:")
        self._lines += _row("columns: ", columns, indent + 2)
        if not body:
            self._lines.append(f"{' ' * (indent + 2)}rows: []")
            return
        self._lines.append(f"{' ' * (indent + 2)}rows:")
        for row in body:
            self._lines += _row("- ", row, indent + 4)

    def _notes(self, marks: Sequence[tuple[object, str]], indent: int) -> None:
        if not marks:
            return
        pad = " " * indent
        self._lines.append(f"{pad}notes:")
        for mark, text in marks:
            sign, offset = getattr(mark, "sign", ""), getattr(mark, "offset", 0)
            self._lines.append(f"{pad}  - kind: editorial")
            quote = " ".join(text[:offset].split()[-4:])
            if quote:
                self._lines += entry("quote", quote, indent + 4)
            where = "Footnote" if sign else "A footnote"
            said = f"{where} {sign} stands after these words." if quote else f"{where} {sign} stands here."
            self._lines += entry("text", " ".join(said.split()), indent + 4)

    def _absences(self) -> None:
        self._rule("What the document says nothing on")
        self._lines += comment(
            "Not read for yet. Turn each into a clause's topic (topics: [...], and delete it here), or into not-listed "
            "with the day on which you looked (checked: 2026-11-22)."
        )
        self._lines += absences(self._about.topics)

    def _rule(self, heading: str) -> None:
        before = f"# ── {heading} "
        self._lines.append(before + "─" * (WIDTH - len(before)))


def absences(groups: Sequence[tuple[str, tuple[str, ...]]]) -> list[str]:
    """Give the absences of a file that nobody has read for topics yet."""
    if not any(topics for _, topics in groups):
        return ["absences: []"]
    found = ["absences:"]
    for title, topics in groups:
        if topics:
            found += comment(title, 2)
            found += [f"  - {{topic: {topic}, state: not-yet-transcribed}}" for topic in topics]
    return found


def _as_item(block: list[str], indent: int) -> list[str]:
    """A block of keys as an item of a list."""
    return [f"{' ' * (indent - 2)}- {block[0][indent:]}", *block[1:]]


def _row(before: str, cells: Sequence[str], indent: int) -> list[str]:
    pad = " " * indent
    written = ", ".join(flow(cell) if cell else '""' for cell in cells)
    one_line = f"{pad}{before}[{written}]"
    if len(one_line) <= WIDTH:
        return [one_line]
    if before == "- ":
        first, *rest = [line for cell in cells for line in item(cell, indent + 2)]
        return [f"{pad}- {first[indent + 2 :]}", *rest]
    return [f"{pad}{before.rstrip()}", *(line for cell in cells for line in item(cell, indent + 2))]


def _has_header(line: Line) -> bool:
    rows = line.block.rows
    if line.block.has_header or len(rows) == 1:
        return True
    first = rows[0]
    if any(not cell for cell in first) or any(len(cell) > 60 for cell in first):
        return False
    return len(first) > 2 and not any(letter.isdigit() for cell in first for letter in cell)


def _usual_run_in(clauses: Sequence[Clause]) -> str | None:
    """What stands most often between the headings and texts of some clauses and their items."""
    found: Counter[str] = Counter()
    work = list(clauses)
    while work:
        clause = work.pop()
        work.extend(clause.items)
        if clause.line.heading and clause.line.run_in:
            found[clause.line.run_in] += 1
    return found.most_common(1)[0][0] if found else None
