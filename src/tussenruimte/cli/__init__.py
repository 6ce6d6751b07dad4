"""The commands of the house, and the data they can make."""
