import json
import re
from collections.abc import Mapping
from typing import Any

import pytest

from generator.exporting import search_index
from generator.exporting.search_index import search_files
from generator.views.findings import Findings
from generator.views.search_entries import searchable
from tests.fixtures.corpora import corpus
from tests.fixtures.many import many
from tests.fixtures.real import real_corpus, real_site

CALL = re.compile(r'lpSearch\("([0-9a-f]{12})",("[^"]*"),(.*)\);\n', re.DOTALL)


def files_of(site: Findings) -> Mapping[str, bytes]:
    return dict(search_files(searchable(site), site.corpus.registers))


def data_of(files: Mapping[str, bytes]) -> dict[str, Any]:
    found = {}
    for path, content in files.items():
        call = CALL.fullmatch(content.decode())
        assert call, path
        assert json.loads(call[2]) == path.removeprefix("search/").removesuffix(".js")
        found[json.loads(call[2])] = json.loads(call[3])
    return found


def whole(data: dict[str, Any], name: str) -> list[Any]:
    """Give all parts of a kind, one after the other, each checked to begin with what the first script says."""
    found: list[Any] = []
    for number, head in enumerate(data["index"][name]):
        part = data[f"{name}-{number}"]
        if isinstance(part, dict):
            assert next(iter(part)) == head
            found += part.items()
        else:
            assert len(found) == head
            found += part
    return found


@pytest.mark.parametrize("size", [1, 500, 32_000])
def test_the_parts_together_are_the_index(monkeypatch: pytest.MonkeyPatch, size: int):
    monkeypatch.setattr(search_index, "PART_SIZE", size)
    found = searchable(real_site().findings)
    data = data_of(files_of(real_site().findings))

    words = {form: form[:stem] if isinstance(stem, int) else stem for form, stem in whole(data, "words")}
    where = {}
    for key, (steps, impacts) in whole(data, "where"):
        each = impacts if isinstance(impacts, list) else [impacts] * len(steps)
        where[key] = [(sum(steps[: i + 1]), impact) for i, impact in enumerate(each)]
    assert words == dict(found.index.stems)
    assert where == {key: [(p.document, p.impact) for p in each] for key, each in found.index.postings.items()}
    assert [entry[3] for entry in whole(data, "what")] == [entry.shown.text for entry in found.entries]


def test_all_parts_carry_one_version_and_another_text_has_another():
    def versions(text: str) -> set[str]:
        made = corpus(f"sections: [{{id: one, heading: {text}, topics: [childs-voice]}}]\n")
        return {content.decode()[10:22] for content in files_of(Findings(made)).values()}

    assert len(versions("Voice")) == 1
    assert versions("Voice") == versions("Voice") != versions("Voices")


SAYS = """
sections:
  - id: one
    clauses:
      - {{id: {id}, text: {text}, topics: [childs-voice]}}
"""


def test_a_protocol_that_says_it_in_words_of_its_own_has_them_in_a_script_of_its_own():
    texts = (("first", "The Panel meets."), ("other", "The Ambridge Corporate Parenting Panel meets."))
    data = data_of(files_of(Findings(corpus(*(SAYS.format(id=each, text=text) for each, text in texts)))))

    (entry,) = (entry for entry in whole(data, "what") if entry[3] == "The Panel meets.")
    assert entry[6:] == ["protocols/{p}/#{id}", [0], [["first", [0], []], ["other", [], [1]]]]
    assert data["said/borchester"] == {
        "clause/other": ["opening lines", "", "", "The Ambridge Corporate Parenting Panel meets.", "", []]
    }


def test_every_place_of_many_protocols_has_words():
    data = data_of(files_of(Findings(many(real_corpus(), 12))))

    sources = data["index"]["sources"]
    assert len(sources) == 14
    for *_, places in whole(data, "what"):
        for identifier, same, others in places:
            assert same or others
            for number in others:
                said = data[f"said/{sources[number][0]}"]
                assert any(key.split("/")[1] == identifier for key in said)


def test_a_text_that_would_end_a_script_or_a_string_stays_data():
    attack = "</script><script>hit()</script> \"');hit();//"
    made = corpus(f"sections: [{{id: one, heading: {json.dumps(attack)}, topics: [childs-voice]}}]\n")

    data = data_of(files_of(Findings(made)))
    assert any(entry[1] == attack for entry in whole(data, "what"))
