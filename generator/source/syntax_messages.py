"""What is wrong with a text that is not YAML, in words for people who do not know YAML."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import yaml

from generator.diagnostics import Diagnostic, Position
from generator.source.slips import quoted, shortened

_KEY = re.compile(
    r"(?P<before>\s*(?:- +)*)"
    r"(?P<key>\"[^\"]*\"|'[^']*'|[^\s:\"'\[{#-][^:]*?|-[^\s:][^:]*?)\s*:(?P<gap>\s+|$)(?P<value>.*)"
)
_KEY_WITHOUT_SPACE = re.compile(r"(?P<before>\s*(?:- +)*)(?P<key>[A-Za-z_][\w-]*):(?P<value>(?!//)\S.*)")
_DASH_WITHOUT_SPACE = re.compile(r"\s*-(?P<rest>[^\s-].*)")
_ITEM = re.compile(r"(?P<before>\s*(?:- +)*- +)(?P<text>\S.*)")


@dataclass(frozen=True, slots=True)
class LastEvent:
    """What was read last: `style` is the quote or block sign of a text, or `]` for a block that closed.

    Lines and columns count from 0 here and in this whole module, as the parser's do.
    """

    style: str
    line: int
    column: int
    end_line: int
    end_column: int

    @classmethod
    def of(cls, event: Any) -> "LastEvent":
        """The same, taken from an event of the parser."""
        start, end = event.start_mark, event.end_mark
        style = getattr(event, "style", None) or ("]" if isinstance(event, yaml.CollectionEndEvent) else "")
        return cls(style, start.line, start.column, end.line, end.column)


@dataclass(frozen=True, slots=True)
class SyntaxFault:
    """Where the parser gave up, and what it was doing."""

    lines: tuple[str, ...]
    problem: str
    line: int
    column: int
    context: str
    context_line: int
    context_column: int
    last: LastEvent

    @property
    def here(self) -> str:
        """The line in which the parser gave up."""
        return self.line_at(self.line)

    @property
    def rest(self) -> str:
        """What stands from the fault to the end of its line."""
        return self.here[self.column :].strip()

    def line_at(self, line: int) -> str:
        """A line of the text; nothing past its end."""
        return self.lines[line] if 0 <= line < len(self.lines) else ""

    def line_before(self, line: int) -> int:
        """The nearest line above that holds more than a comment; -1 where there is none."""
        line -= 1
        while line >= 0 and (not self.lines[line].strip() or self.lines[line].lstrip().startswith("#")):
            line -= 1
        return line


@dataclass(frozen=True, slots=True)
class Explanation:
    """A fault in plain words, with the line and column to point at."""

    rule: str
    line: int
    column: int
    message: str
    hint: str


def syntax_diagnostic(error: yaml.MarkedYAMLError, *, last: LastEvent, text: str, file: str) -> Diagnostic:
    """The diagnostic for what PyYAML's own parser says of a text that it cannot read."""
    mark, context = error.problem_mark, error.context_mark
    fault = SyntaxFault(
        lines=tuple(text.split("\n")),
        problem=error.problem or "",
        line=mark.line if mark else 0,
        column=mark.column if mark else 0,
        context=error.context or "",
        context_line=context.line if context else -1,
        context_column=context.column if context else -1,
        last=last,
    )
    explanation = next(filter(None, (explain(fault) for explain in _EXPLAINERS)), None) or _unexplained(fault)
    return Diagnostic(
        file=file,
        position=Position(explanation.line + 1, explanation.column + 1),
        message=explanation.message,
        rule=explanation.rule,
        hint=explanation.hint,
    )


def _directive(fault: SyntaxFault) -> Explanation | None:
    line = next((i for i, line in enumerate(fault.lines[: fault.line + 1]) if line.startswith("%")), -1)
    if line < 0 or not (
        "directive" in fault.context or "document start" in fault.problem or "directive" in fault.problem
    ):
        return None
    return Explanation(
        "directive",
        line,
        0,
        "expected keys, found a line that begins with '%'",
        "delete the line, or indent it if it is text",
    )


