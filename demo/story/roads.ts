/** Roads, lanes, lights, covers, bridges. */
import type { Matter } from '../matter.ts'

export const roads: readonly Matter[] = [
  {
    key: 'lamp-banyan',
    at: '08-22 20:10',
    by: 'resident:梁桂芳',
    said: {
      words: '榕树头那盏灯坏了成个礼拜,夜晚好黑',
      subcategory: '1205',
      place: { in: '碧塘/6', at: 'tree', words: '沙寨大榕树旁边第二盏' },
      photos: ['灯不亮'],
    },
    steps: [
      ['08-23 08:50', 'village:碧塘', 'acceptTicket', { condition: 'single' }],
      ['08-23 08:55', 'village:碧塘', 'dispatchTicket', { to: 'worker:碧塘/6', words: '先看是灯头还是线路' }],
      ['08-23 10:20', 'worker:碧塘/6', 'acknowledgeTicket'],
      ['08-23 10:40', 'worker:碧塘/6', 'noteTicket', { words: '到现场,灯头烧黑,线路有电,下午带灯头来换' }],
      ['08-23 18:40', 'worker:碧塘/6', 'completeTicket', { words: '换了灯头,23日晚已亮', photos: ['灯亮了'] }],
      ['08-24 09:10', 'leader:碧塘', 'verifyTicket', { passed: true, words: '昨晚路过看过,亮' }],
      ['08-24 12:30', 'resident:梁桂芳', 'rateTicket', { score: 5, words: '两天就换好,多谢' }],
      ['08-26 09:00', 'leader:碧塘', 'closeTicket', { as: 'resolved', words: '路灯23日晚已修好,换了灯头' }],
      ['08-26 09:05', 'leader:碧塘', 'releasePhoto', { photoId: 'first', released: true }],
    ],
    ends: 'closed',
  },
  {
    key: 'lane-mud',
    at: '09-05 08:20',
    by: 'resident:陈伯年',
    said: {
      words: '碧塘我们巷口还是烂泥路,落雨天小孩返学要人背',
      subcategory: '1201',
      place: { in: '碧塘/1', at: 'point', words: '凤屋巷口' },
      photos: ['烂泥路'],
    },
    steps: [
      ['09-05 09:30', 'leader:碧塘', 'acceptTicket', { condition: 'works' }],
      ['09-05 09:35', 'leader:碧塘', 'dispatchTicket', { to: 'worker:碧塘/1', words: '量一下巷长,先铺点碎石' }],
      ['09-05 11:00', 'worker:碧塘/1', 'acknowledgeTicket'],
      [
        '09-06 16:20',
        'worker:碧塘/1',
        'noteTicket',
        { words: '到现场,巷长约86米,积泥15厘米,先铺碎石,列入硬化计划', photos: ['碎石路'] },
      ],
      [
        '09-07 10:00',
        'approver',
        'suspendTicket',
        {
          reason: 'budget',
          until: '2023-03-31 17:30',
          words: '今年计划已满,列入明年,暂缓至2023年3月,到期自动恢复办理',
        },
      ],
    ],
    ends: 'handling',
  },
]
