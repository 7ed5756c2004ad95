"""Accounts: what somebody signs in with; a person may have none."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone

from dure.ledger.refs import new_uid


class AccountManager(BaseUserManager["Account"]):
    """Makes accounts for people who are already known, and reads each together with its person."""

    def get_queryset(self) -> models.QuerySet["Account"]:
        """Who signs in is somebody: the person is asked for with every account."""
        return super().get_queryset().select_related("person")

    def create_user(self, email: str | None, password: str | None = None, **fields: Any) -> "Account":
        """An account that signs in by e-mail, by a mobile number, or by either."""
        account = self.model(email=self.normalize_email(email).lower() or None, **fields)
        account.set_password(password)
        account.save(using=self._db)
        return account

    def get_by_natural_key(self, username: str | None) -> "Account":
        """By e-mail, however it is capitalised."""
        return self.get(email=(username or "").lower())


class Account(AbstractBaseUser):
    """What a person signs in with: an e-mail address, the number of a mobile telephone (E.164), or both."""

    id = models.UUIDField(primary_key=True, default=new_uid, editable=False)
    email = models.EmailField(unique=True, null=True)  # noqa: DJ001  (two empty texts would not be unique)
    phone = models.CharField(max_length=20, unique=True, null=True)  # noqa: DJ001  (as above)
    person = models.OneToOneField(
        "network.Person", on_delete=models.PROTECT, null=True, related_name="account"
    )
    language = models.CharField(max_length=8, default="ko")
    is_active = models.BooleanField(default=True)
    made_at = models.DateTimeField(default=timezone.now)

    objects = AccountManager()
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    is_staff = False
    is_superuser = False

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=models.Q(email__isnull=False) | models.Q(phone__isnull=False),
                name="network_account_has_address",
            )
        ]

    def __str__(self) -> str:
        return self.email or self.phone or ""

    def has_perm(self, perm: str, obj: object = None) -> bool:
        """Django's own permissions are not used: rules decide."""
        return False

    def has_module_perms(self, app_label: str) -> bool:
        """Django's own permissions are not used: rules decide."""
        return False
