"""The MkDocs plugin: adds the generated pages, and in the live preview shows what is wrong with a broken file."""

import logging
import os
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any, Literal, NamedTuple

from jinja2 import Environment
from mkdocs.commands.build import get_context
from mkdocs.config.base import Config
from mkdocs.config.config_options import Optional, Type
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from generator import publishing
from generator.diagnostics import Severity
from generator.exporting.assets import FOLDER as ASSETS
from generator.exporting.assets import published
from generator.history import read_history
from generator.output import claim
from generator.preview import Preview
from generator.rendering.literal import plain_references
from generator.rendering.pages import Heading, fields
from generator.rendering.trouble import trouble
from generator.reporting.text import as_text
from generator.views.page import Page as View

_log = logging.getLogger("mkdocs.plugins.local-protocols")

_FIRST_PAGE = """---
title: A file has faults
---

# A file has faults

There is no earlier state of the site to show. Mend the faults, and the pages are here.
"""


class LocalProtocolsConfig(Config):  # type: ignore[no-untyped-call]
    """The plugin's one setting; all that is about the site stands in site_config/site.yml."""

    today = Optional(Type(str))
    """Another day than today, as 2026-11-22."""


class MadeFile(File):
    """A generated file that is no page: it is made when it is written, and not kept."""

    _site: publishing.Site
    _waits: bool

    @classmethod
    def of(cls, site: publishing.Site, path: str, config: MkDocsConfig, *, waits: bool) -> "MadeFile":
        """Give the file at a path of the site; one that waits is written with the page that it stands beside."""
        made = cls.generated(config, path, content=b"")
        assert isinstance(made, cls)
        made._site = site
        made._waits = waits
        return made

    def copy_file(self, dirty: bool = False) -> None:
        """Write the file, unless it waits for its page."""
        if not self._waits:
            self.write()

    def write(self) -> None:
        """Write the file."""
        place, content = Path(self.abs_dest_path), self._site.files[self.src_uri]
        try:
            place.write_bytes(content)
        except FileNotFoundError:
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)


