"""Examples may take as long as a busy machine needs; only their answers count."""

from hypothesis import settings

settings.register_profile("answers-count", deadline=None)
settings.load_profile("answers-count")
