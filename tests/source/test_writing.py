from hypothesis import given
from hypothesis import strategies as st

from generator.source.loader import load_yaml
from generator.source.writing import WIDTH, Writable, entry_lines, folded, key_lines

WORDS = st.text(
    alphabet=st.one_of(
        st.sampled_from(" .,:;#-'\"“”‘’–[]{}!&*|>%@`()0123456789\\?"),
        st.characters(categories=["Lu", "Ll"], max_codepoint=0x2FF),
    ),
    min_size=1,
    max_size=300,
).filter(lambda text: bool(text.strip()))
ROWS = st.lists(WORDS, min_size=1, max_size=3)
VALUES = st.recursive(
    WORDS | ROWS | st.lists(ROWS, min_size=1, max_size=3),
    lambda inner: (
        st.dictionaries(st.sampled_from("abc"), inner, min_size=1)
        | st.lists(st.dictionaries(st.sampled_from("abc"), inner, min_size=1), min_size=1, max_size=3)
    ),
)


@given(VALUES)
def test_what_is_written_reads_as_it_was(value: Writable) -> None:
    text = "\n".join(key_lines("key", value)) + "\n"

    document = load_yaml(text.encode(), file="x.yml")

    assert document.data == {"key": value}


@given(st.dictionaries(st.sampled_from(["quote", "instrument"]), WORDS, min_size=1), st.integers(0, 20))
def test_an_entry_reads_as_it_was_at_any_depth(value: dict[str, str], depth: int) -> None:
    first, *rest = entry_lines(value, column=depth + 2)
    lines = [f"- {first}", *(f"  {line}" for line in rest)]
    text = "a:\n" + "".join(f"{' ' * depth}{line}\n" for line in lines)

    assert load_yaml(text.encode(), file="x.yml").data == {"a": [value]}


@given(WORDS.map(str.strip), st.integers(0, 40))
def test_no_folded_line_is_longer_than_it_may_be_but_for_one_long_word(text: str, column: int) -> None:
    lines = folded(text, column=column)

    assert lines is not None
    assert all(column + len(line) <= WIDTH or " " not in line.strip() or "  " in line for line in lines)


def test_labels_stand_in_quotes_and_plain_words_do_not() -> None:
    value = {"label": "3.1", "text": "The Board meets", "topics": ["a-b", "c"], "date": "2026"}

    assert key_lines("x", value) == (
        "x:",
        '  label: "3.1"',
        "  text: The Board meets",
        "  topics: [a-b, c]",
        '  date: "2026"',
    )


def test_a_key_with_no_keys_below_it_is_written_as_such_and_not_as_one_without_a_value() -> None:
    assert key_lines("review", {}) == ("review: {}",)
