"""Whether notices come by e-mail."""

from django import forms
from django.utils.translation import gettext_lazy as _


class MailForm(forms.Form):
    """One tick."""

    mail = forms.BooleanField(required=False, label=_("전자우편으로도 받기"))
