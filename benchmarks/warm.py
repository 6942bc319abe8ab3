"""How long it takes until a saved file is seen in the live preview: python -m benchmarks.warm [153]."""

import os
import re
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

from benchmarks.corpus import ROOT, make_project

TIMES = 5


def main() -> None:
    """Save a protocol file some times, and print the seconds until its page shows the change."""
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 153
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        project = Path(folder) / "project"
        make_project(project, size)
        print(f"{size} protocols: seconds from saving a file to its page, {TIMES} times:", *_seconds(project))


def _seconds(project: Path) -> list[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", "generator", "serve", "--address", f"127.0.0.1:{port}"]
    with subprocess.Popen(
        command, cwd=project, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            file = min((project / "protocols").glob("*.yml"))
            address = f"http://127.0.0.1:{port}/protocols/{file.stem}/"
            _until(address, "", 600)
            time.sleep(2)
            found = [_seen(file, address, number) for number in range(TIMES)]
        finally:
            process.send_signal(signal.SIGINT)
    return [*(f"{each:.2f}" for each in found), f"(median {statistics.median(found):.2f})"]


def _seen(file: Path, address: str, number: int) -> float:
    words = f"as text, saved {number} times"
    text = file.read_text(encoding="utf-8")
    start = time.perf_counter()
    file.write_text(re.sub(r"(?m)^  title: .*$", f"  title: The document, {words}", text, count=1), encoding="utf-8")
    _until(address, words, 60)
    time.sleep(1)
    return time.perf_counter() - start - 1


def _until(address: str, words: str, patience: float) -> None:
    end = time.monotonic() + patience
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(address, timeout=30) as answer:
                if words in answer.read().decode():
                    return
        except (urllib.error.URLError, ConnectionError):
            pass
        time.sleep(0.05)
    raise TimeoutError(f"{address} never showed {words!r}")


if __name__ == "__main__":
    main()
