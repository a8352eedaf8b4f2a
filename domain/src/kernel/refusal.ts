/**
 * A rule of the domain said no. It carries a stable code and the facts a person needs to mend it — never an HTTP number
 * (the one table in server/src/http/problem.ts maps codes to RFC 9457) and never a sentence (the words are the screen's).
 */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly code: RefusalCode
  readonly facts: RefusalFacts

  constructor(code: RefusalCode, facts: RefusalFacts = {}) {
    super(`${code} ${JSON.stringify(facts)}`)
    this.code = code
    this.facts = facts
  }
}

/** A list of things that are wrong is a fact as well (the faults of a division). */
export type RefusalFacts = Readonly<
  Record<string, string | number | boolean | readonly string[] | readonly object[] | null>
>

/** What kind of "no" it is; the HTTP table depends on the kind, the words on the code. */
export type RefusalKind = 'malformed' | 'unauthenticated' | 'forbidden' | 'unknown' | 'conflict' | 'stale' | 'limited'

/** Every refusal of the product, by code. A code that is not here cannot be thrown. */
export const refusals = {
  // kernel and http
  field_invalid: 'malformed',
  not_set_up: 'unknown',
  grids_none_on_day: 'unknown',
  body_malformed: 'malformed',
  command_id_missing: 'malformed',
  command_id_reused: 'conflict',
  not_signed_in: 'unauthenticated',
  session_ended: 'unauthenticated',
  not_permitted: 'forbidden',
  not_found: 'unknown',
  version_stale: 'stale',
  too_many_requests: 'limited',
  too_large: 'malformed',
  // grid
  grid_unknown: 'malformed',
  division_edit_refused: 'conflict',
  division_invalid: 'malformed',
  plan_closed: 'conflict',
  plan_outdated: 'conflict',
  proposal_running: 'conflict',
  proposal_over: 'conflict',
  proposal_unfinished: 'conflict',
  plan_waiting: 'conflict',
  plan_in_force: 'conflict',
  place_missing: 'malformed',
  coordinates_outside_range: 'malformed',
  file_refused: 'malformed',
  grid_import_closed: 'conflict',
  grid_code_missing: 'conflict',
  grid_import_faulty: 'conflict',
  grid_import_full: 'malformed',
  grid_import_repair_idle: 'conflict',
  // account and team
  credentials_wrong: 'unauthenticated',
  code_wrong: 'unauthenticated',
  phone_invalid: 'malformed',
  email_unavailable: 'conflict',
  person_unknown: 'malformed',
  wall_code_unknown: 'malformed',
  outside_body_unknown: 'malformed',
  unit_unknown: 'malformed',
  post_overlaps: 'conflict',
  last_administrator: 'conflict',
  end_not_open: 'conflict',
  phone_taken: 'conflict',
  post_kind_unknown: 'malformed',
  grid_has_one: 'conflict',
  matters_open: 'conflict',
  leave_overlaps: 'conflict',
  substitute_away: 'conflict',
  stands_in_then: 'conflict',
  already_set_up: 'conflict',
  town_without_address: 'conflict',
  town_governed: 'conflict',
  setup_link_wrong: 'forbidden',
  people_list_empty: 'malformed',
  people_list_too_long: 'malformed',
  people_import_done: 'conflict',
  people_import_not_done: 'conflict',
  people_import_outdated: 'conflict',
  emergency_on: 'conflict',
  emergency_off: 'conflict',
  totp_on: 'conflict',
  totp_instead: 'forbidden',
  swap_not_possible: 'conflict',
  swap_without_account: 'conflict',
  training_over: 'conflict',
  training_full: 'conflict',
  training_not_running: 'conflict',
  training_not_attended: 'conflict',
  report_in_answered: 'conflict',
  helper_asked: 'conflict',
  activity_over: 'conflict',
  activity_full: 'conflict',
  erased_already: 'conflict',
  // ticket
  action_not_in_status: 'conflict',
  own_matter: 'forbidden',
  same_person_may_not_verify: 'forbidden',
  category_unknown: 'malformed',
  condition_unknown: 'malformed',
  category_missing: 'conflict',
  contact_required: 'malformed',
  consent_required: 'malformed',
  reason_required: 'malformed',
  reason_unknown: 'malformed',
  rule_unknown: 'malformed',
  outside_own_list: 'conflict',
  confirmed_unit_may_not_return: 'conflict',
  returned_may_not_be_forwarded: 'conflict',
  contest_open: 'conflict',
  contest_missing: 'conflict',
  contest_decided: 'conflict',
  order_not_allowed: 'conflict',
  order_full: 'conflict',
  order_closed: 'conflict',
  order_already_taken: 'conflict',
  order_not_taken: 'conflict',
  level_at_top: 'conflict',
  level_at_bottom: 'conflict',
  extension_used_up: 'conflict',
  limit_from_outside: 'conflict',
  extension_after_deadline: 'conflict',
  extension_open: 'conflict',
  extension_missing: 'conflict',
  suspension_used_up: 'conflict',
  suspension_too_long: 'malformed',
  suspended: 'conflict',
  not_suspended: 'conflict',
  referral_open: 'conflict',
  referral_missing: 'conflict',
  urged_recently: 'conflict',
  supervision_missing: 'conflict',
  call_missing: 'conflict',
  site_check_missing: 'conflict',
  rating_closed: 'conflict',
  already_rated: 'conflict',
  reopening_closed: 'conflict',
  merge_into_itself: 'malformed',
  merge_target_merged: 'conflict',
  merge_target_hidden: 'malformed',
  not_merged: 'conflict',
  appeal_not_overdue: 'conflict',
  appeal_open: 'conflict',
  appeal_missing: 'conflict',
  foreign_missing: 'conflict',
  already_written_back: 'conflict',
  problem_over: 'conflict',
  time_in_future: 'malformed',
  time_not_ahead: 'malformed',
  time_too_old: 'malformed',
  photo_unknown: 'malformed',
  photo_unreadable: 'malformed',
  photo_too_large: 'malformed',
  photos_too_many: 'malformed',
  upload_offset_wrong: 'conflict',
  upload_protocol_unknown: 'stale',
  catalogue_invalid: 'malformed',
} as const satisfies Record<string, RefusalKind>

export type RefusalCode = keyof typeof refusals

/** Refuses unless the condition holds; reads as the rule itself. */
export function demand(condition: boolean, code: RefusalCode, facts: RefusalFacts = {}): asserts condition {
  if (!condition) throw new Refusal(code, facts)
}
