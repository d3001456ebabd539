"""Ids in, the legal sources that stand behind rules and checks out; and what weighs most in law."""
