import { Counter, Histogram, type Registry } from 'prom-client'

/** Figures of later work for /metrics. Made without a registry; the process's own takes them with `registerJobMeasures`. */
const registers: Registry[] = []

export const reactionsDone = new Counter({
  name: 'onegrid_reactions_total',
  help: 'Reactions that have done an event',
  labelNames: ['reaction'],
  registers,
})
export const reactionsFailed = new Counter({
  name: 'onegrid_reaction_failures_total',
  help: 'Attempts of a reaction that failed',
  labelNames: ['reaction'],
  registers,
})
export const eventsPoisoned = new Counter({
  name: 'onegrid_events_poisoned_total',
  help: 'Events that failed so often that a person must look',
  registers,
})
export const reactionDelay = new Histogram({
  name: 'onegrid_reaction_batch_seconds',
  help: 'Time for one batch of events',
  buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 5],
  registers,
})
export const sweepSeconds = new Histogram({
  name: 'onegrid_sweep_seconds',
  help: 'Time for one sweep of one town',
  labelNames: ['sweep'],
  buckets: [0.005, 0.02, 0.1, 0.5, 1, 5, 30],
  registers,
})
export const sweepsFailed = new Counter({
  name: 'onegrid_sweep_failures_total',
  help: 'Sweeps that failed',
  labelNames: ['sweep'],
  registers,
})
export const deliveriesEnded = new Counter({
  name: 'onegrid_deliveries_total',
  help: 'Attempts to deliver, by channel and outcome',
  labelNames: ['channel', 'outcome'],
  registers,
})

const measures = [
  reactionsDone,
  reactionsFailed,
  eventsPoisoned,
  reactionDelay,
  sweepSeconds,
  sweepsFailed,
  deliveriesEnded,
]

export function registerJobMeasures(registry: Registry): void {
  for (const measure of measures) registry.registerMetric(measure as Counter)
}
