"""Pages about seats: fetch, ask, do, answer."""
