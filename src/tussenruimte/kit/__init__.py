"""Tiny tools without words of their own. Knows no room."""
