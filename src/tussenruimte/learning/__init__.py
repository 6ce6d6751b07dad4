"""What went wrong between people, told to the trust circle."""
