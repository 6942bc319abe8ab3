"""Each mend by example, and the laws of all on the real files with mistakes made in them."""

import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.mending.mend import Confirmed, Mended, mended
from generator.mending.order import MODELINE
from generator.model.walk import fragments
from generator.schema.validation import validate_protocol
from generator.source.loader import load_yaml

PROTOCOLS = Path(__file__).parents[2] / "protocols"
REAL = {
    path.stem: (path.read_text(encoding="utf-8"), (PROTOCOLS / "sources" / f"{path.stem}.txt").read_text("utf-8"))
    for path in sorted(PROTOCOLS.glob("*.yml"))
}
HEAD = """\
title: A protocol
kind: joint
authorities: [ambridge]
parties: [board]
status: approved
source:
  file: sources/ambridge.txt
  sha256: "0000000000000000000000000000000000000000000000000000000000000000"
  title: The protocol, as text
  received: 2026-11-21
transcription: {by: editor}
bodies:
  - {id: board, name: The Board}
"""
CLAUSE = "sections:\n  - id: s\n    clauses:\n      - id: c\n"


def mend(
    text: str | bytes, source: str | None = None, confirmed: Confirmed | None = None, before: str | None = None
) -> Mended:
    raw = text if isinstance(text, bytes) else text.encode()
    file = "protocols/ambridge.yml"
    once = validate_protocol(load_yaml(before.encode(), file=file), "ambridge").value if before else None
    return mended(raw, file=file, slug="ambridge", source=source, confirmed=confirmed or Confirmed(), before=once)


def protocol(clause: str) -> str:
    return MODELINE + HEAD + CLAUSE + clause


def line_of(result: Mended, wanted: str) -> str:
    return next(line for line in result.raw.decode().split("\n") if wanted in line)


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("        label: 3.10\n        text: T\n", '        label: "3.10"\n        text: T\n'),
        ("        text: true # yes\n", '        text: "true" # yes\n'),
        ("        label:3\n        text: T\n", '        label: "3"\n        text: T\n'),
        ("        text: The aim: peace\n", '        text: "The aim: peace"\n'),
        (
            "        text: The aim: peace\n          and quiet\n",
            "        text: >-\n          The aim: peace\n          and quiet\n",
        ),
        ("        text: [Draft] text\n        label: a\n", "        text: [Draft] text\n        label: a\n"),
        ("        text: '[Draft]'\n        label: a\n", "        label: a\n        text: '[Draft]'\n"),
        ("        text: T\t\n", "        text: T\n"),
        ("        text:\tT   \n", "        text: T\n"),
        ("\t\t\t\ttext: T\n", "        text: T\n"),
        ("\ttext: T\n", "\ttext: T\n"),
        ("        topics: [“voice”]\n        text: T\n", '        text: T\n        topics: ["voice"]\n'),
        ("        text: |\n          kept  \n", "        text: |\n          kept  \n"),
    ],
)
def test_what_can_be_mended_is_mended_at_its_place(wrong: str, right: str) -> None:
    assert mend(protocol(wrong)).raw.decode() == protocol(right)


def test_a_mark_at_the_beginning_windows_line_ends_and_a_missing_last_one_are_put_right() -> None:
    raw = b"\xef\xbb\xbf" + protocol("        text: T").replace("\n", "\r\n").encode()

    assert mend(raw).raw.decode() == protocol("        text: T\n")


def test_a_file_that_is_not_utf_8_is_not_touched() -> None:
    raw = protocol("        text: T\t\n").encode().replace(b"T\t", b"caf\xe9\t")

    assert mend(raw).raw == raw


def test_curly_quotes_go_only_where_the_source_does_not_have_them() -> None:
    clause = "        label: “3.1”\n        text: “The Board” meets\n      - id: d\n        text: “meet”\n"

    result = mend(protocol(clause), source="A protocol\n3.1 “The Board” meets\n“meet”\n")

    assert line_of(result, "label") == '        label: "3.1"'
    assert line_of(result, "text: “meet”") == "        text: “meet”"


def test_curly_quotes_stay_where_no_source_can_be_asked() -> None:
    assert line_of(mend(protocol("        label: “3.1”\n")), "label") == "        label: “3.1”"


def test_a_text_cut_at_a_number_sign_is_put_together_when_the_source_says_so() -> None:
    clause = "        text: Objective #1 is care\n"

    assert line_of(mend(protocol(clause), source="A protocol\nObjective #1 is care\n"), "#1").endswith(
        '"Objective #1 is care"'
    )
    assert line_of(mend(protocol(clause), source="A protocol\nObjective\n"), "#1") == clause.rstrip("\n")


