from collections.abc import Callable

from fpdf import FPDF

from generator.importing.pages import running
from tests.importing.reading import drafted, outline, proved

LONG = (
    "The partnership and the panel agree that every child who is looked after is to be safe and well, and that what "
    "one of them knows is told to the other without delay, in writing where that is possible, so that plans can be "
    "changed in time."
)
SHORT = f"{LONG[:33]}…"


class Pages(FPDF):
    """Pages with a running head from the second on, and a number on each."""

    def header(self) -> None:
        if self.page_no() > 1:
            self.say("Ambridge Safeguarding Children Partnership", size=8)

    def footer(self) -> None:
        self.set_y(-12)
        self.set_font("Helvetica", "", 8)
        self.cell(0, 6, str(self.page_no()), align="C")

    def say(self, text: str, *, indent: float = 0, size: float = 11, style: str = "", after: float = 3) -> None:
        self.set_font("Helvetica", style, size)
        self.set_x(self.l_margin + indent)
        self.multi_cell(0, size * 0.5, text, new_x="LMARGIN", new_y="NEXT", align="L")
        self.ln(after)

    def rows(self, *rows: tuple[str, ...]) -> None:
        self.set_font("Helvetica", "", 10)
        with self.table() as cells:
            for row in rows:
                line = cells.row()
                for words in row:
                    line.cell(words)
        self.ln(4)


def pdf(write: Callable[[Pages], None]) -> bytes:
    pages = Pages()
    pages.add_page()
    write(pages)
    return bytes(pages.output())


def test_a_cover_a_contents_page_deep_numbers_and_an_appendix() -> None:
    def write(page: Pages) -> None:
        page.say("Ambridge Council", size=14)
        page.say("Protocol for Joint Working", size=26, style="B")
        page.say("Safeguarding Partnership and Corporate Parenting Panel", size=16, style="B")
        page.say("Version 3.1")
        page.add_page()
        page.say("Contents", size=14, style="B")
        for words, number in (
            ("1 Introduction", 3),
            ("2 Governance", 3),
            ("2.1 The Panel", 3),
            ("Appendix A Terms", 5),
        ):
            page.say(f"{words} {'.' * (90 - len(words))} {number}", after=0)
        page.add_page()
        page.say("1 Introduction", size=14, style="B")
        page.say(LONG)
        page.say("2 Governance", size=14, style="B")
        page.say("2.1 The Panel", size=12, style="B")
        for number in range(1, 4):
            page.say(f"2.1.{number} {LONG}")
        page.add_page()
        page.say("Appendix A", size=14, style="B")
        page.say("Terms used", size=12, style="B")
        page.say("Panel means the corporate parenting panel.")

    made = drafted(pdf(write), "x.pdf")

    protocol = proved(made)
    assert protocol.before_title == ("Ambridge Council",)
    assert made.title == "Protocol for Joint Working Safeguarding Partnership and Corporate Parenting Panel"
    assert outline(made) == [
        "# -",
        "  Version 3.1",
        "# 1 Introduction",
        f"  {LONG[:39]}…",
        "# 2 Governance",
        "  # 2.1 The Panel",
        *(f"    2.1.{number} {SHORT}" for number in range(1, 4)),
        "# Appendix A",
        "  # Terms used",
        "    Panel means the corporate parenting pan…",
    ]
    assert {left.why for left in protocol.source.left_out} == {"Page number.", "Running head.", "Contents page."}


def test_a_sentence_that_a_page_cuts_is_joined() -> None:
    def write(page: Pages) -> None:
        page.say("Protocol on Working Together", size=18, style="B")
        page.set_y(-45)
        page.say(f"1.1 {LONG} {LONG}")
        page.say(f"1.2 {LONG}")

    made = drafted(pdf(write), "x.pdf")

    assert [clause.text for clause in proved(made).sections[0].clauses] == [f"{LONG} {LONG}", LONG]
    assert "\f" in made.source


def test_capital_headings_and_bullets_over_several_lines() -> None:
    def write(page: Pages) -> None:
        page.say("PROTOCOL BETWEEN THE AMBRIDGE BOARD AND THE AMBRIDGE PANEL", size=14, style="B")
        for heading in ("PURPOSE", "REVIEW"):
            page.say(heading, style="B")
            page.say("The Board will:")
            for text in (LONG, "visit homes."):
                page.set_font("Helvetica", "", 11)
                page.set_x(page.l_margin + 6)
                page.cell(5, 5.5, "\x95")
                page.multi_cell(0, 5.5, text, new_x="LMARGIN", new_y="NEXT", align="L")
                page.ln(1)

    under = ["  The Board will:", f"    {LONG[:39]}…", "    visit homes."]
    assert outline(drafted(pdf(write), "x.pdf")) == ["# PURPOSE", *under, "# REVIEW", *under]


