"""Words that look like a reporting duty."""

import re

REPORTING = re.compile(
    r"""
    \b(?:is|are|be|been)\s+(?:\w+\s+)?(?:presented|submitted|reported|sent|circulated)\s+(?:annually\s+)?to\b
    | \breported\s+to\b
    | \breports?\s+to\s+(?:the|its|their|both|[A-Z])
    | \breports?\s+(?:\w+\s+){0,4}(?:presented|submitted|sent)\s+to\b
    | \b(?:receiv(?:e|es|ing)|present(?:s|ing)?|submits?|submitting|produc(?:e|es|ing)|provides?|providing)\s+
        (?:(?!\b(?:and|or|to|that|which)\b)[\w'’-]+\s+){0,5}?(?:reports?|findings)\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
