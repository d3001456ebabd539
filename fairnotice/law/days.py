"""The days on which law began to hold, each known by name and by its source: plain facts, out.

Who judges a notice, shows readers their rights or writes to customers takes the days from here.
Ids in brackets are of `sources.yaml`.
"""

from fairnotice.model import Day

GDPR = Day(2018, 5, 25)
"""The GDPR applies: what Articles 13 and 14 list has to be told."""
UK_GDPR = Day(2021, 1, 1)
"""The United Kingdom has its own GDPR, and is no longer part of the EEA."""
DATA_PRIVACY_FRAMEWORK = Day(2023, 7, 10)
"""The EU-US Data Privacy Framework holds; the UK Extension to it since 12 October 2023."""
RECOGNISED_INTERESTS = Day(2026, 2, 5)
"""UK: recognised legitimate interests are a lawful basis (SI 2026/82)."""
EXCEPTIONS = RECOGNISED_INTERESTS
"""UK: counting visits, looks and emergencies are exceptions from consent (PECR Schedule A1)."""
ANSWERING_CLOCK = RECOGNISED_INTERESTS
"""UK: how long an answer to a reader may take, and when the time stands still (UKGDPR-12A)."""
COMPLAINT_TO_US = Day(2026, 6, 19)
"""UK: a notice has to state the right to complain to the controller (UK GDPR Art 13(2)(ca)), who
has 30 days to acknowledge and must tell the outcome (DUAA-103)."""
COMMISSION = Day(2026, 9, 30)
"""UK: the Information Commission replaced the Information Commissioner (SI 2026/1015; IC-30SEP)."""
