"""Faults of syntax between lines: indents, list items, and keys that lack a colon or a space."""

import re

from generator.source.slips import quoted, shortened
from generator.source.syntax_fault import KEY_LINE, Explanation, SyntaxFault, indent
from generator.source.syntax_texts import quote_left_open

_KEY_WITHOUT_SPACE = re.compile(r"(?P<before>\s*(?:- +)*)(?P<key>[A-Za-z_][\w-]*):(?P<value>(?!//)\S.*)")
_OTHER_SIGN = re.compile(r"(?P<key>[a-z_]+)\s*[=;：﹕︓→]\s*(?P<value>\S.*)")
_REMARK = re.compile(r"//|/\*|<!--|--|;|REM |\*\*\*")
_BULLETED = re.compile(r"[–—−‐‑•·●▪◦*o§]\s+(?P<text>\S.{0,40})")
_BULLET = re.compile(r"\s*(?P<sign>[–—−‐‑•·●▪◦*]|[0-9]{1,3}[.)])\s+(?P<rest>[A-Za-z_][\w-]*:(?:\s.*)?)$")
_FEW = 10
"""Lines. In a longer file something must be indented."""

_SLIP = 3
"""Columns. A dash that stands no further off its neighbours was meant to stand in their column."""

_DASH_WITHOUT_SPACE = re.compile(r"\s*-(?P<rest>[^\s-].*)")


def bullet(fault: SyntaxFault) -> Explanation | None:
    """A bullet before a key, which YAML takes for a sign of its own."""
    return _other_dash(fault, fault.line) if fault.context == "while scanning an alias" else None


def list_beside_key(fault: SyntaxFault) -> Explanation | None:
    """A list that begins on the line of its key: `topics: - a`."""
    if fault.problem != "sequence entries are not allowed here":
        return None
    before = fault.here[: fault.column].strip()
    message = (
        f"a list must begin on the line below its key, found '{shortened(fault.rest)}' beside '{shortened(before)}'"
    )
    return Explanation(
        "misplaced-list-item",
        fault.line,
        fault.column,
        message if before else "expected a key, found a list item",
        f"begin it on the next line, indented; if it is text, put it in quotes: {quoted(fault.rest)}",
    )


def key_in_text(fault: SyntaxFault) -> Explanation | None:
    """A key where none can be, because the text above has not ended."""
    if fault.problem != "mapping values are not allowed here":
        return None
    above = fault.line_before(fault.line)
    if slip := _missing_space(fault, above) or _other_dash(fault, fault.line):
        return slip
    key_above = KEY_LINE.match(fault.line_at(above))
    column = indent(fault.here)
    name = fault.here[column : fault.column].strip()
    if key_above is None:
        message = f"expected more of the text above, found the key '{shortened(name)}'"
        hint = "begin the key in the column of its neighbours; if it is text, put the whole text in quotes"
        return Explanation("wrong-indent", fault.line, column, message, hint)
    neighbour = key_above["key"]
    if name.startswith("- "):
        return Explanation(
            "misplaced-list-item",
            fault.line,
            column,
            f"expected more of the text of '{neighbour}', found a list item",
            "is the line of the key missing that the list belongs to, such as 'clauses:' or 'items:'? "
            f"If it is text, put the text of '{neighbour}' in quotes",
        )
    return Explanation(
        "wrong-indent",
        fault.line,
        column,
        f"'{shortened(name)}' begins deeper than '{neighbour}' above it, which already holds a text",
        f"begin it in column {key_above.start('key') + 1}, as '{neighbour}' does; "
        f"if it belongs to the text of '{neighbour}', put that text in quotes",
    )


def no_key(fault: SyntaxFault) -> Explanation | None:
    """A line that begins with a colon."""
    if not re.match(r":(\s|$)", fault.rest) or indent(fault.here) != fault.column:
        return None
    message = "a key must be text, found nothing"
    return Explanation("key-not-text", fault.line, fault.column, message, "write the key before the colon")


