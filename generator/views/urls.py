"""The addresses of the site, each spelt here and nowhere else.

An address is counted from the top of the site, without a slash at its start: `protocols/harrow/#childs-voice`. A page's
own headings have ids that begin with `_`, which no id of a protocol file can.
"""

import re

_SAFE = re.compile(r"[A-Za-z0-9/._#?=&~-]*")

INDEX = "index.html"


class Href(str):
    """An address that holds nothing but slugs and the marks between them: safe in an attribute as it stands."""

    __slots__ = ()

    def __new__(cls, address: str) -> "Href":
        """Take an address; one with any other mark is a fault of ours."""
        if not _SAFE.fullmatch(address):
            raise ValueError(f"not an address of ours: {address!r}")
        return super().__new__(cls, address)


def is_address(text: str) -> bool:
    return _SAFE.fullmatch(text) is not None


def home() -> str:
    return ""


def protocols() -> str:
    return "protocols/"


def protocol(slug: str) -> str:
    return f"protocols/{slug}/"


def clause(slug: str, identifier: str) -> str:
    return f"protocols/{slug}/#{identifier}"


def editions(slug: str) -> str:
    return f"protocols/{slug}/changes/"


def topics() -> str:
    return "topics/"


def topic(slug: str, protocol: str | None = None) -> str:
    return f"topics/{slug}/" + (f"#{protocol}" if protocol else "")


def comparisons() -> str:
    return "compare/"


def comparison(left: str, right: str, topic: str | None = None) -> str:
    return f"compare/{left}/{right}/" + (f"#{topic}" if topic else "")


def any_comparison(left: str, right: str) -> str:
    return f"compare/?a={left}&b={right}"


def comparison_data(slug: str) -> str:
    return f"compare/data/{slug}.json"


def comparison_script(slug: str) -> str:
    return f"compare/data/{slug}.js"


def comparison_document(left: str, right: str) -> str:
    return f"compare/{left}/{right}/{left}-and-{right}.docx"


def topic_document(slug: str) -> str:
    return f"topics/{slug}/{slug}.docx"


def reporting() -> str:
    return "reporting/"


def matter(slug: str, protocol: str | None = None) -> str:
    return f"reporting/{slug}/" + (f"#{protocol}" if protocol else "")


def protocol_reporting(slug: str) -> str:
    return f"protocols/{slug}/reporting/"


def escalation(protocol: str | None = None) -> str:
    return "escalation/" + (f"#{protocol}" if protocol else "")


def tasks(task: str | None = None) -> str:
    return "tasks/" + (f"#{task}" if task else "")


def protocol_tasks(slug: str, task: str | None = None) -> str:
    return f"tasks/{slug}/" + (f"#{task}" if task else "")


def bodies() -> str:
    return "bodies/"


def body_type(slug: str) -> str:
    return f"bodies/{slug}/"


def law() -> str:
    return "law/"


def instrument(slug: str, provision: str | None = None) -> str:
    return f"law/{slug}/" + (f"#{anchor(provision)}" if provision else "")


def glossary() -> str:
    return "glossary/"


def term(slug: str) -> str:
    return f"glossary/#{slug}"


def reviews() -> str:
    return "reviews/"


def calendar() -> str:
    return "reviews/calendar.ics"


def protocol_calendar(slug: str) -> str:
    return f"protocols/{slug}/review.ics"


def feed() -> str:
    return "feed.atom"


def protocol_feed(slug: str) -> str:
    return f"protocols/{slug}/feed.atom"


def topic_feed(slug: str) -> str:
    return f"topics/{slug}/feed.atom"


def changes() -> str:
    return "changes/"


def data() -> str:
    return "data/"


def data_file(path: str) -> str:
    return f"data/v1/{path}"


def data_index() -> str:
    return data_file("index.json")


def protocol_data(slug: str) -> str:
    return data_file(f"protocols/{slug}.json")


def topic_data(slug: str) -> str:
    return data_file(f"topics/{slug}.json")


def register_data(name: str) -> str:
    return data_file(f"registers/{name}.json")


def list_data(name: str) -> str:
    return data_file(f"{name}.json")


def data_schema(name: str) -> str:
    return data_file(f"schema/{name}.schema.json")


def workbook() -> str:
    return data_file("local-protocols.xlsx")


def database() -> str:
    return data_file("local-protocols.sqlite")


def csv(page: str, name: str) -> str:
    return f"{page}{name}.csv"


def redirects() -> str:
    return "_redirects"


def search() -> str:
    return "search/"


def accessibility() -> str:
    return "accessibility/"


def contribute() -> str:
    return "contribute/"


def rules() -> str:
    return "contribute/checks/"


def rule(name: str) -> str:
    return f"contribute/checks/#{name}"


def method() -> str:
    return "method/"


def anchor(text: str) -> str:
    """Give the id of a place that is named by a number or words: '46(3)(d)' → 'p-46-3-d'."""
    return ("p-" + re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")).rstrip("-")


def page_file(address: str) -> str:
    """Give the Markdown file of a page: 'topics/uasc/' → 'topics/uasc/index.md'."""
    return f"{address}index.md"


def relative(target: str, *, base: str, index_names: bool = False) -> Href:
    """Give the way from the page at `base` to an address of the site.

    With `index_names` the name of the file is spelt out, for a site that is read from a disk.
    """
    way, _, fragment = target.partition("#")
    way, _, query = way.partition("?")
    if way == base and fragment and not query:
        return Href(f"#{fragment}")
    if index_names and (not way or way.endswith("/")):
        way += INDEX
    shared = 0
    while (end := way.find("/", shared) + 1) and way[shared:end] == base[shared:end]:
        shared = end
    found = "../" * base.count("/", shared) + way[shared:] or "./"
    return Href(found + (f"?{query}" if query else "") + (f"#{fragment}" if fragment else ""))


def body(type_slug: str | None, protocol: str, identifier: str) -> str:
    """Give the place of one protocol's body on the page of its type, or on the page of all bodies."""
    return (body_type(type_slug) if type_slug else bodies()) + f"#{protocol}_{identifier}"
