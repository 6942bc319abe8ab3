"""From a page's view to its Markdown file."""

import json
from dataclasses import dataclass

from jinja2 import Environment

from generator.rendering.literal import attribute
from generator.views.page import Page


@dataclass(frozen=True, slots=True)
class RenderedPage:
    """A Markdown file of the site: its path below the folder of pages, and its text."""

    path: str
    text: str


def render(page: Page, env: Environment) -> RenderedPage:
    """Render a page: front matter, then headings in Markdown with blocks of HTML between them.

    No block of HTML holds an empty line, and none stands indented, so that every Markdown reader takes it as one block.
    """
    template = env.get_template(f"pages/{page.template}.md.jinja")
    body = template.render(page=page.view, title=page.title, here=page.here)
    return RenderedPage(page.file, _front_matter(page) + _blocks(body))


def _front_matter(page: Page) -> str:
    fields: dict[str, object] = {
        "title": attribute(page.title),
        "description": attribute(page.description),
        "kind": page.kind.value,
    }
    if page.breadcrumbs:
        fields["breadcrumbs"] = [{"title": attribute(link.words), "href": str(link.href)} for link in page.breadcrumbs]
    if page.edit:
        fields["edit"] = attribute(page.edit)
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in fields.items()]
    return "\n".join(["---", *lines, "---", ""])


def _blocks(body: str) -> str:
    lines: list[str] = []
    for raw in body.split("\n"):
        line = raw.strip(" \t\r")
        if not line:
            continue
        if line.startswith("#"):
            lines += ["", line, ""]
        else:
            lines.append(line)
    return "\n".join(lines) + "\n"
