"""The same content as ordinary Markdown, for other generators of sites to build."""

import re
from html.parser import HTMLParser
from pathlib import Path

from markdownify import markdownify

MKDOCS = """\
site_name: The same content
theme: {name: material, font: false}
not_in_nav: '*'
nav: [{Home: index.md}]
markdown_extensions: [attr_list, tables, {toc: {permalink: false}}]
"""
UNSEARCHED = "---\nsearch:\n  exclude: true\n---\n"
HUGO = """\
baseURL = "/"
title = "The same content"
disableKinds = ["taxonomy", "term", "RSS"]
[markup.goldmark.renderer]
unsafe = true
[markup.goldmark.parser.attribute]
title = true
"""
HUGO_TEMPLATE = """\
<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><title>{{ .Title }}</title>
<link rel="stylesheet" href="/style.css"></head>
<body><header><a href="/">{{ site.Title }}</a></header><nav>{{ .TableOfContents }}</nav>
<main><article>{{ .Content }}</article></main></body></html>
"""


def ordinary_markdown(site: Path, folder: Path) -> int:
    """Write every built page's article as an ordinary Markdown text below `folder`; give how many there are."""
    count = 0
    for file in sorted(site.rglob("index.html")):
        article = _article(file.read_text(encoding="utf-8"))
        if not article:
            continue
        text = markdownify(article, heading_style="ATX", bullets="-", strip=["details", "summary"])
        text = re.sub(r"\]\((?!https?:)([^)#]*?)/?(?:#[^)]*)?\)", _as_file, text)
        place = folder / file.relative_to(site).with_name("index.md")
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
        count += 1
    return count


def lay_out(folder: Path, docs: Path) -> None:
    """Put beside the texts what MkDocs, Zensical and Hugo need.

    Zensical has texts of its own, left out of its search, which has a limit that 153 protocols are beyond.
    """
    (folder / "mkdocs.yml").write_text(MKDOCS, encoding="utf-8")
    for file in sorted(docs.rglob("*.md")):
        place = folder / "zensical" / "docs" / file.relative_to(docs)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(UNSEARCHED + file.read_text(encoding="utf-8"), encoding="utf-8")
    (folder / "zensical" / "mkdocs.yml").write_text(MKDOCS, encoding="utf-8")
    hugo = folder / "hugo"
    layouts = hugo / "layouts" / "_default"
    layouts.mkdir(parents=True, exist_ok=True)
    (hugo / "hugo.toml").write_text(HUGO, encoding="utf-8")
    for place in (layouts / "single.html", layouts / "list.html", hugo / "layouts" / "index.html"):
        place.write_text(HUGO_TEMPLATE, encoding="utf-8")
    for file in sorted(docs.rglob("*.md")):
        below = file.relative_to(docs)
        place = hugo / "content" / below.with_name("_index.md")
        place.parent.mkdir(parents=True, exist_ok=True)
        title = below.parent.name or "Home"
        text = file.read_text(encoding="utf-8").replace("{{", "{ {")
        place.write_text(f'---\ntitle: "{title}"\n---\n{text}', encoding="utf-8")


def _as_file(found: re.Match[str]) -> str:
    """Lead to a page's file, and to no place in it: ordinary Markdown has no ids of our making."""
    target = found[1].rstrip("/")
    if not target:
        return "](index.md)"
    return found[0] if target.rsplit("/", 1)[-1].count(".") else f"]({target}/index.md)"


class _Article(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.begin: int | None = None
        self.end: int | None = None
        self._lines: list[int] = []

    def read(self, text: str) -> str:
        self._lines = [0]
        for line in text.split("\n"):
            self._lines.append(self._lines[-1] + len(line) + 1)
        self.feed(text)
        return text[self.begin : self.end] if self.begin is not None and self.end is not None else ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "article" and self.begin is None:
            line, column = self.getpos()
            self.begin = self._lines[line - 1] + column

    def handle_endtag(self, tag: str) -> None:
        if tag == "article" and self.end is None:
            line, column = self.getpos()
            self.end = self._lines[line - 1] + column + len("</article>")


def _article(text: str) -> str:
    return _Article().read(text)
