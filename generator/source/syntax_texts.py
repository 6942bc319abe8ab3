"""Faults of syntax within a text: its quotes, brackets, colons and first signs."""

import re

from generator.source.slips import quoted, shortened
from generator.source.syntax_fault import ITEM_LINE, KEY_LINE, Explanation, SyntaxFault, value_column

_KEY_BEHIND = re.compile(r"([a-z_]+):(?:\s|$)")


def unclosed_quote(fault: SyntaxFault) -> Explanation | None:
    """A quote that nothing closes, or that only the opening quote of a later text closes."""
    if fault.context == "while scanning a quoted scalar":
        return quote_left_open(fault, fault.context_line, fault.context_column)
    last, key = fault.last, KEY_LINE.match(fault.here)
    is_closed_below = last.style in ("'", '"') and last.line < last.end_line == fault.line
    if is_closed_below and key and key.end("key") < last.end_column:
        return quote_left_open(fault, last.line, last.column)
    return None


def quote_left_open(fault: SyntaxFault, line: int, column: int) -> Explanation:
    """The explanation for a quote at a line and column that is not closed."""
    quote = fault.line_at(line)[column : column + 1]
    return Explanation(
        "unclosed-quote",
        line,
        column,
        f"expected a second {quote} at the end of this text, found none",
        f"write {quote} at the end of the text; if the quote belongs to the text, put the whole text in other quotes",
    )


def escape(fault: SyntaxFault) -> Explanation | None:
    """A backslash in double quotes that begins no code."""
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


def beside_block_sign(fault: SyntaxFault) -> Explanation | None:
    """Text on the line of its `>-` or `|`, or text that begins with such a sign."""
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


def sign(fault: SyntaxFault) -> Explanation | None:
    """A text that begins with a sign which means something to YAML."""
    line, column = fault.line, fault.column
    if any(word in fault.context for word in ("alias", "anchor", "tag")) or "tag" in fault.problem:
        line, column = (fault.context_line, fault.context_column) if fault.context_line >= 0 else (line, column)
    elif not (
        "cannot start any token" in fault.problem
        or (fault.context == "while parsing a block node" and fault.rest[:1] in (",", "]", "}", "?"))
        or fault.problem == "mapping keys are not allowed here"
        or (fault.problem == "mapping values are not allowed here" and value_column(fault.here) == column)
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


def colon_in_text(fault: SyntaxFault) -> Explanation | None:
    """A colon after the one of the line's key."""
    key = KEY_LINE.match(fault.here)
    if fault.problem != "mapping values are not allowed here" or key is None or fault.column <= key.end("key"):
        return None
    value, name, curly = key["value"], f"the text of '{key['key']}'", ""
    item = ITEM_LINE.match(fault.here)
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


def quote_inside(fault: SyntaxFault) -> Explanation | None:
    """More text after a quoted one: an apostrophe or an inner quote has closed it."""
    if fault.last.style not in ("'", '"') or (fault.last.end_line, fault.last.end_column) > (fault.line, fault.column):
        return None
    if fault.last.end_line != fault.line or fault.here[fault.last.end_column : fault.column].strip(" "):
        return None
    is_next_value = fault.context.startswith("while parsing a flow") and fault.rest[:1] in ("'", '"')
    if is_next_value or not ("found" in fault.problem or "got" in fault.problem):
        return None
    quote = fault.last.style
    if key := _KEY_BEHIND.match(fault.rest):
        message = f"expected the end of the line, found the key '{key[1]}'"
        hint = f"begin '{key[1]}' on a line of its own, in the column of the key before it"
        return Explanation("text-after-quote", fault.line, fault.column, message, hint)
    if fault.rest == ",":
        message = "expected nothing after the quoted text, found a comma"
        return Explanation("text-after-quote", fault.line, fault.column, message, "delete the comma")
    hint = "write each apostrophe in the text twice (''), or put the text in double quotes"
    if quote == '"':
        hint = 'write each " in the text as \\", or put the text in single quotes'
    message = f"the quoted text ends before '{shortened(fault.rest)}'; expected nothing after it"
    return Explanation("text-after-quote", fault.line, fault.column, message, hint)


def cut_by_comment(fault: SyntaxFault) -> Explanation | None:
    """A text over several lines with ` #` in one of them."""
    if "found '<scalar>'" not in fault.problem or fault.last.style:
        return None
    line, column = fault.last.end_line, fault.last.end_column
    after = fault.line_at(line)[column:]
    if not after.lstrip().startswith("#"):
        return None
    return Explanation(
        "comment-in-text",
        line,
        column + len(after) - len(after.lstrip()),
        f"this text goes on in line {fault.line + 1}, yet YAML takes '{shortened(after.strip())}' for a comment",
        "put the whole text in quotes, or write it below '>-', where # is a plain sign",
    )


def unclosed_bracket(fault: SyntaxFault) -> Explanation | None:
    """A bracket that nothing closes, or that the other kind of bracket closes."""
    if not fault.context.startswith("while parsing a flow"):
        return None
    line, column = fault.context_line, fault.context_column
    if fault.context == "while parsing a flow node":
        line, column = _bracket_above(fault)
    opening = fault.line_at(line)[column : column + 1]
    closing = {"[": "]", "{": "}"}.get(opening, "")
    is_later = fault.line > line and closing not in fault.rest
    if not closing or (not is_later and fault.rest[:1] not in ("]", "}")):
        return None
    return Explanation(
        "unclosed-bracket",
        line,
        column,
        f"expected '{closing}' for this '{opening}', found none",
        f"write '{closing}' where it ends; if '{opening}' belongs to a text, put the whole text in quotes",
    )


def _bracket_above(fault: SyntaxFault) -> tuple[int, int]:
    """The nearest line and column at or above the fault where a value begins with a bracket."""
    for line in range(fault.line, -1, -1):
        column = value_column(fault.line_at(line))
        if fault.line_at(line)[column : column + 1] in ("[", "{"):
            return line, column
    return fault.line, fault.column


def missing_comma(fault: SyntaxFault) -> Explanation | None:
    """Two values in brackets without a comma between them, or two commas without a value."""
    if not fault.context.startswith("while parsing a flow"):
        return None
    if fault.rest.startswith(","):
        message = "expected a value before this comma, found none"
        hint = "delete the comma; put a text that begins with a comma in quotes"
        return Explanation("stray-comma", fault.line, fault.column, message, hint)
    if fault.rest.startswith("- "):
        message = f"in brackets entries have commas and no dashes, found '{shortened(fault.rest)}'"
        return Explanation("misplaced-list-item", fault.line, fault.column, message, "delete the dashes")
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


def after_alias(fault: SyntaxFault) -> Explanation | None:
    """A text such as `*see note`, which begins as an alias does."""
    column = value_column(fault.here)
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


def after_bracket(fault: SyntaxFault) -> Explanation | None:
    """A text such as `[Draft] protocol`, which begins as a list or as keys do."""
    column = value_column(fault.here)
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
