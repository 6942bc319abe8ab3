"""Every table of the built site stands in a CSV file that its page offers: the same rows, columns and words."""

import csv
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatch
from io import StringIO
from pathlib import Path
from posixpath import dirname, join, normpath
from xml.etree.ElementTree import Element

from benchmarks.corpus import make_project
from generator.exporting.csv_file import unguarded
from generator.model.dates import PartialDate
from tests.fixtures.reading import article
from tests.fixtures.sites import Project

WITHOUT_A_FILE: Mapping[tuple[str, str], str] = {
    ("protocols/*/index.html", ""): "a table of the document itself, among its words; its JSON has it cell by cell",
    ("topics/*/index.html", ""): "the same, quoted",
    ("compare/*/*/index.html", ""): "the same, quoted",
    ("data/index.html", "Tables about all protocols"): "leads to the files, which data/v1/index.json lists",
    ("data/index.html", "JSON documents and their schemas"): "leads to the files, which data/v1/index.json lists",
}
"""The tables that no CSV file holds, by page and caption, with the reason."""

Line = Mapping[str, str]
FromFile = Callable[[Sequence[Line]], str]
FromPage = Callable[[Element], str]


@dataclass(frozen=True, slots=True)
class Shown:
    """A table as it stands on a page. `file` is the one that the page says to hold it, '' where it names none."""

    page: str
    caption: str
    file: str
    head: tuple[str, ...]
    rows: tuple[tuple[Element, ...], ...]


@dataclass(frozen=True, slots=True)
class Kind:
    """How a shown table and its file say the same.

    `made_of` says what the words of a column come to, where they are not those of the file's column of the same name;
    `taken` what of a cell of the page is compared, where it is not all of it. `one_of` names a column: one row of the
    page stands for all lines with the same words there. `part` says which lines a table shows; the tables of a page
    show all lines of a file together.
    """

    made_of: Mapping[str, FromFile] = field(default_factory=dict)
    taken: Mapping[str, FromPage] = field(default_factory=dict)
    one_of: str = ""
    part: Callable[[Shown, Line], bool] = lambda shown, line: True
    take: FromPage | None = None
    is_matrix: bool = False


def test_every_table_is_offered_as_a_file_beside_it(built_site: Path) -> None:
    lost = [(shown.page, shown.caption) for shown in tables(built_site) if not shown.file and not excepted(shown)]
    assert lost == []

    for page in built_site.rglob("*.html"):
        if "<table" in (html := page.read_text(encoding="utf-8")):
            assert far_from_their_files(article(html)) == [], page


def test_every_exception_is_needed(built_site: Path) -> None:
    needed = {(page, caption) for shown in tables(built_site) if not shown.file for page, caption in [excepted(shown)]}

    assert {each for each in WITHOUT_A_FILE if each[1]} <= needed


def test_every_file_has_the_rows_the_columns_and_the_words_of_its_tables(built_site: Path) -> None:
    unlike = {}
    for each in tables(built_site):
        if each.file:
            kind = kind_of(each)
            on_the_page, in_the_file = Counter(rows_of(each, kind)), Counter(rows_in(built_site, each, kind))
            if on_the_page != in_the_file:
                unlike[each.page, each.caption] = on_the_page - in_the_file, in_the_file - on_the_page

    assert unlike == {}


def test_so_has_every_file_of_a_site_with_many_protocols(tmp_path: Path) -> None:
    """There, pages fold tables away, turn the matrix on its side, leave tables out, and cut long lists short."""
    make_project(tmp_path / "project", 9)
    done = Project(tmp_path / "project").build()
    assert done.code == 0, done.err
    site = tmp_path / "project" / "site"

    shown = list(tables(site))

    assert [(each.page, each.caption) for each in shown if not each.file and not excepted(each)[1]] == []
    unlike = {}
    for each in (each for each in shown if each.file):
        kind = kind_of(each)
        rows = Counter(row for row in rows_of(each, kind) if not any(SHORTENED.search(words) for words in row))
        unlike[each.page, each.caption] = rows - Counter(rows_in(site, each, kind))
    assert {place: rows for place, rows in unlike.items() if rows} == {}
    assert len(unlike) > 200


SHORTENED = re.compile(r"\band [0-9,]+ (?:more|others)\b")


def test_no_line_of_a_file_is_left_out_by_all_tables_of_its_page(built_site: Path) -> None:
    found: dict[tuple[str, str], list[Shown]] = {}
    for each in tables(built_site):
        if each.file:
            found.setdefault((each.page, each.file), []).append(each)

    left_out = [
        (page, file, line)
        for (page, file), shown in found.items()
        for line in lines_for(built_site, shown[0])
        if not any(kind_of(each).part(each, line) for each in shown) and not is_shown_otherwise(file, line)
    ]
    assert left_out == []


