"""What Word's styles say of a paragraph: heading, title, contents, bold, hidden, numbered."""

import re
from dataclasses import dataclass

from generator.importing.archive import Element
from generator.importing.word_names import W, number, on, value

_HEADING = re.compile(r"heading\s*([1-9])", re.IGNORECASE)
_MOST_PARENTS = 20


@dataclass(frozen=True, slots=True)
class Style:
    """How a paragraph looks. `outline` is the level of a heading from 1, 0 for none."""

    name: str = ""
    outline: int = 0
    is_title: bool = False
    is_contents: bool = False
    bold: bool = False
    size: float = 0
    breaks_page: bool = False
    list_name: str | None = None
    list_depth: int | None = None
    chain: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Look:
    """How a run of letters looks."""

    bold: bool
    hidden: bool
    size: float


class WordStyles:
    """The styles of a document."""

    def __init__(self, root: Element | None) -> None:
        styles = root.findall(f"{W}style") if root is not None else []
        self._styles = {value(style, "styleId") or "": style for style in styles}
        self._default = next(
            (
                value(style, "styleId")
                for style in styles
                if value(style, "type") == "paragraph" and on(style, "default")
            ),
            None,
        )
        size = number(root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}sz")) if root is not None else None
        self._size = (size or 20) / 2
        self._known: dict[str, Style] = {}

    def of(self, paragraph: Element) -> Style:
        """Give the style of a paragraph, with what the paragraph itself sets."""
        properties = paragraph.find(f"{W}pPr")
        mark = properties.find(f"{W}pStyle") if properties is not None else None
        name = value(mark, "val") if mark is not None else self._default
        style = self._style(name or "")
        if properties is None:
            return style
        outline = number(properties.find(f"{W}outlineLvl"))
        breaks = properties.find(f"{W}pageBreakBefore")
        return Style(
            style.name,
            style.outline if outline is None else (outline + 1 if outline < 9 else 0),
            style.is_title,
            style.is_contents,
            style.bold,
            style.size,
            on(breaks, default=True) if breaks is not None else False,
            style.list_name,
            style.list_depth,
            style.chain,
        )

    def run(self, properties: Element | None, *, bold: bool) -> Look:
        """Give how a run looks in a paragraph that is bold or not."""
        if properties is None:
            return Look(bold, hidden=False, size=0)
        hidden, size = False, 0.0
        mark = properties.find(f"{W}rStyle")
        chain = self._chain(value(mark, "val") or "") if mark is not None else []
        for source in [*(style.find(f"{W}rPr") for style in reversed(chain)), properties]:
            if source is None:
                continue
            weight, vanish = source.find(f"{W}b"), source.find(f"{W}vanish")
            bold = on(weight, default=True) if weight is not None else bold
            hidden = on(vanish, default=True) if vanish is not None else hidden
            half_points = number(source.find(f"{W}sz"))
            size = half_points / 2 if half_points else size
        return Look(bold, hidden, size)

    def _chain(self, name: str) -> list[Element]:
        """A style and those that it is based on, nearest first."""
        found: list[Element] = []
        while name in self._styles and len(found) < _MOST_PARENTS:
            style = self._styles[name]
            if style in found:
                break
            found.append(style)
            parent = style.find(f"{W}basedOn")
            name = (value(parent, "val") or "") if parent is not None else ""
        return found

    def _style(self, style_id: str) -> Style:
        if style_id not in self._known:
            self._known[style_id] = self._read(style_id)
        return self._known[style_id]

    def _read(self, style_id: str) -> Style:
        names: list[str] = []
        outline: int | None = None
        bold: bool | None = None
        size: float | None = None
        list_name: str | None = None
        list_depth: int | None = None
        chain = self._chain(style_id)
        for style in chain:
            title = style.find(f"{W}name")
            name = (value(title, "val") or "") if title is not None else ""
            names.append(name)
            level = number(style.find(f"{W}pPr/{W}outlineLvl"))
            heading = _HEADING.fullmatch(name.strip())
            if outline is None and heading:
                outline = int(heading[1])
            elif outline is None and level is not None:
                outline = level + 1 if level < 9 else 0
            weight = style.find(f"{W}rPr/{W}b")
            bold = on(weight, default=True) if bold is None and weight is not None else bold
            half_points = number(style.find(f"{W}rPr/{W}sz"))
            size = half_points / 2 if size is None and half_points else size
            listed = style.find(f"{W}pPr/{W}numPr")
            if list_name is None and listed is not None:
                mark = listed.find(f"{W}numId")
                list_name = value(mark, "val") if mark is not None else None
                list_depth = number(listed.find(f"{W}ilvl"))
        own = names[0].lower() if names else style_id.lower()
        contents = any(
            re.match(r"(toc\b|contents heading|table of (?:figures|contents))", name.lower()) for name in names
        )
        is_title = any(name.lower() in ("title", "document title", "cover title") for name in names)
        ids = tuple(value(style, "styleId") or "" for style in chain) or (style_id,)
        if not chain and (found := _HEADING.fullmatch(style_id)):
            outline = int(found[1])
        return Style(
            own, 0 if contents else outline or 0, is_title or own == "title", contents, bool(bold), size or self._size,
            breaks_page=False, list_name=list_name, list_depth=list_depth, chain=ids,
        )  # fmt: skip
