"""HTML as a tagged PDF for archives and for people who listen to it (PDF/UA-1), by WeasyPrint where it is installed."""

import logging
from importlib import import_module
from typing import NoReturn

_SAME = b"local-protocols"
"""A PDF must bear an identifier. The moment at which it was made is no content."""


class NoWeasyPrintError(Exception):
    """WeasyPrint is not installed, or a library that it needs is missing."""


def pdf(html: str) -> bytes:
    """Give a document as PDF. Nothing is loaded, from the disk or from elsewhere; the same HTML gives the same bytes.

    Raises:
        NoWeasyPrintError: there is no WeasyPrint here that starts.
    """
    try:
        weasyprint = import_module("weasyprint")
    except (ImportError, OSError) as error:
        raise NoWeasyPrintError(str(error)) from None
    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
    logging.getLogger("fontTools").setLevel(logging.CRITICAL)
    document = weasyprint.HTML(string=html, url_fetcher=_refuse)
    made: bytes = document.write_pdf(pdf_variant="pdf/ua-1", pdf_tags=True, pdf_identifier=_SAME)
    return made


def _refuse(address: str, *_: object, **__: object) -> NoReturn:
    raise ValueError(f"not loaded: {address}")
