"""The verbs: one module each, whose `command` is the click command."""
