import json
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from markdown import markdown

from generator.analysis.statements import wordings_of
from generator.cli.run import run
from generator.views.compared import compared
from generator.views.findings import Findings
from tests.fixtures.hostile import ATTACKS, with_texts
from tests.fixtures.real import ROOT, real_corpus
from tests.fixtures.sites import Project, copy_project

BOTH = ("harrow", "isle-of-wight")
CODES = re.compile(r"\x1b\[[0-9;]*m")


def compare(*arguments: str, root: Path = ROOT) -> int:
    return run(["compare", "--root", str(root), "--today", "2026-11-22", *arguments])


def said(capsys: pytest.CaptureFixture[str], *arguments: str, root: Path = ROOT) -> str:
    assert compare(*arguments, root=root) == 0
    return capsys.readouterr().out


def test_a_topic_is_redlined_in_marks_with_the_relation_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    out = said(capsys, *BOTH, "--topic", "childrens-homes", "--width", "100")

    assert out == (
        "Harrow and Isle of Wight\n"
        "The marks: [-only in Harrow-], {+only in Isle of Wight+}\n"
        "\n"
        "Areas of joint interest\n"
        "\n"
        "  Children's homes [childrens-homes]\n"
        "  Harrow: Areas of joint interest (but not restricted by), Children's Homes\n"
        "  Isle of Wight: 1.4, Children's Homes\n"
        "    Monitoring the quality of service provision and outcomes for children who are placed in {+local\n"
        "    authority+} children's homes.\n"
        "  = In words, Isle of Wight says all that Harrow says, and more: it adds “local authority”. An added\n"
        "  word can narrow what is said as well as widen it.\n"
        "  = Harrow adds nothing to Isle of Wight’s words.\n"
    )


def test_with_colour_the_same_words_are_struck_out_and_underlined(capsys: pytest.CaptureFixture[str]) -> None:
    plain = said(capsys, *BOTH, "--topic", "childrens-homes", "--width", "1000", "--no-colour")
    coloured = said(capsys, *BOTH, "--topic", "childrens-homes", "--width", "1000", "--colour")

    assert "\x1b" not in plain
    assert "\x1b[32;4m" in coloured
    bare = [re.sub(r"\W+", "", text) for text in (CODES.sub("", coloured), plain)]
    assert bare[0] == bare[1]


@pytest.mark.parametrize("width", [20, 40, 80, 132])
def test_no_line_is_wider_than_asked_unless_a_word_is(width: int, capsys: pytest.CaptureFixture[str]) -> None:
    lines = said(capsys, *BOTH, "--width", str(width), "--colour").splitlines()

    assert all(len(CODES.sub("", line)) <= width or len(CODES.sub("", line).split()) == 1 for line in lines)


def test_the_widths_of_lines_do_not_change_the_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, *BOTH, "--width", "30").split() == said(capsys, *BOTH, "--width", "1000").split()


def test_what_only_one_says_is_there_with_how_the_other_is_silent(capsys: pytest.CaptureFixture[str]) -> None:
    out = said(capsys, *BOTH, "--width", "1000")

    assert "\nOnly Harrow speaks on\n" in out
    assert (
        "= Isle of Wight: not listed (looked for on 22 November 2026). "
        "Clause 1.4 says that its list is not restricted to the areas named.\n"
    ) in out
    assert "That is a count, and no verdict" in out


def test_json_holds_both_wordings_whole_in_its_segments(capsys: pytest.CaptureFixture[str]) -> None:
    report = json.loads(said(capsys, *BOTH, "--format", "json"))

    left, right = (wordings_of(real_corpus().by_slug[slug]) for slug in BOTH)
    assert [topic["topic"] for topic in report["both"]]
    for topic in report["both"]:
        assert "".join(segment["left"] for segment in topic["segments"]) == left[topic["topic"]].text
        assert "".join(segment["right"] for segment in topic["segments"]) == right[topic["topic"]].text
    homes = next(topic for topic in report["both"] if topic["topic"] == "childrens-homes")
    assert homes["relation"]["kind"] == "right-says-more"
    assert homes["relation"]["only_left"] == []
    assert {only["speaks"] for only in report["only"]} == set(BOTH)


