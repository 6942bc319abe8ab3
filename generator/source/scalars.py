"""What an unquoted value is: YAML 1.2's core types, and no others."""

import re
from typing import TypeAlias

Scalar: TypeAlias = str | int | float | bool | None

_WORDS: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_NUMBER = re.compile(
    r"(?P<decimal>[-+]?[0-9]+)|0o(?P<octal>[0-7]+)|0x(?P<hexadecimal>[0-9a-fA-F]+)"
    r"|(?P<float>[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?)"
    r"|(?P<infinity>[-+]?\.(?:inf|Inf|INF))|(?P<not_a_number>\.(?:nan|NaN|NAN))"
)
_LONGEST_NUMBER = 300
"""Python refuses to read or show whole numbers of some thousand digits; nobody means one as a number."""


def core_value(written: str) -> Scalar:
    """The value of an unquoted scalar, by the core schema of YAML 1.2 (section 10.3.2).

    `no`, `on`, `12:30`, `1_000` and all dates are text; `3.10` is the number 3.1 and `017` the number 17. A number of
    more than 300 digits stays text.
    """
    if written in _WORDS:
        return _WORDS[written]
    if written[0] not in "-+.0123456789" or len(written) > _LONGEST_NUMBER:
        return written
    match = _NUMBER.fullmatch(written)
    if match is None:
        return written
    match match.lastgroup:
        case "decimal":
            return int(written)
        case "octal":
            return int(written[2:], 8)
        case "hexadecimal":
            return int(written[2:], 16)
        case _:
            return float(written.replace(".", "", 1) if match.lastgroup in ("infinity", "not_a_number") else written)
