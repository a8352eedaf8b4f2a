-- Adds the ticket's current row, its search terms, its reporters' look-up and the day rollups. Old code is not disturbed.

-- The current row: `state` is what folding the journal gives, to the byte; the other columns are read off it by
-- domain/src/ticket/queue.ts and clock.ts so that queues are index ranges. `due_at` columns are the truth for the sweep.
create table ticket (
  tenant_id uuid not null,
  ticket_id uuid not null,
  number text not null,
  sequence integer not null,
  head bytea not null,
  status text not null,
  queue text not null,
  open boolean not null,
  level text not null,
  large_id uuid not null,
  medium_id uuid,
  small_id uuid,
  category text,
  subcategory text,
  urgency text not null,
  source text not null,
  confidentiality text not null,
  holder_person uuid,
  holder_unit uuid,
  light text not null,
  reported_at timestamptz not null,
  due_at timestamptz not null,
  hold_due_at timestamptz not null,
  -- the earliest of all timers: the sweep asks one index
  timer_at timestamptz,
  contested boolean not null,
  extension_asked boolean not null,
  appeal_asked boolean not null,
  to_write_back boolean not null,
  supervised smallint not null,
  problem_open boolean not null,
  merged_into uuid,
  lon double precision,
  lat double precision,
  -- about 100 m squares, for what is near; see place-cell.ts
  cell bigint,
  supply_area uuid,
  state jsonb not null,
  primary key (tenant_id, ticket_id)
);
create unique index ticket_number on ticket (tenant_id, number);
create index ticket_queue on ticket (tenant_id, queue, due_at, ticket_id) where open;
create index ticket_medium_queue on ticket (tenant_id, medium_id, queue, due_at, ticket_id) where open;
create index ticket_holder_person on ticket (tenant_id, holder_person, due_at, ticket_id) where open and holder_person is not null;
create index ticket_holder_unit on ticket (tenant_id, holder_unit, due_at, ticket_id) where open and holder_unit is not null;
create index ticket_late on ticket (tenant_id, due_at, ticket_id) where open and light <> 'on_time';
create index ticket_medium on ticket (tenant_id, medium_id, ticket_id);
create index ticket_subcategory on ticket (tenant_id, subcategory, ticket_id);
create index ticket_cell on ticket (tenant_id, cell, ticket_id) where cell is not null;
create index ticket_supply on ticket (tenant_id, supply_area, ticket_id) where supply_area is not null;
create index ticket_timer on ticket (tenant_id, timer_at) where timer_at is not null;
create index ticket_contested on ticket (tenant_id, due_at, ticket_id) where contested;
create index ticket_extension on ticket (tenant_id, due_at, ticket_id) where extension_asked;
create index ticket_appeal on ticket (tenant_id, due_at, ticket_id) where appeal_asked;
create index ticket_write_back on ticket (tenant_id, due_at, ticket_id) where to_write_back;
create index ticket_supervised on ticket (tenant_id, due_at, ticket_id) where open and supervised > 0;
create index ticket_problem on ticket (tenant_id, ticket_id) where problem_open;

-- Who reported or takes part in it: the reporter's own list, "my orders", and the receipt found by phone.
create table ticket_person (
  tenant_id uuid not null,
  person_id uuid not null,
  relation text not null,
  ticket_id uuid not null,
  primary key (tenant_id, person_id, relation, ticket_id)
);
create index ticket_person_ticket on ticket_person (tenant_id, ticket_id);

-- Two-letter pieces of the report's words, newest ticket last. A plain btree, because under row-level security the planner
-- uses no operator that is not leakproof, so no GIN; see docs/decisions/0008-text-search.md.
create table ticket_term (
  tenant_id uuid not null,
  term text not null,
  ticket_id uuid not null,
  primary key (tenant_id, term, ticket_id)
);

-- Counts of the reports of a day, by grid, sub-category and source. `slot` spreads the writers of one busy day over eight
-- rows, so that reports do not wait for each other; readers add the slots up.
create table ticket_rollup (
  tenant_id uuid not null,
  day date not null,
  grid_id uuid not null,
  subcategory text not null,
  source text not null,
  slot smallint not null,
  received integer not null default 0,
  accepted integer not null default 0,
  declined integer not null default 0,
  merged integer not null default 0,
  closed integer not null default 0,
  solved integer not null default 0,
  overdue integer not null default 0,
  returned integer not null default 0,
  reopened integer not null default 0,
  rated integer not null default 0,
  satisfied integer not null default 0,
  primary key (tenant_id, day, grid_id, subcategory, source, slot)
);

