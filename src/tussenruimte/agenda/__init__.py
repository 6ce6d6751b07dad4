"""What is on in the neighbourhood, and the notice board."""
