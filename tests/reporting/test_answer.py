import json

from hypothesis import given
from hypothesis import strategies as st
from markdown import markdown

from generator.reporting.answer import as_json, as_markdown, as_table
from tests.fixtures.hostile import ATTACKS


def test_a_table_has_its_columns_below_each_other_and_numbers_at_the_right() -> None:
    assert as_table(("name", "n"), [("Harrow", 7), ("Isle of Wight", 12)]).split("\n") == [
        "name            n",
        "─────────────  ──",
        "Harrow          7",
        "Isle of Wight  12",
        "",
    ]


def test_a_table_without_rows_has_its_heads() -> None:
    assert as_table(("a", "b"), []) == "a  b\n─  ─\n"


def test_a_table_holds_nothing_that_acts_on_a_terminal_and_cuts_long_texts() -> None:
    made = as_table(("a",), [("\x1b[31mred\u202e\nnext",), ("x" * 200,)])

    assert made.split("\n")[2:] == ["\\x1b[31mred\\u202e\\nnext", "x" * 59 + "…", ""]


@given(st.lists(st.tuples(st.text(), st.none() | st.integers() | st.text())))
def test_json_gives_every_value_back(rows: list[tuple[str, str | int | None]]) -> None:
    assert json.loads(as_json(("a", "b"), rows)) == [{"a": first, "b": second} for first, second in rows]


def test_two_columns_of_one_name_are_both_there() -> None:
    assert json.loads(as_json(("name", "name", "name_2"), [(1, 2, 3)])) == [{"name": 1, "name_2": 2, "name_2_2": 3}]


def test_markdown_is_a_table_in_which_every_attack_is_text() -> None:
    made = as_markdown(("words",), [(attack,) for attack in ATTACKS])

    html = markdown(made, extensions=["tables"])
    assert html.count("<td>") == len(ATTACKS)
    assert all(tag not in html for tag in ("<script", "<img", "<a ", "<em>", "<code>", "<strong>"))
