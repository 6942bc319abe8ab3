from collections.abc import Callable
from io import BytesIO

import docx
import pytest
from docx.document import Document as WordDocument

from generator.importing.numbering import Counter, Level, formatted
from tests.importing.reading import drafted, outline, proved, words_told
from tests.importing.word_files import (
    deleted,
    footnote_mark,
    inserted,
    p,
    r,
    table,
    word_file,
)

TITLE = p("A protocol", style="Title")
LONG = (
    "The partnership and the panel agree that every child who is looked after is to be safe and well, and that what "
    "one of them knows is told to the other without delay."
)


def lines(body: str, parts: dict[str, str] | None = None) -> list[str]:
    return outline(drafted(word_file(TITLE + body, parts), "x.docx"))


def made_with(write: Callable[[WordDocument], None]) -> list[str]:
    document = docx.Document()
    write(document)
    buffer = BytesIO()
    document.save(buffer)
    return outline(drafted(buffer.getvalue(), "x.docx"))


def test_tracked_insertions_are_kept_and_deletions_listed() -> None:
    made = drafted(word_file(TITLE + p("It meets ", inserted("four "), deleted("three "), "times.")), "x.docx")

    assert outline(made) == ["# -", "  It meets four times."]
    assert next((listed.what, listed.words) for listed in made.listed) == (
        "deleted words of a tracked change, not taken over",
        "three",
    )


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    body = p("First half of ", extra='<w:rPr><w:del w:id="9"/></w:rPr>') + p("a sentence.")

    assert lines(body) == ["# -", "  First half of a sentence."]


def test_a_moved_text_stands_once_where_it_was_moved_to() -> None:
    body = (
        p(f'<w:moveFrom w:id="1">{r("Here.")}</w:moveFrom>')
        + p("Then.")
        + p(f'<w:moveTo w:id="2">{r("Here.")}</w:moveTo>')
    )

    assert lines(body) == ["# -", "  Then.", "  Here."]


def test_a_deleted_row_of_a_table_is_listed() -> None:
    row = f'<w:tr><w:trPr><w:del w:id="1"/></w:trPr><w:tc>{p("Gone")}</w:tc><w:tc>{p("too")}</w:tc></w:tr>'
    whole = table(("Role", "Body", "Term"), ("Chair", "Panel", "a year")).replace("</w:tbl>", row + "</w:tbl>")
    raw = word_file(TITLE + whole)
    made = drafted(raw, "x.docx")

    assert "Gone" not in made.protocol
    assert [listed.words for listed in made.listed if "row" in listed.what] == ["Gone too"]


