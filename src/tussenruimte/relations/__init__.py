"""What is needed, who holds on to it, and who is with whom."""
