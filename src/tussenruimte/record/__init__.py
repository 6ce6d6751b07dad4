"""The memory of a cooperative: chained facts, and who read what about whom."""
