import type { RefusalCode } from '@onegrid/domain/kernel/refusal.ts'
import type { ProblemRow } from './problem-row.ts'
import { accountProblems } from './problems/account.ts'
import { catalogueProblems } from './problems/catalogue.ts'
import { gridProblems } from './problems/grid.ts'
import { photosProblems } from './problems/photos.ts'
import { requestProblems } from './problems/request.ts'
import { teamProblems } from './problems/team.ts'
import { ticketProblems } from './problems/ticket.ts'

/** Where a refusal of the domain gets an HTTP number and words: one table a subject. docs/problems.md mirrors it. */
export const problemTable: Record<RefusalCode, ProblemRow> = {
  ...requestProblems,
  ...accountProblems,
  ...gridProblems,
  ...teamProblems,
  ...ticketProblems,
  ...catalogueProblems,
  ...photosProblems,
}

/** Our own fault: no detail leaves the house, the request number finds the line in the log. */
export const internalProblem: ProblemRow = {
  status: 500,
  zh: ['系统出错了', '这是我们的问题，没有保存一半的东西。', '请稍后再试；仍不行请把编号 {requestId} 告诉管理员。'],
  en: [
    'Something went wrong',
    'This is our fault; nothing was kept half-done.',
    'Try again later; if it stays, tell the administrator the number {requestId}.',
  ],
}
