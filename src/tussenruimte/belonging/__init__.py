"""Seats that outlive people: questions to them, leaving them, and who comes next."""
