"""What people fill in about a need."""
