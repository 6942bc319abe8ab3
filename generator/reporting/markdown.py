"""Text from files, made harmless for Markdown on GitHub."""

import re

from generator.reporting.safe import safe

_MARKS = re.compile(r"[\\`*_{}\[\]()#+\-.!|~>$]")
_LEADS = re.compile(r"(?i)(@|#|\bgh-|\bwww(?=\.)|:(?=//))")
_BREAK = "\u200b"


def plain_markdown(text: str) -> str:
    """Give a text in one line that Markdown and GitHub leave as it is: no mark, no mention, no link of their making."""
    line = _LEADS.sub(lambda found: found.group() + _BREAK, safe(text))
    return _MARKS.sub(r"\\\g<0>", html_escaped(line))


def html_escaped(text: str) -> str:
    """Give a text with the three characters that HTML reads between tags as references."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
