"""Where each protocol stands in its life: dated, approved, to be reviewed, overdue, replaced."""

from dataclasses import dataclass
from datetime import date, timedelta

from generator.model.corpus import Corpus
from generator.model.dates import Frequency, PartialDate
from generator.model.protocol import Approval, Protocol, ProtocolStatus


@dataclass(frozen=True, slots=True)
class ReviewDue:
    """When a review is due. It is overdue from the day after the last day that the date can mean."""

    due: PartialDate
    last_day: date

    @property
    def overdue_from(self) -> date:
        """The first day on which the review is overdue."""
        return self.last_day + timedelta(days=1)

    def days_overdue(self, on: date) -> int:
        """How many days the review is late; 0 on the last day and before it."""
        return max((on - self.last_day).days, 0)

    def is_overdue(self, on: date) -> bool:
        """Whether the review's last day has passed."""
        return on > self.last_day


@dataclass(frozen=True, slots=True)
class Lifecycle:
    """One protocol's life, as far as it states it; None where it does not. Nothing is worked out from a habit."""

    protocol: str
    status: ProtocolStatus
    dated: PartialDate | None
    approval: Approval | None
    review: ReviewDue | None
    review_every: Frequency | None
    replaces: str | None
    replaced_by: str | None

    def is_overdue(self, on: date) -> bool:
        """Whether a review that the protocol states is late. Of one that is replaced or withdrawn none is."""
        is_over = self.replaced_by or self.status in {ProtocolStatus.SUPERSEDED, ProtocolStatus.WITHDRAWN}
        return self.review is not None and not is_over and self.review.is_overdue(on)


def lifecycle(corpus: Corpus, protocol: Protocol) -> Lifecycle:
    """Give where one protocol stands in its life."""
    review = protocol.review
    return Lifecycle(
        protocol=protocol.slug,
        status=protocol.status,
        dated=protocol.dated,
        approval=protocol.approval,
        review=ReviewDue(review.due, review.due.last_day) if review and review.due else None,
        review_every=review.every if review else None,
        replaces=protocol.replaces if protocol.replaces in corpus.by_slug else None,
        replaced_by=corpus.replaced.get(protocol.slug),
    )


def lifecycles(corpus: Corpus) -> tuple[Lifecycle, ...]:
    """Give all protocols: the longest overdue first, then by the day on which a review is due, then those without."""
    found = [lifecycle(corpus, protocol) for protocol in corpus.protocols]

    def order(each: Lifecycle) -> tuple[bool, bool, date, str]:
        day = each.review.last_day if each.review else date.max
        return (not each.is_overdue(corpus.as_of), each.review is None, day, each.protocol)

    return tuple(sorted(found, key=order))
