from hypothesis import given
from hypothesis import strategies as st

from generator.analysis.search import Concept, Document, Field, search_index
from generator.analysis.search_words import SEARCH_STOP_WORDS, joined, parts, stem, stems, without_stop_words, words


def test_case_accents_apostrophes_and_the_genitive_do_not_count():
    texts = ("Child's Voice", "CHILD’S VOICE", "child voice", "Chíld’s  voice.")

    assert {words(text) for text in texts} == {("child", "voice")}


def test_a_section_of_a_law_is_one_word_however_it_is_written():
    texts = ("s20", "s.20", "s 20", "ss 20", "sec. 20", "Section 20", "sections 20")

    assert {words(text) for text in texts} == {("s20",)}
    assert words("section 46(3) (d)") == ("s46", "3", "d")
    assert words("this section is about services 20") == ("this", "section", "is", "about", "services", "20")


def test_a_label_is_one_word_and_a_hyphen_can_be_looked_into():
    assert words("clause 4.3 on co-ordination") == ("clause", "4.3", "on", "co-ordination")
    assert parts("co-ordination") == ("co", "ordination")
    assert joined("co-ordination") == "coordination"


def test_forms_of_a_word_have_one_stem():
    assert stem("reporting") == stem("reports") == stem("reported")
    assert stem("children") == stem("child")
    assert stem("the") == "the"


@given(st.text())
def test_every_text_can_be_cut_into_folded_words(text: str):
    for word in words(text):
        assert words(word) == (word,)
        assert ":" not in word
        assert word == word.lower()


@given(st.lists(st.sampled_from(sorted(SEARCH_STOP_WORDS))))
def test_nothing_is_left_of_stop_words(found: list[str]):
    assert without_stop_words(stems(" ".join(found))) == ()


CONCEPTS = (
    Concept("t:lac", ("Looked after child", "Looked After Children", "CLA", "LAC")),
    Concept("t:sen", ("Special educational needs", "SEND")),
    Concept("a:kent", ("Kent",), in_texts=False),
)


def documents(*texts: str) -> list[Document]:
    return [Document((Field(text, counts_as_length=True),)) for text in texts]


def found(index_key: str, *texts: str) -> list[int]:
    index = search_index(documents(*texts), CONCEPTS)
    return [posting.document for posting in index.postings.get(index_key, ())]


def test_a_concept_is_found_under_each_of_its_forms():
    texts = ("the looked-after child", "for CLA", "Looked after Children’s reviews", "children who look", "a placement")

    assert found("t:lac", *texts) == [0, 1, 2]


def test_in_a_text_an_abbreviation_counts_with_its_capitals_only():
    assert found("t:sen", "to send a report", "children with SEND") == [1]


def test_an_authority_is_found_by_key_and_not_by_its_name_in_a_text():
    index = search_index([Document((Field("Kent"),)), Document((Field("x"),), ("a:kent",))], CONCEPTS)

    assert [posting.document for posting in index.postings["a:kent"]] == [1]
    assert index.phrases["a:kent"] == (("kent",),)


def test_a_rare_word_counts_more_than_a_common_one_and_a_heading_more_than_a_text():
    plain = documents("board report", "board audit", "board plan")
    headed = Document((Field("audit", 2.2, True), Field("board", 1, True)))
    index = search_index([*plain, headed], ())

    def impact(key: str, document: int) -> int:
        return next(posting.impact for posting in index.postings[key] if posting.document == document)

    assert impact("report", 0) > impact("board", 0)
    assert impact("audit", 3) > impact("audit", 1)


def test_both_spellings_of_a_hyphenated_word_are_known():
    index = search_index(documents("co-ordinated work"), ())

    assert {"co", "ordinated", "coordinated", "work"} == set(index.stems)


@given(st.lists(st.text(alphabet="ab c-'SEND", max_size=12), max_size=6))
def test_the_index_is_sorted_and_finds_a_document_by_every_word_of_it(texts: list[str]):
    index = search_index(documents(*texts), CONCEPTS)

    assert list(index.stems) == sorted(index.stems)
    assert list(index.postings) == sorted(index.postings)
    for each in index.postings.values():
        numbers = [posting.document for posting in each]
        assert numbers == sorted(set(numbers))
        assert all(posting.impact >= 1 for posting in each)
    for number, text in enumerate(texts):
        for word in without_stop_words(part for each in words(text) for part in parts(each)):
            key = index.stems[word]
            assert any(posting.document == number for posting in index.postings[key])


def test_no_documents_give_an_index_of_nothing():
    index = search_index((), ())

    assert (dict(index.stems), dict(index.postings), dict(index.phrases)) == ({}, {}, {})
