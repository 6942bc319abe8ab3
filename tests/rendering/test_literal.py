"""Any text comes out of a page as the same visible text, and as nothing else."""

from html.parser import HTMLParser

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import DictLoader
from markupsafe import Markup

from generator.rendering.environment import environment
from generator.rendering.literal import literal, one_line, plain_references
from generator.views.urls import Href

EXTENSIONS = ["attr_list", "tables", "toc", "md_in_html", "def_list", "footnotes", "abbr", "admonition", "smarty"]
"""The site's own extensions, and others that a later reader of the pages might switch on."""

ATTACKS = (
    "<script>alert(1)</script>",
    "</div><img src=x onerror=alert(1)>",
    "{{ 7 * 7 }} {% raw %} {# no #}",
    "*emphasis* **strong** `code` ~~gone~~",
    "[link](javascript:alert(1)) ![image](x)",
    "# Heading {#id .class onclick=alert(1)}",
    "12. Call back",
    "- item\n- item",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "??? note\n    details",
    "!!! danger\n    box",
    "--8<-- 'secret.txt'",
    "*[HTML]: abbreviation",
    "[^1]: footnote [^1]",
    "&lt;b&gt; &amp; &#60;i&#62; &nbsp;",
    "term\n: definition",
    "---\ntitle: other\n---",
    "a  \nb",
    "    indented code",
    "```\nfence\n```",
    "==mark== ++ins++ {++add++} :smile:",
    "“curly” ‘quotes’ – dash … é 漢字 👩‍👧 \u00a0|",
    "https://example.org/?a=1&b=2 me@example.org",
    "=cmd|' /C calc'!A0",
)

_LETTERS = st.characters(
    min_codepoint=1,
    max_codepoint=0x2FFFF,
    exclude_categories=("Cs", "Cc", "Co", "Cn"),
    include_characters="\n\t",
)
TEXTS = st.one_of(
    st.text(_LETTERS, min_size=1),
    st.lists(st.one_of(st.sampled_from(ATTACKS), st.text(_LETTERS)), min_size=1, max_size=4).map("\n".join),
    st.text(alphabet="<>&\"'`*_[](){}#!|+-.:=~^\\/ \n1a", min_size=1),
).filter(lambda text: text.strip() != "")


class Reader(HTMLParser):
    """Collects what a page shows, and what it is built of."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.elements: list[tuple[str, tuple[tuple[str, str | None], ...]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, tuple(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def read(page: str, *, with_references: bool) -> Reader:
    html = markdown.markdown(page, extensions=EXTENSIONS)
    reader = Reader()
    reader.feed(html if with_references else plain_references(html))
    reader.close()
    return reader


@given(text=TEXTS, with_references=st.booleans())
def test_any_text_in_a_block_is_shown_letter_for_letter(text: str, with_references: bool) -> None:
    page = f'# Page {{#top}}\n\n<div class="lp-text">{literal(text)}</div>\n<p>after</p>\n'

    found = read(page, with_references=with_references)

    assert found.text.replace("\n", "") == ("Page" + text + "after").replace("\n", "")
    assert found.elements == [("h1", (("id", "top"),)), ("div", (("class", "lp-text"),)), ("p", ())]


@given(text=TEXTS, with_references=st.booleans())
def test_any_text_in_an_attribute_is_its_value_letter_for_letter(text: str, with_references: bool) -> None:
    page = f'<div data-meaning="{literal(text)}">x</div>\n'

    found = read(page, with_references=with_references)

    assert found.elements == [("div", (("data-meaning", text),))]
    assert found.text.strip() == "x"


@given(text=TEXTS)
def test_any_text_in_a_heading_is_shown_on_one_line(text: str) -> None:
    env = environment(DictLoader({"page": "{{ heading(2, words, 'place') }}<p>after</p>\n"}))

    found = read(env.get_template("page").render(words=text), with_references=True)

    assert found.elements == [("h2", (("id", "place"),)), ("p", ())]
    assert one_line(found.text) == one_line(one_line(text) + " after")


@given(text=TEXTS)
def test_a_template_escapes_every_value_without_being_asked(text: str) -> None:
    env = environment(DictLoader({"page": "<div>{{ words }}</div>"}))

    assert env.get_template("page").render(words=text) == f"<div>{literal(text)}</div>"


def test_a_value_that_looks_like_a_template_is_not_rendered() -> None:
    env = environment(DictLoader({"page": "<div>{{ words }}</div>"}))

    page = env.get_template("page").render(words="{{ 7 * 7 }}{% include 'x' %}")

    assert "49" not in page
    assert "{{" not in page


def test_a_value_that_is_not_there_is_a_fault_of_the_view() -> None:
    env = environment(DictLoader({"page": "<div>{{ words }}</div>"}))

    with pytest.raises(TypeError, match="not stated"):
        env.get_template("page").render(words=None)


def test_an_address_of_ours_stays_readable_and_no_other_text_can_pose_as_one() -> None:
    env = environment(DictLoader({"page": '<a href="{{ href }}">x</a>'}))

    assert env.get_template("page").render(href=Href("../law/#p-22-4")) == '<a href="../law/#p-22-4">x</a>'
    with pytest.raises(ValueError, match="not an address"):
        Href('x" onclick="alert(1)')


def test_what_html_itself_reads_stays_a_reference() -> None:
    assert (
        plain_references(literal("<a href=\"x\">'&'</a>."))
        == "&#60;a href=&#34;x&#34;&#62;&#39;&#38;&#39;&#60;/a&#62;."
    )


@pytest.mark.parametrize("forbidden", ["safe", "join", "format", "replace", "tojson", "xmlattr", "urlize", "striptags"])
def test_a_template_cannot_get_round_escaping(forbidden: str) -> None:
    assert forbidden not in environment(DictLoader({})).filters


def test_markup_comes_from_macros_only() -> None:
    assert isinstance(literal("x"), Markup)
