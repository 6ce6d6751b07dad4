"""What the web server calls."""

import gc
import os
import sys

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tussenruimte.settings")
application = get_wsgi_application()
# The house is loaded before the first visitor comes, and stays: Python does not look through all of
# it now and then, in the middle of somebody's page, for what is not used any more.
get_resolver().url_patterns  # noqa: B018 - asking for them loads every room
gc.freeze()
# One page is made at a time, in turns of this many seconds. With the short turns that Python takes by
# itself, pages that are made together are all done late.
sys.setswitchinterval(0.02)
