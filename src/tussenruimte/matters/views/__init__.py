"""Pages of `matters`."""
