"""What readers look for, and what they don't find: counts by language and day, and nothing about anyone."""
