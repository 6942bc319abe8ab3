import json
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.diagnostics import Diagnostic, Position, RuleText, Severity
from generator.reporting.explanation import explained, listed
from generator.reporting.github import as_github
from generator.reporting.json_report import as_json
from generator.reporting.safe import safe
from generator.reporting.sarif import as_sarif
from generator.reporting.text import as_text, summary

LABEL = Diagnostic(
    "protocols/harrow.yml",
    Position(11, 22),
    "'label' must be text, found the number 3.1",
    "schema",
    'put it in quotes: "3.1"',
    path=("sections", 0, "label"),
)
WHOLE_FILE = Diagnostic("protocols/a.yml", None, "the file is missing", "missing-file", severity=Severity.WARNING)
TEXTS = st.text(st.characters(codec=None), max_size=12) | st.sampled_from(
    [
        "\x1b[31m",
        "\u202egnp",
        "a\nb",
        "::error::x",
        "%0A",
        "a,b:c",
        "\r\n::set-env name=x::y",
        "\u2028",
        "\ud800",
        "<b>",
        "𝒳",
    ]
)
DIAGNOSTICS = st.builds(
    Diagnostic,
    file=TEXTS,
    position=st.none() | st.builds(Position, st.integers(1, 99), st.integers(1, 99)),
    message=TEXTS,
    rule=TEXTS,
    hint=st.none() | TEXTS,
    severity=st.sampled_from(Severity),
    path=st.lists(TEXTS | st.integers(0, 9), max_size=3).map(tuple),
)
REPORTS = st.lists(DIAGNOSTICS, max_size=4)


def test_text_is_as_the_conventions_have_it() -> None:
    assert as_text([LABEL, WHOLE_FILE]) == (
        "protocols/harrow.yml:11:22: error: 'label' must be text, found the number 3.1 [schema]\n"
        '    hint: put it in quotes: "3.1"\n'
        "protocols/a.yml: warning: the file is missing [missing-file]\n"
    )


def test_colour_adds_nothing_but_colour() -> None:
    coloured = as_text([LABEL, WHOLE_FILE], colour=True)

    assert coloured != as_text([LABEL, WHOLE_FILE])
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == as_text([LABEL, WHOLE_FILE])


@given(report=REPORTS)
def test_nothing_in_a_file_acts_on_a_terminal_or_begins_a_line(report: list[Diagnostic]) -> None:
    lines = as_text(report).split("\n")

    assert all(unicodedata.category(sign) not in ("Cc", "Cs", "Zl", "Zp") for line in lines for sign in line)
    assert not any(
        sign in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\ufeff" for sign in "".join(lines)
    )
    assert len(lines) == 1 + len(report) + sum(bool(diagnostic.hint) for diagnostic in report)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Child’s – “voice” é 子 👩‍👧", "Child’s – “voice” é 子 👩‍👧"),
        ("\x1b[2J\x00\x85", r"\x1b[2J\x00\x85"),
        ("a\nb\tc", r"a\nb\tc"),
        ("\u202e\u2066\u200b\ufeff\xad", r"\u202e\u2066\u200b\ufeff\xad"),
        ("\ud800\ue000\U000e0041", r"\ud800\ue000\U000e0041"),
    ],
)
def test_only_what_cannot_be_seen_is_written_as_an_escape(text: str, shown: str) -> None:
    assert safe(text) == shown


@pytest.mark.parametrize(
    ("found", "protocols", "expected"),
    [
        ([], ["a"], "1 protocol checked: no faults"),
        ([], ["a", "b"], "2 protocols checked: no faults"),
        (
            [LABEL],
            ["protocols/harrow.yml", "b"],
            "1 error in 1 of 2 files; why, with an example: protocols explain schema",
        ),
        (
            [WHOLE_FILE, LABEL, LABEL],
            ["protocols/harrow.yml", "protocols/a.yml"],
            "2 errors and 1 warning in 2 of 2 files; why, with an example: protocols explain schema",
        ),
        ([WHOLE_FILE], [], "1 warning in 1 of 1 file; why, with an example: protocols explain missing-file"),
    ],
)
def test_the_summary_counts(found: list[Diagnostic], protocols: list[str], expected: str) -> None:
    assert summary(found, protocols=protocols) == expected


def test_json_has_the_documented_shape() -> None:
    assert json.loads(as_json([LABEL, WHOLE_FILE])) == {
        "version": 1,
        "errors": 1,
        "warnings": 1,
        "diagnostics": [
            {
                "file": "protocols/harrow.yml",
                "line": 11,
                "column": 22,
                "severity": "error",
                "rule": "schema",
                "message": "'label' must be text, found the number 3.1",
                "hint": 'put it in quotes: "3.1"',
                "path": ["sections", 0, "label"],
            },
            {
                "file": "protocols/a.yml",
                "line": None,
                "column": None,
                "severity": "warning",
                "rule": "missing-file",
                "message": "the file is missing",
                "hint": None,
                "path": [],
            },
        ],
    }


