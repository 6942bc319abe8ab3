"""What has changed, as a feed (Atom, RFC 4287)."""

import re
from datetime import date
from xml.etree.ElementTree import Element, SubElement, indent, register_namespace, tostring

from generator.exporting.names import absolute, urn
from generator.model.settings import Settings
from generator.views import urls
from generator.views.feeds import Feed, FeedEntry

_ATOM = "http://www.w3.org/2005/Atom"
_UNFIT = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def feed(view: Feed, settings: Settings) -> bytes:
    """Give a feed file. The same entries give the same bytes on every day; it is valid without any.

    Links are full addresses where the settings say where the site is published, otherwise they lead on from the feed.
    """
    register_namespace("", _ATOM)
    made = Element(_name("feed"), {"{http://www.w3.org/XML/1998/namespace}lang": "en-GB"})
    _text(made, "id", urn(view.key, settings))
    _text(made, "title", f"{settings.name}: {view.title}")
    _text(made, "updated", _moment(view.updated))
    _text(SubElement(made, _name("author")), "name", settings.name)
    _link(made, "self", view.address, view, settings, media="application/atom+xml")
    _link(made, "alternate", view.page, view, settings, media="text/html")
    for entry in view.entries:
        _entry(made, entry, view, settings)
    indent(made, " ")
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + tostring(made, encoding="unicode").encode() + b"\n"


def _entry(parent: Element, entry: FeedEntry, view: Feed, settings: Settings) -> None:
    made = SubElement(parent, _name("entry"))
    _text(made, "id", urn(entry.id, settings))
    _text(made, "title", entry.title)
    _text(made, "updated", _moment(entry.updated))
    _link(made, "alternate", entry.address, view, settings, media="text/html")
    if entry.summary:
        _text(made, "summary", entry.summary)


def _link(parent: Element, relation: str, target: str, view: Feed, settings: Settings, *, media: str) -> None:
    href = absolute(target, settings) or urls.relative(target, base=view.address)
    SubElement(parent, _name("link"), {"rel": relation, "type": media, "href": str(href)})


def _text(parent: Element, name: str, words: str) -> None:
    SubElement(parent, _name(name)).text = _UNFIT.sub("\ufffd", words)


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _name(name: str) -> str:
    return f"{{{_ATOM}}}{name}"
