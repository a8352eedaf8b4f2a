-- Adds the photos of tickets. Old code does not know the table and is not disturbed.

-- One row a photo, from the first byte of its upload on. The bytes lie under their SHA-256 in ONEGRID_DATA/files/<tenant>;
-- the row is the only thing that says whose they are and who may see them.
create table attachment (
  tenant_id uuid not null,
  photo_id uuid not null,
  state text not null check (state in ('uploading', 'ready', 'used', 'refused', 'erased')),
  -- who uploaded it: a person of the town, or whoever holds the upload secret (a cookie) of which this is the SHA-256
  owner_person_id uuid,
  owner_secret_digest text,
  -- announced and received so far, in bytes of the original; the original itself is not kept
  upload_bytes integer not null check (upload_bytes > 0),
  received_bytes integer not null default 0 check (received_bytes between 0 and upload_bytes),
  sha256 text check (sha256 ~ '^[0-9a-f]{64}$'),
  thumbnail_sha256 text check (thumbnail_sha256 ~ '^[0-9a-f]{64}$'),
  media_type text,
  width integer,
  height integer,
  -- of what is kept, after re-encoding
  bytes integer,
  -- no foreign key: the command that makes the ticket claims its photos before or after its own row, in one transaction
  ticket_id uuid,
  created_at timestamptz not null,
  primary key (tenant_id, photo_id),
  check (num_nonnulls(owner_person_id, owner_secret_digest) = 1 or state = 'erased'),
  check (state not in ('ready', 'used') or num_nulls(sha256, thumbnail_sha256, media_type, width, height, bytes) = 0),
  check ((state = 'used') <= (ticket_id is not null))
);
-- before a file is removed: does another photo hold the same bytes?
create index attachment_sha256 on attachment (tenant_id, sha256);
create index attachment_thumbnail on attachment (tenant_id, thumbnail_sha256);
create index attachment_ticket on attachment (tenant_id, ticket_id) where ticket_id is not null;
-- the sweep of what nobody claimed, and the bound on what one uploader may leave lying
create index attachment_unclaimed on attachment (tenant_id, created_at) where state <> 'used';
create index attachment_owner on attachment (tenant_id, owner_person_id, owner_secret_digest) where state in ('uploading', 'ready');

alter table attachment enable row level security;
alter table attachment force row level security;
create policy tenant on attachment using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
