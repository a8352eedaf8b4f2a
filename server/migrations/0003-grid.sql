-- Adds the space grid and what hangs on it. Old code does not know these tables and is not disturbed.

-- Counts every change of a town's grids, so that each process sees by one small row whether its tree in memory is stale.
create table grid_version (
  tenant_id uuid primary key,
  version bigint not null
);

create table grid (
  tenant_id uuid not null,
  grid_id uuid not null,
  level text not null check (level in ('large', 'medium', 'small')),
  -- missing for the large grid (the town) only
  parent_id uuid,
  -- the official code where one exists; else 9, 12 or 15 digits
  code text not null,
  name text not null,
  -- natural villages, by which residents know it better than by a number
  local_names text[] not null default '{}',
  kind text not null check (kind in ('town', 'village', 'community', 'group')),
  valid_from date not null,
  -- last day; an old ticket keeps the grid of its day
  valid_to date check (valid_to >= valid_from),
  primary key (tenant_id, grid_id),
  foreign key (tenant_id, parent_id) references grid (tenant_id, grid_id),
  unique (tenant_id, code, valid_from),
  check ((level = 'large') = (parent_id is null))
);
create index grid_parent on grid (tenant_id, parent_id);

create table boundary (
  tenant_id uuid not null,
  boundary_id uuid not null,
  grid_id uuid not null,
  valid_from date not null,
  valid_to date check (valid_to >= valid_from),
  -- GeoJSON Polygon or MultiPolygon, WGS-84, seven decimals
  shape jsonb not null,
  -- made up for a demonstration: every map that draws it says so
  example boolean not null,
  primary key (tenant_id, boundary_id),
  foreign key (tenant_id, grid_id) references grid (tenant_id, grid_id),
  unique (tenant_id, grid_id, valid_from)
);

create table landmark (
  tenant_id uuid not null,
  landmark_id uuid not null,
  grid_id uuid not null,
  kind text not null,
  name text not null,
  lon double precision not null check (lon between -180 and 180),
  lat double precision not null check (lat between -90 and 90),
  primary key (tenant_id, landmark_id),
  foreign key (tenant_id, grid_id) references grid (tenant_id, grid_id)
);
create index landmark_grid on landmark (tenant_id, grid_id, landmark_id);

-- One water works or one transformer line: a cut there is one matter, however far apart the houses are.
create table supply_area (
  tenant_id uuid not null,
  supply_area_id uuid not null,
  utility text not null check (utility in ('water', 'power')),
  name text not null,
  primary key (tenant_id, supply_area_id)
);

create table supply_area_grid (
  tenant_id uuid not null,
  supply_area_id uuid not null,
  grid_id uuid not null,
  primary key (tenant_id, supply_area_id, grid_id),
  foreign key (tenant_id, supply_area_id) references supply_area (tenant_id, supply_area_id),
  foreign key (tenant_id, grid_id) references grid (tenant_id, grid_id)
);

-- Who a ticket can be sent to besides a person: the town centre, an office, a station, a village committee.
create table unit (
  tenant_id uuid not null,
  unit_id uuid not null,
  code text not null,
  name text not null,
  kind text not null check (kind in ('centre', 'office', 'station', 'committee')),
  grid_id uuid not null,
  valid_from date not null,
  valid_to date check (valid_to >= valid_from),
  primary key (tenant_id, unit_id),
  foreign key (tenant_id, grid_id) references grid (tenant_id, grid_id),
  unique (tenant_id, code)
);
