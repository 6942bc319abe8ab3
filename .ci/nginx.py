"""Says which nginx the tests serve the site with; fetches one where none is found. Nothing is installed or started.

.venv/bin/python .ci/nginx.py            the path, after fetching if need be
.venv/bin/python .ci/nginx.py --find     the path, or an explanation and exit code 1
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from chromium import as_root, run

FETCHED = Path(__file__).resolve().parent.parent / ".cache" / "nginx"
ADVICE = (
    "the tests serve the site with nginx, and none was found or could be fetched. Install it (Debian: apt-get install "
    "nginx), or set NGINX to the path of one."
)


def main(arguments: list[str]) -> int:
    chosen = os.environ.get("NGINX")
    if chosen and not starts(chosen):
        print(f"NGINX is set to '{chosen}', which does not start as nginx.", file=sys.stderr)
        return 1
    if not chosen and "--find" not in arguments and find() is None:
        fetch()
    found = chosen or find()
    print(found or ADVICE, file=sys.stdout if found else sys.stderr)
    return 0 if found else 1


def find() -> str | None:
    return next((candidate for candidate in candidates() if starts(candidate)), None)


def candidates() -> Iterator[str]:
    yield from filter(None, [shutil.which("nginx")])
    yield from ("/usr/sbin/nginx", "/usr/local/sbin/nginx", "/opt/homebrew/bin/nginx")
    yield str(FETCHED / "usr" / "sbin" / "nginx")


def starts(executable: str) -> bool:
    try:
        done = subprocess.run([executable, "-v"], capture_output=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0 and b"nginx" in done.stderr


def fetch() -> None:
    """Unpack Debian's package beside the project: installing it would start a server on this computer."""
    if not (shutil.which("apt-get") and shutil.which("dpkg-deb")):
        return
    print("Fetching nginx for the tests …", file=sys.stderr)
    shutil.rmtree(FETCHED, ignore_errors=True)
    FETCHED.mkdir(parents=True)
    root = as_root()
    if root is not None:
        run([*root, "apt-get", "update", "-qq"])
    command = ["apt-get", "-qq", "-o", "APT::Sandbox::User=root", "download", "nginx"]
    subprocess.run(command, cwd=FETCHED, stdin=subprocess.DEVNULL, stdout=sys.stderr, check=False)
    for package in FETCHED.glob("*.deb"):
        run(["dpkg-deb", "-x", str(package), str(FETCHED)])
        package.unlink()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
