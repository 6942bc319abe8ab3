import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.importing.characters import made_plain
from generator.importing.document import Block, BlockKind, Document, Mark, Refused
from generator.importing.draft import About, draft
from tests.importing.reading import ABOUT, drafted, outline, proved

HOSTILE = (  # one a kind of trouble
    "a: b", "x #y", "- dash", "– dash", "o under", "? q", "3.1", "yes", "null", "~", "'q'", '"d"', "“c”",
    "[a]", "{b}", "&a", "*b",
    "!t", "%d", "@x", "`k`", "|", ">", ">-", "# h", "key:", "a:b", "tab\there", "line\nbreak", "\x00\x07",
    "\u202eevil", "\u200b",
    "**bold**", "**", "a  b", "\xa0nb", "\u2028ls", "\ufeff", "e\u0301", "ﬁne", "\ud7ff", "\U0001f600", "1.",
    "(a)", "(i) x", "1.1 y",
    "Page 1 of 2", "7", "12 March 2024", "Approved by: X", "---", "...", "\\", "\\n", "Contents",
    "Purpose .... 3", "true", "0x1F",
    "1e3", ".inf", "Appendix A", "ALL CAPS HERE", "lead in:", "y" * 150, "long " * 60, "– ", "•", "-", "o",
)  # fmt: skip
WORDS = st.lists(
    st.one_of(
        st.sampled_from(HOSTILE), st.text(max_size=12), st.sampled_from(["The board", "will", "meet.", "Purpose"])
    ),
    max_size=4,
).map(" ".join)
LABELS = st.one_of(
    st.none(), st.sampled_from(["1.", "1.1", "2.", "(a)", "(b)", "(i)", "i.", "a)", "A.", "1", "Article 1", "§", "- x"])
)


@st.composite
def blocks(draw: st.DrawFn) -> Block:
    kind = draw(st.sampled_from(BlockKind))
    if kind is BlockKind.PAGE_BREAK:
        return Block(kind)
    text = draw(WORDS)
    if kind is BlockKind.TABLE:
        width = draw(st.integers(2, 3))
        row = st.tuples(*[WORDS] * width)
        return Block(kind, rows=tuple(draw(st.lists(row, min_size=1, max_size=3))), has_header=draw(st.booleans()))
    return Block(
        kind,
        text,
        label=None if kind in (BlockKind.PARAGRAPH, BlockKind.APART) else draw(LABELS),
        level=draw(st.integers(0, 3)),
        is_bullet=kind is BlockKind.ITEM and draw(st.booleans()),
        bold=draw(st.integers(0, len(text))),
        size=draw(st.sampled_from([0, 11, 16])),
        alone=draw(st.booleans()),
        is_full=draw(st.booleans()),
        marks=(Mark(draw(st.integers(0, len(text))), "1"),) if draw(st.integers(0, 9)) == 0 else (),
        why="Running head." if kind is BlockKind.APART else "",
    )


@settings(max_examples=400, deadline=None)
@given(st.lists(blocks(), min_size=1, max_size=14))
@example([Block(BlockKind.PARAGRAPH, "Title"), Block(BlockKind.APART, "Title", why="Running head.")])
@example(
    [
        Block(BlockKind.TITLE, "T"),
        Block(BlockKind.ITEM, "a: b . 0x1F", label="1.", bold=4),
        Block(BlockKind.TITLE, "a: b"),
    ]
)
def test_a_draft_of_any_document_holds_its_words_and_no_others(given_blocks: list[Block]) -> None:
    document = made_plain(Document("text", tuple(given_blocks)))
    if not any(block.kind not in (BlockKind.APART, BlockKind.PAGE_BREAK) for block in document.blocks):
        return

    made = drafted(document)

    source = _bare(made.source)
    for block in document.blocks:
        for text in (block.text, block.label or "", *(cell for row in block.rows for cell in row)):
            assert _bare(text) in source


def _bare(text: str) -> str:
    """A text without spaces, and without the signs of bullets and of bold."""
    return re.sub(r"[\s*•–◦▪●○·‣⁃➢-]", "", re.sub(r"(?m)^ *o +(?=\S)", "", text))


