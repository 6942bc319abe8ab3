"""One document, written in every form that can be imported."""

import io

import docx
from docx.document import Document as WordDocument
from fpdf import FPDF

from tests.importing.word_files import p, r, table, word_file, zipped

TITLE = "Protocol between the Ambridge Safeguarding Children Partnership and the Ambridge Corporate Parenting Board"
DATE = "Agreed in March 2024"
LONG = (
    "The Partnership and the Board have distinct roles, and both want every child who is looked after by the council "
    "to be safe, to be heard and to do well; this protocol says how they work together, and what each tells the other."
)
INTEREST = (
    ("Child's Voice", "Children are heard before decisions are made about them, and told what came of it."),
    ("Children's Homes", "Homes are visited at least twice a year by members."),
    ("Missing from Care", "Each return is talked over with the child within three days."),
)
ROWS = (("Role", "Body", "Term"), ("Chair", "Partnership", "two years"), ("Chair", "Board", "one year"))

OUTLINE = [
    "# -",
    f"  {DATE}",
    "# 1. Purpose",
    f"  1.1 {LONG[:35]}…",
    "  1.2 It does not take the place of the l…",
    "# 2. Areas of joint interest",
    "  2.1 These are of interest to both bodie…",
    *(f"    {line if len(line) <= 40 else line[:39] + '…'}" for line in (f"{h} | {t}" for h, t in INTEREST)),
    "# 3. Reports",
    "  3.1 The Board will send:",
    "    (a) its annual report;",
    "    (b) the findings of audits, which are:",
    "      (i) its own; and",
    "      (ii) those that it has asked for;",
    "    (c) data on performance.",
    "  3.2 The Partnership sends its report to…",
    "# 4. Chairs",
    "  table",
]
LAW = "It does not take the place of the law."
REPORT = "The Partnership sends its report to the Cabinet each year."


def as_word() -> bytes:
    """A Word file in which Word itself counts."""
    return word_file(
        p(TITLE, style="Title")
        + p(DATE)
        + p("Purpose", style="Numbered1")
        + p(LONG, depth=1)
        + p(LAW, depth=1)
        + p("Areas of joint interest", style="Numbered1")
        + p("These are of interest to both bodies:", depth=1)
        + "".join(p(r(h, bold=True), f" – {t}", depth=0, num=2) for h, t in INTEREST)
        + p("Reports", style="Numbered1")
        + p("The Board will send:", depth=1)
        + p("its annual report;", depth=2)
        + p("the findings of audits, which are:", depth=2)
        + p("its own; and", depth=3)
        + p("those that it has asked for;", depth=3)
        + p("data on performance.", depth=2)
        + p(REPORT, depth=1)
        + p("Chairs", style="Numbered1")
        + table(*ROWS)
    )


def as_typed_word() -> bytes:
    """A Word file in which all numbers are typed, and headings are only bold."""
    made: WordDocument = docx.Document()
    bold = lambda text: setattr(made.add_paragraph().add_run(text), "bold", True)  # noqa: E731
    bold(TITLE)
    made.add_paragraph(DATE)
    bold("1.\tPurpose")
    made.add_paragraph(f"1.1\t{LONG}")
    made.add_paragraph(f"1.2\t{LAW}")
    bold("2.\tAreas of joint interest")
    made.add_paragraph("2.1\tThese are of interest to both bodies:")
    for heading, text in INTEREST:
        item = made.add_paragraph(style="List Bullet")
        item.add_run(heading).bold = True
        item.add_run(f" – {text}")
    bold("3.\tReports")
    for line in (
        "3.1\tThe Board will send:", "(a)\tits annual report;", "(b)\tthe findings of audits, which are:",
        "(i)\tits own; and", "(ii)\tthose that it has asked for;", "(c)\tdata on performance.", f"3.2\t{REPORT}",
    ):  # fmt: skip
        made.add_paragraph(line)
    bold("4.\tChairs")
    cells = made.add_table(rows=len(ROWS), cols=3)
    for at, row in enumerate(ROWS):
        for column, words in enumerate(row):
            cells.cell(at, column).text = words
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


