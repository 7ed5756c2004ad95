"""The first page of a long list is read from an index in the order in which it is shown."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("network", "0003_find_organisations_by_name")]
    operations = [
        migrations.RemoveIndex(model_name="organisation", name="network_org_name"),
        migrations.AddIndex(
            model_name="organisation",
            index=models.Index(fields=["name", "id"], name="network_org_name"),
        ),
    ]