def no_colon(fault: SyntaxFault) -> Explanation | None:
    """A line that should be a key and is none."""
    if fault.problem != "could not find expected ':'":
        return None
    line, column = fault.context_line, fault.context_column
    if slip := _missing_space(fault, line):
        return slip
    if text := _less_than_text(fault, line, column):
        return text
    written = fault.line_at(line)[column:].strip()
    if written[:1] in ("'", '"'):
        return quote_left_open(fault, line, column)
    hint = "if it is a key, write a colon and a space after it; if it belongs to the text above, indent it deeper"
    if sign := _OTHER_SIGN.fullmatch(written):
        hint = f"write: {sign['key']}: {shortened(sign['value'])}"
    elif _REMARK.match(written):
        hint = "begin a remark with # and a space"
    elif bullet := _BULLETED.match(written):
        hint = f"if it is an entry of a list, begin it with '- '; if it is text, write: text: {bullet['text']}"
    return Explanation("missing-colon", line, column, f"expected a key and a colon, found '{shortened(written)}'", hint)


def item_among_keys(fault: SyntaxFault) -> Explanation | None:
    """A dash in the column of a block's keys, mostly because it lost some of the spaces before it."""
    if fault.problem != "expected <block end>, but found '-'":
        return None
    if (column := _dash_above(fault)) is not None:
        return _wrong_dash(fault, column)
    above = KEY_LINE.match(fault.line_at(fault.line_before(fault.line)))
    where = f"'{above['key']}' above it already has a value; " if above and above["value"] else ""
    if where and (key := re.match(r"- +([a-z_]+):(?:\s|$)", fault.rest)):
        where += f"if '{key[1]}' stands beside it, delete the dash; if not, "
    return Explanation(
        "misplaced-list-item",
        fault.line,
        fault.column,
        "expected a key, found a list item",
        f"{where}indent the dash below the key that the list belongs to",
    )


def wrong_indent(fault: SyntaxFault) -> Explanation | None:
    """A line that begins in a column where nothing above it does."""
    if not re.match(r"expected (<block end>|'<document start>'), but found", fault.problem):
        return None
    if indent(fault.here) != fault.column:
        return None
    if slip := _missing_space(fault, fault.line) or _other_dash(fault, fault.line):
        return slip
    if text := _less_than_text(fault, fault.line, fault.column):
        return text
    if fault.rest.startswith("- ") and (dash := _dash_above(fault)) is not None:
        return _wrong_dash(fault, dash)
    if twice := re.match(r"(?P<before>\s*)- (?P<rest>- +[A-Za-z_][\w-]*:.*)", fault.line_at(fault.context_line)):
        message = f"expected one dash before the first key of an entry, found '{shortened(twice[0].strip())}'"
        hint = f"write '{shortened(twice['rest'].strip())}'"
        return Explanation("misplaced-list-item", fault.context_line, len(twice["before"]), message, hint)
    if fault.problem.endswith("found '?'") and fault.context == "while parsing a block collection":
        column = fault.context_column
        message = "expected the next item of the list, found a key"
        hint = f"begin it in column {column + 3} if it belongs to the item above, or further left if it does not"
        return Explanation("wrong-indent", fault.line, fault.column, message, hint)
    columns = _columns_above(fault)
    if not columns:
        return None
    if "document start" in fault.problem:
        found = f"found columns {columns[-1] + 1} and {fault.column + 1}"
        message = f"expected all keys at the top to begin in one column, {found}"
        return Explanation("wrong-indent", fault.line, fault.column, message, "begin them all in column 1")
    told = "in column " + " or ".join(str(column + 1) for column in columns)
    return Explanation(
        "wrong-indent",
        fault.line,
        fault.column,
        f"expected this line to begin {told}, as lines above it do, found it in column {fault.column + 1}",
        "put as many spaces before it as before the line that it belongs beside",
    )


