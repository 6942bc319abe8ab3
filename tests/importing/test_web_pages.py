from tests.importing.reading import drafted, outline, proved


def page(body: str) -> list[str]:
    return outline(drafted(f"<!doctype html><main><h1>A protocol</h1>{body}</main>", "x.html"))


def test_lists_print_the_numbers_that_a_browser_prints() -> None:
    body = "<ol start=4><li>Four<li>Five<ol type=a><li>First<li>Second</ol><li value=9>Nine</ol>"

    assert page(body) == ["# -", "  4. Four", "  5. Five", "    a. First", "    b. Second", "  9. Nine"]


def test_a_heading_in_a_list_has_its_number() -> None:
    assert page("<ol><li><h2>Purpose</h2><p>Text.</ol>") == ["# 1. Purpose", "  Text."]


def test_cells_over_several_rows_leave_empty_places() -> None:
    made = drafted("<h1>A</h1><table><tr><th>Role<th>Body<tr><td rowspan=2>Chair<td>X<tr><td>Y</table>", "x.html")

    table = proved(made).sections[0].clauses[0].table
    assert table is not None
    assert (table.columns, table.rows) == (("Role", "Body"), (("Chair", "X"), ("", "Y")))


def test_what_is_not_seen_is_listed_and_scripts_are_nothing() -> None:
    body = "<p>Seen.<p style='display: none'>Hidden.</p><del>Struck</del><script>code()</script><img alt='Logo'>"
    made = drafted(f"<title>In the tab</title><h1>A</h1>{body}", "x.html")

    assert "code" not in made.protocol
    assert [(listed.what, listed.words) for listed in made.listed][:4] == [
        ("the title of the web page in the browser", "In the tab"),
        ("hidden words, not taken over", "Hidden."),
        ("words struck out, not taken over", "Struck"),
        ("an image", "Logo"),
    ]


def test_markdown_keeps_the_numbers_that_are_typed() -> None:
    text = "# A protocol\n\n## Duties\n\n3. Third, as typed.\n5. Fifth, as typed.\n   a. under it\n"

    assert outline(drafted(text, "x.md")) == [
        "# Duties",
        "  3. Third, as typed.",
        "  5. Fifth, as typed.",
        "    a. under it",
    ]


def test_a_footnote_of_markdown_is_a_clause_at_the_end() -> None:
    made = drafted("# A protocol\n\nText with a note.[^1]\n\n[^1]: The note.\n", "x.md")

    assert outline(made) == ["# -", "  Text with a note.", "# -", "  1 The note."]
    assert proved(made).sections[0].clauses[0].notes[0].quote == "Text with a note."


def test_lines_drawn_under_words_of_plain_text_make_headings() -> None:
    text = "A protocol\n==========\n\nPurpose\n-------\nText.\n\nDuties\n------\n* The Board leads.\n  o with care\n"

    assert outline(drafted(text, "x.txt")) == [
        "# Purpose",
        "  Text.",
        "# Duties",
        "  The Board leads.",
        "    with care",
    ]
