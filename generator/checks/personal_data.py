"""Names and numbers of persons. The site publishes roles, never names."""

import re
from collections.abc import Iterator

from generator.analysis.names import quotation
from generator.checks.rule import Finding, rule
from generator.diagnostics import KeyPath
from generator.model.corpus import Corpus
from generator.model.protocol import Protocol
from generator.model.walk import fragments, walk

_NAME = r"(?:[A-Z]['’]|Mc|Mac)?[A-ZÀ-Þ][a-zß-ÿ]+(?:['’-][A-ZÀ-Þ][a-zß-ÿ]+)*"
_INITIALS = r"(?:[A-Z]\.?\s?)*"
_TITLE = r"(?:Cllrs?|Councillors?|Mr|Mrs|Ms|Miss|Mx|Dr|Prof(?:essor)?|Sir|Dame|Lord|Lady|Rev(?:erend)?|Judge)\b"
_MAY_BE_TITLED = re.compile(_TITLE)
_TITLED = re.compile(
    rf"\b{_TITLE}\.?\s+"
    rf"({_INITIALS}{_NAME}(?:\s+{_INITIALS}{_NAME}){{0,2}})"
    rf"\b(?!(?:\s+{_NAME})*(?:['’]s)?\s+(?:[Rr]eport|[Rr]eview|[Ii]nquiry|[Ee]nquiry|[Aa]udit))"
)
_SIGNED = re.compile(
    rf"\b(?:Signed(?:\s+by)?|Signature|Name|Author|Contact|Chair|Chaired by|Written by|Prepared by)\s*:\s*"
    rf"({_NAME}(?:\s+{_INITIALS}{_NAME}){{1,2}})"
)
_E_MAIL = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
_TELEPHONE = re.compile(r"(?<![\w/.])(?:\+44\s?(?:\(0\)\s?)?|\(?0)[1-9][0-9]{1,4}\)?(?:[\s-]?[0-9]{2,6}){1,3}(?![\w/])")
_ROLES = re.compile(
    r"\b(?:Adviser|Advisor|Agency|Assistant|Authority|Board|Business|Cabinet|Chair|Chief|Children|Clerk|Commissioner"
    r"|Committee|Corporate|Council|Councillor|Deputy|Director|Editor|Executive|Family|Group|Head|Health|Independent|Lead"
    r"|Leader|Leads|Manager|Mayor|Member|Members|Officer|Officers|Panel|Parenting|Partnership|Policy|Portfolio|Practice"
    r"|Quality|Reviewing|Safeguarding|Secretary|Service|Services|Social|Team|Worker|Chancellor|Justice)\b"
)
_FULL_NAME = re.compile(rf"{_NAME}(?:\s+{_INITIALS}{_NAME}){{1,2}}")


@rule(
    "personal-data",
    summary="A person's name, e-mail address or telephone number stands in the file.",
    why="""Office-holders change, and nobody agreed to be published here. A role ("the chair of the Board") says more,
    for longer. Some words only look like it: a house that bears a name, the mailbox of a team. Such an exception is
    declared for the file, with its reason.""",
    wrong="text: 'Signed: Cllr Jane Smith, 020 7946 0000'",
    right="""
text: 'Signed: [the chair of the Panel]'        # the same in the source file, and a note that says so
not_personal: [{quote: Mrs Smith Centre, why: The name of a building.}]
""",
)
def personal_data(corpus: Corpus) -> Iterator[Finding]:
    """Find names with a title, signatures, e-mail addresses and telephone numbers, outside of `not_personal`."""
    for protocol in corpus.protocols:
        for path, text in texts(protocol):
            for start, what, words in _persons(text):
                if not _is_excepted(protocol, text, start, start + len(words)):
                    hint = "write the role in its place, here and in the source file, and say so in a note"
                    hint += "; or add to 'not_personal' why it is none"
                    yield Finding(protocol.slug, path, f"'{words}' looks like {what}", hint, start)
        for path, text in _roles(protocol):
            is_name = _FULL_NAME.fullmatch(text) and not _ROLES.search(text)
            if is_name and not _is_excepted(protocol, text, 0, len(text)):
                hint = "write a role: editor; or add to 'not_personal' why it is none"
                yield Finding(protocol.slug, path, f"'{text}' looks like the name of a person", hint)


def texts(protocol: Protocol) -> Iterator[tuple[KeyPath, str]]:
    """Give every text of a file in which somebody could be named."""
    yield from ((fragment.path, fragment.text) for fragment in fragments(protocol))
    yield from ((("bodies", index, "name"), body.name) for index, body in enumerate(protocol.bodies))
    yield ("source", "title"), protocol.source.title
    for index, left in enumerate(protocol.source.left_out):
        yield ("source", "left_out", index, "text"), left.text
        yield ("source", "left_out", index, "why"), left.why
    for index, absence in enumerate(protocol.absences):
        if absence.note:
            yield ("absences", index, "note"), absence.note
    for placed in walk(protocol):
        for index, note in enumerate(placed.node.notes):
            yield (*placed.path, "notes", index, "text"), note.text


def _is_excepted(protocol: Protocol, text: str, start: int, end: int) -> bool:
    """Whether an exception of the file covers all of some words."""
    found = (match for each in protocol.not_personal for match in quotation(each.quote).finditer(text))
    return any(match.start() <= start and end <= match.end() for match in found)


def _persons(text: str) -> list[tuple[int, str, str]]:
    found: list[tuple[int, str, str]] = []
    for may_be, pattern in ((_MAY_BE_TITLED.search(text), _TITLED), (":" in text, _SIGNED)):
        for match in pattern.finditer(text) if may_be else ():
            if not _ROLES.search(match[1]):
                found.append((match.start(), "the name of a person", match[0]))
    if "@" in text:
        found += [(match.start(), "an e-mail address", match[0]) for match in _E_MAIL.finditer(text)]
    if "0" in text or "+44" in text:
        found += [
            (match.start(), "a telephone number", match[0])
            for match in _TELEPHONE.finditer(text)
            if 10 <= sum(letter.isdigit() for letter in match[0]) <= 13
        ]
    first: dict[int, tuple[int, str, str]] = {}
    end = 0
    for each in sorted(found):
        if each[0] >= end:
            first[each[0]] = each
            end = each[0] + len(each[2])
    return list(first.values())


def _roles(protocol: Protocol) -> Iterator[tuple[KeyPath, str]]:
    yield ("transcription", "by"), protocol.transcription.by
    if protocol.transcription.checked_by:
        yield ("transcription", "checked_by"), protocol.transcription.checked_by
