"""Pure methods: plain values in, plain values out. No Django, clock, database or network."""
