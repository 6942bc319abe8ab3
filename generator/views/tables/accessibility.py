"""The recorded tests of the site's accessibility, as a table."""

from collections.abc import Iterator

from generator.model.accessibility import Accessibility
from generator.views import urls
from generator.views.accessibility import result_words, tester_words
from generator.views.tables.table import Row, Table, day, listed, number, text, words


def tests_table(statement: Accessibility) -> Table:
    """Give every test that is recorded."""
    return Table(
        name="Accessibility tests",
        title="Recorded tests of the site’s accessibility",
        file=urls.csv(urls.accessibility(), "tests"),
        columns=(
            day("Day"),
            text("Tested by"),
            text("With"),
            number("Pages"),
            text("Version of theme and templates"),
            words("How shown"),
            text("Result"),
            words("Findings"),
            words("Addresses"),
        ),
        rows=lambda: _tests(statement),
    )


def _tests(statement: Accessibility) -> Iterator[Row]:
    for test in statement.tests:
        yield (
            test.date,
            tester_words(test),
            f"{test.tool} {test.version}",
            len(test.pages),
            test.build,
            test.views,
            result_words(test),
            listed(test.findings) or None,
            listed(test.pages),
        )
