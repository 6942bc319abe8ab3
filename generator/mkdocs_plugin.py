"""The MkDocs plugin: adds the generated pages, and in the live preview shows what is wrong with a broken file."""

import logging
import os
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Literal

from mkdocs.config.base import Config
from mkdocs.config.config_options import Type
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from generator import pipeline
from generator.rendering.literal import plain_references
from generator.rendering.trouble import trouble
from generator.reporting.text import as_text

_log = logging.getLogger("mkdocs.plugins.local-protocols")


class LocalProtocolsConfig(Config):  # type: ignore[no-untyped-call]
    """The plugin's settings in mkdocs.yml."""

    enabled = Type(bool, default=True)


class LocalProtocolsPlugin(BasePlugin[LocalProtocolsConfig]):  # type: ignore[no-untyped-call]
    """Adds the pages of the protocols to the site."""

    def __init__(self) -> None:
        self._serving = False
        self._last_good: pipeline.Site | None = None
        self._banner = ""

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember whether this is the live preview."""
        self._serving = command == "serve"

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add every generated page and file. In a build, a fault ends it before the old site is touched."""
        if not self.config.enabled:
            return files
        root = Path(config.config_file_path).parent
        made = pipeline.make(root, as_of=today(), index_names=not config.use_directory_urls)
        self._banner = ""
        if made.site is None:
            told = as_text(made.diagnostics)
            if not self._serving:
                raise Abort(f"the site was not built, since a file has faults\n{told}")
            _log.error("a file has faults; the pages are those from before it had them\n%s", told)
            self._banner = trouble(made.diagnostics)
        site = made.site or self._last_good
        if site is None:
            files.append(File.generated(config, "index.md", content="# Local Protocols\n"))
            return files
        self._last_good = site
        for name, content in site.files.items():
            if (written := files.get_file_from_path(name)) is not None:
                files.remove(written)
            files.append(File.generated(config, name, content=content))
        return files

    def on_page_content(self, html: str, **_: Any) -> str:
        """Put plain characters back where Markdown has no more to say, and tell what is wrong in the preview."""
        return self._banner + plain_references(html)

    def on_page_context(self, context: Any, *, page: Page, **_: Any) -> Any:
        """Leave the context as it is, but for titles in the table of contents."""
        for item in page.toc:
            _plain_titles(item)
        return context


def today() -> date:
    """Give the day that counts as today: that of SOURCE_DATE_EPOCH where it is set, so that a build can be repeated."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return datetime.fromtimestamp(int(epoch), tz=UTC).date() if epoch else datetime.now().astimezone().date()


def _plain_titles(item: Any) -> None:
    item.title = plain_references(item.title)
    for below in item.children:
        _plain_titles(below)
