-- Adds venues: where people meet the grid. Old code does not know this table and is not disturbed.
create table venue (
  tenant_id uuid not null,
  venue_id uuid not null,
  -- of the poster's address; never used twice
  code text not null,
  kind text not null,
  name text not null,
  grid_id uuid not null,
  -- WGS-84
  lon double precision check (lon between -180 and 180),
  lat double precision check (lat between -90 and 90),
  -- local wall-clock times by kind of day (workday, restday, holiday)
  hours jsonb not null,
  doings text[] not null default '{}',
  person_id uuid,
  -- the venue's own public number
  phone text,
  public boolean not null,
  version integer not null default 1,
  closed_on date,
  primary key (tenant_id, venue_id),
  unique (tenant_id, code),
  foreign key (tenant_id, grid_id) references grid (tenant_id, grid_id),
  foreign key (tenant_id, person_id) references person (tenant_id, person_id)
);
