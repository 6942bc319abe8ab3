"""Everything that can be suggested for one protocol, for a person to accept piece by piece."""

from generator.analysis.suggest.bodies import suggested_bodies, suggested_types
from generator.analysis.suggest.citations import suggested_citations
from generator.analysis.suggest.duties import suggested_escalation, suggested_membership
from generator.analysis.suggest.flows import suggested_flows
from generator.analysis.suggest.silence import suggested_absences, suggested_terms
from generator.analysis.suggest.suggestion import Suggestion
from generator.analysis.suggest.topics import suggested_topics
from generator.model.corpus import Corpus
from generator.model.protocol import Body, Protocol


def suggestions(corpus: Corpus, protocol: Protocol) -> tuple[Suggestion, ...]:
    """Give what could be added to a protocol: bodies first, then clause by clause, then what stays open.

    Flows and members may name bodies that are only suggested here. What the file already has is not suggested again.
    """
    types = suggested_types(corpus, protocol)
    bodies = suggested_bodies(corpus, protocol)
    whole = _with_bodies(protocol, types, bodies)
    topics = suggested_topics(corpus, whole)
    answered = frozenset(str(each.value) for each in topics)
    at_clauses = (
        *topics,
        *suggested_citations(corpus, whole),
        *suggested_flows(corpus, whole),
        *suggested_membership(whole),
        *suggested_escalation(whole),
    )
    return (
        *types,
        *bodies,
        *sorted(at_clauses, key=lambda each: tuple(step if isinstance(step, int) else -1 for step in each.path)),
        *suggested_absences(corpus, protocol, answered),
        *suggested_terms(corpus, whole),
    )


def _with_bodies(protocol: Protocol, types: tuple[Suggestion, ...], added: tuple[Suggestion, ...]) -> Protocol:
    guessed = {each.path[-1]: each.value for each in types}
    present = (
        body.model_copy(update={"type": guessed[index]}) if index in guessed else body
        for index, body in enumerate(protocol.bodies)
    )
    return protocol.model_copy(update={"bodies": (*present, *(Body.model_validate(each.value) for each in added))})
