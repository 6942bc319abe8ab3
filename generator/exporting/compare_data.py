"""What the page of any two protocols is made from in the browser: a script for each protocol, and one for all.

Scripts and not JSON, since a page that is read from a disk may load a script beside it and may fetch nothing. Each
calls `lpCompare(name, data)`, data being plain JSON: lists in the order of the fields of the views written here.
A link is [words, address], or words alone where it leads nowhere. Addresses are as on the page of a pair, two folders
down, so that both are made from the same views.
"""

import json
from collections.abc import Iterator

from generator.analysis.names import body_keys
from generator.model.protocol import Protocol
from generator.model.registers import Registers
from generator.views import urls
from generator.views.clause import CitationView, FlowView, NoteView
from generator.views.findings import Findings
from generator.views.one_side import OnTopic, one_side
from generator.views.page import Here, Link
from generator.views.said import PassageView, SaidView
from generator.views.site import SiteMap
from generator.views.topic import SilentView
from generator.views.words import Run, RunKind

_PAIR = urls.comparison("a", "b")


def compare_files(site: SiteMap) -> Iterator[tuple[str, bytes]]:
    """Give the scripts by their paths in the site."""
    here = site.at(_PAIR)
    yield urls.comparison_index(), _script("", _shared(site.corpus.registers, here))
    for protocol in site.corpus.protocols:
        yield urls.comparison_data(protocol.slug), _script(protocol.slug, _own(site.findings, protocol, here))


def _shared(registers: Registers, here: Here) -> object:
    instruments = sorted(registers.instruments.instruments, key=lambda each: (each.title.casefold(), each.slug))
    return {
        "groups": [[group.slug, group.title] for group in registers.topics.groups],
        "topics": [
            [topic.slug, topic.title, topic.group, topic.question, here.to(urls.topic(topic.slug))]
            for topic in registers.topics.topics
        ],
        "kinds": {slug: list(kind.topic_groups) for slug, kind in registers.kinds.by_slug.items()},
        "matters": [[each.slug, each.title, here.to(urls.matter(each.slug))] for each in registers.matters.matters],
        "laws": [[each.slug, each.title, here.to(urls.instrument(each.slug))] for each in instruments],
        "terms": {term.slug: term.meaning for term in registers.terms.terms},
    }


def _own(findings: Findings, protocol: Protocol, here: Here) -> object:
    side = one_side(findings, protocol, here)
    return {
        "name": side.name,
        "document": _link(side.document),
        "kind": protocol.kind,
        "pages": [other.slug for other in findings.compared_with(protocol)],
        "names": list(body_keys(protocol, findings.corpus.registers.body_types).items()),
        "facts": [[term, [_link(link) for link in fact.links], fact.remark] for term, fact in side.facts.items()],
        "topics": {topic: _on_topic(words) for topic, words in side.topics.items()},
        "silences": {topic: _silence(silence) for topic, silence in side.silences.items()},
        "duties": {
            matter: [[_link(duty.clause), _flow(duty.flow)] for duty in stated]
            for matter, stated in side.duties.items()
        },
        "laws": {
            law: [[each.words, _link(each.clause), each.gone] for each in cited] for law, cited in side.laws.items()
        },
    }


def _on_topic(found: OnTopic) -> object:
    """Give the words; as one text only where they are not the texts of the passages, one a line."""
    said = [text for passage in found.passages for text in _texts(passage.said)]
    text = [] if "\n".join(said) == found.text else [found.text]
    return [found.place, list(found.headings), [_passage(each) for each in found.passages], *text]


def _texts(said: SaidView) -> Iterator[str]:
    table = [*said.table.columns, *(cell for row in said.table.rows for cell in row)] if said.table else []
    below = [text for each in said.below for text in _texts(each)]
    for text in (_plain(said.text), *table, *below, _plain(said.text_after)):
        if text:
            yield text


def _plain(runs: tuple[Run, ...]) -> str:
    return "".join(run.words for run in runs)


def _passage(view: PassageView) -> object:
    return [
        _said(view.said),
        _link(view.place),
        view.left_out,
        [_flow(flow) for flow in view.flows],
        [_citation(citation) for citation in view.citations],
        [_note(note) for note in view.notes],
        [_note(note) for note in view.as_printed],
    ]


def _said(view: SaidView) -> object:
    table = [[list(view.table.columns), [list(row) for row in view.table.rows]]] if view.table else []
    return [
        view.label,
        view.heading,
        view.run_in,
        [_run(run) for run in view.text],
        [_said(each) for each in view.below],
        [_run(run) for run in view.text_after],
        *table,
    ]


def _run(run: Run) -> object:
    return run.words if run.kind is RunKind.PLAIN or run.href is None else [run.words, run.kind.value, run.href]


def _flow(view: FlowView) -> object:
    return [
        _link(view.reporter) if view.reporter else "",
        _link(view.matter),
        [_link(receiver) for receiver in view.receivers],
        int(view.any_of),
        view.how_often,
        view.timing,
        view.condition,
        view.content,
        view.words,
    ]


def _citation(view: CitationView) -> object:
    return [_link(view.law), view.provision, int(view.named)]


def _note(view: NoteView) -> object:
    return [view.kind, view.title, view.quote or "", view.text]


def _silence(view: SilentView) -> object:
    return [view.state, _link(view.clause) if view.clause else "", view.checked, view.note]


def _link(link: Link) -> object:
    return [link.words, link.href] if link.href else link.words


def _script(name: str, data: object) -> bytes:
    return f"lpCompare({_json(name)},{_json(data)});\n".encode()


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