def test_keys_move_with_their_comments() -> None:
    wrong = (
        "        # the topics\n        topics: [voice]  # and why\n"
        "        # the words\n        text: >-\n          Long\n          words\n          # deeper is a word\n"
        "      # of the list\n      - id: d\n        text: T\n"
    )
    right = (
        "        # the words\n        text: >-\n          Long\n          words\n          # deeper is a word\n"
        "        # the topics\n        topics: [voice]  # and why\n"
        "      # of the list\n      - id: d\n        text: T\n"
    )

    assert mend(protocol(wrong)).raw.decode() == protocol(right)


def test_a_block_with_a_key_that_is_not_known_keeps_its_order() -> None:
    text = protocol("        topics: [voice]\n        txet: T\n        label: a\n")

    assert mend(text).raw.decode() == text


def test_a_long_line_is_folded_and_says_the_same() -> None:
    words = "The Board and the Panel " * 12

    result = mend(protocol(f"        text: {words.strip()}\n"))

    assert max(map(len, result.raw.decode().split("\n"))) <= 120
    assert (
        load_yaml(result.raw, file="x.yml").data
        == load_yaml(protocol(f"        text: {words}\n").encode(), file="x").data
    )


def test_a_missing_stamp_is_written_and_one_that_is_out_of_date_waits_for_a_reader() -> None:
    notes = "          - {kind: sic, text: A.}\n          - kind: sic\n            text: B.\n"
    clause = f"        text: T\n        notes:\n{notes}"
    first = mend(protocol(clause))
    changed = first.raw.decode().replace("text: T\n", "text: U\n")

    waiting = mend(changed)
    renewed = mend(changed, confirmed=Confirmed(all_remarks=True))
    one = mend(changed, confirmed=Confirmed(remarks=frozenset({("sections", 0, "clauses", 0, "notes", 1)})))

    assert first.raw.decode().count("stamp: ") == 2
    assert waiting.raw.decode() == changed
    assert [each.remark for each in waiting.outdated] == ["A.", "B."]
    assert renewed.raw == mend(protocol(clause.replace("text: T\n", "text: U\n"))).raw
    assert [each.remark for each in one.outdated] == ["A."]


def test_the_checksum_of_the_source_waits_for_a_word() -> None:
    text = protocol("        text: T\n")

    assert (mend(text, source="T").raw.decode(), mend(text, source="T").source_changed) == (text, True)
    assert "sha256: e632b7095b0bf32c260fa4c539e9fd7b852d0de454e9be26f24d0d6f91d069d3" in mend(
        text, source="T", confirmed=Confirmed(source=True)
    ).raw.decode().replace('"', "")


@pytest.mark.parametrize("name", REAL)
def test_our_own_files_need_no_mending(name: str) -> None:
    text, source = REAL[name]

    result = mended(text.encode(), file=f"protocols/{name}.yml", slug=name.removeprefix("_"), source=source)

    assert (result.raw.decode(), result.fixes, result.outdated) == (text, (), ())


def _tab(line: str) -> str:
    return line.replace("  ", "\t", 1)


MISTAKES: list[Callable[[str], str]] = [
    _tab,
    lambda line: f"{line}  ",
    lambda line: f"{line}\t",
    lambda line: line.replace(": ", ":", 1),
    lambda line: line.replace('"', "", 2),
    lambda line: line.replace('"', "“", 1).replace('"', "”", 1),
    lambda line: line.replace(": ", ":   ", 1),
    lambda line: line.replace(" ", " ", 3),
    lambda line: f"{line}  # a comment",
    lambda line: f"{line}\n# a comment",
    lambda line: line.replace("- ", "-", 1),
    lambda line: line[2:] if line.startswith("  ") else line,
    lambda line: "",
    lambda line: f"{line}\n{line}",
    lambda line: unicodedata.normalize("NFD", line.replace("e", "é", 1)),
    lambda line: line.replace(" the ", " the: ", 1),
    lambda line: line.replace(" ", " #", 1),
]


