"""More mistakes of people who know the document and not YAML: each alone, and all in one run, one a file.

Each is told at its place, in plain words, with a hint that mends it.
"""

import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from generator.diagnostics import Diagnostic
from generator.pipeline import check
from tests.cli.test_thirty_mistakes import JARGON, SEVERITIES

ROOT = Path(__file__).parents[2]
HARROW, WIGHT = "harrow", "isle-of-wight"
AS_OF = date(2026, 11, 22)


@dataclass(frozen=True)
class Slip:
    """What somebody does to a file, and what is told: the rule, where, the beginning of the fact, and of the hint.

    The place is the line of `at`, words of the changed file; None where the whole file is meant. `also` counts what
    else is told, and true of the file.
    """

    name: str
    change: Callable[[str], str | bytes]
    at: str | None
    rule: str
    message: str
    hint: str
    file: str = HARROW
    also: int = 0


def exchange(before: str, after: str) -> Callable[[str], str]:
    def made(text: str) -> str:
        assert before in text
        return text.replace(before, after, 1)

    return made


def moved(columns: int) -> Callable[[str], str]:
    """A whole clause further right or left."""

    def made(text: str) -> str:
        begin = text.index("      - id: stability-of-placements\n")
        end = text.index("      - id: ", begin + 1)
        lines = text[begin:end].splitlines(keepends=True)
        shifted = [" " * columns + line if columns > 0 else line[-columns:] for line in lines]
        return text[:begin] + "".join(shifted) + text[end:]

    return made


CLAUSE = "        text: Monitor the stability of placements\n"
UASC = "      - id: uasc\n"