def test_the_words_of_a_running_head_that_is_the_title_too_are_kept_apart_from_it() -> None:
    head = Block(BlockKind.APART, "Protocol of the Board", why="Running head.")
    body = Block(BlockKind.PARAGRAPH, "The Board meets.")

    made = drafted(Document("PDF", (head, Block(BlockKind.TITLE, "Protocol of the Board"), body, head)))

    assert made.source.startswith("[Running head] Protocol of the Board\n\nProtocol of the Board\n")
    assert [left.text for left in proved(made).source.left_out] == ["[Running head] Protocol of the Board"]


def test_a_dash_that_begins_a_cell_is_not_taken_for_a_bullet() -> None:
    table = Block(BlockKind.TABLE, rows=(("Year", "Reports"), ("–", "3"), ("o", "- x")))
    item = Block(BlockKind.ITEM, "An item", is_bullet=True)

    made = drafted(Document("PDF", (Block(BlockKind.TITLE, "T"), item, table)))

    assert "table" in " ".join(outline(made))
    assert '["–", "3"]' in made.protocol


def test_private_words_are_told_and_not_written() -> None:
    from dataclasses import replace

    from generator.importing.document import Listed

    read = Document("Word document", (Block(BlockKind.TITLE, "T"), Block(BlockKind.PARAGRAPH, "Text.")))
    made = drafted(
        replace(read, listed=(Listed("a comment in the margin", "Ask Jane", is_private=True), Listed("an image")))
    )

    assert "Ask Jane" not in made.protocol + made.source
    assert "#   - 1 × a comment in the margin (its words are not written here)" in made.protocol
    assert "#   - an image" in made.protocol
    assert made.listed[0].words == "Ask Jane"


def test_a_title_that_the_document_has_is_taken_and_another_refused() -> None:
    from dataclasses import replace

    lines = ("Ambridge", "Working together", "for children", "The Board meets.")
    read = Document("text", tuple(Block(BlockKind.PARAGRAPH, line) for line in lines))

    made = draft(read, replace(ABOUT, title="Working together for children"))
    refused = draft(read, replace(ABOUT, title="Working apart"))

    assert not isinstance(made, Refused)
    assert proved(made).title == "Working together for children"
    assert proved(made).before_title == ("Ambridge",)
    assert isinstance(refused, Refused)
    assert "'Working apart' do not stand at the beginning" in refused.reason


@pytest.mark.parametrize("text", ["true", "7", "null", "1e3", "Über-Ich: ja", "…", "日本"])
def test_an_id_is_always_a_text_that_yaml_reads_as_one(text: str) -> None:
    made = drafted(Document("text", (Block(BlockKind.TITLE, "T"), Block(BlockKind.PARAGRAPH, text))))

    assert proved(made).sections[0].clauses[0].text == text


def test_a_footnote_is_a_clause_at_the_end_and_its_sign_a_note() -> None:
    body = Block(BlockKind.PARAGRAPH, "It follows the Act and the guidance.", marks=(Mark(18, "1"),))
    made = drafted(
        Document("PDF", (Block(BlockKind.TITLE, "T"), Block(BlockKind.FOOTNOTE, "Of 1989.", label="1"), body))
    )

    protocol = proved(made)
    assert outline(made) == ["# -", "  It follows the Act and the guidance.", "# -", "  1 Of 1989."]
    note = protocol.sections[0].clauses[0].notes[0]
    assert (note.quote, note.text) == ("It follows the Act", "Footnote 1 stands after these words.")


def test_about_says_who_and_when() -> None:
    protocol = proved(drafted("Protocol between the Ambridge Board and the Ambridge Panel\n\nThe Board (AB) meets.\n"))

    assert protocol.authorities == ABOUT.authorities
    assert str(protocol.source.received) == ABOUT.received
    assert [absence.topic for absence in protocol.absences] == ["childs-voice", "care-planning"]
    assert [body.name for body in protocol.bodies] == ["Ambridge Board", "Ambridge Panel"]
    assert isinstance(ABOUT, About)
