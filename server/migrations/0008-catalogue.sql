-- Adds the town's catalogue and its working calendar. Old code does not know these tables and is not disturbed.

-- Every version that was ever in force, whole: an old ticket is read with the words and limits of its day.
create table catalogue_version (
  tenant_id uuid not null,
  version integer not null check (version > 0),
  body jsonb not null,
  published_at timestamptz not null,
  -- null: planted from a template at set-up
  published_by uuid,
  note text not null default '',
  primary key (tenant_id, version)
);

-- One row a town once its administrator has changed anything; until then the usual hours hold.
create table town_calendar (
  tenant_id uuid not null,
  version integer not null,
  -- [{"from": "08:30", "to": "12:00"}, …] in the town's local time
  hours jsonb not null,
  -- years whose holidays the town has entered as decreed: no longer provisional
  decreed_years integer[] not null default '{}',
  changed_at timestamptz not null,
  changed_by uuid,
  primary key (tenant_id)
);

-- The town's own days, above the country's: a market day off, a shifted workday, a decree that no library knows yet.
create table town_day (
  tenant_id uuid not null,
  day date not null,
  kind text not null check (kind in ('off', 'work')),
  note text not null default '',
  primary key (tenant_id, day)
);
