"""What the workflows of .github/ may do, and what is made of an artefact that anybody may have written."""

import io
import json
import os
import re
import shlex
import subprocess
import sys
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.analysis.change import Change, ChangeKind, Nature
from generator.reporting.changes_report import as_markdown
from generator.views.page import Here
from generator.views.since import SinceView, ToldChange, ToldNature, ToldSubject
from tests.fixtures.real import real_corpus

ROOT = Path(__file__).parents[1]
GITHUB = ROOT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
HOSTILE_VALUES = re.compile(
    r"github\.(head_ref|event\.(?!pull_request\.number\b|workflow_run\.(id|html_url|head_sha|head_repository\.id)\b))"
)


def load(path: Path) -> dict[str, Any]:
    # As text: YAML 1.1 takes the key `on` for a truth.
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


def steps(workflow: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for job in workflow["jobs"].values():
        yield from job["steps"]


def each_workflow(argument: str = "path") -> pytest.MarkDecorator:
    return pytest.mark.parametrize(argument, WORKFLOWS, ids=lambda path: path.stem)


def test_there_are_the_four_workflows_that_the_guides_speak_of():
    assert [path.name for path in WORKFLOWS] == ["ci.yml", "comment.yml", "pages.yml", "pull-request.yml"]


@each_workflow()
def test_every_action_is_pinned_to_a_commit_and_says_its_version(path: Path):
    lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines() if "uses:" in line]
    unpinned = [
        line for line in lines if not re.fullmatch(r"(- )?uses: [\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line)
    ]

    assert unpinned == []


def test_an_action_has_one_version_in_all_workflows():
    used = {step["uses"] for path in WORKFLOWS for step in steps(load(path)) if "uses" in step}

    assert len({action.partition("@")[0] for action in used}) == len(used)


@each_workflow()
def test_a_workflow_says_what_it_may_do_and_may_not_write_unless_one_job_must(path: Path):
    workflow = load(path)

    assert workflow["permissions"] in ({"contents": "read"}, {})
    assert all(job.get("timeout-minutes") for job in workflow["jobs"].values())


def test_a_pull_request_is_checked_against_its_base_which_is_there():
    (checkout, *rest) = steps(load(GITHUB / "workflows" / "pull-request.yml"))
    checks = [line for step in rest for line in step.get("run", "").split("\n") if "protocols check" in line]

    assert checkout["with"]["fetch-depth"].startswith("0")
    assert len(checks) == 3
    assert [line for line in checks if "protocols check --since HEAD^1 " not in line] == []


def test_only_these_jobs_may_write():
    writing = {
        (path.stem, name, right)
        for path in WORKFLOWS
        for name, job in load(path)["jobs"].items()
        for right, extent in job.get("permissions", {}).items()
        if extent != "read"
    }

    assert writing == {
        ("comment", "comment", "pull-requests"),
        ("pages", "deploy", "pages"),
        ("pages", "deploy", "id-token"),
    }


@each_workflow()
def test_no_workflow_runs_a_pull_request_with_the_rights_of_the_project(path: Path):
    workflow = load(path)

    assert "pull_request_target" not in workflow["on"]
    if "pull_request" in workflow["on"]:
        assert "secrets." not in path.read_text(encoding="utf-8")
        assert all(not job.get("permissions") for job in workflow["jobs"].values())


@each_workflow()
def test_nothing_that_somebody_typed_becomes_part_of_a_program(path: Path):
    assert [step["run"] for step in steps(load(path)) if "${{" in step.get("run", "")] == []
    assert [step["if"] for step in steps(load(path)) if HOSTILE_VALUES.search(step.get("if", ""))] == []


@each_workflow()
def test_no_key_stays_in_what_is_checked_out(path: Path):
    checkouts = [step for step in steps(load(path)) if step.get("uses", "").startswith("actions/checkout@")]

    assert [step for step in checkouts if step["with"]["persist-credentials"] != "false"] == []


def test_the_comment_is_written_by_one_step_that_fetches_and_runs_nothing_of_the_pull_request():
    (step,) = steps(load(GITHUB / "workflows" / "comment.yml"))

    assert "uses" not in step
    assert step["shell"] == "python"


def test_the_comment_follows_the_workflow_that_runs_on_pull_requests():
    followed = load(GITHUB / "workflows" / "comment.yml")["on"]["workflow_run"]["workflows"]

    assert followed == [load(GITHUB / "workflows" / "pull-request.yml")["name"]]


def test_the_form_that_every_clause_links_to_is_there_and_takes_the_place():
    here = Here("protocols/harrow/", real_corpus().settings)
    address = here.report("harrow", "childs-voice")
    assert address is not None
    query = address.partition("?")[2].split("&")
    names = [part.partition("=")[0] for part in query]
    form = load(GITHUB / "ISSUE_TEMPLATE" / query[0].removeprefix("template="))

    assert names == ["template", "place"]
    assert [field["type"] for field in form["body"] if field.get("id") == "place"] == ["input"]


@pytest.mark.parametrize("name", ["something-is-wrong.yml", "add-a-protocol.yml"])
def test_a_form_has_what_github_asks_of_one(name: str):
    form = load(GITHUB / "ISSUE_TEMPLATE" / name)
    fields = [field for field in form["body"] if field["type"] != "markdown"]

    assert {"name", "description", "body"} <= set(form)
    assert {field["type"] for field in fields} <= {"input", "textarea", "dropdown", "checkboxes"}
    assert all(field["attributes"]["label"] for field in fields)
    assert len({field["id"] for field in fields}) == len(fields)


# What the comment workflow makes of an artefact. `gh` is a program of ours that answers from a folder and keeps what it
# was asked to write.

GH = '''\
#!/bin/sh
""":"
exec {python} "$0" "$@"
"""
import json, pathlib, sys
folder = pathlib.Path({folder!r})
words = sys.argv[2:]
method = words[words.index("--method") + 1] if "--method" in words else "GET"
path = next(word for word in words if word.startswith("repos/"))
if method in ("POST", "PATCH"):
    (folder / "written").write_text(json.dumps([method, path, json.load(sys.stdin)]), encoding="utf-8")
elif path.endswith("/zip"):
    sys.stdout.buffer.write((folder / "artefact.zip").read_bytes())
else:
    name = "artifacts" if "/artifacts" in path else "comments" if "/comments" in path else "pulls"
    if name == "pulls":
        assert "head=somebody:my-branch" in words, words
    sys.stdout.write((folder / name).read_text(encoding="utf-8"))
'''


@dataclass
class Comment:
    """The step of comment.yml, and GitHub as it sees it."""

    folder: Path

    def written(
        self,
        *,
        text: bytes = b"Words.",
        name: str = "changes.md",
        size: int = 1000,
        heads: tuple[str, ...] = ("abc",),
        comments: tuple[tuple[str, str], ...] = (),
        packed: bytes | None = None,
    ) -> list[Any] | None:
        """What is written to GitHub, as method, path and body; None where nothing is."""
        (step,) = steps(load(GITHUB / "workflows" / "comment.yml"))
        self.answer("artifacts", {"artifacts": [{"id": 5, "expired": False, "size_in_bytes": size}]})
        self.answer("pulls", [{"number": 17 + index, "head": {"sha": sha}} for index, sha in enumerate(heads)])
        listed = [
            {"id": 70 + place, "user": {"login": who}, "body": words} for place, (who, words) in enumerate(comments)
        ]
        self.answer("comments", [listed])
        (self.folder / "artefact.zip").write_bytes(archive(name, text) if packed is None else packed)
        gh = self.folder / "gh"
        gh.write_text(GH.format(python=shlex.quote(sys.executable), folder=str(self.folder)), encoding="utf-8")
        gh.chmod(0o755)
        (self.folder / "written").unlink(missing_ok=True)
        environment = {
            "PATH": f"{self.folder}{os.pathsep}{os.environ['PATH']}",
            "REPOSITORY": "local-protocols/local-protocols",
            "RUN": "9",
            "HEAD_SHA": "abc",
            "HEAD_OWNER": "somebody",
            "HEAD_BRANCH": "my-branch",
            "PAGE": "https://github.com/local-protocols/local-protocols/actions/runs/9",
        }
        subprocess.run([sys.executable, "-c", step["run"]], env=environment, check=True, capture_output=True)
        found = self.folder / "written"
        return json.loads(found.read_text(encoding="utf-8")) if found.exists() else None

    def answer(self, name: str, value: object) -> None:
        (self.folder / name).write_text(json.dumps(value), encoding="utf-8")


def archive(name: str, text: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr(name, text)
    return packed.getvalue()


@pytest.fixture
def comment(tmp_path: Path) -> Comment:
    return Comment(tmp_path)


MARK = "<!-- local-protocols: what this pull request changes -->"
COMMENTS = "repos/local-protocols/local-protocols/issues"


def test_the_text_of_the_artefact_becomes_a_comment_on_its_pull_request(comment: Comment):
    written = comment.written(text="### What this changes\n\n- A word – here.".encode(), heads=("other", "abc"))

    assert written is not None
    method, path, body = written
    assert (method, path) == ("POST", f"{COMMENTS}/18/comments")
    assert body["body"].startswith(MARK)
    assert body["body"].endswith("### What this changes\n\n- A word – here.\n")


def test_our_earlier_comment_is_written_anew_and_nobody_elses(comment: Comment):
    earlier = (("somebody", MARK), ("github-actions[bot]", "Other"), ("github-actions[bot]", f"{MARK}\nold"))

    written = comment.written(comments=earlier)

    assert written is not None
    assert written[:2] == ["PATCH", f"{COMMENTS}/comments/72"]


@pytest.mark.parametrize(
    "artefact",
    [
        {"size": 400_001},
        {"name": "../changes.md"},
        {"text": b"x" * 400_001},
        {"packed": b"no archive"},
        {"heads": ()},
        {"heads": ("another",)},
        {"heads": ("abc", "abc")},
    ],
    ids=["too large", "another file", "large when unpacked", "no archive", "none open", "moved on", "two"],
)
def test_nothing_is_written_for_an_artefact_that_is_not_what_it_should_be(artefact: dict[str, Any], comment: Comment):
    assert comment.written(**artefact) is None


def harmless() -> Any:
    """The function of the workflow that makes a text harmless."""
    (step,) = steps(load(GITHUB / "workflows" / "comment.yml"))
    source = re.search(r"^def harmless.*?(?=\n\n)", step["run"], re.MULTILINE | re.DOTALL)
    assert source is not None
    names: dict[str, Any] = {"re": re}
    exec(source[0], names)
    return names["harmless"]


HARMLESS = harmless()


@pytest.mark.parametrize(
    "text",
    ["@everyone", "![x](https://example.org/x.png)", "[x](javascript:1)", "<img src=x>", "<!-- x", "www.example.org",
     "https://example.org", "#12", "GH-12", "a\u202eb", "a\x00b", "[x]: https://example.org", "<details onclick=x>"],
)  # fmt: skip
def test_what_would_act_in_a_comment_does_not(text: str):
    found = HARMLESS(text)

    assert found != text
    assert not re.search(r"(?i)@\w|!\[|\]\(|\]:|<[a-z!/]|www\.|://|#\d|gh-\d|[\x00\u202e]", found)


@given(st.text())
def test_what_is_harmless_stays_as_it_is(text: str):
    once = HARMLESS(text)

    assert HARMLESS(once) == once


@given(st.text("@#`*_[]()<>!|~\\&-+.:/ \nwgh1aHBé–😀", max_size=40))
def test_our_own_report_reaches_the_comment_unchanged(words: str):
    told = ToldChange(Change(ChangeKind.TITLE, Nature.POLICY, "ambridge"), words, ())
    nature = ToldNature(Nature.POLICY, "What the document says", (told,))
    subject = ToldSubject("ambridge", "Ambridge", "protocols/ambridge.yml", (nature,))
    report = as_markdown(
        SinceView("0" * 40, "1 February 2026", (subject,), (), (), (), (), (), (), (), (), (), is_everywhere=False)
    )

    assert HARMLESS(report) == report.replace("]:", "]\u200b:")
