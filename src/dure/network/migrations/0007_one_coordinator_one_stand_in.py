"""A firm has one coordinator at a time, an absent colleague one stand-in; who looks after a firm now is kept with its day."""

from django.db import migrations

CREATE = """
alter table network_coordination add constraint network_one_coordinator exclude using gist (
  uuidrange(organisation_id, organisation_id, '[]') with &&, during with &&);
alter table network_standin add constraint network_one_stand_in exclude using gist (
  uuidrange(absent_id, absent_id, '[]') with &&, uuidrange(office_id, office_id, '[]') with &&, during with &&);
"""
DROP = """
alter table network_coordination drop constraint network_one_coordinator;
alter table network_standin drop constraint network_one_stand_in;
"""
KEEP = """
insert into network_coordination (id, organisation_id, person_id, during)
select gen_random_uuid(), id, coordinator_id, daterange(least(coalesce(registered_on, current_date), current_date), null)
from network_organisation where coordinator_id is not null;
"""


class Migration(migrations.Migration):
    dependencies = [("network", "0006_who_looks_after_whom")]
    operations = [
        migrations.RunSQL(CREATE, DROP),
        migrations.RunSQL(KEEP, migrations.RunSQL.noop),
    ]
