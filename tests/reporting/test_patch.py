import subprocess
from pathlib import Path

import pytest

from generator.reporting.patch import as_patch


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"a\nb\nc\n", b"a\nB\nc\n"),
        (b"a\nb", b"a\nb\n"),
        (b"\xef\xbb\xbfa\r\nb\r\n", b"a\nb\n"),
        (b"a\x0cb\n\xe9\n", b"a\x0cb\n\xe9\nc\n"),
    ],
)
def test_git_takes_the_patch(tmp_path: Path, before: bytes, after: bytes) -> None:
    (tmp_path / "protocols").mkdir()
    place = tmp_path / "protocols" / "x.yml"
    place.write_bytes(before)
    patch = as_patch("protocols/x.yml", before, after).encode("utf-8", "surrogateescape")

    subprocess.run(["git", "apply", "-"], input=patch, cwd=tmp_path, check=True)

    assert place.read_bytes() == after


def test_what_is_equal_gives_no_patch() -> None:
    assert as_patch("protocols/x.yml", b"a", b"a") == ""
