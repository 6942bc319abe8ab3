"""What a section is for, from the words of its headings."""

import re

from generator.model.protocol import Clause
from generator.model.walk import Placed

_ROLES = (
    ("joint-interest", re.compile(r"\bjoint\b.*\binterest|\binterest\b.*\bjoint", re.IGNORECASE)),
    ("relationship", re.compile(r"\brelationship|\breporting\b|working together", re.IGNORECASE)),
    ("review", re.compile(r"\breview|\bevaluation|\bmonitoring of this", re.IGNORECASE)),
    ("escalation", re.compile(r"\bescalat|\bdisagree|\bdispute|\bconflict|resolution", re.IGNORECASE)),
    ("approval", re.compile(r"\bapprov|\bsignat|\bsigned", re.IGNORECASE)),
    ("corporate-parenting-body", re.compile(r"corporate parent", re.IGNORECASE)),
    ("safeguarding-body", re.compile(r"safeguarding", re.IGNORECASE)),
    ("purpose", re.compile(r"\bpurpose|\baims?\b|\bintroduction|\bcontext|\bbackground", re.IGNORECASE)),
)


def role_of(placed: Placed) -> str | None:
    """Give what the part around a clause is for, from the nearest heading or opening of a list that says so."""
    for node in reversed(placed.ancestors):
        opening = node.text if isinstance(node, Clause) and node.items and not node.heading else None
        words = node.heading or opening
        if words:
            for role, pattern in _ROLES:
                if pattern.search(words):
                    return role
    return None
