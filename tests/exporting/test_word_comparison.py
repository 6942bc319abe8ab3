"""Word files: read back by another library, and by what Word does with changes."""

import zipfile
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as DocumentType
from hypothesis import given
from hypothesis import strategies as st

from generator.cli.run import run
from generator.exporting.word_comparison import pair_document, topic_document, word_files
from generator.exporting.word_file import WordFile
from generator.views import urls
from generator.views.pair import PairView, pair_page
from generator.views.redline import Change, Piece
from generator.views.site import SiteMap
from generator.views.tables.comparison import comparison_table
from tests.fixtures.hostile import ATTACKS
from tests.fixtures.many import many, with_words
from tests.fixtures.real import ROOT, real_corpus, real_site

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff")
    | st.sampled_from("\n\t\r <>&\"']]>"),
    max_size=40,
)
PIECES = st.lists(
    TEXTS.map(lambda text: Piece(text, text))
    | st.tuples(TEXTS, TEXTS).map(lambda both: Piece(*both, Change.WORDS))
    | st.tuples(TEXTS, TEXTS).map(lambda both: Piece(*both, Change.FORM, kept=True))
    | st.tuples(TEXTS, st.sampled_from(" \n"), st.sampled_from(" \n")).map(
        lambda each: Piece(each[1] + each[0].strip(), each[0].strip() + each[2])
    ),
    max_size=8,
)


def read(made: bytes) -> DocumentType:
    return Document(BytesIO(made))


def without_changes(made: bytes, *, accepted: bool) -> list[str]:
    """Give the paragraphs as Word shows them when all changes are accepted, or all rejected."""
    gone = "del" if accepted else "ins"
    found = []
    for paragraph in read(made).element.body.iter(f"{W}p"):
        text = ""
        for element in paragraph.iter():
            if any(above.tag == f"{W}{gone}" for above in element.iterancestors()):
                continue
            if element.tag in (f"{W}t", f"{W}delText"):
                assert (element.tag == f"{W}delText") == any(a.tag == f"{W}del" for a in element.iterancestors())
                text += element.text or ""
            text += {f"{W}br": "\n", f"{W}tab": "\t"}.get(element.tag, "") if element.tag != paragraph.tag else ""
        found.append(text)
    return found


@given(PIECES)
def test_rejected_changes_leave_the_left_wording_and_accepted_ones_the_right_one(pieces: list[Piece]) -> None:
    file = WordFile("Two wordings")
    file.changed(pieces)

    made = file.bytes()

    assert without_changes(made, accepted=False)[1] == "".join(piece.left for piece in pieces)
    assert without_changes(made, accepted=True)[1] == "".join(piece.right for piece in pieces)


@given(st.text(), st.text())
def test_any_text_makes_a_file_that_can_be_read(title: str, text: str) -> None:
    file = WordFile(title)
    file.quote(text)
    file.table(text, (text, text), [(text, text)])
    file.remark(text, f"https://example.org/{text}", text)

    assert len(read(file.bytes()).tables) == 1


def test_what_may_not_stand_in_xml_is_marked_and_all_else_stands_as_it_is() -> None:
    file = WordFile("A\x00B")
    file.quote("\ud800 & \x1b\uffff\r\u00a0\u2028 <b>")

    made = read(file.bytes())

    assert made.core_properties.title == "A\ufffdB"
    assert made.paragraphs[1].text == "\ufffd & \ufffd\ufffd\r\u00a0\u2028 <b>"


def test_an_attack_is_text_in_the_file() -> None:
    file = WordFile("Attacks")
    for attack in ATTACKS:
        file.quote(attack)

    assert [paragraph.text for paragraph in read(file.bytes()).paragraphs[1:]] == list(ATTACKS)


def test_every_topic_on_which_both_speak_leads_from_the_left_wording_to_the_right_one() -> None:
    site = real_site()
    left, right = (site.corpus.by_slug[slug] for slug in ("harrow", "isle-of-wight"))
    view = pair_page(site.findings, left, right, site.at(urls.comparison(left.slug, right.slug))).view
    assert isinstance(view, PairView)

    made = pair_document(site, left, right)

    topics = [topic.slug for group in view.groups for topic in group.topics]
    assert topics
    before, after = (without_changes(made, accepted=accepted) for accepted in (False, True))
    for topic in topics:
        ours, theirs = (site.findings.wordings(protocol)[topic].text for protocol in (left, right))
        assert (ours.strip(), theirs.strip()) in {(a.strip(), b.strip()) for a, b in zip(before, after, strict=True)}


def test_a_comparison_of_two_has_the_three_tables_of_their_page() -> None:
    site = real_site()
    left, right = (site.corpus.by_slug[slug] for slug in ("harrow", "isle-of-wight"))
    rows = list(comparison_table(site.findings, left, right).rows())

    found = [
        [cell.text for cell in row.cells]
        for table in read(pair_document(site, left, right)).tables
        for row in table.rows
    ]

    for part in ("At a glance", "Reporting duties", "Law and guidance"):
        for row in rows:
            if row[0] == part:
                assert [row[1], row[3] or row[2], row[5] or row[4]] in found


