"""Texts as an editor would write them in a YAML file: plain, in double quotes, or folded."""

import re
import textwrap

WIDTH = 120

_PLAIN = re.compile(r"[A-Za-z(À-ɏ][A-Za-z0-9À-ɏ '’‘(),./;&–—%+-]*")
_RESERVED = re.compile(r"(?:true|false|null|yes|no|on|off|y|n|~|nan|inf)", re.IGNORECASE)
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}


def quoted(text: str) -> str:
    """Give a text in double quotes."""
    return '"' + "".join(_ESCAPES.get(letter, letter) for letter in text) + '"'


def flow(text: str) -> str:
    """Give a text for a list in brackets."""
    is_plain = _is_plain(text) and "," not in text and not set("[]{}") & set(text)
    return text if is_plain else quoted(text)


def entry(key: str, text: str, indent: int) -> list[str]:
    """Give the lines of a key and its text; a long text is folded below the key."""
    before = f"{' ' * indent}{key}: "
    one_line = before + (text if _is_plain(text) else quoted(text))
    if len(one_line) <= WIDTH or " " not in text or text != " ".join(text.split()):
        return [one_line]
    inner = " " * (indent + 2)
    folded = textwrap.wrap(
        text, WIDTH - len(inner), break_long_words=False, break_on_hyphens=False, drop_whitespace=True
    )
    return [f"{before}>-", *(inner + line for line in folded)]


def item(text: str, indent: int) -> list[str]:
    """Give the lines of a text as an item of a list; a long one is folded."""
    first, *rest = entry("x", text, indent)
    return [f"{' ' * indent}- {first[indent + 3 :]}", *rest]


def comment(text: str, indent: int = 0, hanging: str = "") -> list[str]:
    """Give a text as lines of comment."""
    before = f"{' ' * indent}# "
    wrapped = textwrap.wrap(
        text, WIDTH - len(before), subsequent_indent=hanging, break_long_words=False, break_on_hyphens=False
    )
    return [(before + line).rstrip() for line in wrapped or [""]]


def _is_plain(text: str) -> bool:
    if not _PLAIN.fullmatch(text) or _RESERVED.fullmatch(text):
        return False
    return text == text.strip() and not text.endswith(":")
