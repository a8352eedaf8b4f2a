-- Adds what proposals of small grids are made from, and the proposals. Old code is not disturbed.

-- One import: household points, or figures by group. The one before it stays until the next, so that it can be taken back.
create table household_set (
  tenant_id uuid not null,
  set_id uuid not null,
  kind text not null check (kind in ('points', 'figures')),
  -- the one that it replaced; nothing where there was none
  before_id uuid,
  imported_at timestamptz not null,
  imported_by uuid not null,
  -- rows or features without a usable place or number
  left_out integer not null check (left_out >= 0),
  current boolean not null,
  primary key (tenant_id, set_id)
);
create unique index household_set_current on household_set (tenant_id) where current;

-- A dwelling as a place and two counts: no name, no address, no door number, nothing that says who lives there.
create table household_point (
  tenant_id uuid not null,
  set_id uuid not null,
  point_id integer not null,
  lon double precision not null check (lon between -180 and 180),
  lat double precision not null check (lat between -90 and 90),
  households integer not null check (households between 0 and 100000),
  people integer not null check (people between 0 and 1000000),
  primary key (tenant_id, set_id, point_id),
  foreign key (tenant_id, set_id) references household_set (tenant_id, set_id)
);

-- A figure for a whole group, where nobody knows the places.
create table grid_population (
  tenant_id uuid not null,
  set_id uuid not null,
  grid_id uuid not null,
  households integer not null check (households between 0 and 100000),
  people integer not null check (people between 0 and 1000000),
  primary key (tenant_id, set_id, grid_id),
  foreign key (tenant_id, set_id) references household_set (tenant_id, set_id),
  foreign key (tenant_id, grid_id) references grid (tenant_id, grid_id)
);

-- The list is edited as one document.
create table barrier_version (
  tenant_id uuid primary key,
  version integer not null check (version > 0)
);

-- A line that no small grid crosses.
create table barrier (
  tenant_id uuid not null,
  barrier_id uuid not null,
  kind text not null check (kind in ('river', 'road')),
  name text not null,
  -- whole numbers of 1e-7 degree, longitude first, WGS-84
  line jsonb not null,
  primary key (tenant_id, barrier_id)
);

create table proposal (
  tenant_id uuid not null,
  proposal_id uuid not null,
  state text not null check (state in ('running', 'done', 'failed', 'cancelled', 'broken_off')),
  asked_at timestamptz not null,
  asked_by uuid not null,
  wishes jsonb not null,
  -- grid_version of the town that it divides
  based_on bigint not null,
  done real not null default 0,
  -- by the database's own clock: a process that died tells nothing any more, whatever the town's clock says
  beat_at timestamptz not null,
  fault text,
  result jsonb,
  primary key (tenant_id, proposal_id),
  check ((state = 'done') = (result is not null))
);
create unique index proposal_running on proposal (tenant_id) where state = 'running';
