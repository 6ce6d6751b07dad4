"""The promise with its clock, the silence ladder, and handing over with acceptance."""
