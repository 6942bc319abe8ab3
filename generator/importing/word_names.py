"""The names in Word's XML."""

from generator.importing.archive import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

_OFF = ("0", "false", "off", "none")


def local(element: Element) -> str:
    """The name of an element without its namespace; empty for a comment."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def value(element: Element, name: str) -> str | None:
    """An attribute of Word's own."""
    found = element.get(f"{W}{name}")
    return None if found is None else str(found)


def on(element: Element, name: str = "val", *, default: bool = False) -> bool:
    """Whether a switch is on; a switch that is there without a value counts as `default`."""
    found = value(element, name)
    return default if found is None else found.lower() not in _OFF


def number(element: Element | None, name: str = "val") -> int | None:
    """A whole number in an attribute; None where there is none."""
    if element is None:
        return None
    try:
        return int(value(element, name) or "")
    except ValueError:
        return None
