"""From a page's view to its Markdown file."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from jinja2 import Environment

from generator.rendering.literal import attribute, literal, script_data
from generator.views.page import Page


@dataclass(frozen=True, slots=True)
class RenderedPage:
    """A Markdown file of the site: its path below the folder of pages, and its text."""

    path: str
    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    """An entry of a page's table of contents, with those below it. `words` are HTML."""

    level: int
    id: str
    words: str
    below: tuple["Heading", ...]


@dataclass(frozen=True, slots=True)
class FinishedPage:
    """A page as Python-Markdown would have made it, without its cost: the article as HTML, and its contents."""

    path: str
    meta: Mapping[str, object]
    html: str
    contents: tuple[Heading, ...]


def finish(page: Page, env: Environment) -> FinishedPage:
    """Render a page to what its Markdown file comes to: the same bytes, but for what a theme puts round them.

    `env` is one that is not for Markdown.
    """
    lines = _lines(_body(page, env))
    headings: list[tuple[int, str, str]] = []
    for at, line in enumerate(lines):
        if line[0] != "#":
            continue
        found = _HEADING.fullmatch(line)
        assert found
        level, words, identifier = len(found[1]), found[2], found[3]
        apart = "\n" if at > 0 and not lines[at - 1].lstrip("\n").startswith("<h") else ""
        headings.append((level, identifier, words))
        lines[at] = f'{apart}<h{level} id="{identifier}">{words}</h{level}>'
    return FinishedPage(page.file, fields(page), "\n".join(lines), _nested(headings))


def render(page: Page, env: Environment) -> RenderedPage:
    """Render a page: front matter, then headings in Markdown with blocks of HTML between them.

    No block of HTML holds an empty line, and none stands indented, so that every Markdown reader takes it as one block.
    """
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in fields(page).items()]
    front_matter = "\n".join(["---", *lines, "---", ""])
    return RenderedPage(page.file, front_matter + _blocks(_body(page, env)))


_HEADING = re.compile(r"(#+) (.*) \{#([a-z0-9_-]+)\}")


def _nested(headings: Sequence[tuple[int, str, str]]) -> tuple[Heading, ...]:
    found: list[Heading] = []
    at = 0
    while at < len(headings):
        level, identifier, words = headings[at]
        end = at + 1
        while end < len(headings) and headings[end][0] > level:
            end += 1
        found.append(Heading(level, identifier, words, _nested(headings[at + 1 : end])))
        at = end
    return tuple(found)


def _body(page: Page, env: Environment) -> str:
    template = env.get_template(f"pages/{page.template}.md.jinja")
    return _with_former(template.render(page=page.view, title=page.title, here=page.here), page.former)


def _with_former(body: str, former: Mapping[str, tuple[str, ...]]) -> str:
    """Let links to former ids lead to the places that have other ones now."""
    for now, before in former.items():
        places = "".join(f'<span id="{old}"></span>' for old in before if f' id="{old}"' not in body)
        as_written = re.escape(now), re.escape(literal(now))
        heading = re.compile(rf"^(#+ .* \{{#{as_written[0]}\}})$", re.MULTILINE)
        element = re.compile(rf'( id="(?:{"|".join(as_written)})"[^>]*>(?:<th[^>]*>)?)')
        if places and not (found := heading.subn(rf"<div>{places}</div>\n\1", body, count=1))[1]:
            found = element.subn(rf"\1{places}", body, count=1)
        body = found[0] if places else body
    return body


def fields(page: Page) -> Mapping[str, object]:
    """Give the front matter of a page: its names as HTML, its kind, the way to it, and where its source is edited."""
    fields: dict[str, object] = {
        "title": attribute(page.title),
        "description": attribute(page.description),
        "kind": page.kind.value,
    }
    if page.breadcrumbs:
        fields["breadcrumbs"] = [{"title": attribute(link.words), "href": str(link.href)} for link in page.breadcrumbs]
    if page.alternates:
        fields["alternates"] = [
            {"href": str(each.href), "type": each.media_type, "title": attribute(each.title)}
            for each in page.alternates
        ]
    if page.edit:
        fields["edit"] = attribute(page.edit)
    if page.scripts:
        fields["scripts"] = list(page.scripts)
    if page.linked_data is not None:
        fields["linked_data"] = script_data(page.linked_data)
    return fields


def _blocks(body: str) -> str:
    found: list[str] = []
    for line in _lines(body):
        if line.startswith("#"):
            found += ["", line, ""]
        else:
            found.append(line)
    return "\n".join(found) + "\n"


def _lines(body: str) -> list[str]:
    return [line for raw in body.split("\n") if (line := raw.strip(" "))]
