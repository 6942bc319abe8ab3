from generator.views import urls
from generator.views.findings import Findings
from generator.views.page import Here
from generator.views.site import SiteMap
from generator.views.topics import NARROW, TopicsView, topics_page
from tests.fixtures.many import many
from tests.fixtures.reading import read, templates, words
from tests.fixtures.real import at, real_corpus, real_site


def view(findings: Findings, here: Here) -> TopicsView:
    found = topics_page(findings, here).view
    assert isinstance(found, TopicsView)
    return found


def test_every_cell_says_its_state_in_words_and_leads_to_its_place() -> None:
    found = view(real_site().findings, at(urls.topics()))

    rows = {row.head.link.words: row for matrix in found.matrices for row in matrix.rows}
    assert len(rows) == 52
    cells = rows["Child sexual exploitation and trafficking"].cells
    assert [(cell.words, cell.sign, str(cell.href)) for cell in cells] == [
        ("stated", "✓", "child-sexual-exploitation/#harrow"),
        ("not listed", "–", "child-sexual-exploitation/#isle-of-wight"),
    ]
    assert cells[1].of == "Isle of Wight on Child sexual exploitation and trafficking"


def test_topics_stand_in_groups_in_the_registers_order() -> None:
    found = view(real_site().findings, at(urls.topics()))

    assert [matrix.title for matrix in found.matrices] == [
        group.title for group in real_corpus().registers.topics.groups
    ]
    assert [row.head.link.words for matrix in found.matrices for row in matrix.rows] == [
        topic.title for topic in real_corpus().registers.topics.topics
    ]


def test_the_ledger_has_every_topic_on_which_somebody_is_silent() -> None:
    gaps = {gap.topic.words: gap for gap in view(real_site().findings, at(urls.topics())).gaps}

    assert len(gaps) == 14 + 9
    (silent,) = gaps["Escalation"].silent
    assert (silent.chosen.name, silent.state, silent.checked) == ("Harrow", "not listed", "22 November 2026")
    assert silent.note == "What happens when the two bodies cannot resolve a concern is not said."
    assert gaps["Escalation"].summary == "Silent: one of two (one not listed)"


def test_with_many_protocols_they_are_the_rows_and_long_lists_are_folded() -> None:
    site = SiteMap(many(real_corpus(), NARROW))
    found = view(site.findings, site.at(urls.topics()))

    assert found.protocols_are_rows
    assert found.can_choose
    assert {len(matrix.rows) for matrix in found.matrices} == {NARROW + 2}
    assert any(gap.is_long for gap in view(*_wide()).gaps)


def test_the_tables_have_heads_for_rows_and_columns() -> None:
    for findings, here in ((real_site().findings, at(urls.topics())), _wide()):
        soup = read(topics_page(findings, here), templates())

        for table in soup.iter("table"):
            assert [words(caption) for caption in table.iter("caption")] != []
            assert all(head.get("scope") in {"col", "row"} for head in table.iter("th"))
            first, *rows = table.iter("tr")
            for row in rows:
                assert [cell.tag for cell in row] == ["th"] + ["td"] * (len(first) - 1)
        assert all(words(cell).strip() for cell in soup.iter("td"))
        regions = [each.attrib["aria-label"] for each in soup.iter() if each.get("role") == "region"]
        assert len(set(regions)) == len(regions) == len(list(soup.iter("table")))


def _wide() -> tuple[Findings, Here]:
    site = SiteMap(many(real_corpus(), 40))
    return site.findings, site.at(urls.topics())