class _Pages(FPDF):
    def header(self) -> None:
        self.set_font("Helvetica", "", 8)
        self.cell(0, 8, "Ambridge: protocol", new_x="LMARGIN", new_y="NEXT")

    def footer(self) -> None:
        self.set_y(-15)
        self.set_font("Helvetica", "", 8)
        self.cell(0, 8, f"Page {self.page_no()}", align="C")


def as_pdf(*, height: float = 130) -> bytes:
    """A PDF of small pages, with running heads and page numbers; paragraphs go on over the page."""
    made = _Pages(format=(170, height))
    made.set_auto_page_break(True, 20)
    made.add_page()

    def say(text: str, *, indent: float = 0, size: float = 11, style: str = "") -> None:
        made.set_font("Helvetica", style, size)
        made.set_x(made.l_margin + indent)
        made.multi_cell(0, size * 0.5, text.replace("–", "-"), new_x="LMARGIN", new_y="NEXT", align="L")
        made.ln(3)

    say(TITLE, size=18, style="B")
    say(DATE)
    say("1. Purpose", size=13, style="B")
    say(f"1.1 {LONG}")
    say(f"1.2 {LAW}")
    say("2. Areas of joint interest", size=13, style="B")
    say("2.1 These are of interest to both bodies:")
    for heading, text in INTEREST:
        made.set_font("Helvetica", "", 11)
        made.set_x(made.l_margin + 8)
        made.write(5.5, "- ")
        made.set_font("Helvetica", "B", 11)
        made.write(5.5, heading)
        made.set_font("Helvetica", "", 11)
        made.write(5.5, f" - {text}")
        made.ln(8)
    say("3. Reports", size=13, style="B")
    say("3.1 The Board will send:")
    say("(a) its annual report;", indent=8)
    say("(b) the findings of audits, which are:", indent=8)
    say("(i) its own; and", indent=16)
    say("(ii) those that it has asked for;", indent=16)
    say("(c) data on performance.", indent=8)
    say(f"3.2 {REPORT}")
    say("4. Chairs", size=13, style="B")
    made.set_font("Helvetica", "", 11)
    with made.table() as cells:
        for row in ROWS:
            line = cells.row()
            for words in row:
                line.cell(words)
    return bytes(made.output())


def as_html() -> str:
    """A web page."""
    items = "".join(f"<li><b>{h}</b> – {t}" for h, t in INTEREST)
    rows = "".join("<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>" for row in ROWS)
    return (
        f"<!doctype html><title>Ambridge</title><nav>Home</nav><main><h1>{TITLE}</h1><p>{DATE}<h2>1. Purpose</h2>"
        f"<p>1.1 {LONG}<p>1.2 {LAW}<h2>2. Areas of joint interest</h2><p>2.1 These are of interest to both bodies:"
        f"<ul>{items}</ul><h2>3. Reports</h2><p>3.1 The Board will send:<p>(a) its annual report;"
        "<p>(b) the findings of audits, which are:<p>(i) its own; and<p>(ii) those that it has asked for;"
        f"<p>(c) data on performance.<p>3.2 {REPORT}<h2>4. Chairs</h2><table>{rows}</table></main>"
        "<footer>Contact</footer>"
    )


def as_markdown() -> str:
    """Markdown."""
    items = "\n".join(f"- **{h}** – {t}" for h, t in INTEREST)
    head, *rows = (f"| {' | '.join(row)} |" for row in ROWS)
    return (
        f"# {TITLE}\n\n{DATE}\n\n## 1. Purpose\n\n1.1 {LONG}\n1.2 {LAW}\n\n## 2. Areas of joint interest\n\n"
        f"2.1 These are of interest to both bodies:\n\n{items}\n\n## 3. Reports\n\n3.1 The Board will send:\n"
        "(a) its annual report;\n(b) the findings of audits, which are:\n(i) its own; and\n"
        f"(ii) those that it has asked for;\n(c) data on performance.\n\n3.2 {REPORT}\n\n## 4. Chairs\n\n"
        + "\n".join((head, "|---|---|---|", *rows))
        + "\n"
    )


