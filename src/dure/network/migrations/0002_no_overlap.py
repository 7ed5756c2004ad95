"""A membership and an appointment must not overlap with another of the same member or office."""

from django.db import migrations

CREATE = """
do $$ begin
  if not exists (select from pg_type where typname = 'uuidrange') then
    create type uuidrange as range (subtype = uuid);
  end if;
end $$;
alter table network_membership add constraint network_membership_no_overlap exclude using gist (
  uuidrange(group_id, group_id, '[]') with &&,
  uuidrange(coalesce(organisation_id, person_id), coalesce(organisation_id, person_id), '[]') with &&,
  during with &&);
alter table network_headappointment add constraint network_one_head exclude using gist (
  uuidrange(office_id, office_id, '[]') with &&, during with &&);
"""
DROP = """
alter table network_membership drop constraint network_membership_no_overlap;
alter table network_headappointment drop constraint network_one_head;
"""


class Migration(migrations.Migration):
    dependencies = [("network", "0001_initial")]
    operations = [migrations.RunSQL(CREATE, DROP)]
