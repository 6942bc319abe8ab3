"""Members of bodies, and the way out of a disagreement."""

import re
from collections.abc import Iterator

from generator.analysis.suggest.flows import names_in
from generator.analysis.suggest.suggestion import Confidence, Suggested, Suggestion, SuggestionKind
from generator.model.protocol import Clause, Protocol
from generator.model.walk import clauses_of

_CONSISTS = re.compile(
    r"\b(?:(?:will|shall|should)\s+)?(?:consists?\s+of|comprises?(?:\s+of)?|(?:is|be)\s+(?:made\s+up|composed)\s+of)\s+"
    r"(?P<members>[^.;:]+)"
)
_REPRESENTED = re.compile(r"\b(?:is|are|will\s+be|should\s+be)\s+represented\s+on\s+")
_NEXT_MEMBER = re.compile(r",\s*(?:and\s+)?|\s+and\s+")
_TRIGGER = re.compile(
    r"\b(?:[Ii]f|[Ww]here|[Ii]n\s+the\s+event\s+(?:of|that)|[Ss]hould)\s+(?:there\s+(?:are|is|be)\s+)?"
    r"(?P<trigger>[^.;,]*?\b(?:cannot\s+be\s+(?:resolved|agreed)|disagreements?|disputes?|unresolved|unable\s+to\s+agree"
    r"|not\s+(?:be\s+)?(?:resolved|agreed))\b[^.;,]*?)(?:,|\s+then\b)\s*"
)
_STEP = re.compile(
    r"(?:an?\s+|the\s+)?(?P<step>[^.;,]*?\b(?:will|must|shall|should|may)\b[^.;,]*?)"
    r"(?=\s+(?:between|of\s+the|within|to\s+agree|at\s+which)\b|[.,;]|$)"
)
_TIME_LIMIT = re.compile(r"\bwithin\s+[\w\s-]{1,30}?\b(?:hours?|days?|weeks?|months?)\b")


def suggested_membership(protocol: Protocol) -> tuple[Suggestion, ...]:
    """Suggest members of bodies where a clause says of whom a body consists, or that one is represented on another."""
    return tuple(found for clause in clauses_of(protocol) for found in _membership(clause.node, clause.path, protocol))


def suggested_escalation(protocol: Protocol) -> tuple[Suggestion, ...]:
    """Suggest the way out of a disagreement where a clause says what happens when something cannot be resolved."""
    found: list[Suggestion] = []
    for placed in clauses_of(protocol):
        clause = placed.node
        if not isinstance(clause, Clause) or clause.escalation or not clause.text:
            continue
        trigger = _TRIGGER.search(clause.text)
        step = _STEP.match(clause.text, trigger.end()) if trigger else None
        if trigger is None or step is None:
            continue
        value: dict[str, Suggested] = {"trigger": trigger["trigger"].strip(), "step": step[0].strip()}
        rest = clause.text[step.end() :].split(". ", 1)[0]
        between = tuple(dict.fromkeys(name.body for name in names_in(rest, protocol)))
        if between:
            value["between"] = between
        if limit := _TIME_LIMIT.search(rest):
            value["time_limit"] = limit[0]
        found.append(
            Suggestion(
                SuggestionKind.ESCALATION,
                placed.path,
                "escalation",
                value,
                Confidence.MATCHED if between else Confidence.POSSIBLE,
                f"'{' '.join(trigger['trigger'].split()[:8])} …' reads like the beginning of an escalation",
                clause.id,
                is_entry=False,
            )
        )
    return tuple(found)


def _membership(clause: object, path: tuple[str | int, ...], protocol: Protocol) -> Iterator[Suggestion]:
    if not isinstance(clause, Clause) or clause.membership or not clause.text:
        return
    text = clause.text
    names = names_in(text, protocol)
    if consists := _CONSISTS.search(text):
        bodies = [name for name in names if name.end <= consists.start()]
        if bodies:
            start = consists.start("members")
            for part in _parts(consists["members"]):
                at = text.index(part, start)
                members = [name.body for name in names if at <= name.start < at + len(part)]
                value: dict[str, Suggested] = {"body": bodies[-1].body}
                if members:
                    value["member"] = members[0]
                value["quote"] = part
                yield _seat(path, value, clause.id, f"'{consists[0].split(' of ')[0]} of' names members")
    if represented := _REPRESENTED.search(text):
        before = [name for name in names if name.end <= represented.start()]
        after = [name for name in names if name.start >= represented.end()]
        if before and after:
            quote = text[before[-1].start : after[0].end]
            seat: dict[str, Suggested] = {"body": after[0].body, "member": before[-1].body, "quote": quote}
            yield _seat(path, seat, clause.id, f"'{represented[0].strip()}' names a member")


def _seat(path: tuple[str | int, ...], value: dict[str, Suggested], owner: str, reason: str) -> Suggestion:
    confidence = Confidence.MATCHED if "member" in value else Confidence.POSSIBLE
    return Suggestion(SuggestionKind.MEMBERSHIP, path, "membership", value, confidence, reason, owner)


def _parts(members: str) -> Iterator[str]:
    """The members of a list in words; what follows the last ("known as …", "who …") stays with it."""
    at = 0
    for gap in _NEXT_MEMBER.finditer(members):
        if re.match(r"(?:known|who|which|that|including)\b", members[gap.end() :]):
            break
        yield members[at : gap.start()].strip()
        at = gap.end()
    yield members[at:].strip()
