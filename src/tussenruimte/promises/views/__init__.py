"""The pages about promises."""