class ReadyPage(Page):
    """A generated page: it makes its own article, and only when it is written; MkDocs has nothing to convert."""

    def __init__(self, site: publishing.Site, made: View, file: File, config: MkDocsConfig, title: str | None) -> None:
        """Take the place of the page that MkDocs would make for the file. `title` is the one that the nav gives it."""
        super().__init__(title, file, config)
        self.take(site, made)

    def take(self, site: publishing.Site, made: View) -> None:
        """Take over what the page shows, now or from now on."""
        self._site = site
        self._made = made

    def read_source(self, config: MkDocsConfig) -> None:
        """Take over the front matter; there is no Markdown."""
        self.markdown, self.meta = "", dict(fields(self._made))

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Wait: with a thousand protocols nobody could keep all articles until the first is written."""
        self.content = ""

    def fill(self) -> None:
        """Make the article and its contents."""
        finished = self._site.finished(self._made)
        self.content = finished.html
        self.toc = TableOfContents([_entry(heading) for heading in finished.contents])

    @cached_property
    def present_anchor_ids(self) -> set[str]:  # type: ignore[override]
        """The places that links may lead to. Only pages written by hand are asked for, and once all is written."""
        return set(_IDS.findall(Path(self.file.abs_dest_path).read_text(encoding="utf-8")))

    def forget(self) -> None:
        """Let go of what has been written."""
        self.content, self.toc = "", TableOfContents([])


class Frame(NamedTuple):
    """What the last whole build dressed its pages with."""

    env: Environment
    config: MkDocsConfig
    files: Files
    nav: Navigation


class LocalProtocolsPlugin(BasePlugin[LocalProtocolsConfig]):  # type: ignore[no-untyped-call]
    """Adds the pages of the protocols to the site."""

    def __init__(self) -> None:
        self._serving = False
        self._made: publishing.Made | None = None
        self._nav: Navigation | None = None
        self._frame: Frame | None = None
        self._site: publishing.Site | None = None
        self._trouble = ""
        self._beside: dict[str, list[MadeFile]] = {}

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember whether this is the live preview."""
        self._serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Make all pages, before the old site is touched. In a build a fault ends it here."""
        root = Path(config.config_file_path).parent
        made = publishing.make(
            root,
            as_of=self._today(),
            index_names=not config.use_directory_urls,
            history=read_history(root),
            with_data=not self._serving,
        )
        self._made = made if self._serving else None
        if not self._serving:
            publishing.forget()
        self._trouble = ""
        if made.site is not None:
            self._site = made.site
            config.site_url = config.site_url or made.site.address
            return config
        errors = [diagnostic for diagnostic in made.diagnostics if diagnostic.severity is Severity.ERROR]
        told = as_text(errors)
        if not self._serving:
            raise Abort(f"the site was not built, since there are faults:\n{told}")
        _log.error("there are faults; the pages are those from before:\n%s", told)
        self._trouble = trouble(errors)
        return config

    def _today(self) -> date:
        """The day of the setting, or of SOURCE_DATE_EPOCH so that a build can be repeated, or the real one."""
        if self.config.today:
            return date.fromisoformat(self.config.today)
        epoch = os.environ.get("SOURCE_DATE_EPOCH")
        return datetime.fromtimestamp(int(epoch), tz=UTC).date() if epoch else datetime.now().astimezone().date()

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add every generated page and file; leave out what the theme brings and no page of ours asks for."""
        written: dict[str, bytes] = {}
        for file in [each for each in files if each.src_uri.startswith(ASSETS)]:
            if file.src_dir == config.docs_dir:
                written[file.src_uri] = file.content_bytes
            files.remove(file)
        for path, content in published(written).items():
            files.append(File.generated(config, path, content=content))
        if self._site is None:
            _replace(files, File.generated(config, "index.md", content=_FIRST_PAGE))
            return files
        pages = set() if self._serving else {_folder(page.file) for page in self._site.pages}
        self._beside = {}
        for path in self._site.files:
            folder = _folder(path)
            made = MadeFile.of(self._site, path, config, waits=folder in pages)
            _replace(files, made)
            if folder in pages:
                self._beside.setdefault(folder, []).append(made)
        titles = dict(_titles(config.nav or []))
        for page in self._site.pages:
            file = File.generated(config, page.file, content="")
            _replace(files, file)
            ReadyPage(self._site, page, file, config, titles.get(page.file))
        return files

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Keep the map of the site only where it has addresses, and no copy of it that bears the time of the build.

        The folder is noted as ours, so that the next build, by whichever command, may replace it.
        """
        (Path(config.site_dir) / "sitemap.xml.gz").unlink(missing_ok=True)
        if not config.site_url:
            (Path(config.site_dir) / "sitemap.xml").unlink(missing_ok=True)
        if not self._serving:
            claim(Path(config.site_dir))

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Remember what leads to the pages."""
        self._nav = nav
        return nav

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Remember what a page is dressed with."""
        assert self._nav
        self._frame = Frame(env, config, files, self._nav)
        return env

    def on_serve(self, server: LiveReloadServer, **_: Any) -> LiveReloadServer:
        """In the live preview, read a saved file at once, and make pages when they are asked for."""
        if self._frame is None or self._made is None:
            return server
        build = server.builder

        def rebuilt() -> publishing.Made:
            build()
            assert self._made
            return self._made

        root = Path(self._frame.config.config_file_path).parent
        Preview(root, self._today, self._made, self._rendered, rebuilt, trouble).install(server)
        return server

    def _rendered(self, site: publishing.Site, made: View, above: str) -> bytes:
        """Give the file of one page, as a build would write it."""
        assert self._frame
        env, config, files, nav = self._frame
        file = files.get_file_from_path(made.file) or File.generated(config, made.file, content="")
        page = file.page if isinstance(file.page, ReadyPage) else ReadyPage(site, made, file, config, None)
        page.take(site, made)
        page.read_source(config)
        page.fill()
        page.content = above + (page.content or "")
        page.active = True
        try:
            return env.get_template("main.html").render(get_context(nav, files, config, page)).encode()
        finally:
            page.active = False
            page.forget()

    def on_page_content(self, html: str, *, page: Page, **_: Any) -> str:
        """Put plain characters back where Markdown has no more to say; in the preview tell what is wrong."""
        return html if isinstance(page, ReadyPage) else self._trouble + plain_references(html)

    def on_page_context(self, context: Any, *, page: Page, **_: Any) -> Any:
        """Let a generated page make its article, now that it is to be written."""
        if isinstance(page, ReadyPage):
            page.fill()
            page.content = self._trouble + (page.content or "")
        return context

    def on_post_page(self, output: str, *, page: Page, **_: Any) -> str:
        """Write the files that stand beside the page, which show what it shows, and let go of what has been written."""
        if isinstance(page, ReadyPage):
            page.forget()
            for made in self._beside.pop(_folder(page.file.src_uri), ()):
                made.write()
        return output


_IDS = re.compile(r' id="([^"]+)"')


def _folder(path: str) -> str:
    return path.rpartition("/")[0]


def _replace(files: Files, file: File) -> None:
    written = files.get_file_from_path(file.src_uri)
    if written is not None:
        files.remove(written)
    files.append(file)


def _titles(nav: Any) -> Iterator[tuple[str, str]]:
    """Give the titles of the nav by the file of their page."""
    for title, below in nav.items() if isinstance(nav, dict) else ((None, item) for item in nav):
        if isinstance(below, list | dict):
            yield from _titles(below)
        elif title is not None:
            yield below, title


def _entry(heading: Heading) -> AnchorLink:
    entry = AnchorLink(heading.words, heading.id, heading.level)
    entry.children = [_entry(below) for below in heading.below]
    return entry
