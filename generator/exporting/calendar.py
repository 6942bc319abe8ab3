"""Reviews as a calendar (RFC 5545), one event for each."""

from collections.abc import Iterable

from icalendar import Calendar, Event, vText

from generator.exporting.names import absolute, urn
from generator.model.settings import Settings
from generator.views.reviews import ReviewEvent, midnight

_PRODUCER = "-//Local Protocols//Reviews//EN"


def calendar(name: str, events: Iterable[ReviewEvent], settings: Settings) -> bytes:
    """Give a calendar file of at least one event. The same events give the same bytes on every day.

    An event lasts all its day and takes up no time. Its stamp is the day on which the document was received: all that
    the event says is known since then. The day that it is built on is no content.
    """
    made = Calendar()
    made.add("version", "2.0")
    made.add("prodid", _PRODUCER)
    made.add("calscale", "GREGORIAN")
    made.add("x-wr-calname", _Words(name))
    for event in events:
        made.add_component(_event(event, settings))
    return bytes(made.to_ical())


def _event(event: ReviewEvent, settings: Settings) -> Event:
    made = Event()
    made.add("uid", urn(event.key, settings))
    made.add("dtstamp", midnight(event.stated))
    made.add("dtstart", event.day)
    made.add("summary", _Words(event.summary))
    made.add("description", _Words(event.description))
    made.add("transp", "TRANSPARENT")
    address = absolute(event.address, settings)
    if address is not None:
        made.add("url", address)
    return made


class _Words(vText):
    r"""A text as it is. To icalendar alone, a `\N` that stands in it would be a line break."""

    def to_ical(self) -> bytes:
        """Write the text as RFC 5545 has it."""
        return rb"\\N".join(vText(part).to_ical() for part in str(self).split(r"\N"))
