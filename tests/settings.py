"""The settings of the house, with keys and a data folder that live as long as the tests."""

import atexit
import base64
import os
import shutil
import tempfile

_folder = tempfile.mkdtemp(prefix="tr-data-")
atexit.register(shutil.rmtree, _folder, ignore_errors=True)
os.environ["TUSSENRUIMTE_DATA"] = _folder
os.environ["TUSSENRUIMTE_SECRET_KEY"] = base64.urlsafe_b64encode(os.urandom(32)).decode()
os.environ["TUSSENRUIMTE_MASTER_KEY"] = base64.urlsafe_b64encode(os.urandom(32)).decode()
os.environ["TUSSENRUIMTE_ROLE"] = "owner"  # conftest steps down to the web's role after migrating

# With several servers each test process has one of its own: PostgreSQL keeps what the oldest transaction of
# a whole server might see, so a long test in one process would be waited for in another.
_all = os.environ.get("DATABASE_URL", "")
_process = os.environ.get("PYTEST_XDIST_WORKER", "")
if _all:
    _servers = _all.split()
    os.environ["DATABASE_URL"] = _servers[int(_process.removeprefix("gw") or 0) % len(_servers)]

from tussenruimte.settings import *  # noqa: E402, F403, TID251 - after the environment stands

if _all and not _process:
    os.environ["DATABASE_URL"] = _all  # whoever begins the processes hands on all of them

STATIC_ROOT = DATA / "static"  # noqa: F405
STATIC_ROOT.mkdir()
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # noqa: F405
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
SECOND_FACTOR = False  # the tests of it switch it on
