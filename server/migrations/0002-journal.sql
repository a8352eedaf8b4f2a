-- Adds the journal and what hangs on it. Old code does not know these tables and is not disturbed.

-- What happened, append-only. `hash` = sha256(hash of the row before it ‖ RFC 8785 bytes of this row's facts), so a changed
-- byte or a missing row shows; `anchor` seals the heads once a day, or a cut tail would never show.
create table journal (
  tenant_id uuid not null,
  stream_kind text not null,
  stream_id uuid not null,
  sequence integer not null,
  type text not null,
  version smallint not null,
  occurred_at timestamptz not null,
  recorded_at timestamptz not null,
  command_id text not null,
  actor jsonb not null,
  payload jsonb not null,
  hash bytea not null,
  primary key (tenant_id, stream_kind, stream_id, sequence)
);

-- A command id is remembered for ever: a key that expires doubles the work of a phone that was away for weeks.
create table command (
  tenant_id uuid not null,
  command_id text not null,
  digest bytea not null,
  recorded_at timestamptz not null,
  result jsonb not null,
  primary key (tenant_id, command_id)
);

-- Names, phones, free text: what the law can erase. The journal keeps the salted digest; an erasure empties body and salt.
create table content (
  tenant_id uuid not null,
  content_id uuid not null,
  stream_kind text not null,
  stream_id uuid not null,
  kind text not null,
  body json,
  salt text,
  digest text not null,
  erased_at timestamptz,
  primary key (tenant_id, content_id)
);
create index content_stream on content (tenant_id, stream_id);

-- Events for reactions and live pages. Readers take (transaction, event_id) below the snapshot horizon or SKIP LOCKED,
-- never a bare sequence: commits reorder (design.md §3.10).
create table outbox (
  tenant_id uuid not null,
  event_id uuid not null,
  transaction_id xid8 not null default pg_current_xact_id(),
  stream_kind text not null,
  stream_id uuid not null,
  sequence integer not null,
  type text not null,
  payload jsonb not null,
  occurred_at timestamptz not null,
  done_at timestamptz,
  primary key (tenant_id, event_id)
);
create index outbox_waiting on outbox (tenant_id, transaction_id, event_id) where done_at is null;
create index outbox_feed on outbox (tenant_id, transaction_id, event_id);

-- Once a day the heads of all chains under one digest.
create table anchor (
  tenant_id uuid not null,
  sealed_at timestamptz not null,
  anchor_id uuid not null,
  streams bigint not null,
  digest bytea not null,
  before bytea not null,
  primary key (tenant_id, anchor_id)
);
-- The heads that an anchor sealed, for naming the chain that was cut.
create table anchored_head (
  tenant_id uuid not null,
  stream_kind text not null,
  stream_id uuid not null,
  sequence integer not null,
  hash bytea not null,
  anchor_id uuid not null,
  primary key (tenant_id, stream_kind, stream_id)
);
