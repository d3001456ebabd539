"""A comparison in, an assessment out: which changes customers must be told of, why, and on whose
authority.

Rules are data (`rules/`), verbs are code (`verbs/`), word lists are data (`lexicon/`), legal
references are data (`sources.yaml`).
"""
