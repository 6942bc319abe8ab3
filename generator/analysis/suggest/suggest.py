"""Everything that can be suggested for one protocol, for a person to accept piece by piece."""

from generator.analysis.suggest.bodies import suggested_bodies, suggested_names, suggested_types
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
    names = suggested_names(protocol)
    bodies = suggested_bodies(corpus, protocol)
    whole = _with_bodies(protocol, (*types, *names), bodies)
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
        *names,
        *bodies,
        *sorted(at_clauses, key=lambda each: tuple(step if isinstance(step, int) else -1 for step in each.path)),
        *suggested_absences(corpus, protocol, answered),
        *suggested_terms(corpus, whole),
    )


def _with_bodies(protocol: Protocol, changed: tuple[Suggestion, ...], added: tuple[Suggestion, ...]) -> Protocol:
    bodies = list(protocol.bodies)
    for each in changed:
        index = int(each.path[-1])
        value = (*bodies[index].also_called, each.value) if each.key == "also_called" else each.value
        bodies[index] = bodies[index].model_copy(update={each.key: value})
    new = (Body.model_validate(each.value) for each in added)
    return protocol.model_copy(update={"bodies": (*bodies, *new)})
