import re
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from generator.exporting.feed import feed
from generator.exporting.files import files
from generator.model.settings import Settings
from generator.views.feeds import LIMIT, Feed, FeedEntry, feeds
from generator.views.findings import Findings
from tests.fixtures.corpora import corpus
from tests.fixtures.many import many
from tests.fixtures.real import real_corpus, real_site

ATOM = "{http://www.w3.org/2005/Atom}"
SETTINGS = Settings(name="Local Protocols", purpose="A purpose.")
PUBLISHED = Settings(name="Local Protocols", purpose="A purpose.", address="https://protocols.example.org/")
MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")
URN = re.compile(r"urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")

WORDS = st.text(max_size=60)
ENTRIES = st.lists(
    st.builds(
        FeedEntry,
        id=st.text(st.characters(codec="utf-8"), min_size=1),
        title=WORDS,
        updated=st.dates(min_value=date(1970, 1, 1)),
        summary=WORDS,
        address=st.just("protocols/harrow/#childs-voice"),
    ),
    max_size=5,
    unique_by=lambda entry: entry.id,
)


def strictly_read(content: bytes) -> ElementTree.Element:
    """Read a feed; whatever RFC 4287 asks for and it lacks fails the test."""
    root = ElementTree.fromstring(content)
    assert root.tag == f"{ATOM}feed"
    assert {child.tag for child in root} <= {
        f"{ATOM}{n}" for n in ("id", "title", "updated", "author", "link", "entry")
    }
    for element in [root, *root.findall(f"{ATOM}entry")]:
        for name in ("id", "title", "updated"):
            assert len(element.findall(f"{ATOM}{name}")) == 1
        assert URN.fullmatch(element.findtext(f"{ATOM}id") or "")
        assert MOMENT.fullmatch(element.findtext(f"{ATOM}updated") or "")
        links = [(link.get("rel"), link.get("type")) for link in element.findall(f"{ATOM}link")]
        assert len(links) == len(set(links))
        assert ("alternate", "text/html") in links
        assert all(link.get("href") for link in element.findall(f"{ATOM}link"))
        assert len(element.findall(f"{ATOM}summary")) <= 1
    assert root.find(f"{ATOM}author/{ATOM}name") is not None
    assert len(root.findall(f"{ATOM}link[@rel='self']")) == 1
    ids = [element.text for element in root.iter(f"{ATOM}id")]
    assert len(ids) == len(set(ids))
    return root


def hrefs(content: bytes) -> list[str | None]:
    return [link.get("href") for link in strictly_read(content).iter(f"{ATOM}link")]


@given(ENTRIES, st.sampled_from([SETTINGS, PUBLISHED]))
def test_any_words_make_a_feed_that_is_read_strictly(entries: list[FeedEntry], settings: Settings) -> None:
    view = Feed(
        "protocols/harrow/feed.atom",
        "Harrow",
        "protocols/harrow/",
        date(2026, 11, 21),
        tuple(entries),
        "protocols/harrow/feed.atom",
    )

    root = strictly_read(feed(view, settings))

    assert len(root.findall(f"{ATOM}entry")) == len(entries)


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cn")), min_size=1))
def test_words_come_back_as_they_were(words: str) -> None:
    entry = FeedEntry("a", words, date(2026, 11, 21), words, "protocols/harrow/")
    view = Feed("feed.atom", "All", "reviews/", date(2026, 11, 21), (entry,), "protocols/harrow/feed.atom")

    (read,) = strictly_read(feed(view, SETTINGS)).findall(f"{ATOM}entry")

    assert (read.findtext(f"{ATOM}title"), read.findtext(f"{ATOM}summary")) == (words, words)


