-- Adds what somebody says beside a list without codes: the town's own nine digits. Old code is not disturbed.

alter table grid_import add column town_code text check (town_code ~ '^[0-9]{9}$');
