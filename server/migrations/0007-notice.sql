-- Adds later work and notices. Old code does not know these tables and is not disturbed.

-- Which reaction has done which event, in the same transaction as what it wrote: a crash or a second process repeats nothing.
create table reaction_done (
  tenant_id uuid not null,
  event_id uuid not null,
  reaction text not null,
  done_at timestamptz not null,
  primary key (tenant_id, event_id, reaction)
);

-- An event that a reaction could not digest: tried again at next_at, while the others go on.
create table reaction_failure (
  tenant_id uuid not null,
  event_id uuid not null,
  attempts integer not null,
  next_at timestamptz not null,
  -- of the first failure; the last error's text without values of rows
  since timestamptz not null,
  reactions text[] not null,
  error text not null,
  primary key (tenant_id, event_id)
);

-- When a sweep last went through a town, by the injected clock; for those that run hourly or once a day.
create table sweep_done (
  tenant_id uuid not null,
  sweep text not null,
  swept_at timestamptz not null,
  primary key (tenant_id, sweep)
);

-- What somebody is to know. With a person it stands in his inbox; without one it only leaves through channels.
create table notice (
  tenant_id uuid not null,
  notice_id uuid not null,
  person_id uuid,
  -- the content row with name and phone of a reporter who has no account: the law can erase it, this row stays harmless
  contact_content_id uuid,
  kind text not null,
  ticket_number text,
  -- codes, times, names of units; never a person's words, name or phone
  facts jsonb not null,
  locale text not null check (locale in ('zh', 'en')),
  -- one event gives one person one notice of a kind, however often the reaction runs
  dedupe_key text not null,
  created_at timestamptz not null,
  read_at timestamptz,
  primary key (tenant_id, notice_id),
  unique (tenant_id, dedupe_key)
);
create index notice_inbox on notice (tenant_id, person_id, created_at desc, notice_id desc) where person_id is not null;
create index notice_unread on notice (tenant_id, person_id) where person_id is not null and read_at is null;

-- The town's ways out of the product. The secret goes in and never comes out again over the interface.
create table channel (
  tenant_id uuid not null,
  kind text not null check (kind in ('webhook', 'email', 'demo_phone')),
  enabled boolean not null,
  settings jsonb not null,
  secret text,
  version integer not null,
  changed_at timestamptz not null,
  changed_by uuid,
  primary key (tenant_id, kind)
);

-- One row per notice and channel. Its id is the receiver's idempotency key and stays the same through all attempts.
create table delivery (
  tenant_id uuid not null,
  delivery_id uuid not null,
  notice_id uuid,
  channel text not null,
  -- only for what must not lie in a notice (sign-in codes): address and text, emptied as soon as it was sent or given up
  sealed jsonb,
  state text not null check (state in ('waiting', 'sent', 'failed', 'dropped')),
  attempts integer not null default 0,
  next_at timestamptz not null,
  -- after this instant it would only confuse (a code that is no longer valid)
  expires_at timestamptz,
  error text,
  created_at timestamptz not null,
  ended_at timestamptz,
  primary key (tenant_id, delivery_id)
);
create unique index delivery_once on delivery (tenant_id, notice_id, channel) where notice_id is not null;
create index delivery_waiting on delivery (tenant_id, next_at) where state = 'waiting';

-- The demo's own phone: what a resident would have got as a text message. Empty in real use.
create table demo_message (
  tenant_id uuid not null,
  message_id uuid not null,
  phone text not null,
  body text not null,
  sent_at timestamptz not null,
  primary key (tenant_id, message_id)
);
create index demo_message_latest on demo_message (tenant_id, phone, sent_at desc);