def is_shown_otherwise(file: str, line: Line) -> bool:
    if file.startswith("compare/"):
        return line["Part"] not in PARTS_OF_A_PAIR.values()  # the topics: words, and no table
    return file == "bodies/bodies.csv" and line["Type"] == "of no type entered"  # each on a card of its own


# ---- reading


def tables(site: Path) -> Iterator[Shown]:
    for path in sorted(site.rglob("*.html")):
        html = path.read_text(encoding="utf-8")
        if "<table" in html:
            page = path.relative_to(site).as_posix()
            yield from (shown(page, each) for each in article(html).iter("table"))


def shown(page: str, table: Element) -> Shown:
    heads = next(table.iter("thead")).iter("tr")
    href = table.get("data-csv", "")
    caption = table.find("caption")
    return Shown(
        page,
        "" if caption is None else said(caption),
        normpath(join(dirname(page), href)) if href else "",
        tuple(said(cell) for cell in next(heads)),
        tuple(tuple(row) for row in next(table.iter("tbody")).iter("tr")),
    )


def excepted(shown: Shown) -> tuple[str, str]:
    for pattern, caption in WITHOUT_A_FILE:
        if fnmatch(shown.page, pattern) and caption == shown.caption:
            return pattern, caption
    return "", ""


def far_from_their_files(page: Element) -> list[str]:
    """Give the captions of tables between which and the link to their file another file's table stands."""
    found: list[tuple[str, str]] = []
    for element in page.iter():
        if element.tag == "table" and element.get("data-csv"):
            found.append((element.attrib["data-csv"], said(element.find("caption"))))
        if element.tag == "a" and "download" in element.attrib:
            found.append((element.attrib["href"], ""))
    return [
        caption
        for at, (file, caption) in enumerate(found)
        if caption
        and not any(
            other == (file, "") and all(file == between or not of for between, of in found[min(at, to) : max(at, to)])
            for to, other in enumerate(found)
        )
    ]


def lines_of(file: Path) -> list[Line]:
    head, *rows = csv.reader(StringIO(file.read_bytes().decode("utf-8-sig"), newline=""), strict=True)
    assert len(set(head)) == len(head)
    return [dict(zip(head, map(unguarded, row), strict=True)) for row in rows]


def lines_for(site: Path, shown: Shown) -> list[Line]:
    """Give the lines of a table's file; of the matrix of topics, which stands in it on its side, line by topic."""
    lines = lines_of(site / shown.file)
    if shown.head[0] != "Topic":
        return lines
    first, *names = lines[0]
    return [{"Topic": name, **{line[first]: line[name] for line in lines}} for name in names]


def rows_of(shown: Shown, kind: Kind) -> Iterator[tuple[str, ...]]:
    for row in shown.rows:
        yield tuple(kind.taken.get(head, kind.take or said)(cell) for head, cell in zip(shown.head, row, strict=True))


def rows_in(site: Path, shown: Shown, kind: Kind) -> Iterator[tuple[str, ...]]:
    groups: dict[str, list[Line]] = {}
    for number, line in enumerate(lines_for(site, shown)):
        if kind.part(shown, line):
            groups.setdefault(line[kind.one_of] if kind.one_of else str(number), []).append(line)
    for group in groups.values():
        yield tuple(
            " ".join(kind.made_of.get(head, (points if kind.is_matrix else as_headed)(head))(group).split())
            for head in shown.head
        )


def said(element: Element | None) -> str:
    """Give the words of an element as one hears them; points of a list in the order of their words."""
    assert element is not None
    points = list(element.iter("li"))
    if points:
        return " ".join([_heard(element, "ul"), *sorted(_heard(point) for point in points)]).strip()
    return _heard(element)


def without(*tags: str) -> FromPage:
    return lambda element: _heard(element, *tags).removesuffix(".")


def _heard(element: Element, *but: str) -> str:
    return " ".join("".join(_pieces(element, but)).split())


def _pieces(element: Element, but: Sequence[str]) -> Iterator[str]:
    marks = {element.tag, *(f".{name}" for name in element.get("class", "").split())}
    if element.get("aria-hidden") == "true" or marks & set(but):
        return
    yield (" " if element.tag in {"p", "li", "dd", "br", "summary"} else "") + (element.text or "")
    for child in element:
        yield from _pieces(child, but)
        yield child.tail or ""


# ---- what a shown column is made of


