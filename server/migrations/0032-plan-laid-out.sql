-- When the villages were last asked what they think of a draft.
alter table plan add column laid_out_at timestamptz;