def _unclosed_quote(fault: SyntaxFault) -> Explanation | None:
    if fault.context == "while scanning a quoted scalar":
        return _quote_left_open(fault, fault.context_line, fault.context_column)
    last, key = fault.last, _KEY.match(fault.here)
    is_closed_below = last.style in ("'", '"') and last.line < last.end_line == fault.line
    if is_closed_below and key and key.end("key") < last.end_column:
        return _quote_left_open(fault, last.line, last.column)
    return None


def _quote_left_open(fault: SyntaxFault, line: int, column: int) -> Explanation:
    quote = fault.line_at(line)[column : column + 1]
    return Explanation(
        "unclosed-quote",
        line,
        column,
        f"expected a second {quote} at the end of this text, found none",
        f"write {quote} at the end of the text; if the quote belongs to the text, put the whole text in other quotes",
    )


def _escape(fault: SyntaxFault) -> Explanation | None:
    if fault.context != "while scanning a double-quoted scalar" and fault.problem != "found impossible number":
        return None
    found = fault.here[max(fault.column - 1, 0) : fault.column + 1]
    return Explanation(
        "unknown-escape",
        fault.line,
        max(fault.column - 1, 0),
        f"expected text, found '{found}': after a backslash in double quotes YAML expects a code",
        "write the backslash twice, or put the text in single quotes",
    )


def _beside_block_sign(fault: SyntaxFault) -> Explanation | None:
    if fault.context != "while scanning a block scalar":
        return None
    written = fault.line_at(fault.context_line)[fault.context_column :].strip()
    sign = re.split(r"[^|>0-9+-]", written)[0]
    return Explanation(
        "block-sign-not-alone",
        fault.context_line,
        fault.context_column,
        f"'{sign}' before a text must stand alone at the end of its line, found '{shortened(written)}'",
        f"begin the text on the next line, indented; if the sign is part of it, put it in quotes: {quoted(written)}",
    )


def _sign(fault: SyntaxFault) -> Explanation | None:
    """A text that begins with a sign which means something to YAML."""
    line, column = fault.line, fault.column
    if any(word in fault.context for word in ("alias", "anchor", "tag")) or "tag" in fault.problem:
        line, column = (fault.context_line, fault.context_column) if fault.context_line >= 0 else (line, column)
    elif not (
        "cannot start any token" in fault.problem
        or (fault.problem.startswith("expected the node content") and fault.rest[:1] in (",", "]", "}", "?"))
        or fault.problem == "mapping keys are not allowed here"
        or (fault.problem == "mapping values are not allowed here" and _value_column(fault.here) == column)
    ):
        return None
    written = fault.line_at(line)[column:].strip()
    return Explanation(
        "sign-begins-text",
        line,
        column,
        f"a text that begins with '{written[:1]}' must be in quotes, found '{shortened(written)}'",
        f"put the whole text in quotes: {quoted(written)}",
    )


def _list_beside_key(fault: SyntaxFault) -> Explanation | None:
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


def _colon(fault: SyntaxFault) -> Explanation | None:
    """A colon where no key can be: within a text, or because the line above does not end where it seems to."""
    if fault.problem != "mapping values are not allowed here":
        return None
    key = _KEY.match(fault.here)
    if key and fault.column > key.end("key") + 1:
        return _colon_in_text(fault, key)
    above = fault.line_before(fault.line)
    if slip := _missing_space(fault, above):
        return slip
    key_above = _KEY.match(fault.line_at(above))
    column = _indent(fault.here)
    name = fault.here[column : fault.column].strip()
    if key_above is None:
        message = f"expected more of the text above, found the key '{shortened(name)}'"
        hint = "begin the key in the column of its neighbours; if it is text, put the whole text in quotes"
        return Explanation("wrong-indent", fault.line, column, message, hint)
    neighbour = key_above["key"]
    return Explanation(
        "wrong-indent",
        fault.line,
        column,
        f"'{shortened(name)}' begins deeper than '{neighbour}' above it, which already holds a text",
        f"begin it in column {key_above.start('key') + 1}, as '{neighbour}' does; "
        f"if it belongs to the text of '{neighbour}', put that text in quotes",
    )