def column(name: str, *, empty: str = "", quoted: bool = False) -> FromFile:
    def read(lines: Sequence[Line]) -> str:
        words = lines[0][name]
        return f"“{words}”" if quoted and words not in ("", "not stated") else words or empty

    return read


def as_headed(head: str) -> FromFile:
    """Read the column of the same name; in the file of a pair that of a protocol's words, or how it has none."""
    return lambda lines: (
        lines[0][head] if head in lines[0] else lines[0][f"{head}: words"] or lines[0][f"{head}: state"]
    )


def points(name: str) -> FromFile:
    return lambda lines: " ".join(sorted(lines[0][name].split("; ")))


def day(name: str) -> FromFile:
    return lambda lines: in_words(lines[0][name])


def in_words(date: str) -> str:
    return PartialDate.parse(date).words if date[:1].isdigit() else date


def several(name: str, last: str = " and ", *, empty: str = "") -> FromFile:
    return lambda lines: in_a_row(lines[0][name].split("; "), last) or empty


def in_a_row(words: Sequence[str], last: str = " and ") -> str:
    return last.join(part for part in (", ".join(words[:-1]), words[-1]) if part)


def receivers(lines: Sequence[Line]) -> str:
    one_of = lines[0]["To all or to one of them"] == "one of them"
    return several("To", " or " if one_of else " and ")(lines)


def when(lines: Sequence[Line]) -> str:
    forms = {
        "How often": "{}. ",
        "When": "“{}”. ",
        "On what condition": "Condition: “{}”. ",
        "With what content": "Content: “{}”.",
    }
    said = [form.format(lines[0][name]) for name, form in forms.items() if lines[0][name] != "not stated"]
    return "".join(said) or "not stated"


def standing(name: str, verified: str) -> FromFile:
    return lambda lines: lines[0][name] + (" (unverified)" if lines[0][verified] == "no" else "")


def law_of(line: Line) -> str:
    return line["Law or guidance"] + (f", {line['Part']}" if line["Part"] else "")


def quote(lines: Sequence[Line]) -> str:
    named = lines[0]["Named by the document"] == "yes"
    return f"“{lines[0]['In the words']}”" + (
        "" if named else " Editor’s finding. The document does not name this law."
    )


def every(name: str, where: str) -> FromFile:
    return lambda lines: lines[0][name] + (f" ({lines[0][where]})" if lines[0][where] else "")


def other_names(lines: Sequence[Line]) -> str:
    names = [lines[0]["Abbreviation"], *lines[0]["Also called"].split("; ")]
    return in_a_row([name for name in names if name] or ["none"])


def who_is_called_so(lines: Sequence[Line]) -> str:
    party = {"party": "; a party", "no": ""}
    return " ".join(sorted(f"{line['Name']} ({line['Protocol']}{party[line['Party']]})" for line in lines))


def meanings(lines: Sequence[Line]) -> str:
    found: dict[str, list[str]] = {}
    for line in lines:
        found.setdefault(line["What it means"], []).append(line["In the protocol of"])
    of_the_field = "a term of the field"
    clash = "Different bodies in different protocols. "
    return (clash if lines[0][clash.strip(". ")] == "yes" else "") + " ".join(
        sorted(
            f"{meaning} ({of_the_field if of_the_field in where else f'in the protocol of {in_a_row(where)}'})"
            for meaning, where in found.items()
        )
    )


PARTS_OF_A_PAIR = {
    "Both protocols at a glance": "At a glance",
    "Who gives what to whom, as each document says it": "Reporting duties",
    "What each document rests on": "Law and guidance",
}


def of_law(shown: Shown, line: Line) -> bool:
    if shown.caption.endswith(": law then and now"):
        return shown.caption == f"{line['Protocol']}: law then and now"
    law = shown.caption.removeprefix("Who still rests on ").removeprefix("Who rests on ")
    return law == (law_of(line) if line["Part"] or "still" in shown.caption else f"{law_of(line)}, as a whole")


