"""A finished page is, byte for byte, what its Markdown file comes to."""

from datetime import date

import markdown
import pytest
import yaml

from generator.publishing import make
from generator.rendering.literal import plain_references
from generator.rendering.pages import FinishedPage, Heading, RenderedPage
from tests.fixtures.sites import ROOT

AS_OF = date(2026, 11, 22)


def contents(tokens: list[dict[str, object]]) -> tuple[Heading, ...]:
    return tuple(
        Heading(t["level"], t["id"], plain_references(t["name"]), contents(t["children"]))  # type: ignore[arg-type]
        for t in tokens
    )


def converted(page: RenderedPage) -> FinishedPage:
    _, front_matter, text = page.text.split("---\n", 2)
    reader = markdown.Markdown(extensions=["attr_list", "tables", "toc"])
    html = plain_references(reader.convert(text))
    return FinishedPage(page.path, yaml.safe_load(front_matter), html, contents(reader.toc_tokens))


@pytest.mark.parametrize("index_names", [False, True])
def test_a_finished_page_is_what_its_markdown_comes_to(index_names: bool) -> None:
    plain = make(ROOT, as_of=AS_OF, index_names=index_names).site
    assert plain

    for page, view in zip(plain.markdown(), plain.pages, strict=True):
        assert converted(page) == plain.finished(view)
