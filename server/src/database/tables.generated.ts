// Made by `npm run generate` from the migrated schema; do not edit.
import type { ColumnType, Generated } from 'kysely'

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json | undefined }

export type ActivityTable = {
  tenant_id: string
  activity_id: string
  name: string
  grid_id: string
  village_id: string
  place: string | null
  starts_at: string
  ends_at: string
  skills: Generated<string[]>
  wanted: number
  withdrawn_at: string | null
  made_by: string
  made_at: string
}

export type ActivityHelperTable = {
  tenant_id: string
  activity_id: string
  person_id: string
  asked_at: string | null
  joined_at: string | null
}

export type AnchorTable = {
  tenant_id: string
  sealed_at: string
  anchor_id: string
  streams: number
  digest: Buffer
  before: Buffer
}

export type AnchoredHeadTable = {
  tenant_id: string
  stream_kind: string
  stream_id: string
  sequence: number
  hash: Buffer
  anchor_id: string
}

export type AttachmentTable = {
  tenant_id: string
  photo_id: string
  state: string
  owner_person_id: string | null
  owner_secret_digest: string | null
  upload_bytes: number
  received_bytes: Generated<number>
  sha256: string | null
  thumbnail_sha256: string | null
  media_type: string | null
  width: number | null
  height: number | null
  bytes: number | null
  ticket_id: string | null
  created_at: string
}

export type BarrierTable = {
  tenant_id: string
  barrier_id: string
  kind: string
  name: string
  line: ColumnType<Json, string, string>
}

export type BarrierVersionTable = {
  tenant_id: string
  version: number
}

export type BoundaryTable = {
  tenant_id: string
  boundary_id: string
  grid_id: string
  valid_from: string
  valid_to: string | null
  shape: ColumnType<Json, string, string>
  example: boolean
}

export type CalendarDayTable = {
  country: string
  day: string
  kind: string
  name: Generated<string>
  provisional: Generated<boolean>
  source: Generated<string>
}

export type CatalogueVersionTable = {
  tenant_id: string
  version: number
  body: ColumnType<Json, string, string>
  published_at: string
  published_by: string | null
  note: Generated<string>
}

export type ChannelTable = {
  tenant_id: string
  kind: string
  enabled: boolean
  settings: ColumnType<Json, string, string>
  secret: string | null
  version: number
  changed_at: string
  changed_by: string | null
}

export type CommandTable = {
  tenant_id: string
  command_id: string
  digest: Buffer
  recorded_at: string
  result: ColumnType<Json, string, string>
}

export type ContentTable = {
  tenant_id: string
  content_id: string
  stream_kind: string
  stream_id: string
  kind: string
  body: Json | null
  salt: string | null
  digest: string
  erased_at: string | null
}

export type DeliveryTable = {
  tenant_id: string
  delivery_id: string
  notice_id: string | null
  channel: string
  sealed: ColumnType<Json | null, string | null | undefined, string | null>
  state: string
  attempts: Generated<number>
  next_at: string
  expires_at: string | null
  error: string | null
  created_at: string
  ended_at: string | null
}

export type DemoMessageTable = {
  tenant_id: string
  message_id: string
  phone: string
  body: string
  sent_at: string
}

export type DocumentTable = {
  tenant_id: string
  document_id: string
  training_id: string
  name: string
  media_type: string
  bytes: number
  sha256: string
  added_by: string
  added_at: string
}

export type DutyTable = {
  tenant_id: string
  day: string
  person_id: string
  starts_at: string
  ends_at: string
}

export type DutySwapTable = {
  tenant_id: string
  swap_id: string
  day: string
  person_id: string
  with_person_id: string
  other_day: string | null
  asked_at: string
  answered_at: string | null
  accepted: boolean | null
}

export type EmergencyTable = {
  tenant_id: string
  emergency_id: string
  kind: string
  level: number
  title: string
  hold_hours: number
  started_at: string
  ended_at: string | null
  version: Generated<number>
}

export type EmergencyVillageTable = {
  tenant_id: string
  emergency_id: string
  grid_id: string
  patrolled_at: string | null
  water: Generated<string>
  power: Generated<string>
  road: Generated<string>
  help: Generated<number>
  note: string | null
  said_by: string
  said_at: string
}

export type GettingStartedTable = {
  tenant_id: string
  away_at: string
  away_by: string
}

export type GridTable = {
  tenant_id: string
  grid_id: string
  level: string
  parent_id: string | null
  code: string
  name: string
  local_names: Generated<string[]>
  kind: string
  valid_from: string
  valid_to: string | null
}

export type GridFormerTable = {
  tenant_id: string
  grid_id: string
  until_day: string
  code: string
  name: string
  local_names: string[]
  kind: string
}

