"""Who counts as an expert, whom to ask, and what stands in the way."""
