"""The redline measured on wordings of the two real documents that were matched by hand."""

import re
from itertools import groupby
from pathlib import Path

import pytest

from generator.analysis.redline import Segment, SegmentKind, is_reworded_throughout, redline
from generator.text import NO_NAMES, SILENT, BodyNames, body_names, tokens, weight

SOURCES = Path(__file__).parents[2] / "protocols" / "sources"
HARROW = body_names(
    {
        "Harrow Safeguarding Children Board": "body:safeguarding",
        "HSCB": "body:safeguarding",
        "Harrow's Corporate Parenting Panel": "body:corporate-parenting",
        "Corporate Parenting Panel": "body:corporate-parenting",
    }
)
ISLE_OF_WIGHT = body_names(
    {
        "Isle of Wight Safeguarding Children Partnership": "body:safeguarding",
        "IOWSCP": "body:safeguarding",
        "Isle of Wight Corporate Parenting Board": "body:corporate-parenting",
        "Corporate Parenting Board": "body:corporate-parenting",
    }
)
PAIRS = (
    ("Taking account of", "Taking account of"),
    ("Any needs which", "Where a child becomes"),
    (
        "Monitoring the quality of service",
        "Monitoring the quality of service provision and outcomes for children who are placed in",
    ),
    (
        "Monitor the appropriateness",
        "Monitoring the quality of service provision and outcomes for children who are placed out",
    ),
    ("Monitor the stability", "Monitoring the stability"),
    ("Ensuring that Looked After children receive", "Ensuring that Looked After Children receive"),
    ("Ensure that such children", "Ensuring that UASC"),
    ("Ensure that Looked After", "Ensuring Looked After"),
    ("Monitor local performance", "Monitoring local performance"),
    ("Monitor the timeliness", "Monitoring the timeliness"),
    ("Both bodies have", "Both the Isle of Wight"),
    ("The Corporate Parenting Panel is the key", "The IOWSCP is a statutory"),
    ("This protocol outlines", "This protocol aims"),
    ("Local and national data", "Local and National Performance"),
    ("The HSCB produces", "The IOWSCP produces"),
    ("The Corporate Parenting Panel produces", "The Isle of Wight Corporate Parenting Board produces"),
    ("Quality Assurance audits", "Quality Assurance audits"),
    ("To coordinate what", "To coordinate local"),
    ("To ensure the effectiveness", "To ensure the effectiveness"),
    ("monitoring and evaluating", "The role of the IOWSCP is to"),
    ("To provide a forum", "Ensuring that the views of children"),
    ("To comment on", "The steps required"),
    ("To consider matters", "The Isle of Wight Corporate Parenting Board will make"),
)
REWORDED = {
    "Monitor the appropriateness",
    "monitoring and evaluating",
    "To provide a forum",
    "To comment on",
    "To consider matters",
}


def clause(source: str, beginning: str) -> str:
    """The wording in the source that begins so, without its label and its run-in heading."""
    text = (SOURCES / f"{source}.txt").read_text(encoding="utf-8")
    (found,) = re.findall(
        rf"^(?:[^\n]*\*\* – |[^\na-zA-Z]*(?:\(?[a-e]\) )?)({re.escape(beginning)}.*)$", text, re.MULTILINE
    )
    return str(found)


def lined(harrow: str, island: str, ours: BodyNames = HARROW, theirs: BodyNames = ISLE_OF_WIGHT) -> tuple[Segment, ...]:
    return redline(tokens(clause("harrow", harrow), ours), tokens(clause("isle-of-wight", island), theirs))


def is_change(segment: Segment) -> bool:
    return segment.kind in {SegmentKind.DELETED, SegmentKind.INSERTED}


def counted(segments: tuple[Segment, ...]) -> dict[str, int]:
    """Hunks, kept runs between two of them without a word of weight, and hunks of nothing but form."""
    runs = [(change, "".join(s.left + s.right for s in group)) for change, group in groupby(segments, is_change)]
    folds = [(change, [token.folded for token in tokens(text)]) for change, text in runs]
    return {
        "hunks": sum(change for change, _ in folds),
        "islands": sum(not change and all(weight(f) < 1 for f in found) for change, found in folds[1:-1]),
        "noise": sum(change and all(f in SILENT for f in found) for change, found in folds),
    }


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ((HARROW, ISLE_OF_WIGHT), {"hunks": 51, "islands": 0, "noise": 0}),
        ((NO_NAMES, NO_NAMES), {"hunks": 58, "islands": 1, "noise": 0}),
    ],
    ids=["with names", "without names"],
)
def test_redlines_of_the_sources_have_few_changes_and_none_of_form_alone(
    names: tuple[BodyNames, BodyNames], expected: dict[str, int]
) -> None:
    counts = [counted(lined(*pair, *names)) for pair in PAIRS]

    assert {what: sum(count[what] for count in counts) for what in expected} == expected


def test_only_wordings_that_share_little_are_reworded_throughout() -> None:
    assert {pair[0] for pair in PAIRS if is_reworded_throughout(lined(*pair))} == REWORDED
