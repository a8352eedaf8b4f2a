-- Adds lists of people on their way into the team. Old code does not know these tables and is not disturbed.

-- One dropped file: how its columns are read and what was decided about its words. It goes with all of its rows on `expires_at`.
create table people_import (
  tenant_id uuid not null,
  import_id uuid not null,
  -- counts every change: `If-Match` of the next one
  version integer not null,
  state text not null check (state in ('open', 'done')),
  file_name text not null,
  sheets jsonb not null,
  choices jsonb not null,
  set_aside integer not null,
  counts jsonb not null,
  unknown jsonb not null,
  made_by uuid not null,
  made_at timestamptz not null,
  done_at timestamptz,
  undone_at timestamptz,
  -- codes of the kinds of posts that the import added
  added_kinds text[] not null default '{}',
  expires_at timestamptz not null,
  primary key (tenant_id, import_id)
);
create index people_import_due on people_import (tenant_id, expires_at);

-- Personal, of people who may never come into the team: read by the town's administrators only, gone after some days.
create table people_import_row (
  tenant_id uuid not null,
  import_id uuid not null,
  place integer not null,
  sheet smallint not null,
  line integer not null,
  cells jsonb not null,
  section text,
  choice jsonb not null,
  -- as it was read last
  words jsonb not null,
  outcome text not null,
  faults jsonb not null,
  does jsonb not null,
  primary key (tenant_id, import_id, place),
  foreign key (tenant_id, import_id) references people_import (tenant_id, import_id) on delete cascade
);
create index people_import_row_outcome on people_import_row (tenant_id, import_id, outcome, place);

-- What the import did to whom, so that exactly that can be taken back. What was there before lies here and goes with the rest.
create table people_import_person (
  tenant_id uuid not null,
  import_id uuid not null,
  person_id uuid not null,
  made boolean not null,
  -- where the person's chain ended after the act: what was added since was built on it
  sequence integer not null,
  before jsonb,
  post_ids uuid[] not null,
  -- posts whose last day was changed, with the day before
  ends jsonb not null,
  -- why it could not be taken back
  stays text check (stays in ('built_on', 'in_use')),
  primary key (tenant_id, import_id, person_id),
  foreign key (tenant_id, import_id) references people_import (tenant_id, import_id) on delete cascade
);
