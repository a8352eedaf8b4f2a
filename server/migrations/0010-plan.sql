-- Adds plans of the grids, their comments and what becomes of a grid that ends; relaxes two checks. Old code is not disturbed.

-- One whole division (all grids with outlines) that is not in force yet, or took effect: docs/decisions/0010-division-as-a-plan.md.
create table plan (
  tenant_id uuid not null,
  plan_id uuid not null,
  name text not null,
  -- the note's words lie in `content`
  note_id uuid,
  state text not null check (state in ('draft', 'adopted', 'in_force', 'withdrawn')),
  origin text not null check (origin in ('today', 'empty', 'import', 'proposal', 'copy')),
  copy_of uuid,
  -- If-Match of an edit
  version integer not null check (version > 0),
  -- grid_version when it was begun, and the fingerprint of each grid in force then: what changed meanwhile is told at adoption
  based_on bigint not null,
  fingerprints jsonb not null,
  division jsonb not null,
  -- read off the division, so that lists do not unpack it
  medium_count integer not null,
  small_count integer not null,
  undrawn_count integer not null,
  comment_count integer not null default 0,
  effective_on date,
  created_at timestamptz not null,
  created_by uuid,
  changed_at timestamptz not null,
  adopted_at timestamptz,
  adopted_by uuid,
  in_force_at timestamptz,
  -- every open matter has followed
  followed_at timestamptz,
  withdrawn_at timestamptz,
  primary key (tenant_id, plan_id),
  check (state in ('draft', 'withdrawn') or effective_on is not null)
);
-- One waits for its day at a time: two at once would each end grids that the other one keeps.
create unique index plan_waiting on plan (tenant_id) where state = 'adopted';
create index plan_state on plan (tenant_id, state, plan_id);
create index plan_following on plan (tenant_id, plan_id) where state = 'in_force' and followed_at is null;

create table plan_comment (
  tenant_id uuid not null,
  plan_id uuid not null,
  comment_id uuid not null,
  person_id uuid not null,
  said_at timestamptz not null,
  -- the grid of the plan that it is about
  grid_key text,
  -- the words lie in `content`
  content_id uuid not null,
  primary key (tenant_id, plan_id, comment_id),
  foreign key (tenant_id, plan_id) references plan (tenant_id, plan_id)
);

-- Where the ground of a grid goes that ends with a plan.
create table grid_succession (
  tenant_id uuid not null,
  grid_id uuid not null,
  successor_id uuid not null,
  plan_id uuid not null,
  -- of households where they are known, else of the area; the shares of a grid sum to 1
  share double precision not null check (share > 0 and share <= 1),
  primary key (tenant_id, grid_id, successor_id),
  foreign key (tenant_id, grid_id) references grid (tenant_id, grid_id),
  foreign key (tenant_id, successor_id) references grid (tenant_id, grid_id),
  foreign key (tenant_id, plan_id) references plan (tenant_id, plan_id)
);
create index grid_succession_plan on grid_succession (tenant_id, plan_id);

-- What a grid was called up to a day, where a plan described it anew: an old day's map has the old words.
create table grid_former (
  tenant_id uuid not null,
  grid_id uuid not null,
  -- last day on which it was called so
  until_day date not null,
  code text not null,
  name text not null,
  local_names text[] not null,
  kind text not null,
  primary key (tenant_id, grid_id, until_day),
  foreign key (tenant_id, grid_id) references grid (tenant_id, grid_id)
);

-- An empty term (it ends the day before it begins) is a grid that was begun and undone on one day, or before its day came:
-- it was in force on no day, and its code is free.
do $$ declare found record; begin
  for found in
    select conrelid::regclass as owner, conname from pg_constraint
     where conrelid in ('grid'::regclass, 'boundary'::regclass) and contype = 'c'
       and pg_get_constraintdef(oid) like '%valid_to >= valid_from%'
  loop
    execute format('alter table %s drop constraint %I', found.owner, found.conname);
  end loop;
end $$;
alter table grid add constraint grid_term check (valid_to >= valid_from - 1);
alter table boundary add constraint boundary_term check (valid_to >= valid_from - 1);
alter table grid drop constraint grid_tenant_id_code_valid_from_key;
create unique index grid_code on grid (tenant_id, code, valid_from) where valid_to is null or valid_to >= valid_from;
alter table boundary drop constraint boundary_tenant_id_grid_id_valid_from_key;
create unique index boundary_begin on boundary (tenant_id, grid_id, valid_from) where valid_to is null or valid_to >= valid_from;
