from pathlib import Path

import pytest

from generator.cli.run import run
from tests.fixtures.projects import project
from tests.importing import one_document as one


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return project(tmp_path / "project")


def command(root: Path, *arguments: str) -> int:
    kind = [] if arguments[0] == "check" or "--kind" in arguments else ["--kind", "joint"]
    return run([arguments[0], "--root", str(root), "--today", "2026-11-22", *kind, *arguments[1:]])


def errors(root: Path, capsys: pytest.CaptureFixture[str], path: str) -> list[str]:
    capsys.readouterr()
    command(root, "check", str(root / path))
    return [line for line in capsys.readouterr().out.splitlines() if ": error: " in line]


@pytest.fixture
def word(tmp_path: Path) -> Path:
    place = tmp_path / "received.docx"
    place.write_bytes(one.as_word())
    return place


def test_an_import_writes_a_file_and_its_source_in_which_only_the_editors_work_is_left(
    root: Path, word: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = command(root, "import", str(word), "--slug", "ambridge-2024")

    said = capsys.readouterr()
    assert code == 0
    assert said.out == "protocols/ambridge-2024.yml: written\nprotocols/sources/ambridge-2024.txt: written\n"
    assert "5 sections, 15 clauses, 1 table, 0 footnotes; every word of the document is in the draft" in said.err
    assert "protocols check protocols/ambridge-2024.yml" in said.err
    left_to_do = ("[flow-missing]", "[uncited-law]", "[personal-data]")
    found = errors(root, capsys, "protocols/ambridge-2024.yml")
    assert [line for line in found if not line.endswith(left_to_do)] == []


def test_the_name_is_that_of_the_document_where_it_begins_with_a_council(root: Path, tmp_path: Path) -> None:
    place = tmp_path / "Ambridge 2024 (final).txt"
    place.write_text(one.as_text(), encoding="utf-8")

    assert command(root, "import", str(place)) == 0
    assert (root / "protocols/ambridge-2024-final.yml").is_file()


def test_nothing_is_ever_overwritten(root: Path, word: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (root / "protocols/ambridge.yml").read_bytes()

    assert command(root, "import", str(word), "--slug", "ambridge") == 1
    assert "there is a file 'protocols/ambridge.yml' already; nothing was written" in capsys.readouterr().err
    assert (root / "protocols/ambridge.yml").read_bytes() == before


def test_a_source_that_is_there_is_not_overwritten_either(root: Path, word: Path) -> None:
    (root / "protocols/sources/ambridge-2.txt").write_text("Kept.\n", encoding="utf-8")

    assert command(root, "import", str(word), "--slug", "ambridge-2") == 1
    assert command(root, "new", "ambridge-2") == 1
    assert not (root / "protocols/ambridge-2.yml").exists()
    assert (root / "protocols/sources/ambridge-2.txt").read_text(encoding="utf-8") == "Kept.\n"


def test_a_document_that_cannot_be_read_is_told_in_one_sentence(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = tmp_path / "ambridge-2.docx"
    place.write_bytes(b"PK\x03\x04 broken")

    assert command(root, "import", str(place)) == 1
    assert capsys.readouterr().err == (
        "ambridge-2.docx: the file is damaged; nothing was written\n    hint: ask for it again, or save it anew\n"
    )
    assert not (root / "protocols/ambridge-2.yml").exists()


def test_words_that_turn_the_terminal_are_shown_as_escapes(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = tmp_path / "ambridge-2.html"
    place.write_text("<h1>A protocol</h1><p>Text.<p hidden>evil \x1b[2J words", encoding="utf-8")

    assert command(root, "import", str(place)) == 0
    said = capsys.readouterr().err
    assert "\x1b" not in said
    assert "  - hidden words, not taken over: evil [2J words" in said


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("new", "Ambridge 2"), "did you mean 'ambridge-2'?"),
        (("new", "felpersham"), "no council of the register has the name 'felpersham'"),
        (("new", "ambridge-2", "--authority", "ambrige"), "did you mean 'ambridge'?"),
        (("new", "ambridge-2", "--authority", "x"), "  - slug: x\n    name: X\n    type: unitary\n"),
        (("new", "ambridge-2", "--kind", "joined"), "did you mean 'joint'?"),
        (("import", "nowhere.docx", "--slug", "ambridge-2"), "there is no file 'nowhere.docx'"),
        (("import", "/", "--slug", "ambridge-2"), "is a folder; name the document"),
    ],
)
def test_a_wrong_use_is_told_with_what_was_meant(
    root: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], said: str
) -> None:
    assert command(root, *arguments) == 2
    assert said in capsys.readouterr().err
    assert not (root / "protocols/ambridge-2.yml").exists()


def test_a_title_of_ones_own_making_is_refused(root: Path, word: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command(root, "import", str(word), "--slug", "ambridge-2", "--title", "My protocol") == 1
    assert "the words 'My protocol' do not stand at the beginning of the document" in capsys.readouterr().err


@pytest.mark.parametrize("title", [None, 'A: "title" # of - its own', "x" * 300 + " " + "y" * 40])
def test_a_new_file_passes_the_check_and_answers_every_topic_with_not_yet_transcribed(
    root: Path, capsys: pytest.CaptureFixture[str], title: str | None
) -> None:
    code = command(root, "new", "ambridge-2", *(("--title", title) if title else ()))

    text = (root / "protocols/ambridge-2.yml").read_text(encoding="utf-8")
    assert code == 0
    assert text.startswith("# yaml-language-server: $schema=../site_config/schema/protocol.schema.json\n")
    assert text.count("state: not-yet-transcribed}") == text.count("  - {topic: ") > 0
    assert errors(root, capsys, "protocols/ambridge-2.yml") == []