@dataclass(frozen=True)
class Case:
    """A real file, and what is done to it: mistakes by line, two lines that change places, the ends of lines."""

    name: str
    mistakes: tuple[tuple[int, int], ...]
    swapped: int | None
    ending: str

    @property
    def raw(self) -> bytes:
        lines = REAL[self.name][0].split("\n")
        for at, mistake in self.mistakes:
            lines[at % (len(lines) - 1)] = MISTAKES[mistake](lines[at % (len(lines) - 1)])
        if self.swapped is not None:
            at = self.swapped % (len(lines) - 2)
            lines[at], lines[at + 1] = lines[at + 1], lines[at]
        return self.ending.join(lines).encode()


CASES = st.builds(
    Case,
    st.sampled_from(sorted(REAL)),
    st.lists(st.tuples(st.integers(0, 700), st.integers(0, len(MISTAKES) - 1)), max_size=4).map(tuple),
    st.none() | st.integers(0, 700),
    st.sampled_from(["\n", "\r\n"]),
)


def _words(raw: bytes) -> list[str] | None:
    found = validate_protocol(load_yaml(raw, file="x.yml"), "x").value
    return [unicodedata.normalize("NFC", each.text) for each in fragments(found)] if found else None


def _comments(raw: bytes) -> list[str]:
    lines = unicodedata.normalize("NFC", raw.decode()).splitlines()
    return sorted(line.strip() for line in lines if line.strip().startswith("# "))


BEFORE = (
    MODELINE
    + HEAD.replace("{id: board, name: The Board}", "{id: board, was: [forum], name: The Board}")
    + """\
sections:
  - id: aims
    heading: Aims
    clauses:
      - id: voice
        was: [wishes]
        text: Each child is heard.
      - {id: plans, text: To watch over care plans.}
      - {id: homes, was: [residential, units], text: Homes.}
      - {id: schools, text: Schools.}
      - {id: twice, text: As above.}
      - {id: again, text: As above.}
"""
)

RENAMED = (
    MODELINE
    + HEAD.replace("{id: board, name: The Board}", "{id: panel, name: The Board}  # so called")
    + """\
sections:
  - id: purpose  # of all
    # A remark.
    heading: Aims
    clauses:
      - id: childs-voice
        was:
          # of 2012
          - wishes
        text: Each child is heard.
      - {id: care-plans, text: To watch over care plans.}
      - {id: homes, was: [], text: Homes.}
      - {id: education, text: Schools and colleges.}
      - {id: both, text: As above.}
"""
)

KEPT = (
    RENAMED.replace("{id: panel, name", "{id: panel, was: [board, forum], name")
    .replace("purpose  # of all\n", "purpose  # of all\n    was: [aims]\n")
    .replace("          - wishes\n", "          - wishes\n          - voice\n")
    .replace("{id: care-plans,", "{id: care-plans, was: [plans],")
    .replace("was: []", "was: [residential, units]")
)


def test_a_former_id_is_kept_where_the_same_words_bear_another_now_and_all_else_stays() -> None:
    result = mend(RENAMED.replace("[board]", "[panel]"), before=BEFORE)

    assert result.raw.decode() == KEPT.replace("[board]", "[panel]")
    assert {fix.rule for fix in result.fixes} == {"vanished-id"}
    assert mend(result.raw, before=BEFORE).fixes == ()


def test_no_former_id_is_written_in_a_file_that_holds_another_source_now_or_has_faults() -> None:
    other = RENAMED.replace("0" * 64, "1" * 64)
    faulty = RENAMED + "      - {id: more, text: More., unknown: key}\n"

    assert mend(other, before=BEFORE).raw.decode() == other
    assert mend(faulty, before=BEFORE).raw.decode() == faulty


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(CASES)
def test_mending_twice_is_mending_once_and_comments_and_words_stay(case: Case) -> None:
    slug, source = case.name.removeprefix("_"), REAL[case.name][1]

    once = mended(case.raw, file="x.yml", slug=slug, source=source)
    twice = mended(once.raw, file="x.yml", slug=slug, source=source)

    assert (twice.fixes, twice.is_changed) == ((), False)
    assert Counter(_comments(case.raw)) <= Counter(_comments(once.raw))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(CASES)
def test_without_a_source_no_word_of_the_document_changes(case: Case) -> None:
    result = mended(case.raw, file="x.yml", slug=case.name.removeprefix("_"))

    assert _words(case.raw) in (None, _words(result.raw))


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=200) | st.text(alphabet=" \t\n:-#'\"[]{}>|&*a“”1.", max_size=120).map(str.encode))
def test_anything_at_all_can_be_given_and_mending_twice_is_mending_once(raw: bytes) -> None:
    once = mend(raw)

    assert mend(once.raw).raw == once.raw
