"""The browser's redline against Python's: the same segments, the same relation, the same sentences."""

import json
import random
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import islice, product
from typing import Any

import pytest
from playwright.sync_api import Page

from benchmarks.corpus import Data, protocols
from generator.analysis.names import body_keys
from generator.analysis.redline import redline
from generator.analysis.relation import relation
from generator.analysis.statements import wordings_of
from generator.model.protocol import Protocol
from generator.text import body_names, tokens
from generator.views.redline import Piece, redline_view, speaker
from tests.fixtures.real import ROOT, real_corpus

pytestmark = pytest.mark.browser

ASSETS = ROOT / "site_config" / "docs" / "assets"
LEFT, RIGHT = "Harrow", "St Helens"

RUN = """cases => cases.map(([left, right, leftNames, rightNames, leftHeadings, rightHeadings]) => {
  const { redline, bodyNames, tokens } = window.lpRedline;
  const segments = redline(tokens(left, bodyNames(leftNames)), tokens(right, bodyNames(rightNames)));
  const { kind, onlyLeft, onlyRight, forms } = window.lpRelation.relation(segments);
  const view = window.lpRelation.view(segments, "Harrow", "St Helens", leftHeadings, rightHeadings);
  return [segments, [kind, onlyLeft, onlyRight, forms],
    [view.head, view.legend, view.pieces, view.relation, view.forms, view.headings]];
})"""

Names = Mapping[str, str]
Case = tuple[str, str, Names, Names, tuple[str, ...], tuple[str, ...]]

_WORDS = """
    the the of and to that Ensure ensuring ensures monitor Monitoring children Children CHILDREN children's children’s
    placement placements policies policy classes class not only may must co-ordinate coordinate Asylum-Seeking Asylum
    Seeking HSCB HSCB's (HSCB) IOWSCP’s Board Panel Safeguarding ÉCOLE école e\u0301cole s20 section sec. 20 22 (4)
    22(4) 3.1 1,000 12:30 – — - ‑ “a ‘c’ " . ; : , , … ! ) ( | < & 👩‍👧 🏴󠁧󠁢󠁷󠁬󠁳󠁿 İ ß ﷽ 漢字 ελ ΕΛ __proto__ constructor
"""
WORDS = _WORDS.split()
SPACES = (" ", " ", " ", " ", "", "  ", "\n", "\u00a0", "\u2028", "\ufeff", "\x1c", "\t ")
NAMES: tuple[Names, ...] = (
    {},
    {"HSCB": "body:safeguarding", "Safeguarding Board": "body:safeguarding", "the Panel": "body:corporate-parenting"},
    {"IOWSCP": "body:safeguarding", "IOWSCP Board": "body:safeguarding:group", "Board": "body:corporate-parenting"},
    {"__proto__": "name:proto", "constructor": "name:constructor", "20": "name:20", "—": "name:dash"},
)


@pytest.fixture
def twin(page: Page) -> Page:
    """A page that holds the scripts and nothing else."""
    page.goto("about:blank")
    for name in ("redline.js", "relation.js"):
        page.add_script_tag(path=str(ASSETS / name))
    return page


def test_all_wordings_of_the_two_real_protocols(twin: Page) -> None:
    harrow, isle_of_wight = (_said(protocol) for protocol in real_corpus().protocols)

    cases = [_case(*pair) for pair in product(harrow.values(), isle_of_wight.values())]
    cases += [_case(isle_of_wight[topic], harrow[topic]) for topic in harrow.keys() & isle_of_wight.keys()]

    assert len(cases) > 1000
    _compare(twin, cases)


def test_wordings_of_many_authorities_topic_by_topic(twin: Page) -> None:
    chance = random.Random(7)
    said = [_said(protocol) for protocol in _many(40)]
    pairs = [
        (ours[topic], theirs[topic])
        for ours, theirs in product(said, said)
        if ours is not theirs
        for topic in sorted(ours.keys() & theirs.keys())
    ]

    _compare(twin, [_case(*pair) for pair in chance.sample(pairs, 2000)])


