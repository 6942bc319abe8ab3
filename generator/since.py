"""What the files change against an earlier commit."""

from datetime import date
from pathlib import Path

from generator.analysis.vanished import vanished_bodies, vanished_ids
from generator.checks.vanished import successors
from generator.history import changed_files, read_earlier
from generator.model.settings import Settings
from generator.repository import PROTOCOLS, REGISTER_FOLDER, load_settings, read_tree
from generator.states import state_of
from generator.views.since import SinceView
from generator.views.since import since as compare_states


def since(root: Path, revision: str, *, as_of: date) -> SinceView:
    """Say what the files change against those at an earlier commit (see `generator.history.read_earlier`).

    Files that cannot be read, then or now, are named, and the others are told all the same.

    Raises:
        NoHistoryError: there is no Git, or no repository.
        NoSuchRevisionError: there is no such commit.
    """
    earlier = read_earlier(root, revision)
    now = {
        f"{folder}/{path}": content
        for folder in (PROTOCOLS, REGISTER_FOLDER)
        for path, content in read_tree(root, folder)[0].items()
    }
    before, after = state_of(earlier.files), state_of(now)
    heirs = successors(before.protocols, after.protocols)
    return compare_states(
        before,
        after,
        revision=earlier.id,
        day=earlier.day,
        files=changed_files(root, earlier.id),
        vanished=[
            (heirs[slug].slug, name)
            for slug in sorted(heirs)
            for vanished in (vanished_ids, vanished_bodies)
            for name in vanished(before.protocols[slug], heirs[slug])
        ],
        settings=load_settings(root) or Settings(name=root.name, purpose=root.name),
        as_of=as_of,
    )
