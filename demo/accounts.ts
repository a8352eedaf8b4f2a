import { demoPassword, host, residents, townPeople, villageAccounts, writtenNames } from './named-people.ts'

/** Everybody who can sign in, in the order in which a visitor meets them. */
export const accounts = [
  ...townPeople.flatMap(([, name, , account]) => (account ? [{ name, ...account }] : [])),
  ...Object.entries(villageAccounts).map(([key, account]) => ({ name: writtenNames[key]!, ...account })),
  { name: host.name, username: host.username, title: host.title, at: host.at, opens: host.opens, tries: host.tries },
]

export const exampleResident = { name: '梁桂芳', phone: residents.get('梁桂芳')! } as const

/** Chinese letters take two columns at a terminal. */
function padded(text: string, columns: number): string {
  const taken = [...text].reduce((sum, letter) => sum + (letter.charCodeAt(0) > 255 ? 2 : 1), 0)
  return text + ' '.repeat(Math.max(1, columns - taken))
}

export function accountsText(address: string): string {
  const rows = accounts.map(
    ({ username, title, name, at, opens }) =>
      `  ${padded(username, 12)}${padded(title, 26)}${padded(name, 10)}${padded(at, 34)}${address}/${opens}`,
  )
  return [
    `Example accounts (示例账号), all with the password ${demoPassword}`,
    ...rows,
    `  Residents sign in by number, for example ${exampleResident.phone}; the code arrives on ${address}/demo/phone`,
    `  Who plays which role, and what to try: ${address}/demo`,
  ].join('\n')
}
