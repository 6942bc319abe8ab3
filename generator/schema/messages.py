"""What an error of the model is called, in the words of an editor."""

import re
from collections.abc import Callable, Mapping

from generator.model.dates import PartialDate, in_words
from generator.schema.fields import keys_of, values_in
from generator.schema.keys import missing_key, unknown_key
from generator.schema.nearest import nearest
from generator.schema.phrases import (
    as_slug,
    either,
    entry_or_line,
    example_line,
    found_at,
    in_our_form,
    inline,
    listed,
    meant_date,
    name_of,
)
from generator.schema.place import Fault, Place, Put, TakeOut
from generator.source.slips import quoted

_SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
_SAID_FOR: Mapping[str, str] = {
    "annual": "year",
    "annually": "year",
    "every-12-months": "year",
    "six-monthly": "half-year",
    "every-six-months": "half-year",
    "every-6-months": "half-year",
    "twice-a-year": "half-year",
    "every-three-months": "quarter",
    "every-3-months": "quarter",
    "biennially": "two-years",
}
"""Other words for our frequencies."""

_IS_SLUG = re.compile(_SLUG)
_BETWEEN = re.compile(r"\s*[,;]\s*|\s+(?:and|&)\s+")
_NOT_BLANK = r"\S"
_LEAVE_OUT = "or take the line out"

FORMS: Mapping[str, tuple[str, str]] = {
    _SLUG: ("small letters, digits and single hyphens", "such as 'annual-report'"),
    r"^[a-z]{10}$": ("ten small letters", "take the line out, and let 'protocols check --fix' write it"),
    r"^[0-9a-f]{64}$": ("64 digits and letters from a to f", "let 'protocols check --fix' write it"),
    r"^https?://\S+$": ("an address that begins with https:// or http://", "copy it from the browser"),
    r"^https://\S+$": ("an address that begins with https://", "copy it from the browser"),
    r"^https?://\S+/$": (
        "an address that begins with https:// and ends with a slash",
        "such as 'https://example.org/'",
    ),
    r"^https://\S+[^/]$": ("an address that begins with https:// and ends without a slash", "copy it from the browser"),
    r"^[0-9a-f]{16}$": ("16 digits and letters from a to f", "'make accessibility' says which"),
    r"^(https://|mailto:|tel:)\S+$": (
        "an address that begins with https://, mailto: or tel:",
        "such as 'mailto:protocols@example.org'",
    ),
    r"^[EWSN][0-9]{8}$": ("a letter E, W, S or N and eight digits", "such as 'E09000015'"),
}
"""The forms that the model asks of texts, by pattern: what each is, and what to do."""


def fault_of(error_type: str, place: Place) -> Fault | None:
    """Give the fault that an error of the model means; None where another fault tells it already."""
    return WORDS.get(error_type, _other)(place)


def _text_expected(place: Place) -> Fault:
    message = f"{name_of(place)} must be text, found {found_at(place)}"
    match place.value:
        case bool() | int() | float():
            typed = place.written or str(place.value).lower()
            return Fault("schema", message, f"put it in quotes: {quoted(typed)}", Put(typed))
        case None if place.may_be_left_out:
            return Fault("schema", message, f"write the text, {_LEAVE_OUT}", TakeOut())
        case None:
            return Fault("schema", message, f"write the text, as in {example_line(place)}")
        case Mapping() if len(place.value) == 1 and isinstance(next(iter(place.value.values())), str):
            text = ": ".join(*place.value.items())
            return Fault("schema", message, f"a text with a colon needs quotes: {quoted(text)}", Put(text))
        case [str(text)]:
            return Fault("schema", message, f"write it as one text: {entry_or_line(place, text)}", Put(text))
        case list():
            return Fault("schema", message, f"write one text, as in {example_line(place)}")
    return Fault("schema", message, "write one text; lines that belong elsewhere may be indented too far")


