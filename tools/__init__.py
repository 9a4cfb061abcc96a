"""What maintainers run. Notebooks never import from here."""
