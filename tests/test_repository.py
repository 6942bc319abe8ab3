import os
from datetime import date
from pathlib import Path

import pytest

from generator.diagnostics import Diagnostic, Position, Severity
from generator.repository import is_project, load_corpus, load_registers
from tests.fixtures.projects import PROTOCOL, project

DAY = date(2026, 11, 22)
FORM = "the name of the file must be small letters, digits and single hyphens"


def told(root: Path) -> list[tuple[str, str]]:
    return [(found.file, found.rule) for found in load_corpus(root, as_of=DAY).diagnostics]


def test_a_whole_project_gives_a_corpus_with_the_place_of_everything(tmp_path: Path) -> None:
    loaded = load_corpus(project(tmp_path), as_of=DAY)

    assert loaded.diagnostics == ()
    assert loaded.protocol_files == ("protocols/ambridge.yml",)
    assert loaded.corpus is not None
    assert [protocol.slug for protocol in loaded.corpus.protocols] == ["ambridge"]
    assert loaded.corpus.as_of == DAY
    file = loaded.corpus.files["ambridge"]
    assert (file.path, file.source_path) == ("protocols/ambridge.yml", "protocols/sources/ambridge.txt")
    assert file.source_text == "The Board meets.\n"
    assert file.position_of(("title",)) == Position(1, 8)
    assert file.position_of(("title",), 2) == Position(1, 10)
    assert loaded.corpus.register_files["body-types"].path == "site_config/registers/body-types.yml"
    assert loaded.corpus.register_files["site"].position_of(("name",)) == Position(1, 7)


def test_protocols_come_in_the_order_of_their_names_whatever_the_disk_says(tmp_path: Path) -> None:
    names = ["zeal", "b", "a-b", "a", "9"]
    root = project(tmp_path, {f"protocols/{name}.yml": PROTOCOL for name in names})

    corpus = load_corpus(root, as_of=DAY).corpus

    assert corpus is not None
    assert [protocol.slug for protocol in corpus.protocols] == ["9", "a", "a-b", "ambridge", "b", "zeal"]


def test_a_source_is_read_to_the_byte(tmp_path: Path) -> None:
    raw = "\ufeffThe Board\r\nmeets\r.\n\n".encode()
    root = project(tmp_path, {"protocols/sources/ambridge.txt": raw})

    corpus = load_corpus(root, as_of=DAY).corpus

    assert corpus is not None
    assert (corpus.files["ambridge"].source_text or "").encode() == raw


def test_a_broken_protocol_hides_neither_the_faults_of_others_nor_the_sound_ones(tmp_path: Path) -> None:
    broken = {"protocols/broken.yml": "title: [", "protocols/other.yml": PROTOCOL.replace("status: approved\n", "")}

    loaded = load_corpus(project(tmp_path, broken), as_of=DAY)

    assert [(d.file, d.rule) for d in loaded.diagnostics] == [
        ("protocols/broken.yml", "unclosed-bracket"),
        ("protocols/other.yml", "missing-key"),
    ]
    assert loaded.corpus is not None
    assert list(loaded.corpus.files) == ["ambridge"]
    assert len(loaded.protocol_files) == 3


def test_a_broken_register_leaves_no_corpus_and_hides_no_fault_of_a_protocol(tmp_path: Path) -> None:
    root = project(
        tmp_path,
        {
            "site_config/registers/kinds.yml": "kinds: 3\n",
            "site_config/registers/terms.yml": None,
            "site_config/site.yml": None,
            "protocols/other.yml": PROTOCOL.replace("status: approved", "status: nearly"),
        },
    )

    loaded = load_corpus(root, as_of=DAY)

    assert loaded.corpus is None
    assert [(d.file, d.rule) for d in loaded.diagnostics] == [
        ("protocols/other.yml", "unknown-value"),
        ("site_config/registers/kinds.yml", "schema"),
        ("site_config/registers/terms.yml", "missing-file"),
        ("site_config/site.yml", "missing-file"),
    ]


def test_registers_can_be_read_alone(tmp_path: Path) -> None:
    root = project(tmp_path, {"protocols/broken.yml": "title: ["})

    registers, found = load_registers(root)

    assert found == ()
    assert registers is not None
    assert "childs-voice" in registers.topics.by_slug


