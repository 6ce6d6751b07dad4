"""Pages about needs: for whoever holds on, for whoever tells, for the person with a card."""