@given(report=REPORTS)
def test_json_and_sarif_are_ascii_and_lose_nothing(report: list[Diagnostic]) -> None:
    plain, sarif = as_json(report), as_sarif(report, rules=(), version="1")

    assert (plain + sarif).isascii()
    assert [entry["message"] for entry in json.loads(plain)["diagnostics"]] == [d.message for d in report]
    results = json.loads(sarif)["runs"][0]["results"]
    assert [result["ruleId"] for result in results] == [d.rule for d in report]


def test_github_commands_name_place_and_rule() -> None:
    assert as_github([LABEL, WHOLE_FILE]) == (
        "::error file=protocols/harrow.yml,line=11,col=22,title=schema::"
        "'label' must be text, found the number 3.1%0Ahint: put it in quotes: \"3.1\"\n"
        "::warning file=protocols/a.yml,title=missing-file::the file is missing\n"
    )


@given(report=REPORTS)
def test_nothing_in_a_file_begins_a_command_or_a_property(report: list[Diagnostic]) -> None:
    lines = as_github(report).splitlines()

    assert len(lines) == len(report)
    for line, diagnostic in zip(lines, report, strict=True):
        command = re.fullmatch(r"::(error|warning) file=([^,:]*)(,line=\d+,col=\d+)?,title=([^,:]*)::(.*)", line)
        assert command
        assert decoded(command[2]) == safe(diagnostic.file)
        assert decoded(command[4]) == safe(diagnostic.rule)
        hint = f"\nhint: {safe(diagnostic.hint)}" if diagnostic.hint else ""
        assert decoded(command[5]) == safe(diagnostic.message) + hint


def decoded(text: str) -> str:
    """A text as GitHub reads it."""
    for sign, code in (("\r", "%0D"), ("\n", "%0A"), (":", "%3A"), (",", "%2C"), ("%", "%25")):
        text = text.replace(code, sign)
    return text


def test_sarif_brings_the_help_of_the_rules_that_were_broken() -> None:
    rules = (
        RuleText("schema", "A value is of another sort.", "Because.", "a: 1", 'a: "1"'),
        RuleText("other", "", "", "", ""),
    )

    sarif = json.loads(as_sarif([LABEL, WHOLE_FILE], rules=rules, version="1.2", address="https://example.org/p/"))

    assert sarif["version"] == "2.1.0"
    (run,) = sarif["runs"]
    assert run["tool"]["driver"] == {
        "name": "local-protocols",
        "version": "1.2",
        "rules": [
            {"id": "missing-file"},
            {
                "id": "schema",
                "shortDescription": {"text": "A value is of another sort."},
                "fullDescription": {"text": "Because."},
                "help": {
                    "text": 'Because.\n\nWrong:\na: 1\n\nRight:\na: "1"\n\n'
                    "More: https://example.org/p/contribute/checks/#schema"
                },
                "helpUri": "https://example.org/p/contribute/checks/#schema",
                "defaultConfiguration": {"level": "error"},
            },
        ],
    }
    assert run["results"] == [
        {
            "ruleId": "schema",
            "ruleIndex": 1,
            "level": "error",
            "message": {"text": "'label' must be text, found the number 3.1 (hint: put it in quotes: \"3.1\")"},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": "protocols/harrow.yml", "uriBaseId": "PROJECT"},
                        "region": {"startLine": 11, "startColumn": 22},
                    }
                }
            ],
        },
        {
            "ruleId": "missing-file",
            "ruleIndex": 0,
            "level": "warning",
            "message": {"text": "the file is missing"},
            "locations": [
                {"physicalLocation": {"artifactLocation": {"uri": "protocols/a.yml", "uriBaseId": "PROJECT"}}}
            ],
        },
    ]


def test_without_the_address_of_the_site_sarif_leads_nowhere() -> None:
    rules = (RuleText("schema", "A value is of another sort.", "Because.", "a: 1", 'a: "1"'),)

    (rule,) = json.loads(as_sarif([LABEL], rules=rules, version="1"))["runs"][0]["tool"]["driver"]["rules"]

    assert "helpUri" not in rule
    assert rule["help"] == {"text": 'Because.\n\nWrong:\na: 1\n\nRight:\na: "1"'}


def test_an_explanation_shows_what_cannot_be_seen() -> None:
    rule = RuleText("tab-character", "There is a tab.", "YAML refuses it.", "a:\n\t- b", "a:\n  - b")

    assert explained(rule) == (
        "tab-character (error)\n\nThere is a tab.\nYAML refuses it.\n\n"
        "wrong:\n    a:\n    \\t- b\n\nright:\n    a:\n      - b\n"
    )


def test_rules_are_listed_by_name() -> None:
    rules = [RuleText("beta", "B.", "", "", ""), RuleText("a", "A.", "", "", "", Severity.WARNING)]

    assert listed(rules) == "a     warning  A.\nbeta  error    B.\n"
