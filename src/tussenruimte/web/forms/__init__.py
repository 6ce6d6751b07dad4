"""What the pages of the house itself ask."""
