"""The settings of the product, in a home and on a server that live as long as one test session."""

import os
import tempfile
from pathlib import Path

from dure.cli.postgres import Embedded
from dure.cli.roles import RUNNER

if "DURE_TEST_HOME" not in os.environ:
    made = Path(tempfile.mkdtemp(prefix="dure-test-"))
    made.chmod(0o755)
    os.environ["DURE_TEST_HOME"] = str(made)
HOME = Path(os.environ["DURE_TEST_HOME"])
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "alone")
os.environ["DURE_HOME"] = str(HOME / WORKER)
OWN_SERVER = (
    os.environ.setdefault("DURE_TEST_SERVER", "named" if "DATABASE_URL" in os.environ else "own") == "own"
)
if OWN_SERVER:
    os.environ["DATABASE_URL"] = Embedded(HOME).url(RUNNER)
    os.environ["DURE_OWNER_URL"] = Embedded(HOME).url()
os.environ.setdefault("DURE_OWNER_URL", os.environ["DATABASE_URL"])

os.environ.setdefault("DURE_STAFF_TOTP", "0")

from dure.site.settings import *  # noqa: E402, F403
from dure.site.settings import DATABASES  # noqa: E402

DATABASES["default"]["NAME"] = f"dure_test_{WORKER}"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
