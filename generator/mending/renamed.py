"""Ids that a file had before, kept under `was` at what bears them now."""

from collections.abc import Iterator, Sequence
from copy import deepcopy

from generator.analysis.changes import is_same_source
from generator.analysis.vanished import renamed
from generator.diagnostics import KeyPath
from generator.mending.state import Change, Fix, Proposal, State
from generator.model.protocol import Protocol
from generator.schema.fields import entity_at, keys_of
from generator.source.document import Value
from generator.source.edits import Edit
from generator.source.layout import with_entry, with_key
from generator.source.writing import bracketed, inline


def former_ids(state: State, before: Protocol) -> Iterator[Proposal]:
    """Write former ids where there is no doubt which section, clause or body bears them now.

    Of a file with faults nothing is taken for certain, nor of one that held another source before. Where a list of
    former ids stands there already, it grows by one at a time.
    """
    if state.layout is None or state.protocol is None or state.errors or not is_same_source(before, state.protocol):
        return
    for path, names in renamed(before, state.protocol).items():
        has_list = (*path, "was") in state.layout.values
        written = names[:1] if has_list else names
        if edit := _edit(state, path, written, has_list=has_list):
            words = f"{' and '.join(repr(name) for name in written)} kept under 'was'"
            fix = Fix(state.document.position_of((*path, "id")).line, words, "vanished-id")
            yield Proposal(fix, (edit,), _added(path, written))


def _edit(state: State, path: KeyPath, names: Sequence[str], *, has_list: bool) -> Edit | None:
    assert state.layout is not None
    if has_list:
        return with_entry(state.layout, (*path, "was"), (inline(names[0], in_brackets=True),))
    entity = entity_at(Protocol, path)
    order = tuple(keys_of(entity)) if entity else ()
    return with_key(state.layout, path, "was", (f"was: {bracketed(names)}",), order)


def _added(path: KeyPath, names: Sequence[str]) -> Change:
    def change(data: Value) -> Value:
        whole = deepcopy(data)
        block: Value = whole
        for step in path:
            block = block[step]  # type: ignore[index]
        assert isinstance(block, dict)
        present = block.get("was")
        block["was"] = [*(present if isinstance(present, list) else ()), *names]
        return whole

    return change
