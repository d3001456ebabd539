"""Ids in, the legal sources that stand behind rules and checks out."""
