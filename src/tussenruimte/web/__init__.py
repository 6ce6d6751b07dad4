"""The shell: the front, pages that combine rooms, errors, what every page has."""
