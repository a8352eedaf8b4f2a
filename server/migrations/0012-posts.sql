-- Adds the town's kinds of posts, party groups, leaves and handovers. Old code can no longer give posts (kind is missing).

-- One document a town, edited as a whole; a town without a row has the template (domain/src/team/post-kind-template.ts).
create table post_kind_list (
  tenant_id uuid not null,
  version integer not null check (version > 0),
  kinds jsonb not null,
  changed_at timestamptz not null,
  primary key (tenant_id)
);

-- Kinds of the template that carry a role have the role's name for a code.
alter table post add column kind text;
update post set kind = role;
alter table post alter column kind set not null;
-- A forest guard has no role in the loop: no rights, and never a post of an actor.
alter table post alter column role drop not null;
-- Who stands in for somebody on leave holds his posts for those days.
alter table post add column acting_for uuid;
alter table post add column leave_id uuid;
create index post_grid on post (tenant_id, grid_id, kind);
create index post_end on post (tenant_id, until_day, post_id) where until_day is not null;
create index post_kind on post (tenant_id, kind, post_id);

-- A name on a public page is one consent, a number another.
alter table person add column phone_public boolean not null default false;
-- Lists of the team walk the team, not the residents.
update person set staff = true
 where not staff and exists (select 1 from post where post.tenant_id = person.tenant_id and post.person_id = person.person_id);
create index person_staff on person (tenant_id, person_id) where staff;

-- Counts every change of a town's party groups: `If-Match` of an edit.
create table party_group_version (
  tenant_id uuid not null,
  version integer not null,
  primary key (tenant_id)
);

-- 网格党小组: covers one or several small grids.
create table party_group (
  tenant_id uuid not null,
  party_group_id uuid not null,
  name text not null,
  leader_id uuid,
  from_day date not null,
  -- last day; an ended group is kept, its grids are free for another
  until_day date check (until_day >= from_day),
  primary key (tenant_id, party_group_id),
  foreign key (tenant_id, leader_id) references person (tenant_id, person_id)
);

create table party_group_grid (
  tenant_id uuid not null,
  party_group_id uuid not null,
  grid_id uuid not null,
  primary key (tenant_id, party_group_id, grid_id),
  foreign key (tenant_id, party_group_id) references party_group (tenant_id, party_group_id),
  foreign key (tenant_id, grid_id) references grid (tenant_id, grid_id)
);
create index party_group_of_grid on party_group_grid (tenant_id, grid_id);

-- 请假 with a substitute. Never a record of attendance: only who stands in for whom on which days.
create table leave (
  tenant_id uuid not null,
  leave_id uuid not null,
  person_id uuid not null,
  substitute_id uuid not null,
  from_day date not null,
  until_day date not null check (until_day >= from_day),
  -- whether open matters go to the substitute at the start, and whether they come back at the end
  hand_over boolean not null,
  come_back boolean not null,
  state text not null check (state in ('planned', 'running', 'over', 'withdrawn')),
  made_at timestamptz not null,
  primary key (tenant_id, leave_id),
  foreign key (tenant_id, person_id) references person (tenant_id, person_id),
  foreign key (tenant_id, substitute_id) references person (tenant_id, person_id),
  check (person_id <> substitute_id)
);
create index leave_person on leave (tenant_id, person_id, until_day);
create index leave_substitute on leave (tenant_id, substitute_id, until_day);
create index leave_due on leave (tenant_id, state, from_day) where state in ('planned', 'running');

-- Open matters that go from one person to another in one act, at once or on a day to come.
create table handover (
  tenant_id uuid not null,
  handover_id uuid not null,
  from_person uuid not null,
  to_person uuid not null,
  why text not null check (why in ('post_ended', 'leave', 'leave_over', 'election')),
  post_id uuid,
  leave_id uuid,
  -- done on this day of the town, by the clock where it lies ahead
  due_day date not null,
  made_at timestamptz not null,
  done_at timestamptz,
  withdrawn boolean not null default false,
  -- what went over: kinds, ids and days only
  items jsonb not null default '[]',
  primary key (tenant_id, handover_id),
  foreign key (tenant_id, from_person) references person (tenant_id, person_id),
  foreign key (tenant_id, to_person) references person (tenant_id, person_id)
);
create index handover_due on handover (tenant_id, due_day) where done_at is null and not withdrawn;
create index handover_from on handover (tenant_id, from_person, handover_id);
create index handover_to on handover (tenant_id, to_person, handover_id);
