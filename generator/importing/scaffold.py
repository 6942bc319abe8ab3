"""An empty protocol file to fill in, with all that every file must have, and its source text."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from generator.importing.draft import absences
from generator.importing.yaml_text import WIDTH, comment, entry

_TITLE = "The title of the document, as printed"
_FIRST = "The first words of the document."
_INSTRUCTION = "PUT THE WHOLE TEXT OF THE DOCUMENT HERE, JUST AS IT IS, IN PLACE OF THESE LINES."


@dataclass(frozen=True, slots=True)
class Scaffold:
    """A protocol file and its source text, which fit each other."""

    protocol: str
    source: str


def scaffold(
    slug: str,
    *,
    kind: str,
    authorities: Sequence[str],
    topics: Sequence[tuple[str, tuple[str, ...]]],
    received: str,
    title: str | None = None,
) -> Scaffold:
    """Give a file that passes the check and says nothing yet: every topic of its kind is not yet transcribed.

    `topics` are those of the kind, in groups, each with its title.
    """
    source = f"{_INSTRUCTION}\n\n{title or _TITLE}\n\n{_FIRST}\n"
    lines = ["# yaml-language-server: $schema=../site_config/schema/protocol.schema.json", "#"]
    lines += comment(
        "A NEW FILE, made by `protocols new`. Replace every text here by what the document says; "
        "protocols/_example.yml explains every key. What the document does not state is left out, never filled in."
    )
    lines += ["#", "#   1. " + f"Put the document's text into protocols/sources/{slug}.txt, just as it is."]
    lines += ["#   2. Write its title, bodies and sections here, word for word.", "#   3. Run: protocols check"]
    lines += [
        "#",
        *comment(
            "Is the document at hand as a Word file, PDF, OpenDocument, web page or text? Then delete both files, and "
            "let `protocols import` write them."
        ),
        "",
    ]
    lines += comment("The title as printed. A title over several lines becomes one.")
    lines += entry("title", title or _TITLE, 0)
    lines += [f"kind: {kind}", f"authorities: [{', '.join(authorities)}]"]
    lines += comment("Who is bound by it: ids of bodies from the list below")
    lines += ["parties: [first-body, second-body]"]
    lines += comment("draft, approved, superseded or withdrawn: as the document itself says")
    lines += ["status: draft"]
    lines += comment("dated, dated_stated, approval and review follow here, as far as the document states them")
    lines += ["source:", f"  file: sources/{slug}.txt"]
    lines += comment("The checksum of that file; `protocols check` tells the right one when the file is another", 2)
    lines += [f"  sha256: {hashlib.sha256(source.encode()).hexdigest()}"]
    lines += comment("What the document is", 2)
    lines += ["  title: Protocol, as text", f"  received: {received}"]
    lines += comment("Words of that file which are not the document's. This one goes when the instruction goes.", 2)
    lines += ["  left_out:", *_item(entry("text", _INSTRUCTION, 6)), "      why: An instruction, not the document."]
    lines += ["# Roles, never names", "transcription:", "  by: editor", "  checked_by: null", ""]
    lines += [_rule("Bodies: whoever acts or receives"), "bodies:"]
    lines += ["  - id: first-body", "    name: The first body", "  - id: second-body", "    name: The second body", ""]
    lines += [_rule("The document itself, in its own order"), "sections:", "  - id: first-section"]
    lines += ['    # label: "1."', "    # heading: The heading as printed", "    clauses:"]
    lines += ["      - id: first-clause", '        # label: "1.1"', f"        text: {_FIRST}", ""]
    lines += [_rule("What the document says nothing on")]
    lines += comment(
        "Not read for yet. When a clause speaks on a topic, write topics: [...] at the clause and delete the topic. "
        "When you have read the whole document for it and found nothing, write not-listed, and the day "
        "(checked: 2026-11-22)."
    )
    lines += absences(topics)
    return Scaffold("\n".join(lines) + "\n", source)


def _item(block: list[str]) -> list[str]:
    return [f"    - {block[0].lstrip()}", *block[1:]]


def _rule(heading: str) -> str:
    before = f"# ── {heading} "
    return before + "─" * (WIDTH - len(before))
