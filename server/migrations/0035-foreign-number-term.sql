-- The numbers that other systems gave a matter are found by the search from now on; here those that are kept already.
-- Old code is not disturbed.

insert into ticket_term (tenant_id, term, ticket_id)
select distinct tenant_id, left(piece, 30), ticket_id
from ticket,
  unnest(array[state -> 'foreign' ->> 'number', state -> 'referral' -> 'receipt' ->> 'foreignNumber']) as given(foreign_number),
  regexp_split_to_table(lower(foreign_number), '[^a-z0-9]+') as piece
where piece <> ''
on conflict do nothing;
