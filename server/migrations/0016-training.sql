-- Adds training: subjects of the town's own list, sessions, who signed up and who was there. Old code is not disturbed.

-- One row a town: the list is changed as a whole.
create table training_subject_list (
  tenant_id uuid primary key,
  version integer not null,
  -- [{code, zh, en, retired?}]
  subjects jsonb not null
);

create table training (
  tenant_id uuid not null,
  training_id uuid not null,
  subject text not null,
  title text not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null check (ends_at > starts_at),
  place text,
  link text,
  -- [{title, link}]
  materials jsonb not null default '[]',
  seats integer check (seats > 0),
  -- the one code on the wall
  wall_code text not null,
  cancelled_at timestamptz,
  version integer not null default 1,
  made_by uuid not null,
  made_at timestamptz not null,
  primary key (tenant_id, training_id),
  unique (tenant_id, wall_code)
);
create index training_starts on training (tenant_id, starts_at, training_id);

create table training_entry (
  tenant_id uuid not null,
  training_id uuid not null,
  person_id uuid not null,
  signed_up_at timestamptz,
  present_at timestamptz,
  -- list: entered by the organiser; code: by the code on the wall
  present_by text check (present_by in ('list', 'code')),
  -- of the session, never of a person; erasable
  feedback integer check (feedback between 1 and 5),
  feedback_words text,
  primary key (tenant_id, training_id, person_id),
  foreign key (tenant_id, training_id) references training (tenant_id, training_id),
  foreign key (tenant_id, person_id) references person (tenant_id, person_id)
);
create index training_entry_person on training_entry (tenant_id, person_id);
