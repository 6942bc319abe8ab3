"""Makes the virtual environment in .venv and installs what the lock files name, when something has changed.

    python3 .ci/environment.py site    what building the site needs
    python3 .ci/environment.py dev     that, and what the tests and the checks need
    python3 .ci/environment.py bare    nothing but pip, to renew the lock files with

Nothing is done when the stamp in .venv tells of the same lock, project, Python and folder.
Written so that a Python that is too old can still read it and say so.
"""

import hashlib
import os
import shutil
import subprocess
import sys

OLDEST = (3, 11)
VENV = ".venv"
PYTHON = os.path.join(VENV, "bin", "python")
LOCKS = {"site": "lock/site.txt", "dev": "lock/dev.txt"}


def main(level):
    if sys.version_info < OLDEST:
        return fail(
            "Python %d.%d or newer is needed, and %s is %d.%d. If a newer one is installed, name it: "
            "make site PYTHON=python3.12" % (OLDEST + (sys.executable,) + sys.version_info[:2])
        )
    if not is_usable():
        shutil.rmtree(VENV, ignore_errors=True)
        if not make_venv():
            return fail(
                "this Python cannot make a virtual environment. On Debian and Ubuntu: apt-get install python3-venv. "
                "Elsewhere: install the package 'virtualenv', or Python from python.org."
            )
        write(stamp_path("python"), identity())
    if level == "bare":
        return 0
    if any(read(stamp_path(known)) == fingerprint(known) for known in LOCKS if known in (level, "dev")):
        return 0
    return install(level)


def install(level):
    print("Installing %s into %s ..." % (LOCKS[level], VENV))
    for known in LOCKS:
        write(stamp_path(known), "")
    steps = (
        (
            ["install", "--quiet", "--require-hashes", "-r", LOCKS[level]],
            "the packages that %s names could not be installed (the lines above say why)." % LOCKS[level],
        ),
        (
            ["install", "--quiet", "--no-deps", "--no-build-isolation", "-e", "."],
            "the project itself could not be installed (the lines above say why).",
        ),
        (["check"], "the lock does not fit pyproject.toml any more: run 'make lock' and commit lock/."),
    )
    for arguments, complaint in steps:
        done = subprocess.run([PYTHON, "-m", "pip"] + arguments, env=clean_environment(), stdout=subprocess.PIPE)
        if done.returncode:
            sys.stderr.write(done.stdout.decode("utf-8", "replace"))
            return fail(complaint)
    write(stamp_path(level), fingerprint(level))
    return 0


def is_usable():
    """Say whether .venv is one that this Python made in this folder, and still starts."""
    if read(stamp_path("python")) != identity():
        return False
    with open(os.devnull, "w") as nowhere:
        return subprocess.call([PYTHON, "-m", "pip", "--version"], stdout=nowhere, stderr=nowhere) == 0


def make_venv():
    """Try Python's own module, then virtualenv."""
    with open(os.devnull, "w") as nowhere:
        for module in ("venv", "virtualenv"):
            made = subprocess.call([sys.executable, "-m", module, VENV], stdout=nowhere, stderr=nowhere)
            if made == 0 and os.path.exists(PYTHON):
                return True
            shutil.rmtree(VENV, ignore_errors=True)
    return False


def identity():
    """Python's version and place, and the folder: a moved environment does not work."""
    return "%s %s %s" % (sys.version.split()[0], os.path.realpath(sys.executable), os.path.realpath("."))


def fingerprint(level):
    digest = hashlib.sha256()
    for path in ("pyproject.toml", LOCKS[level], ".ci/environment.py"):
        with open(path, "rb") as file:
            digest.update(file.read())
    return digest.hexdigest()


def clean_environment():
    """The environment without the settings that make pip install somewhere else."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in ("PYTHONPATH", "PYTHONHOME", "PIP_TARGET", "PIP_PREFIX", "PIP_CONSTRAINT", "PIP_REQUIREMENT")
    }
    kept.update(PIP_USER="0", PIP_DISABLE_PIP_VERSION_CHECK="1", PIP_NO_INPUT="1")
    return kept


def stamp_path(name):
    return os.path.join(VENV, ".stamp-" + name)


def read(path):
    if not os.path.exists(path):
        return None
    with open(path, "rb") as file:
        return file.read().decode("utf-8")


def write(path, text):
    with open(path, "wb") as file:
        file.write(text.encode("utf-8"))


def fail(sentence):
    sys.stdout.flush()
    sys.stderr.write("\nmake: %s\n" % sentence)
    return 1


if __name__ == "__main__":
    if len(sys.argv) != 2 or sys.argv[1] not in ("bare",) + tuple(LOCKS):
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1]))
