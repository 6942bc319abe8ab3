"""A protocol file with everything mended that can be without a loss."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from generator.diagnostics import Diagnostic, KeyPath
from generator.mending import folding, order, renamed, space, stamps, syntax, values
from generator.mending.state import Fix, Proposal, State, is_proven
from generator.model.protocol import Protocol
from generator.source.decoding import decoded
from generator.source.edits import acceptable

_Mender = Callable[[State], Iterable[Proposal]]

_ROUNDS = 100
_OPENING: tuple[_Mender, ...] = (space.tabs, syntax.missing_spaces, syntax.unquoted)
_VALUES: tuple[_Mender, ...] = (values.numbers, values.curly_quotes, values.cut_texts, space.accents)
_LAYOUT: tuple[_Mender, ...] = (space.line_ends, order.modeline, order.key_order, folding.long_lines)


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What somebody has read again: remarks by their key paths (or all of them), and the source."""

    remarks: frozenset[KeyPath] = frozenset()
    all_remarks: bool = False
    source: bool = False


NOTHING = Confirmed()


@dataclass(frozen=True, slots=True)
class Mended:
    """A file before and after, and what was mended, in the order of the lines.

    `raw` is the file after. `outdated` are the remarks that wait for somebody to read them again; `source_changed`
    says that the checksum waits for the same.
    """

    file: str
    before: bytes
    raw: bytes
    fixes: tuple[Fix, ...]
    outdated: tuple[stamps.Outdated, ...]
    source_changed: bool

    @property
    def is_changed(self) -> bool:
        """Whether the file is not as it was."""
        return self.raw != self.before


def mended(
    raw: bytes,
    *,
    file: str,
    slug: str,
    source: str | None = None,
    confirmed: Confirmed = NOTHING,
    before: Protocol | None = None,
) -> Mended:
    """Mend a protocol file as changes to its text; every other byte stays as it is.

    After each change the file is read again. A change after which it says anything but what it said before, and what
    was meant to change, is not made. Mending twice is mending once. A file that is not UTF-8 stays as it is.
    `before` is what the file held at an earlier time: ids that it had are kept where it is certain what bears them now.
    """
    text = decoded(raw, file=file)
    if isinstance(text, Diagnostic) or any("\ud800" <= letter <= "\udfff" for letter in text):
        return Mended(file, raw, raw, (), (), source_changed=False)
    fixes = list(_of_the_file(raw))
    state = State(text, file, slug, source)
    for _ in range(_ROUNDS):
        last = state
        state = _settled(state, _OPENING, fixes)
        if not space.has_tabs_before_lines(state):
            for menders in (_VALUES, _LAYOUT, (stamps.missing_stamps,), _of_what_was(before)):
                state = _settled(state, menders, fixes)
            state = _settled(state, _confirmed(state, confirmed), fixes)
        if state.text == last.text:
            break
    told = sorted(dict.fromkeys(fixes), key=lambda fix: fix.line)
    return Mended(
        file,
        raw,
        state.text.encode(),
        tuple(told),
        stamps.outdated_stamps(state),
        source_changed=stamps.checksum(state) is not None,
    )


def _of_the_file(raw: bytes) -> Iterable[Fix]:
    if raw.startswith(b"\xef\xbb\xbf"):
        yield Fix(1, "the invisible mark at the beginning of the file taken away", "formatting")
    if b"\r" in raw:
        yield Fix(1, "the ends of the lines made those of all other files", "formatting")
    if not raw.endswith((b"\n", b"\r")):
        yield Fix(raw.count(b"\n") + 1, "the last line ended", "formatting")


def _of_what_was(before: Protocol | None) -> Sequence[_Mender]:
    return (lambda now: renamed.former_ids(now, before),) if before else ()


def _confirmed(state: State, confirmed: Confirmed) -> Sequence[_Mender]:
    remarks = confirmed.remarks
    if confirmed.all_remarks:
        remarks = frozenset(each.path for each in stamps.outdated_stamps(state))
    menders: list[_Mender] = [lambda now: stamps.renewed_stamps(now, remarks)]
    return [*menders, stamps.renewed_checksum] if confirmed.source else menders


def _settled(state: State, menders: Iterable[_Mender], fixes: list[Fix]) -> State:
    """Let each mender work until it has nothing more to propose that proves good."""
    for mender in menders:
        for _ in range(_ROUNDS):
            good = _good(state, tuple(mender(state)))
            if not good:
                break
            state = state.after([edit for proposal in good for edit in proposal.edits])
            fixes.extend(proposal.fix for proposal in good)
    return state


def _good(state: State, proposals: tuple[Proposal, ...]) -> tuple[Proposal, ...]:
    if not proposals:
        return ()
    return acceptable(proposals, lambda some: is_proven(state, some))
