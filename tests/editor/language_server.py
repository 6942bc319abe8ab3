"""What an editor tells while one types: the schemas of this project in the YAML language server, over LSP.

Not among the tests of `make test`, since it needs Node. `make test-editor` installs the server and runs it.
"""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
SERVER = ROOT / ".cache" / "editor" / "node_modules" / "yaml-language-server" / "bin" / "yaml-language-server"
SETTINGS = {"yaml": {"validate": True, "completion": True, "hover": True, "schemaStore": {"enable": False}}}


class Editor:
    """An editor with the project open, as far as the server sees one."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.process = subprocess.Popen(
            ["node", SERVER, "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self.count = 0
        self.diagnostics: dict[str, list[Any]] = {}
        capabilities = {
            "workspace": {"configuration": True, "workspaceFolders": True},
            "textDocument": {"completion": {"completionItem": {"documentationFormat": ["markdown"]}}},
        }
        folders = [{"uri": folder.as_uri(), "name": "project"}]
        about = {"processId": os.getpid(), "rootUri": folder.as_uri(), "capabilities": capabilities}
        self.ask("initialize", {**about, "workspaceFolders": folders})
        self.tell("initialized", {})
        self.tell("workspace/didChangeConfiguration", {"settings": SETTINGS})

    def open(self, name: str, text: str) -> str:
        uri = (self.folder / name).as_uri()
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self.tell("textDocument/didOpen", {"textDocument": document})
        return uri

    def faults(self, uri: str) -> list[Any]:
        """Wait for what the server says of a file."""
        while uri not in self.diagnostics:
            self.take(self.receive())
        return self.diagnostics.pop(uri)

    def ask(self, method: str, parameters: Any) -> Any:
        self.count += 1
        self.send({"id": self.count, "method": method, "params": parameters})
        while True:
            message = self.receive()
            if message.get("id") == self.count and "method" not in message:
                assert "error" not in message, message["error"]
                return message["result"]
            self.take(message)

    def at(self, what: str, uri: str, line: int, column: int) -> Any:
        position = {"line": line, "character": column}
        return self.ask(f"textDocument/{what}", {"textDocument": {"uri": uri}, "position": position})

    def tell(self, method: str, parameters: Any) -> None:
        self.send({"method": method, "params": parameters})

    def take(self, message: dict[str, Any]) -> None:
        """Answer what the server asks, and keep what it tells."""
        if message.get("method") == "workspace/configuration":
            asked = message["params"]["items"]
            answer = [SETTINGS.get(item.get("section", ""), {}) for item in asked]
            self.send({"id": message["id"], "result": answer})
        elif message.get("method") == "textDocument/publishDiagnostics":
            self.diagnostics[message["params"]["uri"]] = message["params"]["diagnostics"]
        elif "id" in message and "method" in message:
            self.send({"id": message["id"], "result": None})

    def send(self, message: dict[str, Any]) -> None:
        assert self.process.stdin
        content = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(content) + content)
        self.process.stdin.flush()

    def receive(self) -> dict[str, Any]:
        assert self.process.stdout
        length = 0
        while (line := self.process.stdout.readline().strip()) or not length:
            assert line or self.process.poll() is None, "the server has ended"
            if line.lower().startswith(b"content-length:"):
                length = int(line.partition(b":")[2])
        return json.loads(self.process.stdout.read(length))


@pytest.fixture
def editor(tmp_path: Path) -> Iterator[Editor]:
    """An editor in a copy of the files that people edit."""
    for name in ("protocols", "site_config/schema", "site_config/registers"):
        shutil.copytree(ROOT / name, tmp_path / name)
    made = Editor(tmp_path)
    yield made
    made.process.kill()
    made.process.wait()


def example() -> str:
    return (ROOT / "protocols" / "_example.yml").read_text(encoding="utf-8")


def place(text: str, words: str) -> tuple[int, int]:
    """Line and column, from 0, at which the words end."""
    before = text[: text.index(words) + len(words)]
    return before.count("\n"), len(before) - before.rfind("\n") - 1


def changed(old: str, new: str) -> str:
    assert example().count(old) == 1
    return example().replace(old, new)


FILES = [
    *sorted(path.relative_to(ROOT).as_posix() for path in ROOT.glob("protocols/*.yml")),
    *sorted(path.relative_to(ROOT).as_posix() for path in ROOT.glob("site_config/registers/*.yml")),
]


@pytest.mark.parametrize("name", FILES)
def test_nothing_is_underlined_in_a_file_without_faults(name: str, editor: Editor):
    uri = editor.open(name, (ROOT / name).read_text(encoding="utf-8"))

    assert editor.faults(uri) == []


def test_the_slugs_of_topics_are_offered_with_their_titles(editor: Editor):
    text = changed("topics: [childs-voice]", "topics: [child]")
    uri = editor.open("protocols/new.yml", text)
    editor.faults(uri)

    found = editor.at("completion", uri, *place(text, "topics: [child"))["items"]

    offered = {item["label"]: item.get("documentation") for item in found}
    assert {"childs-voice", "childrens-homes", "child-sexual-exploitation"} <= set(offered)
    assert offered["childs-voice"] == "Child's voice"


def test_keys_are_offered_with_their_description(editor: Editor):
    text = changed("        no_flow: Keeping a list; nothing is given to anybody.\n", "        no\n")
    uri = editor.open("protocols/new.yml", text)
    editor.faults(uri)

    found = editor.at("completion", uri, *place(text, "\n        no"))["items"]

    offered = {item["label"]: item for item in found}
    assert {"no_flow", "not_law", "notes"} <= set(offered)
    assert offered["no_flow"]["documentation"]


def test_a_key_is_explained_when_the_pointer_rests_on_it(editor: Editor):
    uri = editor.open("protocols/new.yml", example())
    editor.faults(uri)
    schema = json.loads((ROOT / "site_config/schema/protocol.schema.json").read_text(encoding="utf-8"))
    line, column = place(example(), "\nstatus")

    told = editor.at("hover", uri, line, column - 2)["contents"]["value"]

    plain = told.replace("\\", "").replace("&nbsp;", " ")
    assert schema["properties"]["status"]["description"].split(".")[0] in plain


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("topics: [childs-voice]", "topics: [childs-voyce]", "childs-voyce"),
        ("status: approved", "status: aproved", "aproved"),
        ("dated_stated: 12 March 2024", "dated_statet: 12 March 2024", "dated_statet"),
        ('label: "3.1"', "label: 3.1", "3.1"),
        ("kind: safeguarding-and-corporate-parenting", "kind: [safeguarding]", "[safeguarding]"),
    ],
    ids=["topic", "status", "key", "number", "list"],
)
def test_a_fault_is_underlined_at_its_place(old: str, new: str, words: str, editor: Editor):
    text = changed(old, new)
    line, end = place(text, new[: new.index(words) + len(words)])

    uri = editor.open("protocols/new.yml", text)

    spans = [fault["range"] for fault in editor.faults(uri)]
    underlined = {
        "start": {"line": line, "character": end - len(words)},
        "end": {"line": line, "character": end},
    }
    assert spans
    assert all(span == underlined for span in spans)
