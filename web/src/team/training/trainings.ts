import type {
  CoverageWire,
  EntryWire,
  SubjectsWire,
  TrainingBody,
  TrainingWire,
} from '@onegrid/domain/team/training/contract.ts'
import { useGet, usePages } from '../../api/queries.ts'
import { useWords } from '../../words/words.ts'

export function useSubjects() {
  return useGet<SubjectsWire>(['training', 'subjects'], '/training-subjects')
}
export function useTrainings(when: 'coming' | 'held', subject = '') {
  return usePages<TrainingWire>(['training', 'list'], '/trainings', { when, ...(subject === '' ? {} : { subject }) })
}
export function useTraining(trainingId: string | undefined) {
  const path = `/trainings/${trainingId ?? ''}`
  return useGet<TrainingWire>(['training', 'one', trainingId], path, {}, trainingId !== undefined)
}
export function useEntries(trainingId: string) {
  return usePages<EntryWire>(['training', 'entries', trainingId], `/trainings/${trainingId}/entries`, {}, 100)
}
/** By village; of one village by small grid. */
export function useCoverage(from: string, until: string, village?: string) {
  return useGet<CoverageWire>(['training', 'coverage'], '/trainings/coverage', { from, until, village })
}

/** A subject's name in the language of the screen; its code where the list is not there yet. */
export function useSubjectName(): (code: string) => string {
  const { language } = useWords()
  const list = useSubjects().data?.subjects
  return code => list?.find(subject => subject.code === code)?.[language] ?? code
}

/** 348 KB, 2.1 MB: as file managers say it. */
export function sizeWords(bytes: number): string {
  const kilobytes = bytes / 1024
  return kilobytes < 1000 ? `${Math.max(1, Math.round(kilobytes))} KB` : `${(kilobytes / 1024).toFixed(1)} MB`
}

export type Material = TrainingBody['materials'][number]

export function materialsText(materials: readonly Material[]): string {
  return materials.map(({ title, link }) => `${title} ${link}`).join('\n')
}

/** @returns the materials, or the number (from 1) of the line that cannot be read */
export function materialsOf(text: string): readonly Material[] | number {
  const materials: Material[] = []
  for (const [at, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue
    const [, title, link] = /^(.*\S)\s+(https?:\/\/[^\s"<>]{3,300})$/.exec(line.trim()) ?? []
    if (title === undefined || link === undefined || title.length > 60) return at + 1
    materials.push({ title, link })
  }
  return materials
}
