-- Adds the emergency switch with its board, and swaps of duty. Old code is not disturbed.

create table emergency (
  tenant_id uuid not null,
  emergency_id uuid not null,
  kind text not null,
  -- 4 (IV, the lowest) to 1 (I, the highest)
  level integer not null check (level between 1 and 4),
  title text not null,
  -- urgent hours (day and night) before the clock climbs a level
  hold_hours integer not null check (hold_hours between 1 and 72),
  started_at timestamptz not null,
  ended_at timestamptz check (ended_at >= started_at),
  version integer not null default 1,
  primary key (tenant_id, emergency_id)
);
-- One at a time: a second storm on top is a higher level.
create unique index emergency_on on emergency (tenant_id) where ended_at is null;

-- What a village says of itself: counts and cuts, never a list of people.
create table emergency_village (
  tenant_id uuid not null,
  emergency_id uuid not null,
  grid_id uuid not null,
  patrolled_at timestamptz,
  water text not null default 'unknown' check (water in ('unknown', 'running', 'cut')),
  power text not null default 'unknown' check (power in ('unknown', 'running', 'cut')),
  road text not null default 'unknown' check (road in ('unknown', 'running', 'cut')),
  -- households that need help
  help integer not null default 0 check (help between 0 and 9999),
  note text,
  said_by uuid not null,
  said_at timestamptz not null,
  primary key (tenant_id, emergency_id, grid_id),
  foreign key (tenant_id, emergency_id) references emergency (tenant_id, emergency_id),
  foreign key (tenant_id, grid_id) references grid (tenant_id, grid_id)
);

create table duty_swap (
  tenant_id uuid not null,
  swap_id uuid not null,
  day date not null,
  person_id uuid not null,
  with_person_id uuid not null check (with_person_id <> person_id),
  -- the colleague's day in return; missing: he takes it over
  other_day date,
  asked_at timestamptz not null,
  answered_at timestamptz,
  accepted boolean,
  primary key (tenant_id, swap_id),
  foreign key (tenant_id, person_id) references person (tenant_id, person_id),
  foreign key (tenant_id, with_person_id) references person (tenant_id, person_id)
);
create index duty_swap_open on duty_swap (tenant_id, day) where answered_at is null;
