import { demand } from '../kernel/refusal.ts'

/** One address as mail programs take it, without a name beside it. @returns the same with its domain in small letters */
export function emailFrom(said: string, pointer = '/email'): string {
  const found = /^([^\s<>@"(),:;\\[\]]{1,64})@([a-z0-9-]+(?:\.[a-z0-9-]+)+)$/i.exec(said.normalize('NFKC').trim())
  demand(found !== null && said.length <= 200, 'field_invalid', {
    pointer,
    expected: 'an e-mail address like name@example.cn',
    expectedZh: '邮箱地址，如 name@example.cn',
  })
  return `${found[1]}@${found[2]!.toLowerCase()}`
}

/** What a page shows: enough to recognise one's own. */
export function maskedEmail(email: string): string {
  const [name = '', domain = ''] = email.split('@')
  return `${name.slice(0, 1)}***@${domain}`
}
