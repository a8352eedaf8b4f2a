-- Adds two indexes of the journal for the audit trail. Old code is not disturbed; it writes them without knowing.

-- Newest first over everything: rows arrive in this order, so each lands at the right edge. The outbox, which is ordered the
-- same way, forgets done events after two weeks; the trail does not.
create index journal_trail on journal (tenant_id, recorded_at, stream_kind, stream_id, sequence);

-- What is not of tickets is a few rows a week among thousands: people, posts, catalogue, calendar, channels.
create index journal_trail_of_kind on journal (tenant_id, stream_kind, recorded_at, stream_id, sequence)
  where stream_kind <> 'ticket';
