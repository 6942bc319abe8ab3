from collections.abc import Callable

import pytest

from tests.importing import one_document as one
from tests.importing.reading import drafted, outline, proved, words_told

FORMS: dict[str, Callable[[], bytes | str]] = {
    "counted.docx": one.as_word,
    "typed.docx": one.as_typed_word,
    "small-pages.pdf": one.as_pdf,
    "large-pages.pdf": lambda: one.as_pdf(height=297),
    "file.odt": one.as_odt,
    "page.html": one.as_html,
    "file.md": one.as_markdown,
}


@pytest.mark.parametrize("name", FORMS)
def test_one_document_has_one_structure_in_every_form(name: str) -> None:
    made = drafted(FORMS[name](), name)

    expected = [line.replace("–", "-") if name.endswith("pdf") else line for line in one.OUTLINE]
    assert made.title == one.TITLE
    assert outline(made) == expected


@pytest.mark.parametrize("width", [0, 72])
def test_plain_text_has_that_structure_too_but_for_tables(width: int) -> None:
    made = drafted(one.as_text(width=width), "file.txt")

    assert made.title == one.TITLE
    assert outline(made) == one.OUTLINE[:-2]


@pytest.mark.parametrize("name", FORMS)
def test_no_word_is_lost_in_any_form(name: str) -> None:
    told = words_told(drafted(FORMS[name](), name))

    rest = [heading for heading, _ in one.INTEREST] + [cell for row in one.ROWS for cell in row]
    texts = [one.TITLE, one.DATE, one.LONG, one.LAW, one.REPORT, *(text for _, text in one.INTEREST), *rest]
    assert [word for text in texts for word in text.split() if not told[word]] == []


def test_running_heads_and_page_numbers_of_a_pdf_are_set_apart() -> None:
    protocol = proved(drafted(one.as_pdf(), "x.pdf"))

    apart = [(left.text, left.why) for left in protocol.source.left_out]
    assert apart[:2] == [("Ambridge: protocol", "Running head."), ("Page 1", "Page number.")]
    assert {why for _, why in apart} == {"Running head.", "Page number."}


def test_navigation_and_foot_of_a_web_page_are_set_apart() -> None:
    protocol = proved(drafted(one.as_html(), "x.html"))

    assert [left.text for left in protocol.source.left_out] == ["Home", "Contact"]
