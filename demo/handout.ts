/** What lies beside the session on checks after a typhoon: the list to go by, as a workbook to print or fill in. */
import { writeWorkbook } from '@onegrid/server/tables/write-workbook.ts'

const rows = [
  ['台风后安全排查清单（示例）', '', '', ''],
  ['查什么', '看什么', '不对就怎么办', '查过（打勾）'],
  ['电线和变压器', '断线、垂线、电杆倾斜', '人离开，拉警戒，打供电所电话，不碰线', ''],
  ['倒树和松动的树枝', '压住路、房顶、电线', '拍照上报，先绕行', ''],
  ['路面和桥', '塌陷、冲空、护栏断', '摆警示，拍照上报', ''],
  ['水渠和排水口', '淤塞、满溢', '能清的当场清，清不了发单请人', ''],
  ['危房和围墙', '裂缝、倾斜、瓦片松', '先请人搬出，报镇里', ''],
  ['独居老人家', '人在不在、断水断电没有', '敲门问一声，缺什么记下来', ''],
  ['山边和塘基', '滑坡、渗水', '人离开，马上打值班电话', ''],
  ['饮用水', '浑浊、停水', '先通知邻居，报管水员', ''],
] as const

export async function typhoonHandout(): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  const sheet = { name: '排查清单', rows, widths: [18, 26, 40, 12], titled: true }
  return { name: '台风后安全排查清单.xlsx', bytes: await writeWorkbook(sheet) }
}