def _colon_in_text(fault: SyntaxFault, key: re.Match[str]) -> Explanation:
    value, name, curly = key["value"], f"the text of '{key['key']}'", ""
    item = _ITEM.match(fault.here)
    if item and " " in key["key"]:
        value, name = item["text"], "this text"
    holds = "holds a colon and a space" if fault.rest.strip(":") else "ends in a colon"
    if value[:1] in "“‘":
        curly = "curly quotes do not count; "
    return Explanation(
        "colon-in-text",
        fault.line,
        fault.column,
        f"{name} {holds}, which YAML takes for the end of a key",
        f"{curly}put the whole text in straight quotes: {quoted(value.strip())}",
    )


def _quote_inside(fault: SyntaxFault) -> Explanation | None:
    """More text after a quoted one: an apostrophe or an inner quote has closed it."""
    if fault.last.style not in ("'", '"') or (fault.last.end_line, fault.last.end_column) > (fault.line, fault.column):
        return None
    if fault.last.end_line != fault.line or fault.here[fault.last.end_column : fault.column].strip(" "):
        return None
    is_next_value = fault.context.startswith("while parsing a flow") and fault.rest[:1] in ("'", '"')
    if is_next_value or not ("found" in fault.problem or "got" in fault.problem):
        return None
    quote = fault.last.style
    if fault.rest == ",":
        message = "expected nothing after the quoted text, found a comma"
        return Explanation("text-after-quote", fault.line, fault.column, message, "delete the comma")
    hint = "write each apostrophe in the text twice (''), or put the text in double quotes"
    if quote == '"':
        hint = 'write each " in the text as \\", or put the text in single quotes'
    message = f"the quoted text ends before '{shortened(fault.rest)}'; expected nothing after it"
    return Explanation("text-after-quote", fault.line, fault.column, message, hint)


def _cut_by_comment(fault: SyntaxFault) -> Explanation | None:
    if "found '<scalar>'" not in fault.problem or fault.last.style:
        return None
    line, column = fault.last.end_line, fault.last.end_column
    after = fault.line_at(line)[column:]
    if not after.lstrip().startswith("#"):
        return None
    return Explanation(
        "text-cut-by-comment",
        line,
        column + len(after) - len(after.lstrip()),
        f"this text goes on in line {fault.line + 1}, yet YAML takes '{shortened(after.strip())}' for a comment",
        "put the whole text in quotes, or write it below '>-', where # is a plain sign",
    )


def _unclosed_bracket(fault: SyntaxFault) -> Explanation | None:
    if not fault.context.startswith("while parsing a flow"):
        return None
    opening = fault.line_at(fault.context_line)[fault.context_column : fault.context_column + 1]
    closing = {"[": "]", "{": "}"}.get(opening, "")
    is_later = fault.line > fault.context_line and closing not in fault.rest
    if not is_later and fault.rest[:1] not in ("]", "}"):
        return None
    return Explanation(
        "unclosed-bracket",
        fault.context_line,
        fault.context_column,
        f"expected '{closing}' for this '{opening}', found none",
        f"write '{closing}' where it ends; if '{opening}' belongs to a text, put the whole text in quotes",
    )


def _missing_comma(fault: SyntaxFault) -> Explanation | None:
    if not fault.context.startswith("while parsing a flow"):
        return None
    if fault.rest.startswith(":"):
        return Explanation(
            "colon-in-text",
            fault.line,
            fault.column,
            "expected a comma or the closing bracket, found a colon",
            "put a text that holds a colon in quotes; between two keys there must be a comma",
        )
    return Explanation(
        "missing-comma",
        fault.line,
        fault.column,
        f"expected a comma or the closing bracket, found '{shortened(fault.rest)}'",
        "put a comma between two values; put a text that holds quotes or brackets in quotes",
    )


def _after_bracket(fault: SyntaxFault) -> Explanation | None:
    column = _value_column(fault.here)
    opening = fault.here[column : column + 1]
    if opening not in ("[", "{") or column >= fault.column or "found" not in fault.problem:
        return None
    written = fault.here[column:].strip()
    meaning = "a list" if opening == "[" else "keys"
    return Explanation(
        "text-after-bracket",
        fault.line,
        fault.column,
        f"expected nothing after the closing bracket of {meaning}, found '{shortened(fault.rest)}'",
        f"if it is all one text, put it in quotes: {quoted(written)}",
    )


