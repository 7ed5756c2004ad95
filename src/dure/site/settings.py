"""Settings of an installation, read from the environment (12-factor)."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from dure.site.kept import KEPT_TABLES, LIBRARY_APPS

PACKAGE = Path(__file__).resolve().parent.parent
HOME = Path(os.environ.get("DURE_HOME", ".dure")).resolve()
DEBUG = os.environ.get("DURE_DEBUG") == "1"


def secret_key() -> str:
    """The key from the environment, else one kept in DURE_HOME for this installation."""
    if key := os.environ.get("DURE_SECRET_KEY"):
        return key
    keyfile = HOME / "secret_key"
    if not keyfile.exists():
        HOME.mkdir(parents=True, exist_ok=True)
        keyfile.touch(mode=0o600)
        keyfile.write_text(os.urandom(48).hex())
    return keyfile.read_text().strip()


def database(url: str) -> dict[str, object]:
    """Django's description of the PostgreSQL database behind a URL."""
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "dure",
        "USER": unquote(parts.username or query.pop("user", "") or ""),
        "PASSWORD": unquote(parts.password or query.pop("password", "") or ""),
        "HOST": query.pop("host", parts.hostname or ""),
        "PORT": str(query.pop("port", parts.port or "")),
        "CONN_HEALTH_CHECKS": True,
        "ATOMIC_REQUESTS": False,
        "OPTIONS": {
            **query,
            "pool": {"min_size": 1, "max_size": int(os.environ.get("DURE_POOL", "10")), "timeout": 10},
        },
        "TEST": {"NAME": os.environ.get("DURE_TEST_DATABASE")},
    }


def single_sign_on(server: str, client: str, secret: str, name: str = "") -> dict[str, Any]:
    """How accounts of the operator's own OpenID Connect server sign in here; nothing unless all of it is set."""
    if not (server and client and secret):
        return {}
    if not server.startswith(("https://", "http://127.0.0.1:")):
        raise ImproperlyConfigured("DURE_OIDC_SERVER must begin with https://")
    app = {
        "provider_id": "staff", "name": name or "OpenID Connect", "client_id": client, "secret": secret,
        "settings": {"server_url": server, "oauth_pkce_enabled": True},
    }  # fmt: skip
    return {"openid_connect": {"APPS": [app], "OAUTH_PKCE_ENABLED": True}}


DATABASES = {"default": database(os.environ.get("DATABASE_URL", "postgresql:///dure"))}
SECRET_KEY = secret_key()
ALLOWED_HOSTS = os.environ.get("DURE_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
BASE_URL = os.environ.get("DURE_BASE_URL", "http://127.0.0.1:8000")
CSRF_TRUSTED_ORIGINS = [BASE_URL]
SECURE = BASE_URL.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None
SECURE_HSTS_SECONDS = 31536000 if SECURE else 0
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "DENY"

ROOT_URLCONF = "dure.site.urls"
ASGI_APPLICATION = "dure.site.asgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "network.Account"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django_htmx",
    "django_cotton.apps.SimpleAppConfig",
    "csp",
    "dure.ledger",
    "dure.network",
    "dure.papers",
    "dure.cases",
    "dure.commons",
    "dure.imports",
    "dure.links",
    "dure.intake",
    "dure.rights",
    "dure.matching",
    "dure.feed",
    "dure.notices",
    "dure.indicators",
    "dure.messages",
    "dure.desk",
    "dure.public",
    "dure.api",
    "dure.entrance",
    "dure.demo",
    "dure.site",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "dure.site.middleware.ReaderLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "dure.site.middleware.Standing",
    "dure.site.middleware.SecondFactor",
    "dure.site.middleware.Refusals",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "site" / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "dure.site.context.frame",
            ],
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django_cotton.cotton_loader.Loader",
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "builtins": ["django_cotton.templatetags.cotton", "dure.site.templatetags.dure"],
        },
    }
]

AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "dure.site.accounts.ClosedSignup"
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,5/5m/key"}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Dure"
STAFF_NEED_TOTP = os.environ.get("DURE_STAFF_TOTP", "1") == "1"
OIDC_SERVER = os.environ.get("DURE_OIDC_SERVER", "")
SOCIALACCOUNT_PROVIDERS = single_sign_on(
    OIDC_SERVER,
    os.environ.get("DURE_OIDC_CLIENT", ""),
    os.environ.get("DURE_OIDC_SECRET", ""),
    os.environ.get("DURE_OIDC_NAME", ""),
)
SOCIALACCOUNT_ADAPTER = "dure.site.accounts.KnownOnly"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
LOGIN_REDIRECT_URL = "/desk"
LOGIN_URL = "account_login"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]

LANGUAGE_CODE = "ko"
LANGUAGES = [("ko", "한국어"), ("en", "English"), ("ja", "日本語"), ("zh-hans", "简体中文")]
LOCALE_PATHS = [PACKAGE / "site" / "locale"]
TIME_ZONE = "Asia/Seoul"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": os.environ.get("DURE_STATIC", "django.contrib.staticfiles.storage.StaticFilesStorage")
    },
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
FILES_ROOT = Path(os.environ.get("DURE_FILES", HOME / "files"))
ERASURES = Path(os.environ.get("DURE_ERASURES", HOME / "erasures.jsonl"))
INDEX_ROOT = Path(os.environ.get("DURE_INDEX", HOME / "index"))
FILE_LIMIT = 50 * 1024 * 1024
API_CALLS_A_MINUTE = int(os.environ.get("DURE_API_CALLS_A_MINUTE", "600"))
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

EMAIL_HOST = os.environ.get("DURE_SMTP_HOST", "127.0.0.1")
EMAIL_PORT = int(os.environ.get("DURE_SMTP_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("DURE_SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("DURE_SMTP_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("DURE_SMTP_TLS") == "1"
EMAIL_TIMEOUT = 10
EMAIL_ENABLED = "DURE_SMTP_HOST" in os.environ
GATEWAY_URL = os.environ.get("DURE_GATEWAY_URL", "")
GATEWAY_KEY = os.environ.get("DURE_GATEWAY_KEY", "")
GATEWAY_SENDER = os.environ.get("DURE_GATEWAY_SENDER", "")
DEFAULT_FROM_EMAIL = os.environ.get("DURE_MAIL_FROM", "dure@localhost")

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:", "blob:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [
            SELF,
            *[f"{place.scheme}://{place.netloc}" for place in [urlsplit(OIDC_SERVER)] if place.netloc],
        ],
        "frame-ancestors": [NONE],
    }
}

LEDGER_ORIGIN = os.environ.get("DURE_ORIGIN", "local")
LEDGER_DAYS_AHEAD = int(os.environ.get("DURE_DAYS_AHEAD", "0"))
LEDGER_LISTEN = os.environ.get("DURE_LISTEN", "1") == "1"
LEDGER_KEPT_TABLES = KEPT_TABLES
LEDGER_LIBRARY_APPS = LIBRARY_APPS

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": os.environ.get("DURE_LOG", "INFO")},
}
