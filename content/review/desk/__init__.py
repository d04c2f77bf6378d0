"""What an expert reads and types: a frozen snapshot, remarks, the draft of a report."""
