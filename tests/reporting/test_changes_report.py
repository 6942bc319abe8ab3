import json
import re
from dataclasses import replace
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st
from markdown import markdown

from generator.analysis.change import Change, ChangeKind, Nature
from generator.reporting.changes_report import as_json, as_markdown, as_text
from generator.views.since import SinceView, ToldChange, ToldNature, ToldSubject

EMPTY = SinceView("0" * 40, "1 February 2026", (), (), (), (), (), (), (), (), (), (), False)
MARKS = st.text("@#`*_[]()<>!|~\\&-+.:/ \n\u202e\u200bwgh1aHB", max_size=40)


def view(words: str, name: str = "Ambridge", count: int = 1) -> SinceView:
    told = ToldChange(Change(ChangeKind.TITLE, Nature.POLICY, "ambridge"), words, ())
    natures = (ToldNature(Nature.POLICY, "What the document says", (told,) * count),)
    return replace(EMPTY, subjects=(ToldSubject("ambridge", name, "protocols/ambridge.yml", natures),))


def test_a_mention_an_issue_an_address_and_markup_do_nothing_in_a_comment() -> None:
    evil = "@team see #12 and GH-34, https://evil.example www.evil.example <img src=x> [x](y) `z` **b** ![i](j) $m$"

    line = next(line for line in as_markdown(view(evil)).splitlines() if line.startswith("- "))

    assert not re.search(r"@\w|#\d|(?i:gh-\d)|://|www\.|<", line)
    assert not re.search(r"(?<!\\)[\[\]`*!$]", line)


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.add(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


@given(MARKS, MARKS)
def test_no_text_of_a_file_adds_markup_to_a_comment(words: str, name: str) -> None:
    tags = _Tags()

    tags.feed(markdown(as_markdown(view(f"x{words}", f"x{name}"))))

    assert tags.found <= {"h3", "h4", "p", "ul", "li", "em", "code"}


@given(MARKS)
def test_a_name_of_a_file_stays_code_whatever_it_holds(path: str) -> None:
    report = as_markdown(replace(EMPTY, technical=(f"x{path}",)))
    line = next(line for line in report.splitlines() if line.startswith("- "))

    fence = re.match(r"- (`+)", line)
    assert fence
    assert line.endswith(fence[1])
    assert fence[1] not in line[2 + len(fence[1]) : -len(fence[1])]


def test_a_comment_is_cut_before_it_is_too_long_and_its_folds_are_closed() -> None:
    report = as_markdown(view("Words. " * 20, count=2_000))

    assert len(report) < 65_536
    assert report.count("<details>") == report.count("</details>")
    assert report.endswith("'protocols changes' in a terminal tells all.\n")


def test_nothing_is_said_plainly() -> None:
    assert as_text(EMPTY) == ("Since 0000000000 (1 February 2026):\n\nNo change of what protocols and registers say.\n")


def test_controls_and_marks_of_direction_are_shown_in_a_terminal() -> None:
    assert "\\x1b" in as_text(view("a\x1b[31m\u202e"))
    assert "\x1b" not in as_text(view("a\x1b[31m\u202e"))


def test_files_that_cannot_be_read_and_vanished_ids_stand_first() -> None:
    found = replace(EMPTY, unread_after=("protocols/a.yml",), vanished=(("b", "voice"),), lost=("protocols/c/",))

    lines = as_text(found).splitlines()

    assert [line.split(" ")[0:4] for line in lines[1:4]] == [
        ["protocols/a.yml", "cannot", "be", "read"],
        ["The", "id", "'voice'", "of"],
        ["The", "address", "protocols/c/", "leads"],
    ]
    assert not found.is_sound


def test_json_is_one_object_in_ascii() -> None:
    report = as_json(view("“Words”"))

    assert report.isascii()
    assert json.loads(report)["changes"] == [
        {
            "protocol": "ambridge",
            "name": "Ambridge",
            "kind": "title",
            "nature": "policy",
            "words": "“Words”",
            "clause": None,
            "topics": [],
            "protocols": [],
        }
    ]