def test_two_columns_are_read_one_after_the_other() -> None:
    def write(page: Pages) -> None:
        page.say("Protocol on Working Together", size=18, style="B")
        top = page.get_y()
        for column in (0, 1):
            page.set_left_margin(10 + column * 98)
            page.set_right_margin(10 if column else 108)
            page.set_xy(10 + column * 98, top)
            for number in range(1, 4):
                page.say(f"{column + 1}.{number} {LONG}")

    made = drafted(pdf(write), "x.pdf")

    clauses = proved(made).sections[0].clauses
    assert [clause.label for clause in clauses] == ["1.1", "1.2", "1.3", "2.1", "2.2", "2.3"]
    assert {clause.text for clause in clauses} == {LONG}


def test_tables_with_and_without_lines_and_cells_over_several_lines() -> None:
    long = "Reviewed after the joint inspection and changed in sections 2 and 3"

    def write(page: Pages) -> None:
        page.say("Joint Protocol: Safeguarding and Corporate Parenting", size=18, style="B")
        page.rows(
            ("Version", "Date", "Author", "Change"),
            ("1.0", "1 May 2019", "Policy team", "First"),
            ("2.0", "2022", "All", long),
        )
        page.say("A. Purpose", size=12, style="B")
        page.say(LONG)
        page.say("B. Meetings", size=12, style="B")
        page.say("(1) Twice a year.")

    made = drafted(pdf(write), "x.pdf")

    table = proved(made).sections[0].clauses[0].table
    assert table is not None
    assert table.columns == ("Version", "Date", "Author", "Change")
    assert table.rows == (("1.0", "1 May 2019", "Policy team", "First"), ("2.0", "2022", "All", long))
    assert outline(made)[2:] == ["# A. Purpose", f"  {LONG[:39]}…", "# B. Meetings", "  (1) Twice a year."]


def test_a_raised_number_is_the_sign_of_a_footnote_where_the_page_has_one() -> None:
    def write(page: Pages) -> None:
        page.say("Protocol on Working Together", size=18, style="B")
        for words, sign, rest in (("It follows the Act", "1", " and the guidance."), ("It is 10 m", "2", " large.")):
            page.set_font("Helvetica", "", 11)
            page.write(5.5, words)
            page.char_vpos = "SUP"
            page.write(5.5, sign)
            page.char_vpos = "LINE"
            page.set_font("Helvetica", "", 11)
            page.write(5.5, rest)
            page.ln(12)
        page.set_y(-30)
        page.say("1 The Children Act 1989.", size=8)

    made = drafted(pdf(write), "x.pdf")

    clauses = proved(made).sections[0].clauses
    assert [clause.text for clause in clauses] == ["It follows the Act and the guidance.", "It is 10 m2 large."]
    assert [note.quote for note in clauses[0].notes] == ["It follows the Act"]
    assert outline(made)[-1] == "  1 The Children Act 1989."


def test_a_word_parted_at_the_end_of_a_line_is_joined_as_it_stands_elsewhere() -> None:
    def write(page: Pages) -> None:
        page.say("Protocol on Working Together", size=18, style="B")
        page.set_right_margin(150)
        page.say("The safeguarding of children. The safe-\nguarding of a multi-\nagency plan.")

    made = drafted(pdf(write), "x.pdf")

    assert proved(made).sections[0].clauses[0].text == (
        "The safeguarding of children. The safeguarding of a multi-agency plan."
    )
    assert [(listed.what, listed.words) for listed in made.listed if "hyphen" in listed.what] == [
        ("words put together without the hyphen at the end of a line", "safeguarding")
    ]


def test_turned_words_such_as_a_watermark_are_set_apart() -> None:
    def write(page: Pages) -> None:
        page.say("Protocol on Working Together", size=18, style="B")
        page.say(LONG)
        page.set_font("Helvetica", "", 60)
        with page.rotation(45, 60, 200):
            page.text(60, 200, "DRAFT")

    apart = [(left.text, left.why) for left in proved(drafted(pdf(write), "x.pdf")).source.left_out]

    assert ("DRAFT", "Turned across the page, such as a watermark.") in apart


def test_only_what_recurs_at_the_edge_of_pages_stands_around_the_text() -> None:
    pages = [
        ["Ambridge: protocol", "1.1 The Board meets.", "The Panel meets.", "Page 1 of 3"],
        ["Ambridge: protocol", "2.1 The Board meets.", "It reports.", "Page 2 of 3"],
        ["Ambridge: protocol", "3.1 The Board meets.", "It ends.", "Page 3 of 3"],
    ]

    assert running(pages) == [{0: "Running head.", 3: "Page number."}] * 3


def test_a_number_alone_is_a_page_number_only_where_it_counts_on() -> None:
    assert running([["a", "7"], ["b", "8"]]) == [{1: "Page number."}, {1: "Page number."}]
    assert running([["a", "7"], ["b", "40"]]) == [{}, {}]
