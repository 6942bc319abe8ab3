"""Files by their path, each made when it is asked for, and not kept."""

from collections.abc import Callable, Iterator, Mapping

Make = Callable[[], bytes]


class MadeFiles(Mapping[str, bytes]):
    """Files by path. Whoever goes through them has one at a time in memory."""

    def __init__(self, makers: Mapping[str, Make]) -> None:
        """Take over what makes each file."""
        self._makers = makers

    def __getitem__(self, path: str) -> bytes:
        return self._makers[path]()

    def __iter__(self) -> Iterator[str]:
        return iter(self._makers)

    def __len__(self) -> int:
        return len(self._makers)

    def __contains__(self, path: object) -> bool:
        return path in self._makers


def ready(content: bytes) -> Make:
    """Give what makes a file that is there already."""
    return lambda: content
