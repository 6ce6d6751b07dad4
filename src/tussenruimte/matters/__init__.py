"""What it is about: the beam that everything hangs on, and who may read it."""
