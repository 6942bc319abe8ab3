"""Names of things that outlast a move of the site, and addresses for readers who are elsewhere."""

from functools import lru_cache
from uuid import NAMESPACE_URL, UUID, uuid5

from generator.model.settings import Settings


def urn(key: str, settings: Settings) -> str:
    """Give the lasting name of a thing, as RFC 4122 has it: the same for one key in one project, wherever it is shown.

    It hangs on the repository, or where none is set on the name of the site; not on the address, which may change.
    """
    return uuid5(_project(settings.repository or settings.name), key).urn


def absolute(address: str, settings: Settings) -> str | None:
    """Give the full address of a page; None where the settings do not say where the site is published."""
    return settings.address + address if settings.address else None


@lru_cache(maxsize=1)
def _project(name: str) -> UUID:
    return uuid5(NAMESPACE_URL, name)
