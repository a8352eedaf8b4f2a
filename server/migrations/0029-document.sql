-- Adds files that somebody of the town lays beside a training. Old code does not know the table and is not disturbed.

-- The bytes lie under their SHA-256 in ONEGRID_DATA/files/<tenant>, as those of photos do; the row says what they belong to.
create table document (
  tenant_id uuid not null,
  document_id uuid not null,
  training_id uuid not null,
  -- as people know it, with the ending that its content has
  name text not null,
  media_type text not null,
  bytes integer not null check (bytes > 0),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  added_by uuid not null,
  added_at timestamptz not null,
  primary key (tenant_id, document_id),
  foreign key (tenant_id, training_id) references training (tenant_id, training_id)
);
create index document_training on document (tenant_id, training_id, document_id);
-- before a file is removed: does another row hold the same bytes?
create index document_sha256 on document (tenant_id, sha256);

alter table document enable row level security;
alter table document force row level security;
create policy tenant on document using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