export type GridImportTable = {
  tenant_id: string
  import_id: string
  created_by: string
  created_at: string
  expires_at: string
  version: number
  others: string
  repairs: Json
  division: Json
  rows: Json
  faults: Json
  error_count: number
  plan_id: string | null
  town_code: string | null
}

export type GridImportSourceTable = {
  tenant_id: string
  import_id: string
  source_id: string
  position: number
  content: Json
  settings: Json
}

export type GridPopulationTable = {
  tenant_id: string
  set_id: string
  grid_id: string
  households: number
  people: number
}

export type GridSuccessionTable = {
  tenant_id: string
  grid_id: string
  successor_id: string
  plan_id: string
  share: number
  heir: Generated<boolean>
}

export type GridVersionTable = {
  tenant_id: string
  version: number
}

export type HandoverTable = {
  tenant_id: string
  handover_id: string
  from_person: string
  to_person: string
  why: string
  post_id: string | null
  leave_id: string | null
  due_day: string
  made_at: string
  done_at: string | null
  withdrawn: Generated<boolean>
  items: ColumnType<Json, string | undefined, string>
}

export type HouseholdPointTable = {
  tenant_id: string
  set_id: string
  point_id: number
  lon: number
  lat: number
  households: number
  people: number
}

export type HouseholdSetTable = {
  tenant_id: string
  set_id: string
  kind: string
  before_id: string | null
  imported_at: string
  imported_by: string
  left_out: number
  current: boolean
  left_out_rows: ColumnType<Json, string | undefined, string>
}

export type IdentityProviderTable = {
  provider_id: string
  label: string
  discovery_url: string
  client_id: string
  client_secret: string
}

export type InvitationTable = {
  tenant_id: string
  invitation_id: string
  person_id: string
  link_digest: string
  code_digest: string
  failures: Generated<number>
  made_at: string
  expires_at: string
  used_at: string | null
}

export type JournalTable = {
  tenant_id: string
  stream_kind: string
  stream_id: string
  sequence: number
  type: string
  version: number
  occurred_at: string
  recorded_at: string
  command_id: string
  actor: ColumnType<Json, string, string>
  payload: ColumnType<Json, string, string>
  hash: Buffer
}

export type LandmarkTable = {
  tenant_id: string
  landmark_id: string
  grid_id: string
  kind: string
  name: string
  lon: number
  lat: number
}

export type LeaveTable = {
  tenant_id: string
  leave_id: string
  person_id: string
  substitute_id: string
  from_day: string
  until_day: string
  hand_over: boolean
  come_back: boolean
  state: string
  made_at: string
}

export type MigrationTable = {
  number: number
  name: string
  checksum: string
  applied_at: Generated<string>
}

export type NoticeTable = {
  tenant_id: string
  notice_id: string
  person_id: string | null
  contact_content_id: string | null
  kind: string
  ticket_number: string | null
  facts: ColumnType<Json, string, string>
  locale: string
  dedupe_key: string
  created_at: string
  read_at: string | null
}

export type OutboxTable = {
  tenant_id: string
  event_id: string
  transaction_id: Generated<string>
  stream_kind: string
  stream_id: string
  sequence: number
  type: string
  payload: ColumnType<Json, string, string>
  occurred_at: string
  done_at: string | null
}

export type OwnContactTable = {
  tenant_id: string
  person_id: string
  email: string | null
  language: Generated<string>
  wanted_email: string | null
  code_digest: string | null
  code_failures: Generated<number>
  code_expires_at: string | null
}

export type PartyGroupTable = {
  tenant_id: string
  party_group_id: string
  name: string
  leader_id: string | null
  from_day: string
  until_day: string | null
}

export type PartyGroupGridTable = {
  tenant_id: string
  party_group_id: string
  grid_id: string
}

export type PartyGroupVersionTable = {
  tenant_id: string
  version: number
}

export type PeopleImportTable = {
  tenant_id: string
  import_id: string
  version: number
  state: string
  file_name: string
  sheets: ColumnType<Json, string, string>
  choices: ColumnType<Json, string, string>
  set_aside: number
  counts: ColumnType<Json, string, string>
  unknown: ColumnType<Json, string, string>
  made_by: string
  made_at: string
  done_at: string | null
  undone_at: string | null
  added_kinds: Generated<string[]>
  expires_at: string
}

export type PeopleImportPersonTable = {
  tenant_id: string
  import_id: string
  person_id: string
  made: boolean
  sequence: number
  before: ColumnType<Json | null, string | null | undefined, string | null>
  post_ids: string[]
  ends: ColumnType<Json, string, string>
  stays: string | null
}

