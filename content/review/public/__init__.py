"""What readers learn of a review."""
