-- Which rows of the file were not taken in, and why: numbers and reasons, nothing of what stood in them. Old code is not disturbed.
alter table household_set add column left_out_rows jsonb not null default '[]';
