"""Scripts and style as browsers get them: without what is there for those who write them, joined where that saves."""

from collections.abc import Mapping
from types import MappingProxyType

from rcssmin import cssmin
from rjsmin import jsmin

FOLDER = "assets/"

JOINED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"assets/comparison.js": ("redline", "relation", "side-by-side", "compare")}
)
"""A script that several are joined to, in the order in which they run."""

_ALSO_ALONE = ("compare",)
"""Joined scripts that other pages load by themselves."""


def published(written: Mapping[str, bytes]) -> dict[str, bytes]:
    """Give the files that are published for those that are written by hand, by their paths; only assets/ differs."""
    found = dict(written)
    for joined, names in JOINED.items():
        paths = [f"{FOLDER}{name}.js" for name in names]
        if all(path in written for path in paths):
            found[joined] = b"".join(written[path] for path in paths)
            for path in set(paths) - {f"{FOLDER}{name}.js" for name in _ALSO_ALONE}:
                del found[path]
    return {path: _small(path, content) for path, content in found.items()}


def _small(path: str, content: bytes) -> bytes:
    if not path.startswith(FOLDER):
        return content
    if path.endswith(".js"):
        return f"{jsmin(content.decode())}\n".encode()
    if path.endswith(".css"):
        return f"{cssmin(content.decode())}\n".encode()
    return content
