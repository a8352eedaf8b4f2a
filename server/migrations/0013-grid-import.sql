-- Adds imports of grids from files. Old code does not know these tables and is not disturbed.

-- A preview on its way to a plan: what the files say, how they are read, what was mended. Thrown away as a whole, by hand or
-- when its days are over.
create table grid_import (
  tenant_id uuid not null,
  import_id uuid not null,
  created_by uuid not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  -- If-Match of a change
  version integer not null check (version > 0),
  -- what becomes of today's grids that no file names
  others text not null check (others in ('keep', 'end')),
  -- repairs in the order in which they were made; each can be taken back
  repairs json not null,
  -- what the files, the choices and the repairs come to
  division json not null,
  rows json not null,
  faults json not null,
  error_count integer not null,
  -- the plan that was made of it; then nothing is changed any more
  plan_id uuid,
  primary key (tenant_id, import_id)
);
create index grid_import_expiry on grid_import (tenant_id, expires_at);

-- One layer or sheet of a file.
create table grid_import_source (
  tenant_id uuid not null,
  import_id uuid not null,
  source_id text not null,
  position integer not null,
  -- rows and shapes as the file has them; 5 MB of text for a county
  content json not null,
  -- which column is which, the level, the coordinate system, rows left out
  settings json not null,
  primary key (tenant_id, import_id, source_id),
  foreign key (tenant_id, import_id) references grid_import (tenant_id, import_id) on delete cascade
);
