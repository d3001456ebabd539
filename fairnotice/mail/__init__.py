"""A version's changes and what was found in; out come the drafts of the message to customers."""
