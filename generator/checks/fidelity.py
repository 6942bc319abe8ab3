"""Whether the file holds the words of its source."""

import hashlib
from collections.abc import Iterator

from generator.analysis.fidelity import Difference, DifferenceKind, fidelity, left_out_not_found
from generator.analysis.spacing import spacing
from generator.checks.rule import Finding, rule
from generator.diagnostics import Severity
from generator.model.corpus import Corpus

_SHOWN = 14


@rule(
    "not-as-in-source",
    summary="Words of the source are lost, added, moved or changed in the protocol file.",
    why="""The site prints a protocol as the document's own words. One lost "not" or one added comma can turn a duty
    round. So the file must hold the characters of its source, all of them, in order, and no others, but for spaces and
    what it declares as mark-up or as left out.""",
    wrong="text: Monitoring of the stability of placements        # the source: Monitoring the stability of placements",
    right="text: Monitoring the stability of placements",
)
def not_as_in_source(corpus: Corpus) -> Iterator[Finding]:
    """Find every place where a file and its source have other words."""
    for protocol in corpus.protocols:
        file = corpus.files.get(protocol.slug)
        if file is None or file.source_text is None:
            continue
        for difference in fidelity(protocol, file.source_text):
            message, hint = _told(difference, f"{file.source_path}:{difference.source_line}")
            yield Finding(protocol.slug, difference.path, message, hint, difference.offset)


@rule(
    "other-spaces",
    severity=Severity.WARNING,
    summary="A word of the file stands in two pieces, or two words as one, and in the source they do not.",
    why="""Lines are broken otherwise in a file than in its source, so the check of the words passes over spaces. But
    'thestability' is a slip of the keyboard, or of a program that reads a PDF.""",
    wrong="text: Monitor thestability of placements        # the source: Monitor the stability of placements",
    right="text: Monitor the stability of placements",
)
def other_spaces(corpus: Corpus) -> Iterator[Finding]:
    """Find spaces between letters that only the file or only its source has."""
    for protocol in corpus.protocols:
        file = corpus.files.get(protocol.slug)
        for each in spacing(protocol, file.source_text) if file and file.source_text is not None else ():
            message = f"expected '{each.in_source}' as in the source, found '{each.in_file}'"
            hint = f"the source has it in {file.source_path}:{each.source_line}" if file else None
            yield Finding(protocol.slug, each.path, message, hint, each.offset)


def _told(difference: Difference, where: str) -> tuple[str, str]:
    source, file = _short(difference.in_source), _short(difference.in_file)
    if difference.kind is DifferenceKind.LOST:
        return f"the words '{source}' of the source are missing here", f"they stand in {where}; put them back"
    if difference.kind is DifferenceKind.ADDED:
        return f"the words '{file}' are not in the source", f"take them out; the source is at {where}"
    if difference.kind is DifferenceKind.MOVED:
        return f"the words '{file}' stand elsewhere in the source", f"they stand in {where}; put them in that order"
    return f"expected '{source}' as in the source, found '{file}'", f"the source has it in {where}"


def _short(words: str) -> str:
    each = words.split()
    if len(each) <= _SHOWN:
        return words
    return f"{' '.join(each[:8])} … {' '.join(each[-4:])}"


@rule(
    "source-changed",
    summary="The source file is not the one that the protocol file was made from.",
    why="The checksum shows that nobody has changed the document as received, by hand or by mistake.",
    wrong='source: {file: sources/harrow.txt, sha256: "0000…"}',
    right='source: {file: sources/harrow.txt, sha256: "4f2a…"}',
)
def source_changed(corpus: Corpus) -> Iterator[Finding]:
    """Find sources whose checksum is another."""
    for protocol in corpus.protocols:
        file = corpus.files.get(protocol.slug)
        if file is None or file.source_text is None:
            continue
        found = _checksum(file.source_text)
        if found != protocol.source.sha256:
            message = f"the checksum of {file.source_path} is not the one given here"
            hint = f"put back the document as received; if it is the right one, write: sha256: {found}"
            if _checksum(file.source_text.replace("\r\n", "\n")) == protocol.source.sha256:
                message += ": the ends of its lines have changed, and nothing else"
                hint = "save it with line ends as they were (LF, as in Unix), or get it from Git again"
            yield Finding(protocol.slug, ("source", "sha256"), message, hint)


def _checksum(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


@rule(
    "left-out-not-found",
    severity=Severity.WARNING,
    summary="Words are declared as left out that the source does not have.",
    why="What is left out is told to the reader. Of words that were never there, that would be false.",
    wrong="left_out: [{text: Page 2 of 6, why: Page number.}]        # the source: Page 2 of 5",
    right="left_out: [{text: Page 2 of 5, why: Page number.}]",
)
def left_out_not_in_source(corpus: Corpus) -> Iterator[Finding]:
    """Find declared omissions that do not occur."""
    for protocol in corpus.protocols:
        file = corpus.files.get(protocol.slug)
        if file is None or file.source_text is None:
            continue
        for index in left_out_not_found(protocol, file.source_text):
            message = f"the words '{_short(protocol.source.left_out[index].text)}' do not occur in the source"
            hint = "copy them from the source, or take the entry out"
            yield Finding(protocol.slug, ("source", "left_out", index, "text"), message, hint)
