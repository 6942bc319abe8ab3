from generator.views import urls
from generator.views.glossary import AbbreviationView, GlossaryView, TermView, glossary_page
from generator.views.site import SiteMap
from tests.fixtures.corpora import HEAD, corpus
from tests.fixtures.links import lost_links, markdown
from tests.fixtures.real import real_corpus, real_site

TEXT = """
    sections:
      - id: one
        heading: For looked after children
        clauses:
          - {id: a, label: "1.1", text: The Board and CLA.}
          - {id: b, label: "1.2", text: Nothing of it.}
          - {id: c, label: "1.3", text: Looked after children with SEN.}
    """


def glossary(site: SiteMap) -> GlossaryView:
    view = glossary_page(site.findings, site.at(urls.glossary())).view
    assert isinstance(view, GlossaryView)
    return view


def term(site: SiteMap, slug: str) -> TermView:
    return next(one for letter in glossary(site).letters for one in letter.terms if one.anchor == slug)


def short(site: SiteMap, letters: str) -> AbbreviationView:
    return next(one for one in glossary(site).abbreviations if one.short == letters)


def test_terms_stand_by_the_alphabet_whatever_the_register_s_order():
    letters = glossary(real_site()).letters

    assert [letter.letter for letter in letters] == sorted(letter.letter for letter in letters)
    for letter in letters:
        terms = [one.term.casefold() for one in letter.terms]
        assert terms == sorted(terms)


def test_a_term_says_how_often_each_protocol_uses_it_and_where_first():
    looked_after = term(SiteMap(corpus(TEXT)), "looked-after-child")

    assert looked_after.summary == "Used in three places of one protocol"
    assert [(use.protocol.words, use.count, [place.words for place in use.places]) for use in looked_after.uses] == [
        ("Ambridge", "three places", ["For looked after children", "1.1", "1.3"])
    ]


def test_a_term_that_is_the_name_of_a_body_counts_where_the_body_is_named():
    cabinet = term(real_site(), "cabinet")

    assert [use.protocol.words for use in cabinet.uses] == ["Harrow", "Isle of Wight"]


def test_a_term_in_no_protocol_has_no_uses():
    assert term(real_site(), "safeguarding-partners").uses == ()


def test_a_meaning_that_nobody_verified_is_marked():
    text = markdown(corpus(TEXT))["glossary/"]

    assert not term(SiteMap(corpus(TEXT)), "sen").verified
    assert "(Our words; unverified.)" in text


def test_one_abbreviation_for_two_bodies_is_shown_as_such():
    other = "Borchester Safeguarding Children Board"
    first = corpus(TEXT)
    second = corpus(TEXT, TEXT, head=HEAD.replace("Ambridge Safeguarding Children Board", other)).protocols[1]
    both = type(first)(
        (first.protocols[0], second.model_copy(update={"authorities": ("borchester",)})),
        {**first.files, "borchester": first.files["ambridge"]},
        first.registers,
        first.settings,
        first.as_of,
    )

    found = short(SiteMap(both), "ASCB")

    assert found.clashes
    assert [(one.meaning.words, [link.words for link in one.where]) for one in found.meanings] == [
        ("Ambridge Safeguarding Children Board", ["Ambridge"]),
        (other, ["Borchester"]),
    ]


def test_one_abbreviation_for_bodies_of_one_name_is_no_clash():
    found = short(SiteMap(corpus(TEXT, TEXT)), "ASCB")

    assert not found.clashes
    assert [[link.words for link in one.where] for one in found.meanings] == [
        ["Ambridge (ambridge)", "Ambridge (borchester)"]
    ]


def test_an_abbreviation_of_the_field_leads_to_its_term():
    found = short(real_site(), "CLA")

    assert [(one.meaning.words, one.where) for one in found.meanings] == [("Looked after child", ())]


def test_every_way_into_the_glossary_leads_to_a_term():
    assert lost_links(markdown(corpus(TEXT)), "glossary/") == []
    assert lost_links(markdown(real_corpus()), "glossary/") == []