def test_links_are_full_where_the_address_is_known_and_lead_on_from_the_feed_where_it_is_not() -> None:
    entry = FeedEntry("a", "Title", date(2026, 11, 21), "", "topics/uasc/#harrow")
    view = Feed(
        "protocols/harrow/feed.atom",
        "Harrow",
        "protocols/harrow/",
        date(2026, 11, 21),
        (entry,),
        "protocols/harrow/feed.atom",
    )

    assert hrefs(feed(view, SETTINGS)) == ["feed.atom", "./", "../../topics/uasc/#harrow"]
    assert hrefs(feed(view, PUBLISHED)) == [
        "https://protocols.example.org/protocols/harrow/feed.atom",
        "https://protocols.example.org/protocols/harrow/",
        "https://protocols.example.org/topics/uasc/#harrow",
    ]


def test_every_feed_of_the_real_site_is_read_strictly() -> None:
    made = {path: content for path, content in files(real_corpus()).items() if path.endswith(".atom")}

    titles = {path: len(strictly_read(content).findall(f"{ATOM}entry")) for path, content in made.items()}

    assert titles["feed.atom"] == 3
    assert (titles["protocols/harrow/feed.atom"], titles["protocols/isle-of-wight/feed.atom"]) == (1, 2)
    assert len(titles) == 1 + 2 + len(real_corpus().registers.topics.topics)


def test_what_is_certain_from_the_files_is_told() -> None:
    everything = next(view for view in feeds(real_site().findings) if view.address == "feed.atom")

    assert [(entry.title, entry.updated, entry.address) for entry in everything.entries] == [
        ("Harrow: the document was received", date(2026, 11, 21), "protocols/harrow/"),
        ("Isle of Wight: the document was received", date(2026, 11, 21), "protocols/isle-of-wight/"),
        ("Isle of Wight: review due February 2022", date(2026, 11, 21), "protocols/isle-of-wight/"),
    ]


def test_a_topic_tells_who_states_it_and_who_does_not_list_it() -> None:
    told = next(
        view for view in feeds(real_site().findings) if view.address == "topics/child-sexual-exploitation/feed.atom"
    )

    assert [(entry.title.split(": ")[-1], entry.updated, entry.summary) for entry in told.entries] == [
        ("not listed", date(2026, 11, 22), "Clause 1.4 says that its list is not restricted to the areas named."),
        (
            "stated",
            date(2026, 11, 21),
            "In the document: Areas of joint interest (but not restricted by), "
            "Child Sexual Exploitation and Trafficking.",
        ),
    ]


def test_a_review_that_lies_ahead_is_not_told_yet() -> None:
    made = corpus("review: {due: 2026-12}\nsections: [{id: words, text: Words.}]")

    before = [view for view in feeds(Findings(made)) if view.address == "feed.atom"]
    after = [view for view in feeds(Findings(replace(made, as_of=date(2026, 12, 1)))) if view.address == "feed.atom"]

    assert [entry.title for entry in before[0].entries] == ["Ambridge: the document was received"]
    assert [(entry.title, entry.updated) for entry in after[0].entries] == [
        ("Ambridge: review due December 2026", date(2026, 12, 1)),
        ("Ambridge: the document was received", date(2026, 11, 21)),
    ]


def test_no_feed_changes_with_the_day_alone() -> None:
    made = real_corpus()

    assert files(made) == files(replace(made, as_of=date(2027, 6, 1)))


def test_a_feed_without_an_entry_bears_the_last_day_on_which_something_was_looked_at() -> None:
    view = next(view for view in feeds(Findings(corpus("sections: [{id: a, text: A.}]"))) if "audits" in view.address)

    assert (view.entries, view.updated) == ((), date(2026, 11, 21))
    strictly_read(feed(view, SETTINGS))


def test_what_changed_joins_the_feed_of_all_of_its_protocol_and_of_its_topic() -> None:
    change = FeedEntry("c", "Harrow: Pledge, not listed → stated", date(2026, 12, 1), "", "topics/pledge/#harrow")

    holding = [view.address for view in feeds(real_site().findings, [change]) if change in view.entries]

    assert holding == ["topics/pledge/feed.atom", "feed.atom"]


def test_a_feed_of_many_holds_the_newest_only() -> None:
    everything = next(view for view in feeds(Findings(many(real_corpus(), 110))) if view.address == "feed.atom")

    assert len(everything.entries) == LIMIT
