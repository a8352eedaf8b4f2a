-- Adds report-ins (双报到): what Party members and units of work offer where they live. Old code is not disturbed.

create table report_in (
  tenant_id uuid not null,
  report_in_id uuid not null,
  person_id uuid not null,
  kind text not null check (kind in ('party_member', 'unit')),
  -- a village, or one of its small grids
  grid_id uuid not null,
  village_id uuid not null,
  unit_name text,
  -- codes of the catalogue's menu of needs
  skills text[] not null default '{}',
  times text[] not null default '{}',
  -- in his own words; the row is deleted when he withdraws
  words text,
  state text not null check (state in ('reported', 'confirmed', 'declined')),
  -- why it was declined, to this person
  answer text,
  reported_at timestamptz not null,
  primary key (tenant_id, report_in_id),
  unique (tenant_id, person_id, kind),
  foreign key (tenant_id, person_id) references person (tenant_id, person_id),
  foreign key (tenant_id, grid_id) references grid (tenant_id, grid_id),
  foreign key (tenant_id, village_id) references grid (tenant_id, grid_id)
);
create index report_in_village on report_in (tenant_id, village_id, state, report_in_id);
create index report_in_grid on report_in (tenant_id, grid_id);
create index report_in_state on report_in (tenant_id, state, report_in_id);