def _empty_text(place: Place) -> Fault:
    message = f"{name_of(place)} must have words, found {found_at(place)}"
    if place.may_be_left_out:
        return Fault("empty-value", message, f"write the text, {_LEAVE_OUT}", TakeOut())
    return Fault("empty-value", message, f"write the text, as in {example_line(place)}")


def _long_text(place: Place) -> Fault:
    most, length = place.context.get("max_length"), len(str(place.value))
    return Fault("wrong-form", f"{name_of(place)} may have {most} characters, found {length}", "choose a shorter one")


def _unshowable_text(place: Place) -> Fault:
    return Fault("wrong-form", f"{name_of(place)} must be text, found half of a character", "type the text anew")


def _wrong_form(place: Place) -> Fault:
    pattern = str(place.context.get("pattern"))
    if pattern == _NOT_BLANK:
        return _empty_text(place)
    form, hint = FORMS.get(pattern, ("of another form", f"as in {example_line(place)}"))
    message = f"{name_of(place)} must be {form}, found {found_at(place)}"
    words = str(place.value).split()
    if pattern == _SLUG and place.is_entry and len(words) > 1 and all(_IS_SLUG.fullmatch(word) for word in words):
        hint = f"put a comma between two entries: {', '.join(words)}; if it is one, write {as_slug(str(place.value))}"
        return Fault("wrong-form", message, hint, Put(as_slug(str(place.value))))
    if pattern == _SLUG and (meant := as_slug(str(place.value))):
        return Fault("wrong-form", message, f"did you mean '{meant}'?", Put(meant))
    return Fault("wrong-form", message, hint)


def _unknown_value(place: Place) -> Fault:
    values = values_in(place.field.annotation) if place.field else ()
    message = f"{name_of(place)} must be {either(values)}, found {found_at(place)}"
    if place.value is None and place.may_be_left_out:
        return Fault("unknown-value", message, f"write one of them, {_LEAVE_OUT}", TakeOut())
    meant = _SAID_FOR.get(as_slug(str(place.value)))
    if meant not in values:
        meant = nearest(place.value, values) if isinstance(place.value, str) else None
    if meant:
        return Fault("unknown-value", message, f"did you mean '{meant}'?", Put(meant))
    return Fault("unknown-value", message, f"write one of them, as in {entry_or_line(place, values[0])}")


def _list_expected(place: Place) -> Fault:
    message = f"{name_of(place)} must be a list, found {found_at(place)}"
    match place.value:
        case None if place.may_be_left_out:
            return Fault("schema", message, f"write a list, {_LEAVE_OUT}", TakeOut())
        case Mapping() if place.entity and place.value:
            first = next(iter(place.value))
            return Fault("schema", message, f"put a dash before the first key: - {first}: …", Put([place.value]))
        case str() | int() | float() if place.entity is None and not place.is_entry:
            entry = place.value if isinstance(place.value, str) else place.written or str(place.value)
            parts = [part for part in _BETWEEN.split(entry) if part]
            entries = parts if all(_IS_SLUG.fullmatch(part) for part in parts) else [entry]
            hint = f"write it as a list: {place.key}: {inline(entries)}"
            return Fault("schema", message, hint, Put(entries))
    return Fault("schema", message, f"write a list, as in {example_line(place)}")


def _empty_list(place: Place) -> Fault:
    message = f"{name_of(place)} must have at least one entry, found {found_at(place)}"
    return Fault("empty-value", message, f"add an entry, as in {example_line(place)}")


def _long_list(place: Place) -> Fault:
    count = len(place.value) if isinstance(place.value, list) else "more"
    message = f"{name_of(place)} must have {place.context.get('max_length')} entries, found {count}"
    return Fault("schema", message, f"as in {example_line(place)}")


