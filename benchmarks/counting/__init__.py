"""Counting votes: we, and three other programs, each in a process of its own."""
