"""A text as it is: the one place where words from YAML are made safe for a page."""

import html
import json
import re

from markupsafe import Markup

_ACTIVE = re.compile(r"[^A-Za-z0-9 ,;\u0080-\U0010ffff]")
_REFERENCE = re.compile(r"&#([0-9]+);")
_READ = "<>&\"'#\t\n\r"
"""What HTML itself reads, or tells lines by."""

_STAYS = frozenset(map(ord, _READ))
_FINISHED = re.compile(f"[{_READ}]")
_IN_SCRIPTS = {ord(letter): f"\\u{ord(letter):04x}" for letter in "<>&\u2028\u2029"}
_REFERENCES = {chr(code): f"&#{code};" for code in range(128)}


def literal(text: str) -> Markup:
    """Give a text for Markdown and HTML that comes out as the same visible text, and as nothing else.

    Every ASCII character but letters, digits, space, comma and semicolon becomes a numeric reference, so that neither
    Markdown, nor an attribute list, nor HTML sees anything in it. Holds in a block of HTML, in an attribute between
    quotes, and (when the text is one line) in a Markdown heading.
    """
    return Markup(_ACTIVE.sub(_reference, text))


def one_line(text: str) -> str:
    """Give a text with every run of white space as one space, for places that hold one line."""
    return " ".join(text.split())


def finished(text: str) -> Markup:
    """Give a text for HTML alone: what `literal` comes to once `plain_references` has done its work."""
    return Markup(_FINISHED.sub(_reference, text))


def plain_references(markup: str) -> str:
    """Put the numeric references of `literal` back to plain characters, once Markdown has done its work.

    The five characters that HTML itself reads stay references, and so do white space and "#", by which lines are told.
    """
    return _REFERENCE.sub(_plain, markup)


def attribute(text: str) -> str:
    """Give a text for front matter that a theme prints into HTML as it is."""
    return html.escape(one_line(text), quote=True)


def script_data(value: object) -> str:
    """Give JSON for a script element of data: no character in it can end the element or begin another."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(_IN_SCRIPTS)


def _reference(found: re.Match[str]) -> str:
    return _REFERENCES[found[0]]


def _plain(found: re.Match[str]) -> str:
    code = int(found.group(1))
    return found.group() if code in _STAYS or code >= 128 else chr(code)
