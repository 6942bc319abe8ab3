"""`protocols export --pdf`: what it asks for, and what it says where WeasyPrint is missing."""

import sys
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument, raw

from generator.cli.run import run
from tests.fixtures.sites import ROOT

HERE = ("--root", str(ROOT), "--today", "2026-11-22")


def test_where_weasyprint_is_missing_it_says_so_and_writes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)

    code = run(["export", "--pdf", "harrow", "--output", str(tmp_path / "x.pdf"), *HERE])

    assert code == 2
    assert "a PDF is made by WeasyPrint, which is not installed or does not start here" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--pdf", "--output", "x.pdf"], "--pdf takes the name of one protocol, or of two to set side by side"),
        (["--pdf", "a", "b", "c", "--output", "x.pdf"], "--pdf takes the name of one protocol, or of two"),
        (["--pdf", "harrow"], "say with --output which file to write"),
        (["--pdf", "harow", "--output", "x.pdf"], "there is no protocol 'harow'; did you mean 'harrow'?"),
        (["--pdf", "harrow", "--out", "x", "--output", "x.pdf"], "--pdf stands alone"),
        (["harrow"], "protocols and --output are for --pdf"),
    ],
)
def test_wrong_use_is_told(words: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["export", *words, *HERE]) == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize("names", [["harrow"], ["harrow", "isle-of-wight"]])
def test_with_weasyprint_it_is_a_tagged_file_and_the_same_each_time(tmp_path: Path, names: list[str]) -> None:
    for number in (1, 2):
        assert run(["export", "--pdf", *names, "--output", str(tmp_path / f"{number}.pdf"), *HERE]) == 0

    made = (tmp_path / "1.pdf").read_bytes()
    assert made == (tmp_path / "2.pdf").read_bytes()
    assert raw.FPDFCatalog_IsTagged(PdfDocument(made))
