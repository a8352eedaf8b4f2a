-- Old code does not break: this is the first migration. The host-wide tables, which have no town (the second fence does not cover them).

create table tenant (
  tenant_id uuid primary key,
  -- the town's letters in its ticket numbers
  code text not null unique,
  name text not null,
  -- a town is found by the name under which the browser asked; with one town only, always
  host_names text[] not null default '{}',
  -- IANA, e.g. Asia/Shanghai: days and working hours are those of the town
  zone text not null,
  created_at timestamptz not null
);
create index tenant_host_names on tenant using gin (host_names);

-- One row: the one-time link of the first set-up, and that it was used.
create table setup (
  setup_id smallint primary key default 1 check (setup_id = 1),
  -- SHA-256 of the secret in the link that the console prints; the secret itself is nowhere
  link_digest text,
  link_made_at timestamptz,
  finished_at timestamptz
);

-- The legal calendar, where it departs from Monday to Friday: holidays and shifted workdays.
create table calendar_day (
  country text not null,
  day date not null,
  kind text not null check (kind in ('holiday', 'workday')),
  name text not null default '',
  -- not yet announced by the state; screens say so
  provisional boolean not null default false,
  source text not null default '',
  primary key (country, day)
);
