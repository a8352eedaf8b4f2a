/** What a new town begins with; every row is the town's own from then on. Headings are as rosters write them, categories those of the village's template. */
import type { Role } from '../kernel/actor.ts'
import type { Engagement, PostBinding, PostKind } from './post-kind.ts'

type Row = {
  readonly role?: Role
  readonly onePerGrid?: true
  readonly public?: true
  readonly alsoCalled?: readonly string[]
  readonly categories?: readonly string[]
}

const kind = (
  code: string,
  zh: string,
  en: string,
  binding: PostBinding,
  engagement: Engagement,
  { role, onePerGrid, public: shown, alsoCalled = [], categories }: Row = {},
): PostKind => ({
  code,
  zh,
  en,
  ...(role === undefined ? {} : { role }),
  binding,
  engagement,
  onePerGrid: onePerGrid === true,
  public: shown === true,
  alsoCalled,
  ...(categories === undefined ? {} : { categories }),
})

export const postKindTemplate: readonly PostKind[] = [
  kind('large_leader', '大网格长', 'Large-grid leader', 'large', 'full_time', {
    role: 'approver',
    public: true,
    alsoCalled: ['镇级网格长', '总网格长', '一级网格长', '镇网格长'],
  }),
  kind('medium_leader', '中网格长', 'Medium-grid leader', 'medium', 'full_time', {
    role: 'medium_leader',
    public: true,
    alsoCalled: ['村级网格长', '村网格长', '二级网格长', '村党组织书记', '村书记', '社区书记'],
  }),
  kind('small_leader', '小网格长', 'Small-grid leader', 'small', 'part_time', {
    role: 'small_leader',
    public: true,
    alsoCalled: ['网格长', '三级网格长', '组级网格长', '村民小组长', '小组长', '组长'],
  }),
  kind('village_worker', '村专职网格员', 'Village full-time grid worker', 'medium', 'full_time', {
    role: 'village_worker',
    public: true,
    alsoCalled: ['村级专职网格员', '驻村网格员', '村网格员'],
  }),
  kind('grid_worker', '专职网格员', 'Full-time grid worker', 'grid', 'full_time', {
    role: 'grid_worker',
    public: true,
    alsoCalled: ['网格员', '专职', '专职网格管理员', '网格管理员'],
  }),
  kind('part_time_worker', '兼职网格员', 'Part-time grid worker', 'grid', 'part_time', {
    role: 'grid_worker',
    public: true,
    alsoCalled: ['兼职', '兼职网格管理员', '微网格员', '网格信息员'],
  }),
  kind('voluntary_worker', '义务网格员', 'Voluntary grid worker', 'grid', 'voluntary', {
    role: 'volunteer',
    alsoCalled: ['义务', '志愿网格员', '网格义务员'],
  }),
  kind('party_household', '党员中心户', 'Party-member household', 'small', 'voluntary', {
    role: 'party_member',
    onePerGrid: true,
    alsoCalled: ['中心户', '党员中心户户主', '党员联系户', '党员中心户长'],
  }),
  kind('party_group_leader', '党小组组长', 'Party group leader', 'grid', 'voluntary', {
    role: 'party_member',
    alsoCalled: ['网格党小组组长', '党小组长', '网格党小组长'],
  }),
  kind('party_member', '党员', 'Party member', 'grid', 'voluntary', {
    role: 'party_member',
    alsoCalled: ['普通党员', '网格党员', '中共党员', '无职党员'],
  }),
  kind('volunteer', '志愿者', 'Volunteer', 'grid', 'voluntary', {
    role: 'volunteer',
    alsoCalled: ['网格志愿者', '志愿服务者', '文明实践志愿者'],
  }),
  kind('social_worker', '双百社工', 'Social worker', 'grid', 'full_time', {
    role: 'social_worker',
    public: true,
    alsoCalled: ['社工', '驻村社工', '双百社会工作者'],
  }),
  kind('unit_clerk', '单位经办人', 'Unit clerk', 'unit', 'full_time', {
    role: 'unit_clerk',
    alsoCalled: ['经办人', '联络员', '站所联络员', '部门联络员'],
  }),
  kind('duty_officer', '值班员', 'Duty officer', 'large', 'full_time', {
    role: 'duty_officer',
    alsoCalled: ['值班人员', '镇值班员'],
  }),
  kind('mediator', '人民调解员', 'Mediator', 'any', 'part_time', {
    role: 'mediator',
    public: true,
    alsoCalled: ['调解员', '专职调解员', '网格调解员'],
  }),
  kind('forest_guard', '护林员', 'Forest guard', 'grid', 'part_time', {
    public: true,
    categories: ['15', '18'],
    alsoCalled: ['生态护林员', '村护林员', '林长'],
  }),
  kind('river_warden', '河长', 'River warden', 'grid', 'part_time', {
    public: true,
    categories: ['15', '16'],
    alsoCalled: ['村级河长', '村河长', '河湖长', '护河员', '巡河员'],
  }),
  kind('water_keeper', '管水员', 'Water keeper', 'grid', 'part_time', {
    public: true,
    categories: ['13', '16'],
    alsoCalled: ['水管员', '农村供水管水员', '看水员', '放水员'],
  }),
  kind('cleaner', '保洁员', 'Cleaner', 'grid', 'part_time', {
    public: true,
    categories: ['11'],
    alsoCalled: ['村保洁员', '环卫员', '清洁员', '环卫工'],
  }),
  kind('legal_adviser', '村（社区）法律顾问', 'Legal adviser', 'medium', 'part_time', {
    public: true,
    alsoCalled: ['法律顾问', '村法律顾问', '驻村律师', '法律明白人'],
  }),
  kind('stationed_team', '驻村工作队队员', 'Stationed team member', 'medium', 'full_time', {
    alsoCalled: ['驻村工作队', '工作队员', '驻村队员', '驻村干部'],
  }),
  kind('stationed_leader', '驻村班子成员', 'Stationed leader', 'medium', 'full_time', {
    public: true,
    alsoCalled: ['驻村领导', '挂村领导', '挂点领导', '包村领导', '驻村镇领导'],
  }),
  kind('first_secretary', '第一书记', 'First secretary', 'medium', 'full_time', {
    public: true,
    alsoCalled: ['驻村第一书记', '村第一书记'],
  }),
  kind('party_instructor', '党建指导员', 'Party-building instructor', 'medium', 'full_time', {
    public: true,
    alsoCalled: ['驻村党建指导员', '党建指导'],
  }),
  kind('approver', '分管领导', 'Approver', 'any', 'full_time', { role: 'approver', alsoCalled: ['分管镇领导'] }),
  kind('centre', '镇服务中心', 'Town centre', 'large', 'full_time', {
    role: 'centre',
    alsoCalled: ['服务中心', '中心人员', '综治中心', '网格中心', '多网合一服务中心'],
  }),
  kind('verifier', '核验员', 'Verifier', 'any', 'part_time', { role: 'verifier', alsoCalled: ['核查员'] }),
  kind('supervisor', '督查员', 'Supervisor', 'any', 'full_time', {
    role: 'supervisor',
    alsoCalled: ['督查', '督办员'],
  }),
  kind('town_administrator', '本镇管理员', 'Town administrator', 'large', 'full_time', {
    role: 'town_administrator',
    alsoCalled: ['管理员', '系统管理员', '平台管理员'],
  }),
]