def as_text(*, width: int = 0) -> str:
    """Plain text without its table; with a width, in broken lines."""
    import textwrap

    lines = [
        TITLE, DATE, "1. Purpose", f"1.1 {LONG}", f"1.2 {LAW}", "2. Areas of joint interest",
        "2.1 These are of interest to both bodies:", *(f"- **{h}** – {t}" for h, t in INTEREST), "3. Reports",
        "3.1 The Board will send:", "(a) its annual report;", "(b) the findings of audits, which are:",
        "(i) its own; and", "(ii) those that it has asked for;", "(c) data on performance.", f"3.2 {REPORT}",
    ]  # fmt: skip
    if width:
        lines = [textwrap.fill(line, width, break_on_hyphens=False) for line in lines]
    return "\n\n".join(lines) + "\n"


_ODF = "urn:oasis:names:tc:opendocument:xmlns:"
_ODT_NAMES = " ".join(
    f'xmlns:{short}="{_ODF}{name}:1.0"'
    for short, name in (
        ("office", "office"), ("text", "text"), ("table", "table"), ("style", "style"), ("draw", "drawing"),
        ("fo", "xsl-fo-compatible"),
    )
)  # fmt: skip


def odt_file(body: str, *, styles: str = "", shared: str = "") -> bytes:
    """An OpenDocument text of this body."""
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:document-content {_ODT_NAMES}>"
            f"<office:automatic-styles>{styles}</office:automatic-styles>"
            f"<office:body><office:text>{body}</office:text></office:body></office:document-content>",
            "styles.xml": f"<office:document-styles {_ODT_NAMES}>{shared}</office:document-styles>",
        }
    )


ODT_STYLES = (
    '<style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>'
    '<text:list-style style:name="N">'
    '<text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>'
    '<text:list-level-style-number text:level="2" style:num-format="1" text:display-levels="2"/>'
    '<text:list-level-style-number text:level="3" style:num-format="a" style:num-prefix="(" style:num-suffix=")"/>'
    '<text:list-level-style-number text:level="4" style:num-format="i" style:num-prefix="(" style:num-suffix=")"/>'
    "</text:list-style>"
    '<text:list-style style:name="P">'
    '<text:list-level-style-bullet text:level="1" text:bullet-char="•"/></text:list-style>'
)


def as_odt() -> bytes:
    """An OpenDocument text whose lists count."""

    def lists(depth: int, inner: str) -> str:
        open_, close = (
            '<text:list text:style-name="N" text:continue-numbering="true"><text:list-item>',
            "</text:list-item></text:list>",
        )
        deeper = "<text:list><text:list-item>" * (depth - 1)
        return open_ + deeper + inner + "</text:list-item></text:list>" * (depth - 1) + close

    def head(words: str) -> str:
        return lists(1, f'<text:h text:outline-level="1">{words}</text:h>')

    def para(words: str, depth: int) -> str:
        return lists(depth, f"<text:p>{words}</text:p>")

    items = "".join(
        f'<text:list-item><text:p><text:span text:style-name="B">{h}</text:span> – {t}</text:p></text:list-item>'
        for h, t in INTEREST
    )
    rows = "".join(
        "<table:table-row>"
        + "".join(f"<table:table-cell><text:p>{c}</text:p></table:table-cell>" for c in row)
        + "</table:table-row>"
        for row in ROWS
    )
    return odt_file(
        f'<text:p text:style-name="Title">{TITLE}</text:p><text:p>{DATE}</text:p>'
        + head("Purpose") + para(LONG, 2) + para(LAW, 2) + head("Areas of joint interest")
        + para("These are of interest to both bodies:", 2) + f'<text:list text:style-name="P">{items}</text:list>'
        + head("Reports") + para("The Board will send:", 2) + para("its annual report;", 3)
        + para("the findings of audits, which are:", 3) + para("its own; and", 4)
        + para("those that it has asked for;", 4)
        + para("data on performance.", 3) + para(REPORT, 2) + head("Chairs") + f"<table:table>{rows}</table:table>",
        styles=ODT_STYLES,
        shared='<office:styles><style:style style:name="Title" style:family="paragraph"/></office:styles>',
    )  # fmt: skip