export type PeopleImportRowTable = {
  tenant_id: string
  import_id: string
  place: number
  sheet: number
  line: number
  cells: ColumnType<Json, string, string>
  section: string | null
  choice: ColumnType<Json, string, string>
  words: ColumnType<Json, string, string>
  outcome: string
  faults: ColumnType<Json, string, string>
  does: ColumnType<Json, string, string>
}

export type PersonTable = {
  tenant_id: string
  person_id: string
  account_id: string | null
  name: string | null
  phone: string | null
  phone_hash: string | null
  name_public: Generated<boolean>
  staff: Generated<boolean>
  created_at: string
  erased_at: string | null
  phone_public: Generated<boolean>
  joined_at: string | null
}

export type PlanTable = {
  tenant_id: string
  plan_id: string
  name: string
  note_id: string | null
  state: string
  origin: string
  copy_of: string | null
  version: number
  based_on: number
  fingerprints: ColumnType<Json, string, string>
  division: ColumnType<Json, string, string>
  medium_count: number
  small_count: number
  undrawn_count: number
  comment_count: Generated<number>
  effective_on: string | null
  created_at: string
  created_by: string | null
  changed_at: string
  adopted_at: string | null
  adopted_by: string | null
  in_force_at: string | null
  followed_at: string | null
  withdrawn_at: string | null
  laid_out_at: string | null
}

export type PlanCommentTable = {
  tenant_id: string
  plan_id: string
  comment_id: string
  person_id: string
  said_at: string
  grid_key: string | null
  content_id: string
}

export type PostTable = {
  tenant_id: string
  post_id: string
  person_id: string
  role: string | null
  grid_id: string | null
  unit_id: string | null
  from_day: string
  until_day: string | null
  created_at: string
  kind: string
  acting_for: string | null
  leave_id: string | null
  follows: string | null
}

export type PostKindListTable = {
  tenant_id: string
  version: number
  kinds: ColumnType<Json, string, string>
  changed_at: string
}

export type ProposalTable = {
  tenant_id: string
  proposal_id: string
  state: string
  asked_at: string
  asked_by: string
  wishes: ColumnType<Json, string, string>
  based_on: number
  done: Generated<number>
  beat_at: string
  fault: string | null
  result: ColumnType<Json | null, string | null | undefined, string | null>
}

export type ReactionDoneTable = {
  tenant_id: string
  event_id: string
  reaction: string
  done_at: string
}

export type ReactionFailureTable = {
  tenant_id: string
  event_id: string
  attempts: number
  next_at: string
  since: string
  reactions: string[]
  error: string
}

export type ReportInTable = {
  tenant_id: string
  report_in_id: string
  person_id: string
  kind: string
  grid_id: string
  village_id: string
  unit_name: string | null
  skills: Generated<string[]>
  times: Generated<string[]>
  words: string | null
  state: string
  answer: string | null
  reported_at: string
}

export type SensitiveReadTable = {
  tenant_id: string
  read_id: string
  person_id: string
  what: string
  subject_kind: string
  subject_id: string
  reason: string
  read_at: string
}

export type ServerSecretTable = {
  name: string
  value: string
}

export type SetupTable = {
  setup_id: Generated<number>
  link_digest: string | null
  link_made_at: string | null
  finished_at: string | null
}

export type SignInFailureTable = {
  key: string
  failures: number
  first_at: string
}

export type SupplyAreaTable = {
  tenant_id: string
  supply_area_id: string
  utility: string
  name: string
}

export type SupplyAreaGridTable = {
  tenant_id: string
  supply_area_id: string
  grid_id: string
}

export type SweepDoneTable = {
  tenant_id: string
  sweep: string
  swept_at: string
}

export type TenantTable = {
  tenant_id: string
  code: string
  name: string
  host_names: Generated<string[]>
  zone: string
  created_at: string
}

export type TicketTable = {
  tenant_id: string
  ticket_id: string
  number: string
  sequence: number
  head: Buffer
  status: string
  queue: string
  open: boolean
  level: string
  large_id: string
  medium_id: string | null
  small_id: string | null
  category: string | null
  subcategory: string | null
  urgency: string
  source: string
  confidentiality: string
  holder_person: string | null
  holder_unit: string | null
  light: string
  reported_at: string
  due_at: string
  hold_due_at: string
  timer_at: string | null
  contested: boolean
  extension_asked: boolean
  appeal_asked: boolean
  to_write_back: boolean
  supervised: number
  problem_open: boolean
  merged_into: string | null
  lon: number | null
  lat: number | null
  cell: number | null
  supply_area: string | null
  state: ColumnType<Json, string, string>
}

export type TicketPersonTable = {
  tenant_id: string
  person_id: string
  relation: string
  ticket_id: string
}