def test_a_text_box_stands_once_after_its_paragraph_and_is_listed() -> None:
    box = f"<w:txbxContent>{p('Words in a box.')}</w:txbxContent>"
    run = (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">'
        f"<w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    made = drafted(word_file(TITLE + p("Text.", run)), "x.docx")

    assert outline(made) == ["# -", "  Text.", "  Words in a box."]
    assert ("a text box; it stands after the paragraph that it belongs to", "Words in a box.") in [
        (listed.what, listed.words) for listed in made.listed
    ]


def test_fields_show_their_result_and_links_and_controls_their_words() -> None:
    field = "".join(
        f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' + (r("section 4") if kind == "separate" else "")
        if kind != "begin"
        else f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r><w:r><w:instrText>REF x</w:instrText></w:r>'
        for kind in ("begin", "separate", "end")
    )
    body = p("See ", field, " and ", f"<w:hyperlink>{r('the site')}</w:hyperlink>", ".")
    control = f"<w:sdt><w:sdtContent>{p('In a control.')}</w:sdtContent></w:sdt>"

    assert lines(body + control) == ["# -", "  See section 4 and the site.", "  In a control."]


def test_footnotes_and_endnotes_stand_at_the_end_with_the_signs_that_word_prints() -> None:
    parts = {
        "footnotes": f'<w:footnote w:type="separator" w:id="0">{p("")}</w:footnote>'
        f'<w:footnote w:id="7">{p("Second.")}</w:footnote><w:footnote w:id="3">{p("First.")}</w:footnote>'
        f'<w:footnote w:id="9">{p("Forgotten.")}</w:footnote>',
        "endnotes": f'<w:endnote w:id="1">{p("At the end.")}</w:endnote>',
    }
    body = p("One", footnote_mark(3), " and two", footnote_mark(7), " and three", footnote_mark(1, "endnote"), ".")
    made = drafted(word_file(TITLE + body, parts), "x.docx")

    assert outline(made) == ["# -", "  One and two and three.", "# -", "  1 First.", "  2 Second.", "  i At the end."]
    assert [note.quote for note in proved(made).sections[0].clauses[0].notes] == [
        "One",
        "One and two",
        "and two and three",
    ]
    assert ("a footnote that nothing refers to", "Forgotten.") in [
        (listed.what, listed.words) for listed in made.listed
    ]


def test_running_heads_and_feet_are_set_apart_and_comments_and_hidden_words_listed() -> None:
    parts = {
        "header1": p("A protocol"),
        "header2": p("A protocol"),
        "footer1": p("Page 1 of 9"),
        "comments": f'<w:comment w:id="1">{p("Is this so?")}</w:comment>',
    }
    made = drafted(word_file(TITLE + p("Text.", r(" secret", hidden=True)), parts), "x.docx")

    apart = [(left.text, left.why) for left in proved(made).source.left_out]
    assert apart == [("[Running head] A protocol", "Running head."), ("Page 1 of 9", "Running foot.")]
    assert [(listed.what, listed.words) for listed in made.listed][:2] == [
        ("hidden words, not taken over", "secret"),
        ("a comment in the margin", "Is this so?"),
    ]


def test_a_contents_page_is_set_apart() -> None:
    body = (
        p("Contents", style="TOCHeading") + p("Purpose\t3", style="TOC1") + p("Purpose", style="Heading1") + p("Text.")
    )

    assert lines(body) == ["# Purpose", "  Text."]


def test_a_contents_page_without_styles_or_page_numbers_is_set_apart() -> None:
    body = p(r("Contents", bold=True)) + p("1. Purpose") + p("2. Roles")
    text = p(r("1. Purpose", bold=True)) + p("Text.") + p(r("2. Roles", bold=True)) + p("More.")

    assert lines(body + text) == ["# 1. Purpose", "  Text.", "# 2. Roles", "  More."]


def test_cells_over_several_columns_and_tables_in_cells_keep_their_words() -> None:
    cell = f'<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{p("Membership")}</w:tc>'
    inner = table(("in", "ner"))
    second = f"<w:tc>{p('Chair')}{p('Vice-chair', depth=0, num=2)}</w:tc><w:tc>{inner}{p('')}</w:tc>"
    body = f"<w:tbl><w:tr>{cell}</w:tr><w:tr>{second}</w:tr></w:tbl>"
    made = drafted(word_file(TITLE + body), "x.docx")

    clause = proved(made).sections[0].clauses[0]
    assert clause.table is not None
    assert (clause.table.columns, clause.table.rows) == (("", ""), (("Membership", ""), ("Chair Vice-chair", "in ner")))


def test_a_table_of_one_cell_is_only_a_frame() -> None:
    body = f"<w:tbl><w:tr><w:tc>{p('Framed', style='Heading1')}{p('Text.')}</w:tc></w:tr></w:tbl>"

    assert lines(body) == ["# Framed", "  Text."]


def test_a_table_of_labels_and_texts_is_clauses() -> None:
    body = p("Duties", style="Heading1") + table(("1.1", "The Board meets."), ("1.2", "The Panel meets."))

    assert lines(body) == ["# Duties", "  1.1 The Board meets.", "  1.2 The Panel meets."]


def test_a_heading_style_on_whole_paragraphs_makes_clauses() -> None:
    body = "".join(
        p(f"{part}. Part {part}", style="Heading1")
        + "".join(p(f"{part}.{at} {LONG}", style="Heading2") for at in (1, 2))
        for part in (1, 2)
    )

    assert lines(body) == [
        "# 1. Part 1", f"  1.1 {LONG[:35]}…", f"  1.2 {LONG[:35]}…", "# 2. Part 2", f"  2.1 {LONG[:35]}…",
        f"  2.2 {LONG[:35]}…",
    ]  # fmt: skip


def test_a_list_that_begins_anew_counts_from_one() -> None:
    body = (
        p("One", depth=0)
        + p("Two", depth=0)
        + p("Then:")
        + p("One again", depth=0, num=3)
        + p("Two again", depth=0, num=3)
    )

    assert [line.split()[0] for line in lines(body) if "." in line] == ["1.", "2.", "1.", "2."]


def test_lists_of_python_docx_have_their_labels() -> None:
    def write(document: WordDocument) -> None:
        document.add_heading("Joint protocol", 0)
        document.add_heading("Duties", 1)
        document.add_paragraph("The Board will:")
        for words in ("meet;", "report."):
            document.add_paragraph(words, style="List Number")
        document.add_heading("Members", 1)
        for words in ("Chair", "Members"):
            document.add_paragraph(words, style="List Bullet")
        document.add_paragraph("of the Council", style="List Bullet 2")

    assert made_with(write) == [
        "# Duties", "  The Board will:", "    1. meet;", "    2. report.", "# Members", "  Chair", "  Members",
        "  of the Council",
    ]  # fmt: skip


def test_roman_and_lettered_parts_and_capital_headings() -> None:
    def write(document: WordDocument) -> None:
        document.add_paragraph("PROTOCOL FOR WORKING TOGETHER")
        for label, words in (("I.", "SCOPE"), ("II.", "DUTIES")):
            document.add_paragraph(f"{label} {words}")
            document.add_paragraph("A. The Board shall meet.")
            document.add_paragraph("B. The Panel shall meet.")

    under = ["  A. The Board shall meet.", "  B. The Panel shall meet."]
    assert made_with(write) == ["# I. SCOPE", *under, "# II. DUTIES", *under]


def test_numbers_without_a_full_stop_head_parts_and_dates_do_not() -> None:
    def write(document: WordDocument) -> None:
        document.add_paragraph("Memorandum of understanding")
        document.add_paragraph("12 March 2024")
        for label, words in (("1", "Introduction"), ("2", "Aims")):
            document.add_paragraph().add_run(f"{label}  {words}").bold = True
            document.add_paragraph("2 Boards take part.")

    under = "  2 Boards take part."
    assert made_with(write) == ["# -", "  12 March 2024", "# 1 Introduction", under, "# 2 Aims", under]


def test_appendices_and_their_headings() -> None:
    body = (
        p(r("1. Purpose", bold=True)) + p("Text.") + p(r("Appendix A", bold=True))
        + p(r("Terms used", bold=True)) + p("Panel means …")
        + p(r("Appendix B: Signatures", bold=True)) + table(("Name", "Role", "Date"), ("", "Chair", ""))
    )  # fmt: skip

    assert lines(body) == [
        "# 1. Purpose", "  Text.", "# Appendix A", "  # Terms used", "    Panel means …",
        "# Appendix B: Signatures", "  table",
    ]  # fmt: skip


def test_lines_of_approval_at_the_end_stand_apart() -> None:
    body = (
        p(r("1. Review", bold=True)) + p("1.1 Every year.") + p("Approved by: the Board") + p("Date: 24 February 2021")
    )

    assert lines(body) == [
        "# 1. Review",
        "  1.1 Every year.",
        "# -",
        "  Approved by: the Board",
        "  Date: 24 February 2021",
    ]


def test_bold_words_that_only_stress_are_no_heading() -> None:
    body = p(r("The Board", bold=True), " will meet.") + p(r("Voice:", bold=True), " children are heard.")

    assert lines(body) == ["# -", "  The Board will meet.", "  Voice | children are heard."]


def test_images_are_listed_with_their_description() -> None:
    picture = '<wp:docPr id="1" name="x" descr="Logo of the council"/>'
    drawing = f"<w:r><w:drawing><wp:inline>{picture}</wp:inline></w:drawing></w:r>"
    made = drafted(word_file(TITLE + p("Text.", drawing)), "x.docx")

    assert ("an image", "Logo of the council") in [(listed.what, listed.words) for listed in made.listed]


def test_symbols_soft_hyphens_and_hard_ones() -> None:
    odd = "<w:r><w:t>co</w:t><w:softHyphen/><w:t>operate non</w:t><w:noBreakHyphen/>"
    odd += "<w:t>stop</w:t><w:tab/><w:t>x</w:t></w:r>"

    assert lines(p(odd)) == ["# -", "  cooperate non-stop x"]


def test_no_word_of_a_word_file_is_lost() -> None:
    made = drafted(
        word_file(TITLE + p("Alpha ", deleted("beta ")) + table(("gamma", "delta"), ("epsilon", "zeta"))), "x.docx"
    )

    assert {"Alpha", "beta", "gamma", "delta", "epsilon", "zeta"} <= set(words_told(made))


@pytest.mark.parametrize(
    ("number", "form", "printed"),
    [
        (4, "decimal", "4"), (27, "lowerLetter", "aa"), (28, "upperLetter", "BB"), (9, "lowerRoman", "ix"),
        (14, "upperRoman", "XIV"),
        (3, "decimalZero", "03"), (22, "ordinal", "22nd"), (12, "ordinal", "12th"), (0, "lowerLetter", "0"),
        (5, "chicago", "5"),
    ],
)  # fmt: skip
def test_numbers_print_as_word_prints_them(number: int, form: str, printed: str) -> None:
    assert formatted(number, form) == printed


def test_a_level_counts_anew_below_a_new_one_above_unless_it_never_does() -> None:
    counter = Counter(
        [Level("decimal", "%1."), Level("lowerLetter", "%1(%2)"), Level("decimal", "%3", restarts_after=0)]
    )

    assert [counter.next(depth) for depth in (0, 1, 1, 2, 0, 1, 2)] == ["1.", "1(a)", "1(b)", "1", "2.", "2(a)", "2"]


def test_a_level_that_is_legal_prints_decimals_alone() -> None:
    counter = Counter([Level("upperRoman", "%1."), Level("decimal", "%1.%2", legal=True)])

    assert [counter.next(depth) for depth in (0, 1)] == ["I.", "1.1"]
