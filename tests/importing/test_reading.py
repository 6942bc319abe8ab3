import io
import random
import zipfile
from pathlib import Path

import pytest
from fpdf import FPDF
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.importing.document import Document, Refused
from generator.importing.reading import read_document
from tests.importing import one_document as one
from tests.importing.reading import document, drafted, refusal
from tests.importing.word_files import NAMES, TYPES, p, word_file, zipped


def test_the_form_is_told_by_what_the_file_holds_and_not_by_its_name() -> None:
    assert document(one.as_word(), "protocol.pdf").form == "Word document"
    assert document(one.as_pdf(), "protocol.docx").form == "PDF"
    assert document(one.as_odt(), "protocol.doc").form == "OpenDocument text"
    assert document(one.as_html(), "protocol.txt").form == "web page"
    assert document(one.as_text(), "protocol.docx").form == "text"


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "the file is empty"),
        (b" \n\n", "the file is empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "this is a document of the old Word (.doc)"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"),
            "the file is locked with a password",
        ),
        (rb"{\rtf1 Hello}", "this is rich text (.rtf)"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "this is a picture"),
        (b"\xff\xd8\xff\xe0" + bytes(50), "this is a picture"),
        (b"PK\x03\x04" + bytes(60), "the file is damaged"),
        (b"%PDF-1.7\n" + bytes(60), "the PDF is damaged"),
        (bytes(range(256)) * 40, "the file is no text and no document that can be read"),
        (zipped({"a.txt": "x"}), "this is an archive of files"),
        (zipped({"[Content_Types].xml": TYPES, "xl/workbook.xml": "<x/>"}), "this is a spreadsheet or a presentation"),
        (zipped({"[Content_Types].xml": TYPES, "word/document.xml": "<w"}), "the file is damaged"),
        (zipped({"[Content_Types].xml": TYPES, "word/other.xml": "<w/>"}), "the file is damaged: it has no text"),
        (zipped({"content.xml": "<x/>"}), "this is no text document"),
        (b"<html><body><script>1</script></body></html>", "the document has no words"),
        (b"\xff\xfe" + b"a", "the file is damaged: it is no whole UTF-16"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_sentence(raw: bytes, reason: str) -> None:
    assert refusal(raw) == reason


def test_xml_entities_are_refused() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
    raw = zipped(
        {
            "[Content_Types].xml": TYPES,
            "word/document.xml": f"{bomb}<w:document {NAMES}><w:body>&b;</w:body></w:document>",
        }
    )

    assert refusal(raw) == "the file holds XML entities, which no word processor writes"


def test_a_part_that_unpacks_to_too_much_is_refused() -> None:
    raw = zipped({"[Content_Types].xml": TYPES, "word/document.xml": b" " * 41_000_000})

    assert len(raw) < 100_000
    assert refusal(raw) == "the file unpacks to more than 40 MB of text"


def test_a_part_that_lies_about_its_size_is_refused() -> None:
    raw = bytearray(zipped({"[Content_Types].xml": TYPES, "word/document.xml": b" " * 41_000_000}))
    size = (41_000_000).to_bytes(4, "little")
    while (at := raw.find(size)) >= 0:
        raw[at : at + 4] = (100).to_bytes(4, "little")

    assert refusal(bytes(raw)) in ("the file is damaged", "the file unpacks to more than 40 MB of text")


def test_xml_of_endless_depth_is_refused() -> None:
    body = "<w:sdt>" * 3000 + "</w:sdt>" * 3000

    assert refusal(word_file(body)) == "the file is nested too deeply"


def test_an_archive_of_very_many_parts_is_refused() -> None:
    raw = zipped({"[Content_Types].xml": TYPES, **{f"word/{number}.xml": "" for number in range(5_001)}})

    assert refusal(raw) == "the file holds 5,002 parts"


def test_a_zip_with_a_password_is_refused() -> None:
    raw = bytearray(one.as_word())
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        at = archive.getinfo("word/document.xml").header_offset
    raw[at + 6] |= 1
    central = raw.find(b"word/document.xml", at + 100) - 46
    raw[central + 8] |= 1

    assert refusal(bytes(raw)) == "the file is locked with a password"


def test_a_pdf_with_a_password_is_refused() -> None:
    made = FPDF()
    made.add_page()
    made.set_font("Helvetica", size=12)
    made.cell(text="Secret")
    made.set_encryption(owner_password="a", user_password="b")

    assert refusal(bytes(made.output())) == "the PDF is locked with a password"


def test_a_scan_is_refused() -> None:
    made = FPDF()
    made.add_page()
    made.rect(10, 10, 100, 100)

    assert refusal(bytes(made.output())) == "the PDF has no text: it is a scan, a picture of each page"


def test_a_document_longer_than_a_protocol_file_may_be_is_refused() -> None:
    assert refusal(("The Board meets every week. " * 20_000).encode(), "x.txt").startswith("the document has 559,")


def test_old_windows_text_and_wide_text_are_read() -> None:
    for raw in ("The Board’s – café".encode("cp1252"), "The Board’s – café".encode("utf-16")):
        assert document(raw).blocks[0].text == "The Board’s – café"


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(["word", "odt", "pdf"]), st.integers(0, 10**9), st.integers(1, 40))
def test_a_damaged_file_is_read_or_refused_and_never_worse(form: str, seed: int, count: int) -> None:
    raw = bytearray({"word": _WORD, "odt": _ODT, "pdf": _PDF}[form])
    chance = random.Random(seed)
    for _ in range(count):
        raw[chance.randrange(len(raw))] = chance.randrange(256)
    read = read_document(bytes(raw), "x")

    assert isinstance(read, Document | Refused)
    if isinstance(read, Document):
        drafted(read)


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=300), st.sampled_from(["x.html", "x.md", "x.txt"]))
def test_any_text_is_read_or_refused(text: str, name: str) -> None:
    read = read_document(("<p>" + text if name == "x.html" else text).encode("utf-8", "surrogatepass"), name)

    if isinstance(read, Document):
        drafted(read)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["<p>", "</p>", "<li>", "<ol>", "</ol>", "<ul>", "<table>", "<tr>", "<td rowspan=9>", "</table>",
            "<b>", "</b>", "a ",
             "<h1>", "</h2>", "<nav>", "</nav>", "<div hidden>", "</div>", "<script>", "</script>",
             "<td colspan=99>", "<br>", "1. ",
             "<del>", "</del>", "<span style='font-weight:bold'>", "</span>", "<!--", "-->", "<![CDATA[",
             "&", "<a class=footnote-ref>"]
        ),
        max_size=30,
    )
)  # fmt: skip
def test_any_tags_are_read_or_refused(tags: list[str]) -> None:
    read = read_document(("<body>" + "".join(tags)).encode(), "x.html")

    if isinstance(read, Document):
        drafted(read)


_WORD, _ODT, _PDF = one.as_word(), one.as_odt(), one.as_pdf()


@pytest.mark.parametrize("name", ["harrow", "isle-of-wight"])
def test_a_source_of_the_project_comes_through_as_received(name: str) -> None:
    raw = (Path(__file__).parents[2] / "protocols" / "sources" / f"{name}.txt").read_bytes()

    assert drafted(raw, f"{name}.txt").source.encode() == raw


def test_a_paragraph_alone_is_a_document() -> None:
    assert drafted(word_file(p("Only this.")), "x.docx").title == "Only this."
