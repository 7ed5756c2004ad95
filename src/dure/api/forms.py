"""The form of a new token."""

from django import forms
from django.utils.translation import gettext_lazy as _


class TokenForm(forms.Form):
    """What the token is for."""

    name = forms.CharField(
        label=_("어디에 쓸 열쇠인가요?"), max_length=80, help_text=_("나중에 거둘 때 알아볼 이름입니다.")
    )
