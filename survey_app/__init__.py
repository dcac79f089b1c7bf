"""ITA self-assessment of a Thai municipality; each part is imported by its own name."""