@pytest.mark.parametrize(
    ("name", "message", "hint"),
    [
        ("Isle of Wight.yml", FORM, "rename it: isle-of-wight.yml"),
        ("a--b.yml", FORM, "rename it: a-b.yml"),
        ("é.yml", FORM, "rename it, such as: isle-of-wight.yml"),
        ("other.yaml", "the name of the file must end in '.yml', found '.yaml'", "rename it: other.yml"),
        ("other.yml.txt", "the name of the file must end in '.yml', found '.txt'", "rename it: other.yml"),
        ("other.yml.yml", "the name of the file must end in '.yml', found '.yml'", "rename it: other.yml"),
        ("other", "the name of the file must end in '.yml', found no ending", "rename it: other.yml"),
        ("Other.YML", "the name of the file must end in '.yml', found '.YML'", "rename it: other.yml"),
        (f"{'a' * 81}.yml", "the name may have 80 characters, found 81", "choose a shorter one"),
    ],
)  # fmt: skip
def test_a_file_name_that_is_no_address_is_told(tmp_path: Path, name: str, message: str, hint: str) -> None:
    root = project(tmp_path, {f"protocols/{name}": PROTOCOL})

    assert load_corpus(root, as_of=DAY).diagnostics == (
        Diagnostic(f"protocols/{name}", None, message, "wrong-file-name", hint),
    )


def test_names_that_differ_only_in_capitals_are_told_once(tmp_path: Path) -> None:
    root = project(tmp_path, {"protocols/Ambridge.yml": PROTOCOL})

    found = load_corpus(root, as_of=DAY).diagnostics

    assert [(d.file, d.rule, d.message) for d in found] == [
        (
            "protocols/Ambridge.yml",
            "alike-file-names",
            "the file names 'Ambridge.yml' and 'ambridge.yml' differ only in capitals",
        )
    ]


def test_files_that_are_no_protocols_are_passed_over(tmp_path: Path) -> None:
    others = [
        "_example.yml",
        "_example.yml.txt",
        "LICENCE",
        ".ambridge.yml.swp",
        "ambridge.yml~",
        "README.md",
        ".hidden.yml",
        "notes.txt",
    ]
    root = project(tmp_path, {f"protocols/{name}": "not: [yaml" for name in others})

    assert told(root) == []


def test_a_file_with_an_underscore_is_read_when_it_is_asked_for(tmp_path: Path) -> None:
    root = project(tmp_path, {"protocols/_example.yml": "title: ["})

    loaded = load_corpus(root, as_of=DAY, also={"protocols/_example.yml"})

    assert [(d.file, d.rule) for d in loaded.diagnostics] == [("protocols/_example.yml", "unclosed-bracket")]


def test_a_link_that_leaves_the_project_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.yml").write_text(PROTOCOL)
    (tmp_path / "secret.txt").write_text("secret")
    root = project(tmp_path / "project", {"protocols/sources/ambridge.txt": None})
    (root / "protocols" / "linked.yml").symlink_to(tmp_path / "secret.yml")
    (root / "protocols" / "sources").mkdir(exist_ok=True)
    (root / "protocols" / "sources" / "ambridge.txt").symlink_to(tmp_path / "secret.txt")

    loaded = load_corpus(root, as_of=DAY)

    assert [(d.file, d.rule) for d in loaded.diagnostics] == [
        ("protocols/ambridge.yml", "link-out-of-project"),
        ("protocols/linked.yml", "link-out-of-project"),
    ]
    assert loaded.corpus is not None
    assert loaded.corpus.files["ambridge"].source_text is None


def test_a_folder_of_the_project_that_is_a_link_out_of_it_is_not_followed(tmp_path: Path) -> None:
    elsewhere = project(tmp_path / "elsewhere")
    root = project(tmp_path / "project", {"protocols/ambridge.yml": None, "protocols/sources/ambridge.txt": None})
    (root / "protocols").symlink_to(elsewhere / "protocols")

    assert told(root) == [("protocols/ambridge.yml", "link-out-of-project")]


def test_a_link_inside_the_project_is_followed(tmp_path: Path) -> None:
    root = project(tmp_path, {"drafts/ambridge.yml": PROTOCOL, "protocols/ambridge.yml": None})
    (root / "protocols" / "ambridge.yml").symlink_to("../drafts/ambridge.yml")

    assert told(root) == []


def test_what_cannot_be_read_is_told_for_what_it_is(tmp_path: Path) -> None:
    root = project(tmp_path)
    (root / "protocols" / "folder.yml").mkdir()
    (root / "protocols" / "circle.yml").symlink_to("circle.yml")
    (root / "protocols" / "nowhere.yml").symlink_to("gone.yml")
    os.mkfifo(root / "protocols" / "pipe.yml")
    with (root / "protocols" / "huge.yml").open("wb") as file:
        file.truncate(10**12)

    assert told(root) == [
        ("protocols/circle.yml", "unreadable-file"),
        ("protocols/folder.yml", "no-file"),
        ("protocols/huge.yml", "file-too-large"),
        ("protocols/nowhere.yml", "missing-file"),
        ("protocols/pipe.yml", "no-file"),
    ]


