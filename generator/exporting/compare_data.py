"""What the page of any two protocols is made from in the browser, beside the page itself: a file for each protocol.

The file is JSON. The same stands in a script that calls `lpCompare(slug, data)`, since a page that is read from a disk
may run a script beside it and may fetch nothing. The data are lists in the order of the fields of the views written
here. A link is [words, address], or words alone where it leads nowhere; addresses are as on the page on which a reader
chooses.
"""

from collections.abc import Mapping
from functools import partial

from pydantic_core import to_json

from generator.analysis.names import body_keys
from generator.exporting.made import MadeFiles, Make
from generator.model.protocol import Protocol
from generator.views import urls
from generator.views.clause import CitationView, FlowView, NoteView
from generator.views.findings import Findings
from generator.views.one_side import OnTopic, one_side
from generator.views.page import Here, Link
from generator.views.said import PassageView, SaidView, texts
from generator.views.site import SiteMap
from generator.views.topic import SilentView
from generator.views.words import Run, RunKind


def compare_files(site: SiteMap) -> Mapping[str, bytes]:
    """Give the files by their paths in the site, each made when it is asked for."""
    made: dict[str, Make] = {}
    for protocol in site.corpus.protocols:
        made[urls.comparison_data(protocol.slug)] = partial(_file, site, protocol)
        made[urls.comparison_script(protocol.slug)] = partial(_script, site, protocol)
    return MadeFiles(made)


def _file(site: SiteMap, protocol: Protocol) -> bytes:
    return _data(site, protocol) + b"\n"


def _script(site: SiteMap, protocol: Protocol) -> bytes:
    return b'lpCompare("%s",%s);\n' % (protocol.slug.encode(), _data(site, protocol))


def _data(site: SiteMap, protocol: Protocol) -> bytes:
    """Give the data as JSON, made from what the built pages of pairs show, once for both files."""
    here = site.at(urls.comparison("a", "b"))
    return site.findings.shown(here, lambda: to_json(_own(site.findings, protocol, here)), "data", protocol.slug)


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
    said = [text for passage in found.passages for text in texts(passage.said)]
    text = [] if "\n".join(said) == found.text else [found.text]
    return [found.place, list(found.headings), [_passage(each) for each in found.passages], *text]


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
    plain = run.kind is RunKind.PLAIN or run.href is None
    return run.words if plain else [run.words, run.kind.value, _from_above(run.href or "")]


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
    return [link.words, _from_above(link.href)] if link.href else link.words


def _from_above(href: str) -> str:
    """Give the way that leads from a page of two protocols as it is from the page two folders above it."""
    return href.removeprefix("../../")
