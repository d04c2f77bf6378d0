"""What the admin shows of reviews, and to whom."""
