"""A topic in, how early it is told out.

First what is always to be told: purpose, controller, rights (WP260 rev.01 ¶29); then what is
named as fundamental: recipients and transfers (¶30); then what surprises people or what they can
act upon.
The message to customers and the review pages put their changes in this order.
"""

TOPICS = (
    "T04", "T01", "T09", "T06", "T07", "T12", "T11", "T13",
    "T14", "T03", "T05", "T08", "T10", "T15", "T16", "T02",
)  # fmt: skip
"""Topics by how much they matter to people."""


def weight(topic: str) -> int:
    """How early a topic comes, from 0; what is no topic of the table comes last."""
    return TOPICS.index(topic) if topic in TOPICS else len(TOPICS)
