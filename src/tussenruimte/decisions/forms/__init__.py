"""What the pages about proposals ask."""
