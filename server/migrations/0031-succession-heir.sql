-- Of a grid that is split: the part to which the people in charge of it go, where somebody said another one than the largest.
alter table grid_succession add column heir boolean not null default false;
