import re
from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from generator.exporting.calendar import calendar
from generator.exporting.files import files
from generator.model.settings import Settings
from generator.views.reviews import ReviewEvent
from tests.fixtures.corpora import corpus
from tests.fixtures.real import real_corpus

SETTINGS = Settings(name="Local Protocols", purpose="A purpose.")
PUBLISHED = Settings(name="Local Protocols", purpose="A purpose.", address="https://protocols.example.org/")

WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")) | st.sampled_from('\n,;:\\"'), max_size=300
)
EVENTS = st.builds(
    ReviewEvent,
    key=st.text(st.characters(codec="ascii"), min_size=1),
    summary=WORDS,
    description=WORDS,
    day=st.dates(),
    stated=st.dates(min_value=date(1970, 1, 1)),
    address=st.just("protocols/harrow/"),
)

# RFC 5545, section 3.1: one content line, unfolded.
NAME = r"[A-Z0-9-]+"
PARAMETER = rf'{NAME}=(?:"[^"\x00-\x08\x0a-\x1f]*"|[^";:,\x00-\x08\x0a-\x1f"]*)'
LINE = re.compile(rf"(?P<name>{NAME})(?P<parameters>(?:;{PARAMETER})*):(?P<value>[^\x00-\x08\x0a-\x1f\x7f]*)")
# Section 3.3.11: in a text a backslash stands before a backslash, a semicolon, a comma or an n, and nowhere else.
TEXT = re.compile(r"(?:[^\\;,]|\\[\\;,nN])*")
SHOWN = ("X-WR-CALNAME", "SUMMARY", "DESCRIPTION")
TEXTS = {"SUMMARY", "DESCRIPTION", "UID", "PRODID", "X-WR-CALNAME"}


def strictly_read(content: bytes) -> list[tuple[str, str]]:
    """Give the unfolded lines as names and values; every fault against the format fails the test."""
    assert content.endswith(b"\r\n")
    folded = content.removesuffix(b"\r\n").split(b"\r\n")
    assert all(0 < len(line) <= 75 for line in folded)
    assert not any(b"\r" in line or b"\n" in line for line in folded)
    for line in folded:
        line.decode("utf-8")
    lines: list[tuple[str, str]] = []
    for line in content.replace(b"\r\n ", b"").removesuffix(b"\r\n").split(b"\r\n"):
        found = LINE.fullmatch(line.decode("utf-8"))
        assert found, line
        assert found["name"] not in TEXTS or TEXT.fullmatch(found["value"]), line
        lines.append((found["name"], found["value"]))
    return lines


def assert_is_calendar(lines: list[tuple[str, str]], events: int) -> None:
    assert (lines[0], lines[-1]) == (("BEGIN", "VCALENDAR"), ("END", "VCALENDAR"))
    inside = lines[1:-1]
    first = inside.index(("BEGIN", "VEVENT"))
    names = [name for name, _ in inside[:first]]
    assert names.count("VERSION") == names.count("PRODID") == 1
    found = 0
    while first < len(inside):
        assert inside[first] == ("BEGIN", "VEVENT")
        last = inside.index(("END", "VEVENT"), first)
        within = [name for name, _ in inside[first + 1 : last]]
        assert all(within.count(name) == 1 for name in ("UID", "DTSTAMP", "DTSTART", "SUMMARY"))
        assert len(within) == len(set(within))
        found, first = found + 1, last + 1
    assert found == events


@given(st.lists(EVENTS, min_size=1, max_size=4))
def test_any_words_make_a_calendar_that_is_read_strictly_and_come_back(events: list[ReviewEvent]) -> None:
    content = calendar("Reviews", events, PUBLISHED)

    assert_is_calendar(strictly_read(content), len(events))
    read = list(Calendar.from_ical(content).walk("VEVENT"))
    assert [(str(e["SUMMARY"]), str(e["DESCRIPTION"]), e["DTSTART"].dt) for e in read] == [
        (event.summary, event.description, event.day) for event in events
    ]


def test_a_backslash_before_a_capital_n_is_no_line_break() -> None:
    words = "C:\\New\\Nursery, \\\\N and \\n;\na line"
    event = ReviewEvent("harrow", words, words, date(2026, 1, 2), date(2026, 1, 1), "protocols/harrow/")

    written = dict(strictly_read(calendar(words, [event], PUBLISHED)))

    read = [re.sub(r"\\(.)", lambda found: {"n": "\n"}.get(found[1], found[1]), written[name]) for name in SHOWN]
    assert read == [words] * 3


def test_the_review_of_isle_of_wight_is_an_all_day_event_on_the_last_day_of_february() -> None:
    content = files(real_corpus())["protocols/isle-of-wight/review.ics"]

    (event,) = Calendar.from_ical(content).walk("VEVENT")
    assert b"DTSTART;VALUE=DATE:20220228\r\n" in content
    assert str(event["SUMMARY"]) == "Protocol review due: Isle of Wight"
    assert "The document states a month and no day; this entry stands on its last day." in str(event["DESCRIPTION"])
    assert event["DTSTAMP"].dt == datetime(2026, 11, 21, tzinfo=UTC)
    assert (str(event["TRANSP"]), "DTEND" in event) == ("TRANSPARENT", False)


def test_the_calendar_of_all_holds_every_review_that_is_stated_and_no_other() -> None:
    made = files(real_corpus())

    assert_is_calendar(strictly_read(made["reviews/calendar.ics"]), 1)
    assert "protocols/harrow/review.ics" not in made


def test_where_no_review_is_stated_there_is_no_calendar_since_an_empty_one_is_none() -> None:
    made = files(corpus("sections: [{id: words, text: Words.}]"))

    assert [path for path in made if path.endswith(".ics")] == []


def test_a_name_stays_when_the_site_moves_or_its_date_changes() -> None:
    event = ReviewEvent("review/harrow", "Due", "Due.", date(2027, 1, 1), date(2026, 11, 21), "protocols/harrow/")
    later = ReviewEvent("review/harrow", "Due", "Due.", date(2028, 1, 1), date(2027, 11, 21), "protocols/harrow/")

    lines = [
        dict(strictly_read(calendar("Reviews", [each], settings)))
        for each, settings in ((event, SETTINGS), (event, PUBLISHED), (later, SETTINGS))
    ]

    assert len({line["UID"] for line in lines}) == 1
    assert [line.get("URL") for line in lines] == [None, "https://protocols.example.org/protocols/harrow/", None]
