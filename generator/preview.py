"""The live preview of a whole country: a saved file is read at once; pages and data are made when asked for."""

import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from watchdog.observers.polling import PollingObserver

from generator.diagnostics import Diagnostic, Severity
from generator.publishing import Made, Site, data_of, make_again
from generator.views.page import Page

POLLING = 0.1
"""Seconds between two looks at the files."""

_DATA = ("protocols", "site_config/registers", "templates")
_REST = ("site_config", "mkdocs.yml")

Render = Callable[[Site, Page, str], bytes]
"""Makes the file of a page, with what is wrong above its article."""

Stamps = Mapping[str, tuple[int, int]]


@dataclass
class Preview:
    """What the preview shows, and what it knows of the files.

    `render` gives the bytes of a page; `rebuild` builds everything anew, for changes of the theme and the settings;
    `tell` is given the errors and says what stands above the pages.
    """

    root: Path
    as_of: Callable[[], date]
    made: Made
    render: Render
    rebuild: Callable[[], Made]
    tell: Callable[[tuple[Diagnostic, ...]], str]
    trouble: str = ""
    _stale: set[str] = field(default_factory=set)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _rest: Stamps = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._site = self.made.site
        self._addresses = self._all_addresses()
        self._data: Mapping[str, bytes] | None = None
        self._written: set[str] = set()
        self._rest = self._stamps_of_the_rest()

    def install(self, server: Any) -> None:
        """Let MkDocs' server ask here, and look at the files oftener than it does."""
        serve = server.serve_request
        observer = PollingObserver(timeout=POLLING)
        for path, watch in list(server._watch_refs.items()):
            for handler in list(server.observer._handlers[watch]):
                server._watch_refs[path] = observer.schedule(handler, path, recursive=True)
        server.observer = observer
        server.builder = self.refresh

        def answer(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
            path = unquote(environ.get("PATH_INFO", "/"))
            if path.startswith(server.mount_path):
                self.write_if_stale(path.removeprefix(server.mount_path), Path(server.root))
            found: Iterable[bytes] = serve(environ, start_response)
            return found

        server.set_app(answer)

    def refresh(self) -> None:
        """Read what has changed. Pages and data are made anew when they are asked for."""
        with self._lock:
            self._data, self._written = None, set()
            rest = self._stamps_of_the_rest()
            if rest != self._rest:
                self._rest = rest
                self.made, self.trouble = self.rebuild(), ""
                self._site, self._stale = self.made.site or self._site, set()
                self._addresses = self._all_addresses()
                return
            protocols = self._protocols()
            self.made = make_again(self.root, self.made, as_of=self.as_of())
            errors = tuple(d for d in self.made.diagnostics if d.severity is Severity.ERROR)
            self.trouble = self.tell(errors) if self.made.site is None else ""
            self._site = self.made.site or self._site
            if self._protocols() != protocols:
                self._addresses = self._all_addresses()
            self._stale = set(self._addresses)

    def write_if_stale(self, address: str, folder: Path) -> None:
        """Write the page or the file of data at an address, if it is not that of the files as they are."""
        address = address.removesuffix("index.html")
        with self._lock:
            if address in self._addresses:
                self._write_page(address, folder)
            else:
                self._write_data(address, folder)

    def _write_page(self, address: str, folder: Path) -> None:
        if address not in self._stale or self._site is None:
            return
        page = next((page for page in self._site.pages if page.here.address == address), None)
        if page is None:
            return
        place = folder / address / "index.html"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(self.render(self._site, page, self.trouble))
        self._stale.discard(address)

    def _write_data(self, address: str, folder: Path) -> None:
        if address in self._written or self.made.map is None:
            return
        if self._data is None:
            self._data = data_of(self.made.map)
        if address in self._data:
            place = folder / address
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(self._data[address])
            self._written.add(address)

    def _protocols(self) -> frozenset[str]:
        corpus = self.made.checked.corpus if self.made.checked else None
        return frozenset(corpus.by_slug) if corpus else frozenset()

    def _all_addresses(self) -> frozenset[str]:
        return frozenset(page.here.address for page in self._site.pages) if self._site else frozenset()

    def _stamps_of_the_rest(self) -> Stamps:
        """When the files were changed that make a rebuild of everything necessary."""
        found: dict[str, tuple[int, int]] = {}
        for part in _REST:
            place = self.root / part
            for file in sorted(place.rglob("*")) if place.is_dir() else [place]:
                name = file.relative_to(self.root).as_posix()
                if file.is_file() and not name.startswith(_DATA):
                    about = file.stat()
                    found[name] = (about.st_mtime_ns, about.st_size)
        return found
