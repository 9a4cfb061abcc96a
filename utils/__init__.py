"""Helpers that the notebooks import: loading, drawing, checking, timing, taking. Never an algorithm."""