def _after_alias(fault: SyntaxFault) -> Explanation | None:
    column = _value_column(fault.here)
    if fault.here[column : column + 1] != "*" or column >= fault.column:
        return None
    written = fault.here[column:].strip()
    return Explanation(
        "sign-begins-text",
        fault.line,
        column,
        f"a text that begins with '*' must be in quotes, found '{shortened(written)}'",
        f"put the whole text in quotes: {quoted(written)}",
    )


def _no_key(fault: SyntaxFault) -> Explanation | None:
    if not re.match(r":(\s|$)", fault.rest) or _indent(fault.here) != fault.column:
        return None
    message = "a key must be text, found nothing"
    return Explanation("key-not-text", fault.line, fault.column, message, "write the key before the colon")


def _no_colon(fault: SyntaxFault) -> Explanation | None:
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
        return _quote_left_open(fault, line, column)
    return Explanation(
        "missing-colon",
        line,
        column,
        f"expected a key and a colon, found '{shortened(written)}'",
        "if it is a key, write a colon and a space after it; if it belongs to the text above, indent it deeper",
    )


def _item_among_keys(fault: SyntaxFault) -> Explanation | None:
    if fault.problem != "expected <block end>, but found '-'":
        return None
    above = _KEY.match(fault.line_at(fault.line_before(fault.line)))
    where = f"'{above['key']}' above it already has a value; " if above and above["value"] else ""
    return Explanation(
        "misplaced-list-item",
        fault.line,
        fault.column,
        "expected a key, found a list item",
        f"{where}indent the dash below the key that the list belongs to",
    )


def _wrong_indent(fault: SyntaxFault) -> Explanation | None:
    """A line that begins in a column where nothing above it does."""
    if not re.match(r"expected (<block end>|'<document start>'), but found", fault.problem):
        return None
    if _indent(fault.here) != fault.column:
        return None
    if slip := _missing_space(fault, fault.line):
        return slip
    if text := _less_than_text(fault, fault.line, fault.column):
        return text
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


def _less_than_text(fault: SyntaxFault, line: int, column: int) -> Explanation | None:
    if fault.last.style not in ("|", ">") or fault.line_before(line) < fault.last.line:
        return None
    wanted = _indent(fault.line_at(fault.last.line + 1))
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


def _unexplained(fault: SyntaxFault) -> Explanation:
    found = f"'{shortened(fault.rest)}'" if fault.rest else "the end of the line"
    if fault.line >= len(fault.lines) - 1 and not fault.rest:
        found = "the end of the file"
    return Explanation(
        "syntax",
        fault.line,
        fault.column,
        f"this is not YAML: something else was expected, found {found}",
        "look at the quotes, brackets, colons and indent of this line and of the line above",
    )


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _value_column(line: str) -> int:
    """Where the value of a line begins: after its key, or after its dash."""
    if match := _KEY.match(line):
        return match.start("value")
    item = _ITEM.match(line)
    return item.start("text") if item else _indent(line)


def _columns_above(fault: SyntaxFault) -> list[int]:
    """The columns of the blocks that are open above the fault, the innermost first."""
    columns: list[int] = []
    line = fault.line_before(fault.line)
    while line >= 0:
        written = fault.lines[line]
        key = _KEY.match(written)
        column = key.start("key") if key and key["before"].strip() else _indent(written)
        if not columns or column < columns[-1]:
            columns.append(column)
        dash = _indent(written)
        if dash < columns[-1]:
            columns.append(dash)
        line = fault.line_before(line)
    return columns[:3]


_EXPLAINERS: tuple[Callable[[SyntaxFault], Explanation | None], ...] = (
    _directive,
    _unclosed_quote,
    _escape,
    _beside_block_sign,
    _no_key,
    _sign,
    _list_beside_key,
    _colon,
    _quote_inside,
    _cut_by_comment,
    _unclosed_bracket,
    _missing_comma,
    _after_alias,
    _after_bracket,
    _no_colon,
    _item_among_keys,
    _wrong_indent,
)