def _block_expected(place: Place) -> Fault:
    keys = [key for key, field in keys_of(place.entity).items() if field.is_required()] if place.entity else []
    quoted_keys = listed([f"'{key}'" for key in keys])
    needed = f" with the {'key' if len(keys) == 1 else 'keys'} {quoted_keys}" if keys else ""
    message = f"{name_of(place)} must be a block{needed}, found {found_at(place)}"
    if place.value is None and place.may_be_left_out:
        return Fault("schema", message, f"write its keys below it, {_LEAVE_OUT}", TakeOut())
    if not place.key:
        return Fault("schema", message, "begin with lines such as 'title: …'")
    entries = ", ".join(f"{key}: …" for key in keys)
    if not entries:
        return Fault("schema", message, f"write its keys below it, as in {example_line(place)}")
    return Fault("schema", message, f"write: {'-' if place.is_entry else f'{place.key}:'} {{{entries}}}")


def _true_or_false_expected(place: Place) -> Fault:
    message = f"{name_of(place)} must be true or false, found {found_at(place)}"
    word = str(place.value).strip().casefold()
    if word in ("yes", "y", "on", "true", "no", "n", "off", "false"):
        meant = word in ("yes", "y", "on", "true")
        return Fault("schema", message, f"write: {place.key}: {str(meant).lower()}", Put(meant))
    return Fault("schema", message, "write true or false, without quotes")


def _number_expected(place: Place) -> Fault:
    message = f"{name_of(place)} must be a whole number, found {found_at(place)}"
    return Fault("schema", message, f"write digits without quotes, as in {example_line(place)}")


def _small_number(place: Place) -> Fault:
    message = f"{name_of(place)} must be {place.context.get('ge')} or more, found {found_at(place)}"
    return Fault("wrong-number", message, f"as in {example_line(place)}")


def _large_number(place: Place) -> Fault:
    message = f"{name_of(place)} must be {place.context.get('le')} or less, found {found_at(place)}"
    return Fault("wrong-number", message, f"as in {example_line(place)}")


def _wrong_date(place: Place) -> Fault:
    message = f"{name_of(place)} must be a date such as 2021, 2021-02 or 2021-02-24, found {found_at(place)}"
    if place.value is None:
        return Fault("wrong-date", message, f"write the date: {example_line(place)}")
    if meant := meant_date(place.written or str(place.value)):
        return Fault("wrong-date", message, f"write: {place.key}: {meant}", Put(str(meant)))
    if written := in_our_form(str(place.value)):
        return _no_such_date(place, written)
    return Fault("wrong-date", message, "write the year, then month and day as far as the document states them")


def _no_such_date(place: Place, written: str = "") -> Fault:
    message = f"{name_of(place)} must be a date that exists, found {found_at(place)}"
    year, _, rest = (written or str(place.value)).partition("-")
    month = rest.partition("-")[0] or "01"
    if int(year) == 0:
        return Fault("wrong-date", message, "the year is wrong")
    if not 1 <= int(month) <= 12:
        return Fault("wrong-date", message, "the month is 01 to 12 and stands in the middle: year-month-day")
    last = PartialDate.parse(f"{year}-{month}").last_day
    return Fault("wrong-date", message, f"the last day of that month is {in_words(last)}")


def _other(place: Place) -> Fault:
    return Fault("schema", f"{name_of(place)} cannot be {found_at(place)}", f"as in {example_line(place)}")


WORDS: Mapping[str, Callable[[Place], Fault | None]] = {
    "missing": missing_key,
    "extra_forbidden": unknown_key,
    "string_type": _text_expected,
    "string_too_short": _empty_text,
    "string_too_long": _long_text,
    "string_pattern_mismatch": _wrong_form,
    "string_unicode": _unshowable_text,
    "enum": _unknown_value,
    "tuple_type": _list_expected,
    "too_short": _empty_list,
    "too_long": _long_list,
    "model_type": _block_expected,
    "bool_type": _true_or_false_expected,
    "int_type": _number_expected,
    "greater_than_equal": _small_number,
    "less_than_equal": _large_number,
    "partial_date": _wrong_date,
    "no_such_date": _no_such_date,
}
"""Every type of error that the model can raise, and who words it."""