DUTIES = Kind(
    {"To": receivers, "How often, when, on what condition": when, "In the words": column("In the words", quoted=True)},
    part=lambda shown, line: shown.head[0] == "What" or shown.caption == f"{line['What']}: who gives it to whom",
)
LAW = Kind(
    {
        "Law": lambda lines: law_of(lines[0]),
        "In the words": quote,
        "On the protocol’s date": standing("On the protocol’s date", "Then: verified"),
        "Today": standing("Today", "Today: verified"),
    },
    {"On the protocol’s date": without("a", "details"), "Today": without("a", "details")},
    part=of_law,
)
KINDS: Mapping[tuple[str, str], Kind] = {
    ("*", "flows.csv"): DUTIES,
    ("*", "reciprocity.csv"): Kind(),
    ("*", "matrix.csv"): Kind({"": column("Who reports")}, is_matrix=True),
    ("*", "types.csv"): Kind({"": column("Who reports")}, is_matrix=True),
    ("protocols/*", "citations.csv"): Kind(
        {
            "In the words": lambda lines: (
                f"“{lines[0]['In the words']}”"
                if lines[0]["Named by the document"] == "yes"
                else "not named; an editor found the wording"
            ),
            "Law or guidance": lambda lines: lines[0]["Law or guidance"] + edition(lines[0]),
            "Section or regulation": lambda lines: (
                "not stated" if edition(lines[0]) or not lines[0]["Part"] else lines[0]["Part"].partition(" ")[2]
            ),
        }
    ),
    ("law/*", "citations.csv"): LAW,
    ("law/*", "work-list.csv"): LAW,
    ("law/*", "instruments.csv"): Kind(
        {
            "Number": column("Number", empty="none"),
            "Protocols that rest on it": several("Which protocols", empty="none here"),
            "As a whole, today": standing("As a whole, today", "Verified"),
        }
    ),
    ("compare/*", "comparison.csv"): Kind(
        {"Law or guidance": column("What")}, part=lambda shown, line: line["Part"] == PARTS_OF_A_PAIR[shown.caption]
    ),
    ("protocols/*", "protocols.csv"): Kind(
        {
            "Protocol": lambda lines: (
                lines[0]["Protocol"]
                + str(sorted({*lines[0]["Types of authority"].split("; "), *lines[0]["Regions"].split("; ")}))
            ),
            "Between": several("Between"),
            "Dated": day("Dated"),
            "To be reviewed": every("To be reviewed", "Where that stands"),
            "Review due": day("Review due"),
        },
        {"Protocol": lambda cell: _heard(cell, "span") + str(sorted(set(re.split("[;,] ", said(cell.find("span"))))))},
    ),
    ("reviews/*", "reviews.csv"): Kind(
        {
            "Dated": day("Dated"),
            "Interval": every("Interval", "Where the interval stands"),
            "Review due": lambda lines: (
                day("Review due")(lines)
                + (f" In the document: “{lines[0]['In the document']}”" if lines[0]["In the document"] else "")
            ),
            "Take along": lambda lines: (
                (f"Calendar of {lines[0]['Protocol']}; " if lines[0]["Calendar"] else "")
                + f"Feed of {lines[0]['Protocol']}"
            ),
        }
    ),
    ("topics/*", "coverage.csv"): Kind(
        take=without(".lp-vh"),
        part=lambda shown, line: line.get("Topic") in {None, *(said(row[0]) for row in shown.rows)},
    ),
    ("bodies/index.html", "bodies.csv"): Kind(
        {"Called in the protocols": who_is_called_so, "Place in law": column("Type in law")},
        one_of="Type",
        part=lambda shown, line: line["Type"] != "of no type entered",
    ),
    ("bodies/*", "bodies.csv"): Kind({"Other names there": other_names}),
    ("bodies/index.html", "membership.csv"): Kind(
        {
            "Who sits or is represented on it": column("Who sits or is represented on it", quoted=True),
            "That is": column("That is the body"),
        }
    ),
    ("glossary/*", "abbreviations.csv"): Kind({"What it means": meanings}, one_of="Abbreviation"),
    ("escalation/*", "escalation.csv"): Kind(
        {
            "Protocol": lambda lines: f"{lines[0]['Protocol']}, {lines[0]['Where']}",
            "Who meets": several("Who meets"),
            **{
                name: column(name, quoted=True)
                for name in ("What sets it off", "What is done", "Who else", "By when", "What it leads to")
            },
        }
    ),
    ("accessibility/*", "tests.csv"): Kind(
        {
            "Day": day("Day"),
            "What": lambda lines: f"{lines[0]['Pages']} pages of this version",
            "Result": lambda lines: f"{lines[0]['Result']} {' '.join(sorted(lines[0]['Findings'].split('; ')))}",
        },
        {"What": lambda cell: said(cell).replace("another version", "this version")},
    ),
}


def edition(line: Line) -> str:
    return line["Part"].removeprefix("edition") if line["Part"].startswith("edition ") else ""


def kind_of(shown: Shown) -> Kind:
    name = shown.file.rpartition("/")[2]
    return next(kind for (page, file), kind in KINDS.items() if file == name and fnmatch(shown.page, page))
