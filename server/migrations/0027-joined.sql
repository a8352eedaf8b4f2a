-- Adds when somebody of the team came in by an invitation: before that, the posts that a roster gave him carry no rights.
-- Old code is not disturbed; whoever signs in today keeps what he has.

alter table person add column joined_at timestamptz;
update person set joined_at = now() where staff and account_id is not null;
