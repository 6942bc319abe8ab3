"""Says whether WeasyPrint starts, with which the tests make PDFs; installs the library that it needs where it does not.

.venv/bin/python .ci/pango.py            'WeasyPrint starts', after installing if need be
.venv/bin/python .ci/pango.py --find     the same, or an explanation and exit code 1
"""

import shutil
import subprocess
import sys

from chromium import as_root, run

DEBIAN_PACKAGES = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0", "fonts-dejavu-core")
ADVICE = (
    "the tests of PDFs need Pango, and it was not found or could not be installed. Install it (Debian and Ubuntu: "
    "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0; with Homebrew: brew install pango)."
)


def main(arguments: list[str]) -> int:
    if not starts() and "--find" not in arguments:
        install()
    found = starts()
    print("WeasyPrint starts" if found else ADVICE, file=sys.stdout if found else sys.stderr)
    return 0 if found else 1


def starts() -> bool:
    done = subprocess.run([sys.executable, "-c", "import weasyprint"], capture_output=True, check=False)
    return done.returncode == 0


def install() -> None:
    """Chromium on Debian brings the same libraries with it, so that there is mostly nothing to do."""
    root = as_root()
    if root is None or not shutil.which("apt-get"):
        return
    print("Installing Pango for the tests of PDFs …", file=sys.stderr)
    apt = [*root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]
    run([*apt, "update", "-qq"])
    run([*apt, "install", "-y", "-qq", "--no-install-recommends", *DEBIAN_PACKAGES])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
