"""Word's automatic numbering: which label Word prints before a paragraph."""

from dataclasses import dataclass

from generator.importing.archive import Element
from generator.importing.numbering import Counter, Level
from generator.importing.word_names import W, number, on, value
from generator.importing.word_styles import Style

_DEPTHS = 9


@dataclass(frozen=True, slots=True)
class Numbered:
    """The label of a paragraph in a list, and how deep it stands, from 0."""

    label: str
    depth: int
    is_bullet: bool


class WordLists:
    """The lists of a document. Paragraphs must be asked for in their order: the counting goes on."""

    def __init__(self, root: Element | None) -> None:
        found = root if root is not None else ()
        self._abstract = {value(each, "abstractNumId"): each for each in found if each.tag == f"{W}abstractNum"}
        self._lists = {value(each, "numId"): each for each in found if each.tag == f"{W}num"}
        self._counters: dict[str, Counter] = {}
        self._started: set[tuple[str, int]] = set()

    def numbered(self, paragraph: Element, style: Style) -> Numbered | None:
        """Count a paragraph in its list, and give its label; None where it is in none."""
        own = paragraph.find(f"{W}pPr/{W}numPr")
        name, depth = style.list_name, style.list_depth
        if own is not None:
            mark = own.find(f"{W}numId")
            name = value(mark, "val") if mark is not None else name
            at = number(own.find(f"{W}ilvl"))
            depth = at if at is not None else (0 if mark is not None else depth)
        if not name or name == "0" or name not in self._lists:
            return None
        abstract_id, abstract = self._definition(name)
        if abstract is None:
            return None
        if depth is None or own is None:
            depth = self._depth_of_style(abstract, style, depth)
        depth = min(max(depth, 0), _DEPTHS - 1)
        counter = self._counter(name, abstract_id, abstract)
        start = self._start_override(name, depth)
        label = counter.next(depth, start=start)
        is_bullet = counter.levels[depth].is_bullet
        return Numbered("" if is_bullet else label, depth, is_bullet)

    def _definition(self, name: str) -> tuple[str, Element | None]:
        seen: set[str] = set()
        while name in self._lists and name not in seen:
            seen.add(name)
            mark = self._lists[name].find(f"{W}abstractNumId")
            abstract_id = value(mark, "val") if mark is not None else None
            abstract = self._abstract.get(abstract_id)
            if abstract is None:
                return "", None
            link = abstract.find(f"{W}numStyleLink")
            if link is None:
                return abstract_id or "", abstract
            linked = value(link, "val")
            for other_id, other in self._abstract.items():
                owner = other.find(f"{W}styleLink")
                if owner is not None and value(owner, "val") == linked:
                    return other_id or "", other
            return abstract_id or "", abstract
        return "", None

    def _depth_of_style(self, abstract: Element, style: Style, depth: int | None) -> int:
        for level in abstract.findall(f"{W}lvl"):
            linked = level.find(f"{W}pStyle")
            if linked is not None and value(linked, "val") in style.chain[:1]:
                return number(level, "ilvl") or 0
        return depth or 0

    def _counter(self, name: str, abstract_id: str, abstract: Element) -> Counter:
        """The counter of a list. Lists of one definition count on together, unless their levels differ."""
        overrides = {
            number(each, "ilvl") or 0: level
            for each in self._lists[name].findall(f"{W}lvlOverride")
            if (level := each.find(f"{W}lvl")) is not None
        }
        key = f"{abstract_id}/{name}" if overrides else abstract_id
        if key not in self._counters:
            levels = {number(level, "ilvl") or 0: level for level in abstract.findall(f"{W}lvl")} | overrides
            self._counters[key] = Counter([_level(levels.get(depth), depth) for depth in range(_DEPTHS)])
        return self._counters[key]

    def _start_override(self, name: str, depth: int) -> int | None:
        """The number with which a list begins anew, the first time that it is used at this depth."""
        if (name, depth) in self._started:
            return None
        self._started.add((name, depth))
        for each in self._lists[name].findall(f"{W}lvlOverride"):
            if (number(each, "ilvl") or 0) == depth:
                return number(each.find(f"{W}startOverride"))
        return None


def _level(level: Element | None, depth: int) -> Level:
    if level is None:
        return Level("decimal", f"%{depth + 1}.")
    form, text = level.find(f"{W}numFmt"), level.find(f"{W}lvlText")
    start = number(level.find(f"{W}start"))
    legal = level.find(f"{W}isLgl")
    return Level(
        form=(value(form, "val") or "decimal") if form is not None else "decimal",
        pattern=(value(text, "val") or "") if text is not None else "",
        start=1 if start is None else start,
        legal=legal is not None and on(legal, default=True),
        restarts_after=number(level.find(f"{W}lvlRestart")),
    )
