"""Mistakes of people who know the document and not YAML, made in the real files: each is named where it was made.

The line is that of the first character that was changed, unless the mistake says otherwise.
"""

import re
import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from generator.cli.run import run
from generator.diagnostics import Diagnostic
from generator.pipeline import check, rules
from generator.schema.rules import YAML_RULES

ROOT = Path(__file__).parents[2]
HARROW, WIGHT = "protocols/harrow.yml", "protocols/isle-of-wight.yml"
AS_OF = date(2026, 11, 22)

SEVERITIES = {rule.name: rule.severity for rule in rules()}
OF_YAML = {rule.name for rule in YAML_RULES}
"""Of a file that cannot be read to its end more is told when it can be."""

JARGON = re.compile(
    r"\b(?:mappings?|scalars?|sequences?|null|NoneType|tokens?|pars(?:er?|ing)|block end|flow|str|int|dict|regex"
    r"|pydantic|yaml\.\w+|exception|unicode|validat\w+|schema|syntax|node|indentation level)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Mistake:
    """What somebody does to a file, and what is said: the rule, and the beginning of the message.

    `below` is how many lines below the first changed character the place is; `column` the column, where it tells.
    """

    name: str
    file: str
    before: str
    after: str
    rule: str
    message: str
    below: int = 0
    also: int = 0


UASC = "      - id: uasc\n"
PLACEMENTS = "text: Monitor the appropriateness of placements"

MISTAKES = (
    Mistake(
        "a colon in a text",
        HARROW,
        "text: Monitor the stability",
        "text: Monitor: the stability",
        "colon-in-text",
        "the text of 'text' holds a colon and a space",
    ),
    Mistake(
        "a heading that ends in a colon, its quotes lost",
        HARROW,
        '"Objectives of the Corporate Parenting Panel:"',
        "Objectives of the Corporate Parenting Panel:",
        "colon-in-text",
        "the text of 'heading' ends in a colon",
    ),
    Mistake(
        "an indent of two spaces lost",
        HARROW,
        "        topics: [distinct-roles]",
        "      topics: [distinct-roles]",
        "wrong-indent",
        "expected the next item of the list, found a key",
    ),
    Mistake(
        "an indent of two spaces too many",
        HARROW,
        "        topics: [stability-of-placements]",
        "          topics: [stability-of-placements]",
        "wrong-indent",
        "'topics' begins deeper than 'text' above it",
    ),
    Mistake(
        "the first line of a text not indented",
        WIGHT,
        "          This protocol aims",
        "    This protocol aims",
        "wrong-indent",
        "expected the text of 'text', indented deeper than 'text'",
    ),
    Mistake(
        "another line of a text not indented",
        HARROW,
        "          they receive appropriate services",
        "they receive appropriate services",
        "wrong-indent",
        "expected a key or more of the text above",
    ),
    Mistake(
        "a tab", HARROW, "        topics: [uasc]", "\ttopics: [uasc]", "tab-character", "expected spaces, found a tab"
    ),
    Mistake(
        "a tab behind a colon",
        HARROW,
        "status: draft",
        "status:\tdraft",
        "tab-character",
        "expected spaces, found a tab",
    ),
    Mistake(
        "a space from a web page",
        HARROW,
        "        topics: [uasc]",
        "\u00a0       topics: [uasc]",
        "non-breaking-indent",
        "expected plain spaces before the line",
    ),
    Mistake(
        "smart quotes",
        HARROW,
        'label: "10."',
        "label: “10.”",
        "curly-quotes",
        "expected straight quotes, found curly ones",
        also=1,
    ),
    Mistake(
        "smart quotes around a text with a colon",
        HARROW,
        '"To receive annual reports on the following services:"',
        "“To receive annual reports: on the following services”",
        "colon-in-text",
        "the text of 'text' holds a colon and a space",
    ),
    Mistake(
        "3.1 without quotes",
        WIGHT,
        'label: "3.1"\n        text: "Safe',
        'label: 3.1\n        text: "Safe',
        "schema",
        "'label' must be text, found the number 3.1",
    ),
    Mistake(
        "a section number without quotes",
        HARROW,
        'provision: "20"',
        "provision: 20",
        "schema",
        "'provision' must be text, found the number 20",
    ),
    Mistake(
        "a misspelt topic",
        HARROW,
        "topics: [care-planning]",
        "topics: [care-plannning]",
        "unknown-topic",
        "there is no topic 'care-plannning' in the register",
    ),
    Mistake(
        "a topic by its title",
        HARROW,
        "topics: [care-planning]",
        "topics: [Care planning]",
        "wrong-form",
        "each entry of 'topics' must be small letters, digits and single hyphens",
    ),
    Mistake(
        "a topic forgotten",
        HARROW,
        "        topics: [uasc]\n",
        "",
        "topic-unanswered",
        "the clause 'uasc' has a heading of the topic 'uasc' but not the topic",
        below=-5,
    ),
    Mistake(
        "an absence forgotten",
        HARROW,
        "  - topic: pledge\n    state: not-listed\n    checked: 2026-11-22\n    stamp: nywaigefei\n",
        "",
        "topic-unanswered",
        "no clause is keyed to the topic 'pledge', and no absence says why",
        below=-9,
    ),
    Mistake(
        "a misspelt key",
        HARROW,
        "        topics: [uasc]",
        "        topcis: [uasc]",
        "unknown-key",
        "the key 'topcis' is not known in an entry of 'clauses'",
    ),
    Mistake(
        "a clause pasted twice",
        HARROW,
        UASC,
        "      - id: stability-of-placements\n        heading: Stability of Placements\n"
        f"        text: Monitor the stability of placements\n        topics: [stability-of-placements]\n{UASC}",
        "repeated-id",
        "the id 'stability-of-placements' stands twice",
        also=1,
    ),
    Mistake(
        "a lost word",
        HARROW,
        "Monitor the stability of",
        "Monitor stability of",
        "not-as-in-source",
        "the words 'the' of the source are missing here",
    ),
    Mistake(
        "an added word",
        HARROW,
        "Monitor the appropriateness of placements",
        "Monitor the appropriateness of all placements",
        "not-as-in-source",
        "the words 'all' are not in the source",
    ),
    Mistake(
        "a word corrected",
        HARROW,
        "heading: Childs Voice",
        "heading: Child's Voice",
        "not-as-in-source",
        "expected 'Childs' as in the source, found 'Child's'",
        also=1,
    ),
    Mistake(
        "two words that changed places",
        HARROW,
        "Monitor the stability of placements",
        "Monitor the placements of stability",
        "not-as-in-source",
        "the words 'stability of' of the source are missing here",
        also=1,
    ),
    Mistake(
        "a dash lost",
        HARROW,
        UASC,
        "        id: uasc\n",
        "missing-dash",
        "expected '- ' before 'id', which begins a new entry of the list",
    ),
    Mistake(
        "a dash of Word",
        HARROW,
        UASC,
        "      – id: uasc\n",
        "missing-dash",
        "a list item must begin with a plain dash and a space, found '–'",
    ),
    Mistake(
        "a dash without its space",
        HARROW,
        UASC,
        "      -id: uasc\n",
        "no-space-after-dash",
        "expected a space after the dash, found 'id: uasc'",
    ),
    Mistake(
        "a colon without its space",
        HARROW,
        "status: draft",
        "status:draft",
        "no-space-after-colon",
        "expected a space after the colon of 'status', found 'draft'",
    ),
    Mistake(
        "an equals sign for a colon",
        HARROW,
        "status: draft",
        "status = draft",
        "missing-colon",
        "expected a key and a colon, found 'status = draft'",
    ),
    Mistake(
        "a quote not closed",
        HARROW,
        "dated_stated: Draft April 2015",
        'dated_stated: "Draft April 2015',
        "unclosed-quote",
        'expected a second " at the end of this text',
    ),
    Mistake(
        "a bracket not closed",
        HARROW,
        "parties: [hscb, cpp]",
        "parties: [hscb, cpp",
        "unclosed-bracket",
        "expected ']' for this '[', found none",
    ),
    Mistake(
        "a comma forgotten",
        HARROW,
        "to: [cpp, hscb]",
        "to: [cpp hscb]",
        "wrong-form",
        "each entry of 'to' must be small letters, digits and single hyphens, found the text 'cpp hscb'",
    ),
    Mistake(
        "an apostrophe in single quotes",
        HARROW,
        "heading: Children's Homes",
        "heading: 'Children's Homes'",
        "text-after-quote",
        "the quoted text ends before 's Homes''",
    ),
    Mistake(
        "a text that begins with a bracket",
        HARROW,
        PLACEMENTS,
        "text: [sic] Monitor the appropriateness of placements",
        "text-after-bracket",
        "expected nothing after the closing bracket of a list",
    ),
    Mistake(
        "a text in bold, as Markdown has it",
        HARROW,
        PLACEMENTS,
        "text: **Monitor** the appropriateness of placements",
        "sign-begins-text",
        "a text that begins with '*' must be in quotes",
    ),
    Mistake(
        "a number sign in a text",
        HARROW,
        PLACEMENTS,
        "text: Monitor the #appropriateness of placements",
        "text-cut-by-comment",
        "'Monitor the' is followed by '#appropriateness of placements'",
        also=2,
    ),
    Mistake(
        "a text not written",
        HARROW,
        PLACEMENTS,
        "text:",
        "empty-value",
        "'text' must have words, found nothing",
        also=2,
    ),
    Mistake(
        "a text beside its sign",
        WIGHT,
        "text: >-\n          This protocol aims",
        "text: >- This protocol aims",
        "block-sign-not-alone",
        "'>-' before a text must stand alone at the end of its line",
    ),
    Mistake(
        "the line 'clauses:' lost",
        HARROW,
        "    heading: Context\n    clauses:\n",
        "    heading: Context\n",
        "misplaced-list-item",
        "expected more of the text of 'heading', found a list item",
    ),
    Mistake(
        "a line twice",
        HARROW,
        "        topics: [uasc]\n",
        "        topics: [uasc]\n        topics: [uasc]\n",
        "repeated-key",
        "expected every key once, found 'topics' again",
    ),
    Mistake(
        "one topic without brackets",
        HARROW,
        "topics: [uasc]",
        "topics: uasc",
        "schema",
        "'topics' must be a list, found the text 'uasc'",
    ),
    Mistake(
        "a body that is not in the list",
        HARROW,
        "to: [hwb]",
        "to: [hwbb]",
        "unknown-body",
        "there is no body 'hwbb' in this file",
    ),
    Mistake(
        "a law by a wrong name",
        HARROW,
        'instrument: children-act-1989\n            provision: "20"',
        'instrument: childrens-act-1989\n            provision: "20"',
        "unknown-instrument",
        "there is no instrument 'childrens-act-1989' in the register",
    ),
    Mistake(
        "a quotation that is not in the clause",
        HARROW,
        "quote: s46(3) of that Act\n",
        "quote: s46(3) of the Act\n",
        "quote-not-found",
        "the words 's46(3) of the Act' do not occur in this clause",
        also=1,
    ),
    Mistake(
        "a capital", HARROW, "status: draft", "status: Draft", "unknown-value", "'status' must be 'draft', 'approved'"
    ),
    Mistake(
        "a date with slashes",
        WIGHT,
        "dated: 2021-02-24",
        "dated: 24/02/2021",
        "wrong-date",
        "'dated' must be a date such as 2021, 2021-02 or 2021-02-24, found the text '24/02/2021'",
    ),
    Mistake(
        "a day that does not exist",
        WIGHT,
        "dated: 2021-02-24",
        "dated: 2021-02-31",
        "wrong-date",
        "'dated' must be a date that exists",
    ),
    Mistake(
        "a year mistyped",
        WIGHT,
        "due: 2022-02",
        "due: 2020-02",
        "review-before-approval",
        "the review is due '2020-02', before the protocol's own date '2021-02-24'",
        also=1,
    ),
    Mistake(
        "a clause without an id",
        HARROW,
        "      - id: uasc\n        heading",
        "      - heading",
        "missing-key",
        "the key 'id' is missing in this entry of 'clauses'",
    ),
    Mistake(
        "a name",
        HARROW,
        "text: Printed without an article.",
        "text: Mrs Jane Smith says so.",
        "personal-data",
        "'Mrs Jane Smith' looks like the name of a person",
    ),
    Mistake(
        "an invisible character",
        HARROW,
        "Ensure that such children",
        "Ensure\u200b that such children",
        "invisible-character",
        "expected plain text, found the character U+200B",
    ),
    Mistake(
        "the name of the source mistyped",
        HARROW,
        "file: sources/harrow.txt",
        "file: sources/harow.txt",
        "missing-source",
        "there is no file 'protocols/sources/harow.txt'",
    ),
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for folder in ("protocols", "site_config/registers"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    shutil.copy(ROOT / "site_config/site.yml", tmp_path / "site_config/site.yml")
    return tmp_path


def make(root: Path, *mistakes: Mistake) -> None:
    for mistake in mistakes:
        place = root / mistake.file
        text = place.read_text(encoding="utf-8")
        assert mistake.before in text
        place.write_text(text.replace(mistake.before, mistake.after, 1), encoding="utf-8")


def line_of(mistake: Mistake) -> int:
    """The line of the first character that the mistake changes."""
    text = (ROOT / mistake.file).read_text(encoding="utf-8")
    changed = text.replace(mistake.before, mistake.after, 1)
    at = next(i for i, (a, b) in enumerate(zip(text, changed, strict=False)) if a != b)
    return text.count("\n", 0, at) + 1


def is_named(mistake: Mistake, found: tuple[Diagnostic, ...], line: int) -> bool:
    return any(
        (each.file, each.rule) == (mistake.file, mistake.rule)
        and each.message.startswith(mistake.message)
        and each.position is not None
        and each.position.line == line
        for each in found
    )


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.name)
def test_each_mistake_is_named_in_its_line_in_plain_words_and_nothing_else_is(root: Path, mistake: Mistake) -> None:
    make(root, mistake)

    found = check(root, as_of=AS_OF).diagnostics

    told = [f"{each.position} {each.message} [{each.rule}] {each.hint}" for each in found]
    assert is_named(mistake, found, line_of(mistake) + mistake.below), told
    assert len(found) == 1 + mistake.also, told
    assert all(each.hint for each in found), told
    assert all(each.severity is SEVERITIES[each.rule] for each in found), told
    assert [text for each in found for text in (each.message, each.hint or "") if JARGON.search(text)] == []


def test_mistakes_of_content_are_all_named_in_one_run(root: Path) -> None:
    together = [each for each in MISTAKES if each.name in IN_ONE_RUN]
    assert len(together) == len(IN_ONE_RUN)
    make(root, *together)

    found = check(root, as_of=AS_OF).diagnostics

    for mistake in together:
        named = [each for each in found if (each.rule, each.file) == (mistake.rule, mistake.file)]
        assert any(each.message.startswith(mistake.message) for each in named), mistake.name


IN_ONE_RUN = {
    "3.1 without quotes",
    "a misspelt topic",
    "a misspelt key",
    "a lost word",
    "an added word",
    "a tab behind a colon",
    "smart quotes",
    "a dash lost",
    "a comma forgotten",
    "a body that is not in the list",
    "a law by a wrong name",
    "a quotation that is not in the clause",
    "a year mistyped",
    "a name",
    "an invisible character",
}


def test_a_file_that_cannot_be_read_does_not_hide_the_faults_of_the_other(root: Path) -> None:
    make(root, *(each for each in MISTAKES if each.name in ("a colon in a text", "a day that does not exist")))

    found = check(root, as_of=AS_OF).diagnostics

    assert [(each.file, each.rule) for each in found] == [(HARROW, "colon-in-text"), (WIGHT, "wrong-date")]


SAFE = {
    "a colon in a text",
    "a heading that ends in a colon, its quotes lost",
    "a tab",
    "a tab behind a colon",
    "a space from a web page",
    "smart quotes",
    "3.1 without quotes",
    "a section number without quotes",
    "a dash without its space",
    "a colon without its space",
    "a text in bold, as Markdown has it",
}
"""Mistakes that are mended without a word of the document being at risk; the first and the last remain otherwise."""


@pytest.mark.parametrize("mistake", [each for each in MISTAKES if each.name in SAFE], ids=lambda mistake: mistake.name)
def test_what_is_safe_to_mend_is_mended_and_then_nothing_is_wrong_with_the_form(root: Path, mistake: Mistake) -> None:
    make(root, mistake)

    run(["check", "--fix", "--root", str(root), "--today", "2026-11-22"])

    found = check(root, as_of=AS_OF).diagnostics
    assert [each.rule for each in found if each.rule != "not-as-in-source"] == []


@pytest.mark.parametrize(
    "mistake", [each for each in MISTAKES if each.rule not in OF_YAML], ids=lambda mistake: mistake.name
)
def test_mending_never_makes_a_mistake_worse(root: Path, mistake: Mistake) -> None:
    make(root, mistake)
    before = check(root, as_of=AS_OF).diagnostics

    run(["check", "--fix", "--root", str(root), "--today", "2026-11-22"])

    after = check(root, as_of=AS_OF).diagnostics
    assert {each.rule for each in after} <= {each.rule for each in before}
    assert len(after) <= len(before)
