"""What is shared is decided together: proposals, rounds, advice and its answer."""
