import { writeFileSync } from 'node:fs'
import type { RefusalCode } from '@onegrid/domain/kernel/refusal.ts'
import type { ProblemRow } from './problem-row.ts'
import { internalProblem, problemTable } from './problem-table.ts'

/** docs/problems.md, one section a code; a test compares it with the table. */
export function problemsDocument(): string {
  const rows = Object.entries(problemTable) as [RefusalCode, ProblemRow][]
  const sections = [...rows, ['internal', internalProblem] as const].map(([code, row]) => section(code, row))
  return `# Problems

Every refusal answers with \`application/problem+json\` (RFC 9457): \`type\`, \`title\`, \`status\`, \`code\`, \`detail\`, \`remedy\`,
\`requestId\` and, where they are known, \`field\`, \`pointer\`, \`expected\` and \`facts\`. Programs read \`code\`, people read \`remedy\`.
In the texts \`{fact}\` is filled in, and \`[…]\` is left out when a fact in it is unknown.

${sections.join('\n')}`
}

function section(code: string, row: ProblemRow): string {
  const lines = [row.zh, row.en].map(([title, detail, remedy]) => `- **${title}** ${detail} → ${remedy}`)
  return `## ${code}\n\nStatus ${row.status}.\n\n${lines.join('\n')}\n`
}

if (import.meta.main) writeFileSync(new URL('../../../docs/problems.md', import.meta.url), problemsDocument())
