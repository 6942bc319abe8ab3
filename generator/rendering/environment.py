"""The Jinja environment: every value that a template shows passes `literal`, without exception."""

import re
from collections import defaultdict
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from jinja2 import BaseLoader, Environment, StrictUndefined, nodes
from jinja2.compiler import CodeGenerator, Frame
from markupsafe import Markup, escape

from generator.kept import Latest
from generator.rendering.literal import finished, literal, one_line
from generator.views.urls import Href

Escape = Callable[[str], Markup]


def environment(loader: BaseLoader, *, for_markdown: bool = True) -> Environment:
    """Give the environment that page templates are rendered in, for Markdown or for HTML that no Markdown will see.

    A name that a page does not have is an error. There is no way to mark a text as safe.
    """
    as_it_is = literal if for_markdown else finished
    env = _Environment(
        as_it_is,
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
        auto_reload=False,
    )
    env.filters = {name: env.filters[name] for name in _FILTERS} | {"one_line": one_line}
    env.globals = {"heading": _heading(as_it_is), "once": _once()}
    return env


class _CodeGenerator(CodeGenerator):
    """Writes templates for views that are plain values, and macros that need to know nothing of the page around them.

    So a dot is an attribute, a call is a call, and `finalize` alone makes values safe: Jinja would look a name up as a
    key as well, look for what a function wants to be told, and escape once more what is so already.
    """

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        self.write("(environment.made(" if isinstance(node, nodes.Call) else "(environment.finalize(")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802
        if node.dyn_args or node.dyn_kwargs or forward_caller:
            raise TypeError(f"line {node.lineno}: a call in a template names what it gives, one by one")
        self.visit(node.node, frame)
        self.write("(")
        for given in (*node.args, *node.kwargs):
            self.visit(given, frame)
            self.write(", ")
        self.write(")")


class _Environment(Environment):
    code_generator_class = _CodeGenerator

    def __init__(self, as_it_is: Escape, **options: Any) -> None:
        self.made = _finalizer(as_it_is)
        super().__init__(finalize=lru_cache(maxsize=1 << 16, typed=True)(self.made), **options)


_ID = re.compile(r"_?[a-z0-9]+(-[a-z0-9]+)*(_[a-z0-9]+(-[a-z0-9]+)*)?")
_FILTERS = ("length", "first", "last", "list", "lower", "default")

_KEPT = 1 << 14
"""Of how many views it is kept what a macro made of them."""


def _once() -> Callable[[Callable[[object], Markup], object], Markup]:
    latest: defaultdict[object, Latest[object, Markup]] = defaultdict(lambda: Latest(_KEPT))

    def once(macro: Callable[[object], Markup], view: object) -> Markup:
        """Give what a macro makes of a view; where several pages show one and the same view, it is made once.

        The macro sees nothing but the view, so that it makes the same every time.
        """
        return latest[macro].of(view, macro)

    return once


def _heading(as_it_is: Escape) -> Callable[[int, str, str], Markup]:
    def heading(level: int, words: str, identifier: str) -> Markup:
        """Give a heading in Markdown, on a line of its own, with its id.

        Headings are the only Markdown of a page: contents, anchors and the checking of links go by them.
        """
        if not _ID.fullmatch(identifier):
            raise ValueError(f"not an id: {identifier!r}")
        return Markup(f"\n{'#' * level} {as_it_is(one_line(words))} {{#{identifier}}}\n")

    return heading


def _finalizer(as_it_is: Escape) -> Callable[[object], Markup]:
    def finalize(value: object) -> Markup:
        if isinstance(value, Markup):
            return value
        if isinstance(value, Href):
            return escape(str(value))
        if value is None:
            raise TypeError("a template shows a value that is not there: the view has to say 'not stated'")
        return as_it_is(str(value))

    return finalize
