from hashlib import sha256

from generator.checks.fidelity import source_changed
from tests.fixtures.corpora import HEAD, corpus

SOURCE = "A protocol\nWords.\n"
RIGHT = HEAD.replace("0" * 64, sha256(SOURCE.encode()).hexdigest())
TEXT = "sections: [{id: one, text: Words.}]"


def test_a_source_of_which_only_the_ends_of_the_lines_have_changed_is_told_so() -> None:
    found = list(source_changed.diagnostics(corpus(TEXT, head=RIGHT, sources=(SOURCE.replace("\n", "\r\n"),))))

    assert [(each.message, each.hint) for each in found] == [
        (
            "the checksum of protocols/sources/ambridge.txt is not the one given here: "
            "the ends of its lines have changed, and nothing else",
            "save it with line ends as they were (LF, as in Unix), or get it from Git again",
        )
    ]


def test_a_source_of_which_a_word_has_changed_is_not_said_to_differ_in_the_ends_of_its_lines() -> None:
    changed = SOURCE.replace("\n", "\r\n").replace("Words", "Word")

    (found,) = source_changed.diagnostics(corpus(TEXT, head=RIGHT, sources=(changed,)))

    assert found.message == "the checksum of protocols/sources/ambridge.txt is not the one given here"