def test_words_marks_and_names_in_any_order(twin: Page) -> None:
    _compare(twin, list(islice(_drawn(random.Random(1), _word), 3000)))


def test_code_points_of_all_planes(twin: Page) -> None:
    _compare(twin, list(islice(_drawn(random.Random(2), _any_word), 2000)))


def test_nothing_and_next_to_nothing(twin: Page) -> None:
    texts = [
        "",
        " ",
        "\n",
        ".",
        ",",
        "-",
        "a",
        "a.",
        " a",
        "a ",
        "a,",
        "a, b",
        "“",
        "s 1",
        "s1",
        "1-2",
        "1 – 2",
        "ß",
        "SS",
    ]

    _compare(twin, [(one, other, NAMES[1], {}, (), ("x",)) for one, other in product(texts, texts)])


def _compare(page: Page, cases: Sequence[Case]) -> None:
    for start in range(0, len(cases), 500):
        some = cases[start : start + 500]
        sent = [[left, right, [*ours.items()], [*theirs.items()], *rest] for left, right, ours, theirs, *rest in some]
        for case, found in zip(some, page.evaluate(RUN, sent), strict=True):
            assert found == _expected(case), case


def _expected(case: Case) -> Any:
    left, right, ours, theirs, left_headings, right_headings = case
    segments = redline(tokens(left, body_names(ours)), tokens(right, body_names(theirs)))
    found = relation(segments)
    view = redline_view(
        segments, speaker(LEFT), speaker(RIGHT), left_headings=left_headings, right_headings=right_headings
    )
    whole = [
        [[segment.kind, segment.left, segment.right] for segment in segments],
        [found.kind, found.only_left, found.only_right, found.forms],
        [view.head, view.legend, [_piece(piece) for piece in view.pieces], view.relation, view.forms, view.headings],
    ]
    return json.loads(json.dumps(whole))


def _piece(piece: Piece) -> list[object]:
    return [piece.left, piece.right, piece.change.value if piece.change else "", piece.kept]


Said = tuple[str, Names, tuple[str, ...]]


def _said(protocol: Protocol) -> Mapping[str, Said]:
    keys = body_keys(protocol, real_corpus().registers.body_types)
    return {topic: (wording.text, keys, wording.headings) for topic, wording in wordings_of(protocol).items()}


def _case(left: Said, right: Said) -> Case:
    return (left[0], right[0], left[1], right[1], left[2], right[2])


@cache
def _many(count: int) -> tuple[Protocol, ...]:
    authorities: list[Data] = []
    found = protocols(count, authorities=authorities)
    return tuple(Protocol.model_validate({**data, "slug": slug}) for data, slug in found)


def _drawn(chance: random.Random, word: Any) -> Iterator[Case]:
    while True:
        said = [(chance.choice(SPACES), word(chance)) for _ in range(chance.randint(0, 25))]
        changed = list(said)
        for _ in range(chance.randint(0, 6)):
            at = chance.randint(0, len(changed))
            changed[at : at + chance.randint(0, 2)] = [
                (chance.choice(SPACES), word(chance)) for _ in range(chance.randint(0, 2))
            ]
        headings = tuple(word(chance) for _ in range(chance.randint(0, 2)))
        yield (
            "".join(space + each for space, each in said),
            "".join(space + each for space, each in changed),
            chance.choice(NAMES),
            chance.choice(NAMES),
            headings,
            headings[:1],
        )


def _word(chance: random.Random) -> str:
    return chance.choice(WORDS)


def _any_word(chance: random.Random) -> str:
    """Give a word, or characters from anywhere: of the planes in use, of Latin, of the marks; no half of a pair."""
    dice = chance.random()
    if dice < 0.4:
        return _word(chance)
    ends = (0x110000, 0x30000, 0x3000, 0x250)
    found = [chance.randrange(chance.choice(ends)) for _ in range(chance.randint(1, 4))]
    return "".join(chr(point) for point in found if not 0xD800 <= point < 0xE000)
