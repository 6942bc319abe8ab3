"""Says which Chromium the browser tests use; installs one where none is found.

.venv/bin/python .ci/chromium.py            the path, after installing if need be
.venv/bin/python .ci/chromium.py --find     the path, or an explanation and exit code 1
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
PLACES = (
    "/usr/bin/chromium",
    "/usr/lib/chromium/chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
DEBIAN_PACKAGES = ("chromium", "fonts-dejavu-core", "fonts-liberation", "libatomic1")
ADVICE = (
    "the browser tests need Chromium, and none was found or could be installed. Install Chromium or Google Chrome "
    "(Debian: apt-get install chromium), or set CHROMIUM to the path of one."
)
ADVICE_FOR_PLAYWRIGHT = (
    "Playwright, which drives the browser, does not start here: a library that it needs is missing "
    "(Debian: apt-get install libatomic1). 'python -m playwright --version' in .venv says which."
)


def main(arguments: list[str]) -> int:
    chosen = os.environ.get("CHROMIUM")
    if chosen:
        if starts(chosen):
            print(chosen)
            return 0
        print(f"CHROMIUM is set to '{chosen}', which does not start as a browser.", file=sys.stderr)
        return 1
    if "--find" not in arguments and (find() is None or not playwright_starts()):
        install()
    found = find()
    if found is None:
        print(ADVICE, file=sys.stderr)
        return 1
    if not playwright_starts():
        print(ADVICE_FOR_PLAYWRIGHT, file=sys.stderr)
        return 1
    print(found)
    return 0


def find() -> str | None:
    return next((candidate for candidate in candidates() if starts(candidate)), None)


def candidates() -> Iterator[str]:
    yield from filter(None, map(shutil.which, NAMES))
    yield from PLACES
    yield from playwrights_own()


def playwrights_own() -> Iterator[str]:
    """Where Playwright keeps the browser that it downloads."""
    ask = "from playwright.sync_api import sync_playwright as p\nwith p() as p: print(p.chromium.executable_path)"
    done = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=False)
    if done.returncode == 0:
        yield done.stdout.strip()


def playwright_starts() -> bool:
    done = subprocess.run([sys.executable, "-m", "playwright", "--version"], capture_output=True, check=False)
    return done.returncode == 0


def starts(executable: str) -> bool:
    """Some systems have a 'chromium-browser' that only tells how to get one."""
    if not Path(executable).exists():
        return False
    try:
        done = subprocess.run([executable, "--version"], capture_output=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0 and b"Chrom" in done.stdout


def install() -> None:
    print("Installing Chromium for the browser tests …", file=sys.stderr)
    root = as_root()
    if is_debian() and root is not None and shutil.which("apt-get"):
        apt = [*root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]
        run([*apt, "update", "-qq"])
        run([*apt, "install", "-y", "-qq", "--no-install-recommends", *DEBIAN_PACKAGES])
        if find() is not None and playwright_starts():
            return
    with_libraries = ["--with-deps"] if root is not None and sys.platform == "linux" else []
    run([sys.executable, "-m", "playwright", "install", *with_libraries, "chromium"])


def as_root() -> list[str] | None:
    """What to put before a command to run it as root, or None where that is not possible without a password."""
    if not hasattr(os, "geteuid"):
        return None
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if sudo and subprocess.run([sudo, "-n", "true"], capture_output=True, check=False).returncode == 0:
        return [sudo, "-n"]
    return None


def is_debian() -> bool:
    """Ubuntu is left out: its package of that name fetches a snap."""
    release = Path("/etc/os-release")
    return release.exists() and "ID=debian" in release.read_text(encoding="utf-8").splitlines()


def run(command: list[str]) -> None:
    """Its output goes to standard error: standard output is for the path alone."""
    subprocess.run(command, stdin=subprocess.DEVNULL, stdout=sys.stderr, check=False)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
