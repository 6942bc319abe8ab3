"""What a pull request changes, as text, as Markdown for a comment, and as JSON."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from generator.reporting.markdown import html_escaped as _html
from generator.reporting.markdown import plain_markdown as _plain
from generator.reporting.safe import safe
from generator.views.since import SinceView, ToldSubject

VERSION = 1
"""Counts up when a key is renamed, is taken away or changes its meaning; not when one is added."""

_MOST_LINES = 300
_MOST_CHARACTERS = 60_000
_AT_ONCE = 12


def as_text(view: SinceView) -> str:
    """Give the report for a terminal: sentences by protocol, then what is technical, then the pages."""
    lines = [f"Since {view.revision[:10]} ({view.day}):", *_problems(view)]
    for subject in view.subjects:
        lines += ["", f"{subject.name} ({subject.file})" if subject.slug else subject.name]
        for nature in subject.natures:
            lines.append(f"  {nature.title}:")
            lines += [f"  - {told.words}" for told in nature.changes]
    if not view.subjects:
        lines += ["", "No change of what protocols and registers say."]
    if view.topics:
        lines += ["", "By topic:"]
        lines += [f"  - {topic}: {', '.join(names)}" for topic, names in view.topics]
    for title, entries in _parts(view):
        lines += ["", f"{title}:", *(f"  - {entry}" for entry in entries)]
    if view.is_everywhere:
        lines += ["", _EVERYWHERE]
    return "\n".join(safe(line) for line in lines) + "\n"


def as_markdown(view: SinceView) -> str:
    """Give the report for a comment on GitHub.

    No text of a file acts in it: no mark of Markdown or HTML, no mention, no reference to an issue, no address that
    becomes a link. It is cut, and says so, before it is too long for a comment.
    """
    lines = [f"### What this changes since {_code(view.revision[:10])} ({_plain(view.day)})", ""]
    lines += [f"> **{_plain(problem)}**" for problem in _problems(view)]
    for subject in view.subjects:
        lines += ["", *_subject(subject)]
    if not view.subjects:
        lines += ["", "No change of what protocols and registers say."]
    if view.topics:
        lines += [
            "",
            *_fold("By topic", [f"{_plain(topic)}: {_plain(', '.join(names))}" for topic, names in view.topics]),
        ]
    for title, entries in _parts(view):
        lines += ["", *_fold(title, [_code(entry) for entry in entries])]
    if view.is_everywhere:
        lines += ["", _EVERYWHERE]
    return _cut(lines)


def as_json(view: SinceView) -> str:
    """Give the report as one object in ASCII: `version`, `since`, `changes`, and the lists of files and addresses."""
    report = {
        "version": VERSION,
        "since": {"revision": view.revision, "day": view.day},
        "changes": [
            {
                "protocol": subject.slug or None,
                "name": subject.name,
                "kind": told.change.kind.value,
                "nature": nature.nature.value,
                "words": told.words,
                "clause": told.change.clause,
                "topics": list(told.change.topics),
                "protocols": list(told.change.protocols),
            }
            for subject in view.subjects
            for nature in subject.natures
            for told in nature.changes
        ],
        "unread_before": list(view.unread_before),
        "unread_after": list(view.unread_after),
        "vanished_ids": [{"protocol": slug, "id": name} for slug, name in view.vanished],
        "unseen": list(view.unseen),
        "handwritten": list(view.handwritten),
        "technical": list(view.technical),
        "pages": list(view.pages),
        "lost_pages": list(view.lost),
        "any_page_may_differ": view.is_everywhere,
    }
    return json.dumps(report, indent=2) + "\n"


_EVERYWHERE = "Templates, program or settings changed: any page may look different."


def _problems(view: SinceView) -> Iterator[str]:
    for path in view.unread_after:
        yield f"{path} cannot be read as it is now; what it changes is not told here. 'protocols check' says why."
    for path in view.unread_before:
        yield f"{path} could not be read as it was before; what changed in it is not told here."
    for slug, name in view.vanished:
        yield f"The id '{name}' of {slug} is gone, and links to it with it. Add it under 'was' where it belongs now."
    for address in view.lost:
        yield f"The address {address} leads nowhere now. Add its name under 'was' where the protocol stands now."


def _parts(view: SinceView) -> Iterator[tuple[str, Sequence[str]]]:
    for title, entries in (
        ("Pages affected", ["/" + address for address in view.pages]),
        ("Hand-written pages", view.handwritten),
        ("Files of content in which nothing changed that a page shows", view.unseen),
        ("Technical", _by_folder(view.technical)),
    ):
        if entries:
            count = len(view.technical) if title == "Technical" else len(entries)
            yield f"{title} ({count})", entries


def _by_folder(paths: Sequence[str]) -> Sequence[str]:
    """Give the paths, or where they are many how many stand in each folder."""
    if len(paths) <= _AT_ONCE:
        return paths
    folders = Counter(path.partition("/")[0] + "/" if "/" in path else path for path in paths)
    return [f"{folder} {count} files" if count > 1 else folder for folder, count in folders.items()]


def _subject(subject: ToldSubject) -> Iterator[str]:
    yield f"#### {_plain(subject.name)}" + (f" ({_code(subject.file)})" if subject.slug else "")
    for nature in subject.natures:
        words = [_plain(told.words) for told in nature.changes]
        yield ""
        if len(words) <= _AT_ONCE:
            yield f"*{_plain(nature.title)}*"
            yield ""
            yield from (f"- {each}" for each in words)
        else:
            yield from _fold(f"{nature.title} ({len(words)})", words)


def _fold(title: str, entries: Iterable[str]) -> Iterator[str]:
    yield f"<details><summary>{_html(title)}</summary>"
    yield ""
    yield from (f"- {entry}" for entry in entries)
    yield ""
    yield "</details>"


def _cut(lines: Sequence[str]) -> str:
    """Give as many lines as a comment can hold, with every fold closed."""
    kept: list[str] = []
    length = 0
    for number, line in enumerate(lines):
        length += len(line) + 1
        if number >= _MOST_LINES or length > _MOST_CHARACTERS:
            is_open = kept.count("</details>") < sum(each.startswith("<details>") for each in kept)
            kept += ["", "</details>"] * is_open
            kept += ["", "There is more than a comment can hold; 'protocols changes' in a terminal tells all."]
            break
        kept.append(line)
    return "\n".join(kept) + "\n"


def _code(text: str) -> str:
    """Give a text as code, between more backticks than stand in it."""
    line = safe(text)
    longest = max((len(run) for run in re.findall(r"`+", line)), default=0)
    fence = "`" * (longest + 1)
    gap = " " if line.startswith("`") or line.endswith("`") or not line.strip() else ""
    return f"{fence}{gap}{line}{gap}{fence}"