def test_html_is_a_page_that_needs_nothing_beside_it(capsys: pytest.CaptureFixture[str]) -> None:
    out = said(capsys, *BOTH, "--format", "html")

    assert out.startswith("<!doctype html>")
    assert "<title>Harrow and Isle of Wight</title>" in out
    assert not re.search(r"<(script|link|img|iframe)|\bsrc=|\bhref=|\son\w+=", out)
    assert "<ins>" in out
    assert "<del>" in out


def test_markdown_has_the_same_words_as_the_text(capsys: pytest.CaptureFixture[str]) -> None:
    html = markdown(said(capsys, *BOTH, "--topic", "childrens-homes", "--format", "markdown"))

    assert "<h3>Children's homes</h3>" in html
    assert "<ins>local authority</ins>" in html
    assert "In words, Isle of Wight says all that Harrow says, and more" in html


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Project:
    numbers = iter(range(1_000_000))
    folder = tmp_path_factory.mktemp("hostile")
    return with_texts(folder, lambda key, text: f"{text} {ATTACKS[next(numbers) % len(ATTACKS)]}")


@pytest.mark.parametrize("form", ["html", "markdown"])
def test_no_text_of_a_file_becomes_markup(hostile: Project, form: str, capsys: pytest.CaptureFixture[str]) -> None:
    tame = said(capsys, *BOTH, "--format", form)
    out = said(capsys, *BOTH, "--format", form, root=hostile.root)

    made, usual = (_tags(text if form == "html" else markdown(text)) for text in (out, tame))
    assert set(made) <= set(usual)


def test_no_text_of_a_file_acts_on_a_terminal(hostile: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert not re.search(r"[^\n\x20-\x7e\xa0-\U0010ffff]", said(capsys, *BOTH, root=hostile.root))


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("harow", "isle-of-wight"), "there is no protocol 'harow'; did you mean 'harrow'?"),
        (("harrow", "zzz"), "there is no protocol 'zzz'; there are harrow, isle-of-wight"),
        (("harrow", "\x1b[31m"), r"there is no protocol '\x1b[31m'"),
        ((*BOTH, "--topic", "childs-voic"), "there is no topic 'childs-voic'; did you mean 'childs-voice'?"),
    ],
)
def test_a_wrong_name_is_wrong_use_and_the_nearest_is_named(
    arguments: tuple[str, ...], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert compare(*arguments) == 2

    assert told in capsys.readouterr().err


def test_with_faults_in_files_nothing_is_compared(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    project = copy_project(tmp_path / "project")
    project.edit("protocols/harrow.yml", "status: draft", "status: drafty")

    assert compare(*BOTH, root=project.root) == 1

    told = capsys.readouterr()
    assert told.out == ""
    assert "protocols/harrow.yml" in told.err
    assert "nothing was compared" in told.err


def test_an_earlier_edition_is_compared_by_its_name() -> None:
    real = real_corpus()
    harrow, isle_of_wight = real.protocols
    later = isle_of_wight.model_copy(update={"slug": "isle-of-wight-2027", "replaces": "isle-of-wight"})
    corpus = replace(
        real, protocols=(harrow, isle_of_wight, later), files={**real.files, later.slug: real.files["isle-of-wight"]}
    )

    found = compared(Findings(corpus), harrow, isle_of_wight)

    assert (found.left, found.right) == BOTH
    assert [topic.topic for topic in found.topics] == [
        topic.topic for topic in compared(Findings(real), harrow, isle_of_wight).topics
    ]


def _tags(html: str) -> Mapping[str, None]:
    return dict.fromkeys(re.findall(r"<[a-z][^>]*>", re.sub(r' id="[a-z0-9-]+"', "", html)))
