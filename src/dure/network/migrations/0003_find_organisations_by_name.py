"""Organisations are found by any two neighbouring letters of name or product, with or without (주)."""

import django.contrib.postgres.indexes
from django.db import migrations, models

CREATE = r"""
create function network_sought(name text, name_en text, products text) returns text
  language sql immutable parallel safe as $$
  select regexp_replace(regexp_replace(lower(normalize(part, NFKC)), forms, '', 'g'), gaps, '', 'g')
  from (values (
    concat_ws(';', name, name_en, products),
    '\(주\)|\(유\)|\(재\)|\(사\)|\(합\)|주식회사|유한책임회사|유한회사|재단법인|사단법인'
      || '|co\.?,? *ltd\.?|corporation|corp\.|inc\.|ltd\.',
    '[\s.,()·&''"/_|-]+')) as told(part, forms, gaps)
$$;
create function network_bigrams(sought text) returns text[]
  language sql immutable strict parallel safe as $$
  select coalesce(array_agg(distinct substr(sought, at, 2)), '{}')
  from generate_series(1, length(sought) - 1) as at
$$;
"""
DROP = "drop function network_bigrams(text); drop function network_sought(text, text, text);"


class Migration(migrations.Migration):
    dependencies = [("network", "0002_no_overlap")]
    operations = [
        migrations.RunSQL(CREATE, DROP),
        migrations.AddField(
            model_name="organisation",
            name="sought",
            field=models.GeneratedField(
                db_persist=True,
                expression=models.Func("name", "name_en", "products", function="network_sought"),
                output_field=models.TextField(),
            ),
        ),
        migrations.AddIndex(
            model_name="organisation",
            index=django.contrib.postgres.indexes.GinIndex(
                models.Func("sought", function="network_bigrams"), name="network_org_sought"
            ),
        ),
        migrations.AddIndex(
            model_name="organisation",
            index=models.Index(fields=["trade"], name="network_org_trade"),
        ),
    ]
