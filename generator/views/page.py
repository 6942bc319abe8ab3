"""A page of the site before it is rendered: its address, its names, and what its template shows."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from urllib.parse import urlencode

from generator.model.settings import Settings
from generator.views import urls
from generator.views.urls import Href


class PageKind(StrEnum):
    """The type of a page, for search filters and for the theme."""

    HOME = "home"
    PROTOCOL = "protocol"
    TOPIC = "topic"
    COMPARISON = "comparison"
    REPORTING = "reporting"
    LAW = "law"
    BODY = "body"
    GLOSSARY = "glossary"
    SEARCH = "search"
    INDEX = "index"
    ABOUT = "about"


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere. `href` is relative to the page it stands on, or a full address elsewhere."""

    words: str
    href: str


@dataclass(frozen=True, slots=True)
class FileLink:
    """A file to take along: the way to it, and the name under which it is saved, which tells it from its like."""

    href: Href
    name: Href


@dataclass(frozen=True, slots=True)
class Alternate:
    """The content of a page in another form, for programs that look for one: a feed, data."""

    href: Href
    media_type: str
    title: str


@dataclass(frozen=True, slots=True)
class Here:
    """The page that links start from."""

    address: str
    settings: Settings = field(repr=False)
    index_names: bool = False

    def to(self, target: str) -> Href:
        """Give the way from this page to an address of the site."""
        return urls.relative(target, base=self.address, index_names=self.index_names)

    def link(self, words: str, target: str) -> Link:
        """Give a link from this page to an address of the site."""
        return Link(words, self.to(target))

    def csv(self, name: str, of: str | None = None) -> FileLink:
        """Give the table of a name beside a page, this one or another, as a file."""
        target = urls.csv(self.address if of is None else of, name)
        return FileLink(self.to(target), Href(target.replace("/", "-")))

    def feed(self, title: str, target: str) -> Alternate:
        """Give a feed of the page."""
        return Alternate(self.to(target), "application/atom+xml", title)

    def json(self, title: str, target: str) -> Alternate:
        """Give the data of the page."""
        return Alternate(self.to(target), "application/json", title)

    def edit(self, file: str, line: int | None = None) -> str | None:
        """Give the address where a file of the project is edited, at a line; None where no repository is set."""
        repository = self.settings.repository
        if repository is None:
            return None
        return f"{repository}/edit/{self.settings.branch}/{file}" + (f"#L{line}" if line else "")

    def report(self, protocol: str, identifier: str) -> str | None:
        """Give the form for "something is wrong on this page", filled in; None where no repository is set."""
        if self.settings.repository is None:
            return None
        place = f"protocols/{protocol}/#{identifier}"
        query = urlencode({"template": "something-is-wrong.yml", "place": place})
        return f"{self.settings.repository}/issues/new?{query}"

    def look(self, file: str, first: int, last: int | None = None) -> str | None:
        """Give the address where lines of a file of the project are shown; None where no repository is set."""
        repository = self.settings.repository
        if repository is None:
            return None
        lines = f"#L{first}" + (f"-L{last}" if last and last != first else "")
        return f"{repository}/blob/{self.settings.branch}/{file}{lines}"


@dataclass(frozen=True, slots=True)
class Page:
    """One page: `template` is a file of templates/pages/ without its ending; `shows` makes what it shows, late.

    `breadcrumbs` leads from the page below home to the one above this. `description` is plain text.
    """

    here: Here
    kind: PageKind
    title: str
    description: str
    template: str
    shows: Callable[[], object] = field(repr=False, compare=False)
    breadcrumbs: tuple[Link, ...] = ()
    edit: str | None = None
    """Where the file that the page is made from is edited."""
    scripts: tuple[str, ...] = ()
    """Scripts of `assets/`, without their ending, that this page needs beside those of every page, in their order."""
    alternates: tuple[Alternate, ...] = ()
    former: Mapping[str, tuple[str, ...]] = field(default_factory=dict, repr=False, compare=False)
    """Ids that places of the page had before, under those that they have now."""
    linked_data: Mapping[str, object] | None = field(default=None, repr=False, compare=False)
    """The page in the terms of schema.org."""

    @property
    def view(self) -> object:
        """What the page shows, made anew each time: with a thousand protocols nobody could keep it all."""
        return self.shows()

    @property
    def file(self) -> str:
        """The Markdown file of the page."""
        return urls.page_file(self.here.address)
