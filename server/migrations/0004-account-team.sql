-- Adds accounts (schema auth, host-wide), persons, posts and the duty roster. Old code does not know these tables and is not disturbed.

-- Host-wide sign-in. Names as the sign-in library (better-auth) expects them; times are the machine's own.
create table auth.account (
  "id" text primary key,
  "name" text not null,
  "email" text not null unique,
  "emailVerified" boolean not null,
  "image" text,
  "createdAt" timestamptz not null default current_timestamp,
  "updatedAt" timestamptz not null default current_timestamp,
  "username" text unique,
  "phoneNumber" text unique,
  "phoneNumberVerified" boolean,
  "twoFactorEnabled" boolean,
  "hostAdministrator" boolean not null default false
);
create table auth.session (
  "id" text primary key,
  "expiresAt" timestamptz not null,
  "token" text not null unique,
  "createdAt" timestamptz not null default current_timestamp,
  "updatedAt" timestamptz not null,
  "ipAddress" text,
  "userAgent" text,
  "userId" text not null references auth.account ("id") on delete cascade
);
create index session_account on auth.session ("userId");
create table auth.credential (
  "id" text primary key,
  "accountId" text not null,
  "providerId" text not null,
  "userId" text not null references auth.account ("id") on delete cascade,
  "accessToken" text,
  "refreshToken" text,
  "idToken" text,
  "accessTokenExpiresAt" timestamptz,
  "refreshTokenExpiresAt" timestamptz,
  "scope" text,
  "password" text,
  "createdAt" timestamptz not null default current_timestamp,
  "updatedAt" timestamptz not null
);
create index credential_account on auth.credential ("userId");
create table auth.verification (
  "id" text primary key,
  "identifier" text not null,
  "value" text not null,
  "expiresAt" timestamptz not null,
  "createdAt" timestamptz not null default current_timestamp,
  "updatedAt" timestamptz not null default current_timestamp
);
create index verification_identifier on auth.verification ("identifier");
create table auth."twoFactor" (
  "id" text primary key,
  "secret" text not null,
  "backupCodes" text not null,
  "userId" text not null references auth.account ("id") on delete cascade,
  "verified" boolean,
  "failedVerificationCount" integer,
  "lockedUntil" timestamptz
);
create index two_factor_account on auth."twoFactor" ("userId");

-- Keys that every process of the installation shares: signing of cookies, hashing of phone numbers.
create table server_secret (
  name text primary key,
  value text not null
);

-- Wrong passwords and codes, by a digest of the account or number: one address may stand for a village, one account may not.
create table sign_in_failure (
  key text primary key,
  failures integer not null,
  first_at timestamptz not null
);

-- Sign-in with the county's own identity provider, where it has one.
create table identity_provider (
  provider_id text primary key check (provider_id ~ '^[a-z0-9-]{1,40}$'),
  label text not null,
  discovery_url text not null,
  client_id text not null,
  client_secret text not null
);

create table person (
  tenant_id uuid not null,
  person_id uuid not null,
  -- host-wide; residents and most of the thousand helpers have none
  account_id text,
  -- the law can erase these three; the journal holds ids only
  name text,
  phone text,
  -- HMAC-SHA-256 of the E.164 number: look-ups never compare the number itself
  phone_hash text,
  -- only with consent does a name stand on a public page
  name_public boolean not null default false,
  -- was entered as one of the team; residents register themselves and stand in no list
  staff boolean not null default false,
  created_at timestamptz not null,
  erased_at timestamptz,
  primary key (tenant_id, person_id),
  unique (tenant_id, account_id),
  unique (tenant_id, phone_hash)
);
create index person_name on person (tenant_id, name, person_id);

create table post (
  tenant_id uuid not null,
  post_id uuid not null,
  person_id uuid not null,
  role text not null,
  grid_id uuid,
  unit_id uuid,
  from_day date not null,
  -- last day on which it is held
  until_day date check (until_day >= from_day),
  created_at timestamptz not null,
  primary key (tenant_id, post_id),
  foreign key (tenant_id, person_id) references person (tenant_id, person_id),
  foreign key (tenant_id, grid_id) references grid (tenant_id, grid_id),
  foreign key (tenant_id, unit_id) references unit (tenant_id, unit_id),
  check (grid_id is null or unit_id is null)
);
create index post_person on post (tenant_id, person_id);
create index post_role on post (tenant_id, role, grid_id, unit_id);

-- 值班表: whom escalation calls at night and in storms.
create table duty (
  tenant_id uuid not null,
  day date not null,
  person_id uuid not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null check (ends_at > starts_at),
  primary key (tenant_id, day, person_id),
  foreign key (tenant_id, person_id) references person (tenant_id, person_id)
);
create index duty_time on duty (tenant_id, ends_at);

-- A volunteer or a new colleague comes in by a link and a code that two different ways brought.
create table invitation (
  tenant_id uuid not null,
  invitation_id uuid not null,
  person_id uuid not null,
  link_digest text not null,
  code_digest text not null,
  failures integer not null default 0,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  primary key (tenant_id, invitation_id),
  unique (tenant_id, link_digest),
  foreign key (tenant_id, person_id) references person (tenant_id, person_id)
);

-- Who looked at what that is masked by default, and why.
create table sensitive_read (
  tenant_id uuid not null,
  read_id uuid not null,
  person_id uuid not null,
  what text not null,
  subject_kind text not null,
  subject_id uuid not null,
  reason text not null,
  read_at timestamptz not null,
  primary key (tenant_id, read_id)
);
create index sensitive_read_subject on sensitive_read (tenant_id, subject_kind, subject_id);
