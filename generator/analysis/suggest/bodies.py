"""Bodies that the words name and the file does not."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.analysis.names import names_of
from generator.analysis.suggest.suggestion import Confidence, Suggested, Suggestion, SuggestionKind
from generator.model.corpus import Corpus
from generator.model.protocol import Protocol
from generator.model.registers import BodyTypes
from generator.model.walk import fragments
from generator.text import STOP_WORDS, stems, tokens

_CAPITAL = r"[A-Z][\w'’&-]*"
_INNER = r"(?:of|the|and|&)"
_KINDS = (
    r"(?:Boards?|Panel|Partnership|Cabinet|Forum|Council|Group|Commission|Authority|Trust|Executive"
    r"|(?:Sub-?\s?)?[Cc]ommittee)"
)
_BODY = re.compile(
    rf"(?<![\w-])(?P<name>(?:{_CAPITAL}\s+(?:{_INNER}\s+){{0,2}}){{0,9}}?{_KINDS}"
    rf"(?:\s+(?:Business|Executive|Working|Sub-?)\s?[Gg]roup)?)(?![\w-])"
    r"(?:\s*\((?P<short>[A-Z][A-Za-z&]{1,9}|[A-Z][A-Z& ]{1,9})\))?"
)
_OFFICE = re.compile(
    r"(?<!\w)(?P<name>"
    r"(?:Independent\s+)?[Cc]hair(?:person|man)?\s+of\s+(?:the\s+)?"
    rf"(?:{_CAPITAL}\s+(?:{_INNER}\s+)?)*{_CAPITAL}"
    r"|(?:Executive\s+)?(?:Lead|Cabinet|Executive)\s+Members?(?:\s+for\s+(?:Children['’]?s?['’]?\s+\w+))?"
    r"|(?:Corporate\s+|Strategic\s+)?Director\s+of\s+(?:Children['’]s\s+)?[A-Z]\w+"
    r"|Portfolio\s+Holder|Elected\s+Members|Chief\s+(?:Executive|Officer|Constable)|Care\s+Ambassadors"
    r"|(?:partner|constituent|local\s+member|other\s+statutory)\s+agencies"
    r")(?!\w)"
)
_KIND_AT_END = re.compile(rf"{_KINDS}$")
_HEAD = re.compile(
    r"^(?![Cc]hair|Independent|Director|(?:Executive\s+)?Lead)(?:[\w'’-]+\s+){0,4}"
    r"(?:of\s+the\s+|(?:Objectives|Functions|Roles?|Purpose|Duties|Members(?:hip)?|Responsibilities)\s+of\s+)"
)
_GENERIC = {"the", "this", "that", "both", "each", "any", "hence", "our", "its", "these"}
_NOT_A_BODY = re.compile(r"^(?:Local\s+)?(?:Government|Authority)$")


@dataclass(frozen=True, slots=True)
class _Found:
    name: str
    short: str | None
    is_office: bool


def suggested_bodies(corpus: Corpus, protocol: Protocol) -> tuple[Suggestion, ...]:
    """Suggest the bodies and office-holders that the document names, in the order of their first names.

    Names that differ only in capitals, in a leading "the" or in a place before them count as one. `matched` are those
    with an abbreviation, with a type of the register or with a name of several words that stands there more than once.
    """
    first, counts, shorts = _named(protocol)
    known = {_folded(name) for body in protocol.bodies for name in names_of(body)}
    known |= {_folded(short) for short in shorts.values()}
    suggested: list[Suggestion] = []
    ids = {body.id for body in protocol.bodies}
    for key, found in first.items():
        if key in known or any(name.endswith(f" {key}") for name in known) or _is_part_of_a_longer(key, first, counts):
            continue
        short = shorts.get(key)
        kind = _type(found.name, corpus.registers.body_types)
        value = _value(found.name, short, kind, ids)
        ids.add(str(value["id"]))
        is_sure = bool(short) or (kind is not None and len(key.split()) > 1) or counts[key] > 1
        reason = _reason(found, counts[key], short, kind)
        confidence = Confidence.MATCHED if is_sure else Confidence.POSSIBLE
        suggested.append(Suggestion(SuggestionKind.BODY, (), "bodies", value, confidence, reason))
    return tuple(suggested)


def suggested_names(protocol: Protocol) -> tuple[Suggestion, ...]:
    """Suggest shorter names by which the document calls bodies of the file: the end of the whole name."""
    first, counts, shorts = _named(protocol)
    known = {_folded(name) for body in protocol.bodies for name in names_of(body)}
    known |= {_folded(short) for short in shorts.values()}
    found: list[Suggestion] = []
    for key, named in first.items():
        if key in known or len(key.split()) < 2:
            continue
        whose = [i for i, body in enumerate(protocol.bodies) if _folded(body.name).endswith(f" {key}")]
        if len(whose) == 1:
            name = protocol.bodies[whose[0]].name
            times = "once" if counts[key] == 1 else f"{counts[key]} times"
            reason = f"named {times}, and the end of '{name}'"
            path = ("bodies", whose[0])
            found.append(Suggestion(SuggestionKind.BODY, path, "also_called", named.name, Confidence.POSSIBLE, reason))
    return tuple(found)


def suggested_types(corpus: Corpus, protocol: Protocol) -> tuple[Suggestion, ...]:
    """Suggest what sort of body each is that the file has without a type, from its name."""
    return tuple(
        Suggestion(
            SuggestionKind.BODY,
            ("bodies", index),
            "type",
            kind,
            Confidence.POSSIBLE,
            f"a guess from the name '{body.name}'",
            is_entry=False,
        )
        for index, body in enumerate(protocol.bodies)
        if body.type is None and (kind := _type(body.name, corpus.registers.body_types))
    )


def _named(protocol: Protocol) -> tuple[Mapping[str, _Found], Counter[str], Mapping[str, str]]:
    """Every name by what it counts as, where it stands first; how often each stands there; the abbreviations."""
    counts: Counter[str] = Counter()
    first: dict[str, _Found] = {}
    shorts: dict[str, str] = {}
    named = [found for fragment in fragments(protocol) for found in _in(fragment.text)]
    whole = {_folded(found.name) for found in named if " and " not in found.name}
    whole |= {_folded(found.short) for found in named if found.short}
    for long in named:
        for found in _apart(long, whole):
            key = _folded(found.name)
            counts[key] += 1
            first.setdefault(key, found)
            if found.short:
                shorts.setdefault(key, found.short)
    return first, counts, shorts


def _in(text: str) -> Iterator[_Found]:
    taken = bytearray(len(text))
    for pattern, is_office in ((_OFFICE, True), (_BODY, False)):
        for match in pattern.finditer(text):
            if any(taken[match.start("name") : match.end("name")]):
                continue
            name = _without_lead(" ".join(match["name"].split()))
            if not name or _NOT_A_BODY.fullmatch(name) or name.casefold() in _GENERIC:
                continue
            taken[match.start("name") : match.end("name")] = b"\x01" * len(match["name"])
            short = match["short"] if "short" in match.groupdict() else None
            yield _Found(name, short, is_office)


def _apart(found: _Found, whole: set[str]) -> Iterator[_Found]:
    """Part "A and the B", where A or B is a name of its own elsewhere."""
    left, _, right = found.name.partition(" and ")
    right = _without_lead(right)
    if right and (_folded(left) in whole or _folded(right) in whole):
        if _KIND_AT_END.search(left):
            yield _Found(left, None, found.is_office)
        yield _Found(right, found.short, found.is_office)
    else:
        yield found


def _without_lead(name: str) -> str:
    """A name without the small or the capital article, and without what belongs to the sentence before it."""
    name = _HEAD.sub("", name)
    words = name.split()
    while words and words[0].casefold() in _GENERIC | {"and", "of", "for", "with", "in", "on", "to"}:
        words = words[1:]
    return " ".join(words) if len(words) > 1 or (words and words[0] in ("Cabinet", "Council")) else ""


def _folded(name: str) -> str:
    words = [token.folded for token in tokens(name) if token.text and token.folded not in ('"', "-", ".")]
    return " ".join(words[1:] if words[:1] == ["the"] else words)


def _is_part_of_a_longer(key: str, first: Mapping[str, _Found], counts: Mapping[str, int]) -> bool:
    """Whether the name is the end of one that is used more, as "Corporate Parenting Board" of a council's own."""
    longer = [other for other in first if other != key and other.endswith(f" {key}")]
    return any(counts[other] >= counts[key] or first[other].short for other in longer)