def _dash_above(fault: SyntaxFault) -> int | None:
    """The column nearest to the fault's in which the lines above it begin the entries of an open list; None if none."""
    found: list[int] = []
    innermost = len(fault.here)
    line = fault.line_before(fault.line)
    while line >= 0:
        written = fault.lines[line]
        innermost = min(innermost, indent(written))
        if written.lstrip().startswith("- ") and indent(written) <= innermost + 1:
            found.append(indent(written))
        line = fault.line_before(line)
    near = [column for column in found if abs(column - fault.column) <= _SLIP]
    return min(near, key=lambda column: abs(column - fault.column), default=None)


def _wrong_dash(fault: SyntaxFault, column: int) -> Explanation:
    found = f"found it in column {fault.column + 1}"
    message = f"expected this dash in column {column + 1}, as the dashes above it, {found}"
    hint = f"put {column} {'space' if column == 1 else 'spaces'} before it, and move the lines of its entry as far"
    return Explanation("wrong-indent", fault.line, fault.column, message, hint)


def _other_dash(fault: SyntaxFault, line: int) -> Explanation | None:
    """A bullet or a long dash, as word processors make it, in the place of a list's dash."""
    found = _BULLET.match(fault.line_at(line))
    if found is None:
        return None
    rest = shortened(found["rest"].strip())
    return Explanation(
        "missing-dash",
        line,
        found.start("sign"),
        f"a list item must begin with a plain dash and a space, found '{found['sign']}'",
        f"write '- {rest}'",
    )


def _less_than_text(fault: SyntaxFault, line: int, column: int) -> Explanation | None:
    if fault.last.style not in ("|", ">") or fault.line_before(line) < fault.last.line:
        return None
    wanted = indent(fault.line_at(fault.last.line + 1))
    if line == fault.last.line + 1:
        key = KEY_LINE.match(fault.line_at(fault.last.line))
        owner = key["key"] if key else "-"
        wanted = (key.start("key") if key else indent(fault.line_at(fault.last.line))) + 2
        hint = f"begin it in column {wanted + 1}, and so all lines of that text"
        if len(fault.lines) > _FEW and not any(each.startswith(" ") for each in fault.lines):
            hint = "no line of this file is indented: were the spaces lost in copying? Copy it again from where it was"
        return Explanation(
            "wrong-indent",
            line,
            column,
            f"expected the text of '{owner}', indented deeper than '{owner}', "
            f"found '{shortened(fault.line_at(line).strip())}'",
            hint,
        )
    return Explanation(
        "wrong-indent",
        line,
        column,
        f"expected a key or more of the text above, found '{shortened(fault.line_at(line).strip())}'",
        f"if it belongs to the text that begins in line {fault.last.line + 2}, begin it in column {wanted + 1} too",
    )


def _missing_space(fault: SyntaxFault, line: int) -> Explanation | None:
    written = fault.line_at(line)
    if match := _KEY_WITHOUT_SPACE.fullmatch(written):
        return Explanation(
            "no-space-after-colon",
            line,
            match.start("value"),
            f"expected a space after the colon of '{match['key']}', found '{shortened(match['value'])}'",
            f"write '{match['key']}: {shortened(match['value'])}'",
        )
    if match := _DASH_WITHOUT_SPACE.fullmatch(written):
        return Explanation(
            "no-space-after-dash",
            line,
            match.start("rest"),
            f"expected a space after the dash, found '{shortened(match['rest'])}'",
            f"write '- {shortened(match['rest'])}'",
        )
    return None


def _columns_above(fault: SyntaxFault) -> list[int]:
    """The columns of the blocks that are open above the fault, the innermost first."""
    columns: list[int] = []
    line = fault.line_before(fault.line)
    while line >= 0:
        written = fault.lines[line]
        key = KEY_LINE.match(written)
        column = key.start("key") if key and key["before"].strip() else indent(written)
        if not columns or column < columns[-1]:
            columns.append(column)
        dash = indent(written)
        if dash < columns[-1]:
            columns.append(dash)
        line = fault.line_before(line)
    return columns[:3]