export type TicketRollupTable = {
  tenant_id: string
  day: string
  grid_id: string
  subcategory: string
  source: string
  slot: number
  received: Generated<number>
  accepted: Generated<number>
  declined: Generated<number>
  merged: Generated<number>
  closed: Generated<number>
  solved: Generated<number>
  overdue: Generated<number>
  returned: Generated<number>
  reopened: Generated<number>
  rated: Generated<number>
  satisfied: Generated<number>
}

export type TicketTermTable = {
  tenant_id: string
  term: string
  ticket_id: string
}

export type TownCalendarTable = {
  tenant_id: string
  version: number
  hours: ColumnType<Json, string, string>
  decreed_years: Generated<number[]>
  changed_at: string
  changed_by: string | null
}

export type TownDayTable = {
  tenant_id: string
  day: string
  kind: string
  note: Generated<string>
}

export type TrainingTable = {
  tenant_id: string
  training_id: string
  subject: string
  title: string
  starts_at: string
  ends_at: string
  place: string | null
  link: string | null
  materials: ColumnType<Json, string | undefined, string>
  seats: number | null
  wall_code: string
  cancelled_at: string | null
  version: Generated<number>
  made_by: string
  made_at: string
}

export type TrainingEntryTable = {
  tenant_id: string
  training_id: string
  person_id: string
  signed_up_at: string | null
  present_at: string | null
  present_by: string | null
  feedback: number | null
  feedback_words: string | null
}

export type TrainingSubjectListTable = {
  tenant_id: string
  version: number
  subjects: ColumnType<Json, string, string>
}

export type UnitTable = {
  tenant_id: string
  unit_id: string
  code: string
  name: string
  kind: string
  grid_id: string
  valid_from: string
  valid_to: string | null
}

export type VenueTable = {
  tenant_id: string
  venue_id: string
  code: string
  kind: string
  name: string
  grid_id: string
  lon: number | null
  lat: number | null
  hours: ColumnType<Json, string, string>
  doings: Generated<string[]>
  person_id: string | null
  phone: string | null
  public: boolean
  version: Generated<number>
  closed_on: string | null
}

export type Tables = {
  activity: ActivityTable
  activity_helper: ActivityHelperTable
  anchor: AnchorTable
  anchored_head: AnchoredHeadTable
  attachment: AttachmentTable
  barrier: BarrierTable
  barrier_version: BarrierVersionTable
  boundary: BoundaryTable
  calendar_day: CalendarDayTable
  catalogue_version: CatalogueVersionTable
  channel: ChannelTable
  command: CommandTable
  content: ContentTable
  delivery: DeliveryTable
  demo_message: DemoMessageTable
  document: DocumentTable
  duty: DutyTable
  duty_swap: DutySwapTable
  emergency: EmergencyTable
  emergency_village: EmergencyVillageTable
  getting_started: GettingStartedTable
  grid: GridTable
  grid_former: GridFormerTable
  grid_import: GridImportTable
  grid_import_source: GridImportSourceTable
  grid_population: GridPopulationTable
  grid_succession: GridSuccessionTable
  grid_version: GridVersionTable
  handover: HandoverTable
  household_point: HouseholdPointTable
  household_set: HouseholdSetTable
  identity_provider: IdentityProviderTable
  invitation: InvitationTable
  journal: JournalTable
  landmark: LandmarkTable
  leave: LeaveTable
  migration: MigrationTable
  notice: NoticeTable
  outbox: OutboxTable
  own_contact: OwnContactTable
  party_group: PartyGroupTable
  party_group_grid: PartyGroupGridTable
  party_group_version: PartyGroupVersionTable
  people_import: PeopleImportTable
  people_import_person: PeopleImportPersonTable
  people_import_row: PeopleImportRowTable
  person: PersonTable
  plan: PlanTable
  plan_comment: PlanCommentTable
  post: PostTable
  post_kind_list: PostKindListTable
  proposal: ProposalTable
  reaction_done: ReactionDoneTable
  reaction_failure: ReactionFailureTable
  report_in: ReportInTable
  sensitive_read: SensitiveReadTable
  server_secret: ServerSecretTable
  setup: SetupTable
  sign_in_failure: SignInFailureTable
  supply_area: SupplyAreaTable
  supply_area_grid: SupplyAreaGridTable
  sweep_done: SweepDoneTable
  tenant: TenantTable
  ticket: TicketTable
  ticket_person: TicketPersonTable
  ticket_rollup: TicketRollupTable
  ticket_term: TicketTermTable
  town_calendar: TownCalendarTable
  town_day: TownDayTable
  training: TrainingTable
  training_entry: TrainingEntryTable
  training_subject_list: TrainingSubjectListTable
  unit: UnitTable
  venue: VenueTable
}
