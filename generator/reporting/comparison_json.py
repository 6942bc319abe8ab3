"""Two protocols set against each other, as JSON for whoever works on with it."""

import json
from collections.abc import Mapping

from generator.views.compared import Compared, ComparedTopic, said_lines
from generator.views.pair import BothSpeak
from generator.views.said import PassageView
from generator.views.topic import SilentView

VERSION = 1
"""Counts up when a key is renamed, is taken away or changes its meaning; not when one is added."""


def as_json(found: Compared) -> str:
    """Give one object in ASCII: segments and relation of each topic on which both speak, and what else stands alone."""
    by_slug = {each.topic: each for each in found.topics}
    shown = found.shown
    report = {
        "version": VERSION,
        "left": {"slug": found.left, "name": shown.left.words},
        "right": {"slug": found.right, "name": shown.right.words},
        "both": [_both(topic, by_slug[topic.slug]) for group in shown.groups for topic in group.topics],
        "only": [
            {
                "speaks": found.left if only.anchor == "_only-first" else found.right,
                "topic": topic.slug,
                "title": topic.title,
                "passages": [_passage(passage) for passage in topic.passages],
                "silence": _silence(topic.silence),
            }
            for only in shown.only
            for topic in only.topics
        ],
        "neither": [
            {"topic": topic.slug, "title": topic.topic.words, "silences": [_silence(each) for each in topic.silences]}
            for topic in shown.neither
        ],
    }
    return json.dumps(report, indent=1) + "\n"


def _both(topic: BothSpeak, found: ComparedTopic) -> Mapping[str, object]:
    return {
        "topic": topic.slug,
        "title": topic.title,
        "left": [_passage(passage) for passage in topic.left],
        "right": [_passage(passage) for passage in topic.right],
        "segments": [
            {"kind": segment.kind.value, "left": segment.left, "right": segment.right} for segment in found.segments
        ],
        "relation": {
            "kind": found.relation.kind.value,
            "only_left": found.relation.only_left,
            "only_right": found.relation.only_right,
            "forms": found.relation.forms,
            "words": topic.redline.relation,
        },
        "moved": topic.moved or None,
    }


def _passage(passage: PassageView) -> Mapping[str, object]:
    return {
        "place": passage.place.words,
        "lines": [{"depth": depth, "before": head, "text": text} for depth, head, text in said_lines(passage)],
    }


def _silence(silence: SilentView) -> Mapping[str, object]:
    return {
        "protocol": silence.chosen.slug,
        "state": silence.state,
        "clause": silence.clause.words if silence.clause else None,
        "checked": silence.checked or None,
        "note": silence.note or None,
    }
