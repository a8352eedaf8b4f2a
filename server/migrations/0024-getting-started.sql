-- Adds whether a town has put its list of first steps away. Old code does not know the table and is not disturbed.

-- The steps themselves are read off the town; only that somebody does not want to see them is kept.
create table getting_started (
  tenant_id uuid primary key,
  away_at timestamptz not null,
  away_by uuid not null
);
