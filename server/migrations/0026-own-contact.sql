-- Adds how a person wants to be reached besides his phone: an e-mail that he verified, and his language. Old code is not disturbed.

create table own_contact (
  tenant_id uuid not null,
  person_id uuid not null,
  -- verified by a code
  email text,
  language text not null default 'zh' check (language in ('zh', 'en')),
  -- being verified; of the code only its digest is kept
  wanted_email text,
  code_digest text,
  code_failures integer not null default 0,
  code_expires_at timestamptz,
  primary key (tenant_id, person_id),
  foreign key (tenant_id, person_id) references person (tenant_id, person_id)
);
