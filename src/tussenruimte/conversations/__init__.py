"""Talking: asked, planned, held, confirmed or disputed."""
