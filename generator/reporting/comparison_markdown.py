"""Two protocols set against each other, in Markdown."""

from collections.abc import Iterator, Sequence

from generator.reporting.comparison_text import fact_words, said_of, silence_words
from generator.reporting.markdown import plain_markdown
from generator.views.compared import Compared, said_lines
from generator.views.pair import BothSpeak, OneSpeaks
from generator.views.redline import Piece


def as_markdown(found: Compared) -> str:
    """Give the comparison, what is left out in `<del>` and what is added in `<ins>`. No text of a file acts in it."""
    shown = found.shown
    names = shown.left.words, shown.right.words
    lines = [f"# {_plain(' and '.join(names))}", "", _plain(shown.lead)]
    if shown.facts:
        lines += ["", f"| | {_plain(names[0])} | {_plain(names[1])} |", "| --- | --- | --- |"]
        for row in shown.facts:
            said = (fact_words(fact) for fact in (row.left, row.right))
            lines.append("| " + " | ".join(_plain(words) for words in (row.term, *said)) + " |")
    for group in shown.groups:
        lines += ["", f"## {_plain(group.title)}"]
        for topic in group.topics:
            lines += _both(names, topic)
    for only in shown.only:
        lines += ["", f"## {_plain(only.title)}"]
        for one in only.topics:
            lines += _one(one)
    if shown.neither:
        lines += ["", "## Topics on which neither speaks", ""]
        for neither in shown.neither:
            states = "; ".join(f"{each.chosen.name}: {silence_words(each)}" for each in neither.silences)
            lines.append(f"- **{_plain(neither.topic.words)}.** {_plain(states)}")
    return "\n".join(lines) + "\n"


def _both(names: Sequence[str], topic: BothSpeak) -> Iterator[str]:
    yield from ("", f"### {_plain(topic.title)}", "")
    for name, passages in zip(names, (topic.left, topic.right), strict=True):
        yield f"- {_plain(name)}: {_plain('; '.join(passage.place.words for passage in passages))}"
    view = topic.redline
    if view.is_reworded:
        for name, words in zip(names, (view.left_text, view.right_text), strict=True):
            yield from ("", f"**{_plain(name)}:**", "", f"> {_lines(words)}")
    else:
        marked = "".join(_marked(piece) for piece in view.pieces) if not view.is_same else _lines(view.left_text)
        yield from ("", f"> {marked}")
    for sentence in said_of(view, topic.moved):
        yield from ("", _plain(sentence))


def _one(topic: OneSpeaks) -> Iterator[str]:
    yield from ("", f"### {_plain(topic.title)}")
    for passage in topic.passages:
        yield from ("", f"{_plain(passage.place.words)}:", "")
        said = (
            f"**{_plain(head)}** {_lines(words)}" if head else _lines(words) for _, head, words in said_lines(passage)
        )
        yield f"> {'<br>'.join(said)}"
    yield from ("", _plain(f"{topic.silence.chosen.name}: {silence_words(topic.silence)}"))


def _marked(piece: Piece) -> str:
    if piece.change is None or piece.kept:
        return _lines(piece.shown)
    deleted = f"<del>{_lines(piece.left)}</del>" if piece.left else ""
    inserted = f"<ins>{_lines(piece.right)}</ins>" if piece.right else ""
    return " ".join(each for each in (deleted, inserted) if each)


def _lines(text: str) -> str:
    return "<br>".join(_plain(line) for line in text.split("\n"))


def _plain(text: str) -> str:
    return plain_markdown(text)
