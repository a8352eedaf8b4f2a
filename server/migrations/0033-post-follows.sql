-- Who was named to follow begins when the other's post ends: when that end is moved, this beginning moves with it. Old code is
-- not disturbed.
alter table post add column follows uuid;
create index post_follows on post (tenant_id, follows) where follows is not null;
