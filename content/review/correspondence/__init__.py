"""Letters to experts and authors, and what goes with them: links, dates, papers."""
