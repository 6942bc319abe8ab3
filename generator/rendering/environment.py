"""The Jinja environment: every value that a template shows passes `literal`, without exception."""

import re

from jinja2 import BaseLoader, Environment, StrictUndefined
from markupsafe import Markup, escape

from generator.rendering.literal import literal, one_line
from generator.views.urls import Href


def environment(loader: BaseLoader) -> Environment:
    """Give the environment that page templates are rendered in.

    A name that a page does not have is an error. There is no way to mark a text as safe.
    """
    env = Environment(
        loader=loader,
        autoescape=True,
        finalize=_finalize,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
        auto_reload=False,
    )
    env.filters = {name: env.filters[name] for name in _FILTERS} | {"one_line": one_line}
    env.globals = {"heading": heading}
    return env


def heading(level: int, words: str, identifier: str) -> Markup:
    """Give a heading in Markdown, on a line of its own, with its id.

    Headings are the only Markdown of a page: contents, anchors and the checking of links go by them.
    """
    if not _ID.fullmatch(identifier):
        raise ValueError(f"not an id: {identifier!r}")
    return Markup("\n" + "#" * level + " ") + literal(one_line(words)) + Markup(" {#" + identifier + "}\n")


_ID = re.compile(r"_?[a-z0-9]+(-[a-z0-9]+)*(_[a-z0-9]+(-[a-z0-9]+)*)?")
_FILTERS = ("length", "first", "last", "list", "lower", "default")


def _finalize(value: object) -> Markup:
    if isinstance(value, Href):
        return escape(str(value))
    if isinstance(value, Markup):
        return value
    if value is None:
        raise TypeError("a template shows a value that is not there: the view has to say 'not stated'")
    return literal(str(value))
