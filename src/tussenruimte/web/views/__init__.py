"""Pages of the first level."""
