"""What all tests share: the fixtures of tests/fixtures/, and how hypothesis searches."""

import os

from hypothesis import settings

pytest_plugins = (
    "pytester",
    "tests.fixtures.golden",
    "tests.fixtures.server",
    "tests.fixtures.browser",
    "tests.fixtures.sites",
    "tests.fixtures.nginx",
)

settings.register_profile("local", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, database=None, print_blob=True)
settings.register_profile("thorough", deadline=None, max_examples=5_000)
settings.load_profile("ci" if os.environ.get("CI") else "local")
