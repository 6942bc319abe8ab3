"""Two protocols set against each other, as a page of its own."""

import html
from collections.abc import Iterable, Iterator, Sequence

from generator.reporting.comparison_text import fact_words, said_of, silence_words
from generator.views.compared import Compared, said_lines
from generator.views.pair import BothSpeak, OneSpeaks
from generator.views.redline import Piece
from generator.views.said import PassageView

_STYLE = """
:root { color-scheme: light dark; }
body { max-width: 62rem; margin: 0 auto; padding: 1rem; font: 1.0625rem/1.55 system-ui, sans-serif; }
h2 { margin-top: 2.5rem; border-top: 1px solid; padding-top: 1rem; }
table { border-collapse: collapse; } th, td { padding: .375rem .75rem; text-align: left; vertical-align: top; }
tr { border-bottom: 1px solid; } caption { text-align: left; font-weight: bold; }
.words { font: 1.125rem/1.6 Georgia, serif; white-space: pre-line; border-left: 3px solid; padding-left: 1rem; }
.pair { display: grid; gap: 1rem 2rem; } @media (min-width: 45em) { .pair { grid-template-columns: 1fr 1fr; } }
ins, del { padding: 0 .125em; } del { color: light-dark(#8a1c00, #ffb59e); text-decoration: line-through; }
ins { color: light-dark(#1a2f9c, #b4c5ff); text-decoration: underline; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.topic { break-inside: avoid; }
"""


def as_html(found: Compared) -> str:
    """Give a page that needs nothing beside it: no script, nothing loaded from elsewhere, every text escaped."""
    shown = found.shown
    names = shown.left.words, shown.right.words
    title = _text(" and ".join(names))
    body = [f"<h1>{title}</h1>", *([f"<p>{_text(shown.lead)}</p>"] if shown.lead else [])]
    if shown.facts:
        heads = "".join(f'<th scope="col">{_text(head)}</th>' for head in ("What", *names))
        body += ["<table><caption>At a glance</caption>", f"<thead><tr>{heads}</tr></thead><tbody>"]
        for row in shown.facts:
            said = (fact_words(fact) for fact in (row.left, row.right))
            cells = "".join(f"<td>{_text(words)}</td>" for words in said)
            body.append(f'<tr><th scope="row">{_text(row.term)}</th>{cells}</tr>')
        body.append("</tbody></table>")
    for group in shown.groups:
        body.append(f"<h2>{_text(group.title)}</h2>")
        for topic in group.topics:
            body += _both(names, topic)
    for only in shown.only:
        body.append(f"<h2>{_text(only.title)}</h2>")
        for one in only.topics:
            body += _one(one)
    if shown.neither:
        body += ["<h2>Topics on which neither speaks</h2>", "<ul>"]
        for neither in shown.neither:
            states = "; ".join(f"{each.chosen.name}: {silence_words(each)}" for each in neither.silences)
            body.append(f"<li>{_text(neither.topic.words)}. {_text(states)}</li>")
        body.append("</ul>")
    return _page(title, body)


def _page(title: str, body: Iterable[str]) -> str:
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    head = [
        "<!doctype html>",
        '<html lang="en-GB"><head><meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{title}</title><style>{_STYLE}</style></head><body><main>",
    ]
    return "\n".join([*head, *body, "</main></body></html>"]) + "\n"


def _both(names: Sequence[str], topic: BothSpeak) -> Iterator[str]:
    yield f'<section class="topic" id="{_text(topic.slug)}"><h3>{_text(topic.title)}</h3>'
    view = topic.redline
    if view.is_reworded:
        yield '<div class="pair">'
    for name, passages, words in zip(names, (topic.left, topic.right), (view.left_text, view.right_text), strict=True):
        whole = f'<p class="words">{_text(words)}</p>' if view.is_reworded else ""
        yield f"<div><p><strong>{_text(name)}:</strong> {_places(passages)}</p>{whole}</div>"
    if view.is_reworded:
        yield "</div>"
    elif view.is_same:
        yield f'<p class="words">{_text(view.left_text)}</p>'
    else:
        yield f"<p>{_text(view.head)}: {_text(view.legend)}.</p>"
        yield f'<p class="words">{"".join(_marked(piece) for piece in view.pieces)}</p>'
    for sentence in said_of(view, topic.moved):
        yield f"<p>{_text(sentence)}</p>"
    yield "</section>"


def _one(topic: OneSpeaks) -> Iterator[str]:
    yield f'<section class="topic" id="{_text(topic.slug)}"><h3>{_text(topic.title)}</h3>'
    for passage in topic.passages:
        yield f"<p>{_text(passage.place.words)}</p>"
        said = (
            (f"<strong>{_text(head)}</strong> " if head else "") + _text(words)
            for _, head, words in said_lines(passage)
        )
        yield f'<p class="words">{"<br>".join(said)}</p>'
    yield f"<p>{_text(f'{topic.silence.chosen.name}: {silence_words(topic.silence)}')}</p></section>"


def _places(passages: Iterable[PassageView]) -> str:
    return _text("; ".join(passage.place.words for passage in passages))


def _marked(piece: Piece) -> str:
    if piece.change is None or piece.kept:
        return _text(piece.shown)
    marks = ("del", "deleted", piece.left), ("ins", "inserted", piece.right)
    return "".join(
        f'<{tag}><span class="unseen">[{verb}: </span>{_text(words)}<span class="unseen"> end {verb}] </span></{tag}>'
        for tag, verb, words in marks
        if words
    )


def _text(text: str) -> str:
    return html.escape(text, quote=True)
