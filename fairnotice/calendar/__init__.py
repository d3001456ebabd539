"""Dates and the clock in, states, predecessors and notice periods out."""