def test_the_changes_bear_no_person_and_no_day_of_a_build() -> None:
    site = real_site()
    left, right = (site.corpus.by_slug[slug] for slug in ("harrow", "isle-of-wight"))

    changes = [
        element
        for element in read(pair_document(site, left, right)).element.body.iter()
        if element.tag in (f"{W}ins", f"{W}del")
    ]

    assert {(each.get(f"{W}author"), each.get(f"{W}date")) for each in changes} == {
        ("Local Protocols", "2000-01-01T00:00:00Z")
    }
    identifiers = [each.get(f"{W}id") for each in changes]
    assert len(identifiers) == len(set(identifiers)) > 10


def test_headings_make_no_jump_and_tables_have_heads() -> None:
    site = real_site()
    for name, make in word_files(site).items():
        document = read(make())
        levels = [
            int(paragraph.style.name[-1])
            for paragraph in document.paragraphs
            if paragraph.style is not None and paragraph.style.name and paragraph.style.name.startswith("Heading")
        ]

        assert levels[0] == 1, name
        assert levels.count(1) == 1, name
        assert all(after <= before + 1 for before, after in pairwise(levels)), name
        assert all(table.rows[0]._tr.find(f".//{W}tblHeader") is not None for table in document.tables), name


def test_every_pair_with_a_page_and_every_topic_has_a_file() -> None:
    site = real_site()

    assert list(word_files(site)) == [
        "compare/harrow/isle-of-wight/harrow-and-isle-of-wight.docx",
        *(f"topics/{topic.slug}/{topic.slug}.docx" for topic in site.corpus.registers.topics.topics),
    ]


def test_the_same_site_gives_the_same_bytes_and_no_day() -> None:
    first, second = ({n: make() for n, make in word_files(SiteMap(real_corpus())).items()} for _ in range(2))

    assert first == second
    days = {entry.date_time for made in first.values() for entry in zipfile.ZipFile(BytesIO(made)).infolist()}
    assert days == {(1980, 1, 1, 0, 0, 0)}


def test_addresses_can_be_followed_where_the_site_has_one() -> None:
    corpus = many(
        real_corpus(), 0, settings=real_corpus().settings.model_copy(update={"address": "https://site.example/p/"})
    )
    site = SiteMap(corpus)

    document = read(pair_document(site, corpus.by_slug["harrow"], corpus.by_slug["isle-of-wight"]))

    targets = {each.target_ref for each in document.part.rels.values() if each.is_external}
    assert {
        "https://site.example/p/protocols/harrow/",
        "https://site.example/p/compare/harrow/isle-of-wight/",
    } <= targets
    clauses = {target.partition("#")[2] for target in targets if "#" in target}
    assert clauses <= {placed.node.id for protocol in corpus.protocols for placed in site.findings.places(protocol)}


def test_a_topic_of_many_protocols_shows_each_and_can_be_read() -> None:
    corpus = many(real_corpus(), 20)
    site = SiteMap(corpus)
    for topic in corpus.registers.topics.topics:
        headings = [p.text for p in read(topic_document(site, topic)).paragraphs]

        for protocol in corpus.protocols:
            if topic.slug in site.findings.wordings(protocol):
                assert site.findings.name(protocol) in headings


def test_hostile_words_stand_in_the_files_as_they_are() -> None:
    corpus = many(real_corpus(), 0)
    hostile = [with_words(p, lambda words: f"{words} <w:p> ]]> &amp; \"'") for p in corpus.protocols]
    site = SiteMap(replace(corpus, protocols=tuple(hostile)))

    made = pair_document(site, *hostile)

    assert any("<w:p> ]]> &amp; \"'" in paragraph.text for paragraph in read(made).paragraphs)


def test_the_command_writes_the_file_of_the_page_and_of_chosen_topics(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site = real_site()
    left, right = (site.corpus.by_slug[slug] for slug in ("harrow", "isle-of-wight"))
    here = ("--root", str(ROOT), "--today", "2026-11-22", "--format", "docx")

    assert run(["compare", left.slug, right.slug, *here]) == 2
    assert "say with --output which file to write" in capsys.readouterr().err
    assert run(["compare", left.slug, right.slug, *here, "--output", str(tmp_path / "all.docx")]) == 0
    topic = ("--topic", "childrens-homes")
    assert run(["compare", left.slug, right.slug, *here, *topic, "--output", str(tmp_path / "one.docx")]) == 0

    assert (tmp_path / "all.docx").read_bytes() == pair_document(site, left, right)
    shown = [p.text for p in read((tmp_path / "one.docx").read_bytes()).paragraphs if p.style.name == "Heading 3"]
    assert shown == ["Children's homes"]


def test_the_command_writes_any_form_to_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["compare", "harrow", "isle-of-wight", "--root", str(ROOT), "--today", "2026-11-22", "--format", "markdown"]

    assert run(words) == 0
    shown = capsys.readouterr().out
    assert run([*words, "--output", str(tmp_path / "x.md")]) == 0

    assert (tmp_path / "x.md").read_text(encoding="utf-8") == shown