def _type(name: str, types: BodyTypes) -> str | None:
    """The type of the register whose name has the most words of this one, and lacks none that tells."""
    own = frozenset(_words(name))
    best: tuple[int, int, str] | None = None
    for at, kind in enumerate(types.body_types):
        for form in _forms(kind.name):
            wanted = frozenset(_words(form))
            if wanted and wanted <= own and (best is None or len(wanted) > best[0]):
                best = (len(wanted), -at, kind.slug)
    return best[2] if best else None


def _forms(name: str) -> Iterator[str]:
    """The names that "A or B" stands for: each side alone where it has two words, and the whole with either word."""
    if " or " not in name:
        yield name
        return
    yield from (side for side in name.split(" or ") if len(side.split()) > 1)
    yield re.sub(r"(\w+) or (\w+)", r"\2", name)


def _words(name: str) -> tuple[str, ...]:
    return tuple(
        stem for stem in stems(token.folded for token in tokens(name)) if stem not in STOP_WORDS and stem != "local"
    )


def _value(name: str, short: str | None, kind: str | None, ids: set[str]) -> dict[str, Suggested]:
    slug = "-".join(re.findall(r"[a-z0-9]+", (short or name).casefold().replace("'", "").replace("’", "")))[:60]
    number = 2
    unique = slug
    while unique in ids:
        unique = f"{slug}-{number}"
        number += 1
    value: dict[str, Suggested] = {"id": unique, "name": name}
    if short:
        value["abbreviation"] = short
    if kind:
        value["type"] = kind
    return value


def _reason(found: _Found, count: int, short: str | None, kind: str | None) -> str:
    what = "an office" if found.is_office else "a body"
    times = "once" if count == 1 else f"{count} times"
    parts = [f"named as {what} {times}"]
    if short:
        parts.append(f"with the abbreviation {short}")
    if kind:
        parts.append("its type is a guess from the name")
    return ", ".join(parts)
