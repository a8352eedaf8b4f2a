-- Adds activities (活动) of a village that want hands. Old code does not know the tables and is not disturbed.

create table activity (
  tenant_id uuid not null,
  activity_id uuid not null,
  name text not null,
  -- a village, or one of its small grids
  grid_id uuid not null,
  village_id uuid not null,
  -- where one meets, in words
  place text,
  starts_at timestamptz not null,
  ends_at timestamptz not null check (ends_at > starts_at),
  -- codes of the catalogue's menu of needs; none: everybody can help
  skills text[] not null default '{}',
  wanted integer not null check (wanted > 0),
  withdrawn_at timestamptz,
  made_by uuid not null,
  made_at timestamptz not null,
  primary key (tenant_id, activity_id),
  foreign key (tenant_id, grid_id) references grid (tenant_id, grid_id),
  foreign key (tenant_id, village_id) references grid (tenant_id, grid_id)
);
create index activity_coming on activity (tenant_id, starts_at, activity_id) where withdrawn_at is null;
create index activity_village on activity (tenant_id, village_id);
create index activity_grid on activity (tenant_id, grid_id);

-- Who was asked and who said yes, until it is over; deleted then, so that nobody can count who helped how often.
create table activity_helper (
  tenant_id uuid not null,
  activity_id uuid not null,
  person_id uuid not null,
  asked_at timestamptz,
  joined_at timestamptz,
  primary key (tenant_id, activity_id, person_id),
  foreign key (tenant_id, activity_id) references activity (tenant_id, activity_id),
  foreign key (tenant_id, person_id) references person (tenant_id, person_id),
  check (num_nonnulls(asked_at, joined_at) > 0)
);
create index activity_helper_person on activity_helper (tenant_id, person_id);

alter table activity enable row level security;
alter table activity force row level security;
create policy tenant on activity using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
alter table activity_helper enable row level security;
alter table activity_helper force row level security;
create policy tenant on activity_helper using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
