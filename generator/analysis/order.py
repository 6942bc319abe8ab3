"""Which topics stand in another order in two documents."""

from collections.abc import Mapping


def out_of_order(left: Mapping[str, int], right: Mapping[str, int]) -> frozenset[str]:
    """Give the topics that stand elsewhere on the right: as few as make the order of all others one.

    `left` and `right` say at which place a document first speaks on each topic; topics of both count. Of several
    longest runs in one order the one that is found first from the left is kept.
    """
    both = sorted((left[topic], right[topic], topic) for topic in left.keys() & right.keys())
    lengths: list[int] = []
    before: list[int] = []
    for at, (_, place, _) in enumerate(both):
        best = max((i for i in range(at) if both[i][1] <= place), key=lambda i: lengths[i], default=-1)
        before.append(best)
        lengths.append(lengths[best] + 1 if best >= 0 else 1)
    kept = set()
    at = max(range(len(both)), key=lambda i: lengths[i], default=-1)
    while at >= 0:
        kept.add(both[at][2])
        at = before[at]
    return frozenset(topic for *_, topic in both if topic not in kept)
