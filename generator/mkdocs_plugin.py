"""The MkDocs plugin: adds the generated pages, and in the live preview shows what is wrong with a broken file."""

import logging
import os
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Literal

from mkdocs.config.base import Config
from mkdocs.config.config_options import Optional, Type
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


class LocalProtocolsPlugin(BasePlugin[LocalProtocolsConfig]):  # type: ignore[no-untyped-call]
    """Adds the pages of the protocols to the site."""

    def __init__(self) -> None:
        self._serving = False
        self._files: dict[str, str | bytes] = {}
        self._trouble = ""

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember whether this is the live preview."""
        self._serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Make all pages, before the old site is touched. In a build a fault ends it here."""
        root = Path(config.config_file_path).parent
        made = pipeline.make(root, as_of=self._today(), index_names=not config.use_directory_urls)
        self._trouble = ""
        if made.site is not None:
            self._files = dict(made.site.files)
            return config
        told = as_text(made.diagnostics)
        if not self._serving:
            raise Abort(f"the site was not built, since there are faults:\n{told}")
        _log.error("there are faults; the pages are those from before:\n%s", told)
        self._trouble = trouble(made.diagnostics)
        return config

    def _today(self) -> date:
        """The day of the setting, or of SOURCE_DATE_EPOCH so that a build can be repeated, or the real one."""
        if self.config.today:
            return date.fromisoformat(self.config.today)
        epoch = os.environ.get("SOURCE_DATE_EPOCH")
        return datetime.fromtimestamp(int(epoch), tz=UTC).date() if epoch else datetime.now().astimezone().date()

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add every generated page and file."""
        for name, content in (self._files or {"index.md": _FIRST_PAGE}).items():
            written = files.get_file_from_path(name)
            if written is not None:
                files.remove(written)
            files.append(File.generated(config, name, content=content))
        return files

    def on_page_content(self, html: str, **_: Any) -> str:
        """Put plain characters back where Markdown has no more to say; in the preview tell what is wrong."""
        return self._trouble + plain_references(html)

    def on_page_context(self, context: Any, *, page: Page, **_: Any) -> Any:
        """Put plain characters back in the table of contents too."""
        for item in page.toc:
            _plain_titles(item)
        return context


def _plain_titles(item: Any) -> None:
    item.title = plain_references(item.title)
    for below in item.children:
        _plain_titles(below)
