"""Letters, mail and the list to phone: what leaves the house, and that it really left."""