SLIPS = (
    Slip(
        "a day that is not there, with slashes",
        exchange("dated: 2015-04\n", "dated: 31/02/2015\n"),
        "dated: 31",
        "wrong-date",
        "'dated' must be a date that exists, found the text '31/02/2015'",
        "the last day of that month is 28 February 2015",
    ),
    Slip(
        "a month in words",
        exchange("dated: 2015-04\n", "dated: April 2015\n"),
        "dated: April",
        "wrong-date",
        "'dated' must be a date such as",
        "write: dated: 2015-04",
    ),
    Slip(
        "a room with a number sign",
        exchange("text: Printed without an article.", "text: Room #3"),
        "Room #3",
        "text-cut-by-comment",
        "'Room' is followed by '#3'",
        'put the text in quotes: "Room #3"',
    ),
    Slip(
        "a list where a text belongs",
        exchange(CLAUSE, "        text:\n          - Monitor the stability of placements\n"),
        "          - Monitor the stab",
        "schema",
        "'text' must be text, found a list",
        "write it as one text: text: Monitor the stability of placements",
    ),
    Slip(
        "two versions that Git left",
        exchange(CLAUSE, f"<<<<<<< HEAD\n{CLAUSE}=======\n        text: Monitor it\n>>>>>>> side\n"),
        "<<<<<<< HEAD",
        "merge-conflict",
        "two versions of these lines stand here, to line",
        "keep the one that is right",
    ),
    Slip(
        "one mark of Git left over",
        exchange(CLAUSE, f"{CLAUSE}>>>>>>> side\n"),
        ">>>>>>> side",
        "merge-conflict",
        "expected a key and a colon, found '>>>>>>> side'",
        "delete the line",
    ),
    Slip(
        "a bullet of Word before a text",
        exchange(CLAUSE, f"•\tMonitor it\n{CLAUSE}"),
        "•\tMonitor",
        "missing-colon",
        "expected a key and a colon, found '• Monitor it'",
        "if it is an entry of a list, begin it with '- '",
        also=1,
    ),
    Slip(
        "a bullet of Word before an entry",
        exchange(UASC, "      • id: uasc\n"),
        "• id: uasc",
        "missing-dash",
        "a list item must begin with a plain dash and a space, found '•'",
        "write '- id: uasc'",
    ),
    Slip(
        "an asterisk before an entry",
        exchange(UASC, "      * id: uasc\n"),
        "* id: uasc",
        "missing-dash",
        "a list item must begin with a plain dash and a space, found '*'",
        "write '- id: uasc'",
    ),
    Slip(
        "a number before an entry",
        exchange(UASC, "      1. id: uasc\n"),
        "1. id: uasc",
        "missing-dash",
        "a list item must begin with a plain dash and a space, found '1.'",
        "write '- id: uasc'",
    ),
    Slip(
        "two dashes",
        exchange(UASC, "      - - id: uasc\n"),
        "- - id: uasc",
        "misplaced-list-item",
        "expected one dash before the first key of an entry",
        "write '- id: uasc'",
    ),
    Slip(
        "non-breaking spaces before the last line of a clause",
        exchange("        topics: [uasc]\n", "    \u00a0\u00a0\u00a0\u00a0topics: [uasc]\n"),
        "\u00a0topics",
        "non-breaking-indent",
        "expected plain spaces before the line",
        "delete the space before the line and type it anew",
    ),
    Slip(
        "a clause two columns to the left",
        moved(-2),
        "- id: stability-of-placements",
        "wrong-indent",
        "expected this dash in column 7, as the dashes above it, found it in column 5",
        "put 6 spaces before it",
    ),
    Slip(
        "a clause one column to the right",
        moved(1),
        "- id: stability-of-placements",
        "wrong-indent",
        "expected this dash in column 7, as the dashes above it, found it in column 8",
        "put 6 spaces before it",
    ),
    Slip(
        "all indents lost",
        lambda text: "\n".join(line.lstrip() for line in text.split("\n")),
        "Protocol for the relationship",
        "wrong-indent",
        "expected the text of 'title', indented deeper than 'title'",
        "no line of this file is indented: were the spaces lost in copying?",
    ),
    Slip(
        "marks of code from a mail",
        lambda text: f"```yaml\n{text}",
        "```yaml",
        "code-fence",
        "expected a key and a colon, found '```yaml'",
        "delete the line",
    ),
    Slip(
        "a remark of another language",
        exchange("status: draft\n", "// as received\nstatus: draft\n"),
        "// as",
        "missing-colon",
        "expected a key and a colon, found '// as received'",
        "begin a remark with # and a space",
    ),
    Slip(
        "a wide colon",
        exchange("status: draft\n", "status： draft\n"),
        "status：",
        "missing-colon",
        "expected a key and a colon, found 'status： draft'",
        "write: status: draft",
    ),
    Slip(
        "two keys in a line",
        lambda text: re.sub(r'label: "10."\n +', 'label: "10." ', text, count=1),
        'label: "10." ',
        "text-after-quote",
        "expected the end of the line, found the key 'text'",
        "begin 'text' on a line of its own",
    ),
    Slip(
        "topics without brackets",
        exchange("topics: [uasc]", "topics: uasc, care-planning"),
        "topics: uasc, care",
        "schema",
        "'topics' must be a list, found the text 'uasc, care-planning'",
        "write it as a list: topics: [uasc, care-planning]",
    ),
    Slip(
        "dashes in brackets",
        exchange("parties: [hscb, cpp]", "parties: [- hscb, - cpp]"),
        "parties: [-",
        "misplaced-list-item",
        "in brackets entries have commas and no dashes",
        "delete the dashes",
    ),
    Slip(
        "a body by its name",
        exchange("to: [hwb]", "to: [Health and Wellbeing Board]"),
        "to: [Health",
        "wrong-form",
        "each entry of 'to' must be small letters",
        "it is called 'hwb' here",
    ),
    Slip(
        "a council by its name",
        exchange("authorities: [harrow]", "authorities: [Harrow Council]"),
        "authorities:",
        "wrong-form",
        "each entry of 'authorities' must be small letters",
        "it is called 'harrow' here",
    ),
    Slip(
        "a law by its title",
        exchange(
            'instrument: children-act-1989\n            provision: "20"',
            'instrument: Children Act 1989\n            provision: "20"',
        ),
        "instrument: Children Act",
        "wrong-form",
        "'instrument' must be small letters",
        "did you mean 'children-act-1989'?",
    ),
    Slip(
        "how often in another word",
        exchange("how_often: year", "how_often: annually"),
        "how_often: annually",
        "unknown-value",
        "'how_often' must be 'month'",
        "did you mean 'year'?",
    ),
    Slip(
        "words where a block belongs",
        exchange("review:\n  due: 2022-02\n", "review: yearly\nrevew:\n  due: 2022-02\n"),
        "review: yearly",
        "schema",
        "'review' must be a block, found the text 'yearly'",
        "write its keys below it, as in review:",
        WIGHT,
        also=1,
    ),
    Slip(
        "a name without a number sign",
        exchange("- id: uasc\n", "- id: UASC children\n"),
        "- id: UASC",
        "wrong-form",
        "'id' must be small letters",
        "did you mean 'uasc-children'?",
    ),
    Slip(
        "two words in one",
        exchange("Monitor the stability of", "Monitor thestability of"),
        "thestability",
        "other-spaces",
        "expected 'the stability' as in the source, found 'thestability'",
        "the source has it in",
        also=1,
    ),
    Slip(
        "the file pasted twice",
        lambda text: text + text,
        None,
        "repeated-key",
        "the file begins again here",
        "if it was pasted twice, delete everything from here on",
    ),
    Slip(
        "saved by an old Windows program",
        lambda text: text.encode("cp1252", "replace"),
        "Climbié",
        "not-utf-8",
        "expected UTF-8, found the byte E9 and ",
        "save the file as UTF-8",
    ),
    Slip(
        "saved as Unicode by Notepad",
        lambda text: text.encode("utf-16"),
        None,
        "not-utf-8",
        "expected UTF-8, found UTF-16",
        "save the file as UTF-8 (in Notepad: Save as, Encoding)",
    ),
    Slip(
        "a Word document renamed",
        lambda text: b"PK\x03\x04" + text.encode("utf-16"),
        None,
        "not-text",
        "expected a text file, found a Word document or another packed file",
        "'protocols import' makes a protocol file",
    ),
    Slip("nothing saved", lambda text: b"", None, "empty-file", "expected keys, found an empty file", "is it saved?"),
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for folder in ("protocols", "site_config/registers"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    shutil.copy(ROOT / "site_config/site.yml", tmp_path / "site_config/site.yml")
    return tmp_path


def make(root: Path, slip: Slip, *, into: str | None = None) -> str:
    """Make a mistake in a file, or in a copy of it; give the path of that."""
    path = f"protocols/{into or slip.file}.yml"
    changed = slip.change((ROOT / "protocols" / f"{slip.file}.yml").read_text(encoding="utf-8"))
    (root / path).write_bytes(changed if isinstance(changed, bytes) else changed.encode())
    return path


def line_of(slip: Slip) -> int | None:
    if slip.at is None:
        return None
    changed = slip.change((ROOT / "protocols" / f"{slip.file}.yml").read_text(encoding="utf-8"))
    text = changed if isinstance(changed, str) else changed.decode("cp1252")
    return text[: text.index(slip.at)].count("\n") + 1


def is_told(slip: Slip, path: str, found: tuple[Diagnostic, ...]) -> bool:
    line = line_of(slip)
    return any(
        (each.file, each.rule) == (path, slip.rule)
        and each.message.startswith(slip.message)
        and (each.hint or "").startswith(slip.hint)
        and (line is None or (each.position is not None and each.position.line == line))
        for each in found
    )


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: slip.name)
def test_each_is_told_in_its_line_in_plain_words_with_what_to_do(root: Path, slip: Slip) -> None:
    path = make(root, slip)

    found = check(root, as_of=AS_OF).diagnostics

    told = [f"{each.position} {each.severity} {each.message} [{each.rule}] {each.hint}" for each in found]
    assert is_told(slip, path, found), told
    assert len(found) == 1 + slip.also, told
    assert all(each.hint and each.severity is SEVERITIES[each.rule] for each in found), told
    assert [text for each in found for text in (each.message, each.hint or "") if JARGON.search(text)] == []


def test_all_are_told_in_one_run(root: Path) -> None:
    paths = {slip.name: make(root, slip, into=f"copy-{number}") for number, slip in enumerate(SLIPS)}

    found = check(root, as_of=AS_OF).diagnostics

    assert [slip.name for slip in SLIPS if not is_told(slip, paths[slip.name], found)] == []
    assert {each.file for each in found} == set(paths.values())


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\n", "\r\n").encode(),
        lambda text: text.replace("\n", "\r").encode(),
        lambda text: b"\xef\xbb\xbf" + text.encode(),
        lambda text: text.rstrip("\n").encode(),
        lambda text: text.replace("status: draft", "status : draft").encode(),
    ],
    ids=["Windows", "old Macintosh", "a byte order mark", "no last line end", "a space before a colon"],
)
def test_what_is_no_mistake_is_told_as_none(root: Path, change: Callable[[str], bytes]) -> None:
    place = root / "protocols" / "harrow.yml"
    place.write_bytes(change(place.read_text(encoding="utf-8")))

    assert check(root, as_of=AS_OF).diagnostics == ()
