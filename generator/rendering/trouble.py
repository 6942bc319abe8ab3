"""What is wrong, as a block at the top of a page in the live preview."""

from collections.abc import Iterable

from generator.diagnostics import Diagnostic
from generator.rendering.literal import finished


def trouble(diagnostics: Iterable[Diagnostic]) -> str:
    """Give the diagnostics as one block of HTML."""
    items = "".join(_item(diagnostic) for diagnostic in diagnostics)
    return (
        '<div class="lp-banner lp-banner--fault" role="alert"><strong>A file has faults.</strong> '
        "The pages are those from before it had them; they change as soon as the faults are mended."
        f"<ul>{items}</ul></div>"
    )


def _item(diagnostic: Diagnostic) -> str:
    place = diagnostic.file
    if diagnostic.position:
        place += f":{diagnostic.position.line}:{diagnostic.position.column}"
    hint = f"<br>{finished(diagnostic.hint)}" if diagnostic.hint else ""
    return f"<li><code>{finished(place)}</code> {finished(diagnostic.message)}{hint}</li>"
