"""Weighing and looking back."""
