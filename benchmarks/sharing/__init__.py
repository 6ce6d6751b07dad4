"""Programs that share a budget, each run in a process of its own."""