def test_a_file_that_may_not_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    root = project(tmp_path)
    monkeypatch.setattr(Path, "read_bytes", refuse)

    assert set(load_corpus(root, as_of=DAY).diagnostics) >= {
        Diagnostic(
            "protocols/ambridge.yml",
            None,
            "the file cannot be read: permission denied",
            "unreadable-file",
            "may you read the file?",
        )
    }


@pytest.mark.parametrize("file", ["../site_config/site.yml", "/etc/passwd", "sources/../../x", "C:/x", "a\\\\b", "./x"])
def test_a_source_outside_of_its_folder_is_refused(tmp_path: Path, file: str) -> None:
    root = project(tmp_path, {"protocols/ambridge.yml": PROTOCOL.replace("sources/ambridge.txt", f'"{file}"')})

    found = load_corpus(root, as_of=DAY).diagnostics

    assert [(d.position, d.rule, d.path) for d in found] == [(Position(7, 9), "source-outside", ("source", "file"))]


def test_a_source_that_is_not_there_is_told_with_the_nearest_name(tmp_path: Path) -> None:
    root = project(tmp_path, {"protocols/ambridge.yml": PROTOCOL.replace("sources/ambridge", "sources/ambrige")})

    assert load_corpus(root, as_of=DAY).diagnostics == (
        Diagnostic(
            "protocols/ambridge.yml",
            Position(7, 9),
            "there is no file 'protocols/sources/ambrige.txt'",
            "missing-source",
            "did you mean 'sources/ambridge.txt'?",
            path=("source", "file"),
        ),
    )


def test_a_source_that_is_not_utf_8_is_told_at_its_byte(tmp_path: Path) -> None:
    root = project(tmp_path, {"protocols/sources/ambridge.txt": "The\nCafé \n".encode() + b"a\x92b"})

    assert load_corpus(root, as_of=DAY).diagnostics == (
        Diagnostic(
            "protocols/sources/ambridge.txt",
            Position(3, 2),
            "expected UTF-8, found the byte 92",
            "not-utf-8",
            "save the file as UTF-8",
        ),
    )


def test_a_source_in_utf_16_is_told_as_what_it_is(tmp_path: Path) -> None:
    root = project(tmp_path, {"protocols/sources/ambridge.txt": "The Board meets.\n".encode("utf-16")})

    assert [(d.message, d.rule) for d in load_corpus(root, as_of=DAY).diagnostics] == [
        ("expected UTF-8, found UTF-16", "not-utf-8")
    ]


def test_a_value_that_is_an_error_is_not_told_once_more_for_its_quotes(tmp_path: Path) -> None:
    curly = PROTOCOL.replace("topics: [childs-voice]", "topics: [“childs-voice”]")

    loaded = load_corpus(project(tmp_path, {"protocols/ambridge.yml": curly}), as_of=DAY)

    assert [(d.rule, d.hint) for d in loaded.diagnostics] == [("wrong-form", "did you mean 'childs-voice'?")]


def test_a_register_of_another_name_is_told_and_one_with_another_ending_is_not_missing_too(tmp_path: Path) -> None:
    root = project(tmp_path, {"site_config/registers/topic.yml": "x: 1\n"})
    (root / "site_config" / "registers" / "terms.yml").rename(root / "site_config" / "registers" / "terms.yaml")

    found = load_corpus(root, as_of=DAY).diagnostics

    assert [(d.file, d.rule, d.severity, d.hint) for d in found] == [
        ("site_config/registers/terms.yaml", "wrong-file-name", Severity.ERROR, "rename it: terms.yml"),
        ("site_config/registers/topic.yml", "unknown-file", Severity.WARNING, "did you mean 'topics.yml'?"),
    ]


def test_an_unchanged_file_is_not_read_as_yaml_again(tmp_path: Path) -> None:
    root = project(tmp_path)
    first, again = load_corpus(root, as_of=DAY).corpus, load_corpus(root, as_of=DAY).corpus

    assert first is not None
    assert again is not None
    assert first.protocols[0] is again.protocols[0]


def test_a_project_has_both_its_folders(tmp_path: Path) -> None:
    assert is_project(project(tmp_path / "a"))
    assert not is_project(tmp_path)
