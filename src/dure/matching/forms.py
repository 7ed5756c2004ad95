"""The shape of what is typed while suggestions are looked for."""

from django import forms

from dure.network.models import NeedKind

LONGEST = 2000


class TypedForm(forms.Form):
    """What stands in the boxes at this moment; whatever cannot be read counts as not given."""

    text = forms.CharField(required=False, strip=True)
    kind = forms.ModelChoiceField(queryset=NeedKind.objects.filter(closed=False), required=False)
    firm = forms.UUIDField(required=False)

    def clean_text(self) -> str:
        """The beginning is enough: more is never read."""
        return str(self.cleaned_data["text"])[:LONGEST].replace("\x00", "")
