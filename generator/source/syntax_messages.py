"""What is wrong with a text that is not YAML, in words for people who do not know YAML."""

import re
from collections.abc import Callable

import yaml

from generator.diagnostics import Diagnostic, Position
from generator.source import syntax_layout as layout
from generator.source import syntax_texts as texts
from generator.source.slips import shortened
from generator.source.syntax_fault import Explanation, LastEvent, SyntaxFault, indent

_MARK = re.compile(r"(?:<{7}|>{7}|\|{7}) |={7}$")


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


def _left_by_git(fault: SyntaxFault) -> Explanation | None:
    """A mark of two versions that are no longer both there."""
    for line in (fault.line, fault.context_line):
        if _MARK.match(fault.line_at(line)):
            message = f"expected a key and a colon, found '{shortened(fault.line_at(line).strip())}'"
            hint = "delete the line: Git marks with it where two versions of a file differ"
            return Explanation("merge-conflict", line, 0, message, hint)
    return None


def _code_fence(fault: SyntaxFault) -> Explanation | None:
    """A mark of code, as it stands around YAML in mails and web pages."""
    if not fault.here.lstrip().startswith("```"):
        return None
    message = f"expected a key and a colon, found '{shortened(fault.here.strip())}'"
    hint = "delete the line: it marks where code begins and ends, and is no part of it"
    return Explanation("code-fence", fault.line, indent(fault.here), message, hint)


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


_EXPLAINERS: tuple[Callable[[SyntaxFault], Explanation | None], ...] = (
    _left_by_git,
    _code_fence,
    _directive,
    texts.unclosed_quote,
    texts.escape,
    texts.beside_block_sign,
    layout.no_key,
    layout.bullet,
    texts.sign,
    layout.list_beside_key,
    texts.colon_in_text,
    layout.key_in_text,
    texts.quote_inside,
    texts.cut_by_comment,
    texts.unclosed_bracket,
    texts.missing_comma,
    texts.after_alias,
    texts.after_bracket,
    layout.no_colon,
    layout.item_among_keys,
    layout.wrong_indent,
)
