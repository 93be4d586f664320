import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { EventDraft } from '../../../../shared/event'
import type { Payload } from '../../../../shared/topics'
import { replicaOf } from '../../testing/kit'
import type { Exchange } from '../narrator'
import { answer, type Headlines } from './answers'

const NOW = 1_781_246_273_000
const at = (agoS: number) => ({ timestamp: NOW / 1000 - agoS, origin: 'live' }) as const

const talk: readonly EventDraft[] = [
  { type: 'model_metric', payload: { model: 'gbt', macro_f1: { point: 0.9118, lo: 0.9, hi: 0.923 }, split: 'eval' }, ...at(900) },
  { type: 'model_metric', payload: { model: 'gru', macro_f1: { point: 0.8929, lo: 0.881, hi: 0.904 }, split: 'eval' }, ...at(900) },
  { type: 'model_metric', payload: { model: 'knn', macro_f1: 0.8233, split: 'eval' }, ...at(900) },
  { type: 'model_metric', payload: { model: 'knn_semi', macro_f1: 0.7979, split: 'eval' }, ...at(900) },
  { type: 'model_metric', payload: { model: 'mlp', macro_f1: 0.95, split: 'train' }, ...at(900) },
  { type: 'model_perf', payload: { model: 'gbt', latency_ms: { p50: 1.9, p95: 3.4 }, throughput_per_s: 5_200 }, ...at(900) },
  { type: 'model_perf', payload: { model: 'bert', latency_ms: { p50: 38.5, p95: 69.3 } }, ...at(900) },
  { type: 'host_counts', payload: { 'host-01': 209, 'host-02': 222, 'host-03': 120 }, ...at(900) },
  { type: 'phase_mix', payload: { baseline: 600, recon: 300, exfil: 100 }, ...at(900) },
  { type: 'totals', payload: { total_alerts: 41, total_bytes: 7_000_000, total_episodes: 551 }, ...at(900) },
  {
    type: 'recent_episodes',
    payload: [
      { episode_id: 'ep-000001', host_id: 'host-01', profile: 'idle', started_at: '2026-05-01T08:00:52.252Z', bytes: 42, alerts: 0 },
      { episode_id: 'ep-000002', host_id: 'host-03', profile: 'ssh_bruteforce', started_at: '2026-05-01T08:01:59.674Z', bytes: 77, alerts: 3 },
    ],
    ...at(900),
  },
  { type: 'prediction', payload: { episode_id: 'ep-002476', window_idx: 0, truth: 'baseline', predicted: 'recon' }, ...at(600) },
  { type: 'prediction', payload: { episode_id: 'ep-002476', window_idx: 1, truth: 'baseline', predicted: 'baseline' }, ...at(600) },
  { type: 'live_detection', payload: { host_id: 'host-02', label: 'exfil', score: 0.97, alert: true }, ...at(20) },
  { type: 'marker', payload: { label: 'demo starts' }, ...at(30) },
] // biome-ignore format: a table

const headlines: Headlines = () => [
  { scene: 9, text: 'gbt leads at 0.91 macro-F1' },
  { scene: 13, text: '1 alert in the last minute.' },
]
interface Asked {
  readonly events?: readonly EventDraft[]
  readonly history?: readonly Exchange[]
  readonly says?: Headlines
}
const ask = (text: string, { events = talk, history = [], says = headlines }: Asked = {}) =>
  answer({ text, history, replica: replicaOf(events), now: NOW }, says).replaceAll('\u00a0', ' ')

describe('the embedded narrator', () => {
  test.each([
    [
      'Which model leads?',
      ['gbt leads at 0.91 macro-F1', '0.02 ahead of gru', 'intervals overlap', 'model_metric, scene 9'],
    ],
    ['who is the best', ['gbt leads']],
    ['which one is worst?', ['knn semi comes last of 4, at 0.80 macro-F1']],
    ['what does scene 13 say', ['1 alert in the last minute (live_detection, scene 13).']],
    ['and scene 99?', ['I do not know']],
    ['compare gbt and knn', ['gbt scores 0.91', 'knn 0.82', '0.09 ahead', 'model_metric']],
    ['Is KNN-semi better than knn?', ['knn scores 0.82', 'knn semi 0.80', '0.03 ahead']],
    ['gbt vs. bert', ['no macro-F1 of bert', 'gbt is faster than bert', '1.9 ms', '39 ms', 'model_perf, scene 12']],
    ['gbt against mlp', ['mlp scores 0.95', 'training data']],
    ['compare xgboost with catboost', ['do not find']],
    ['how good is knn semi?', ['knn semi scores 0.80', 'number 4 of 4']],
    ['how is mlp doing', ['mlp scores 0.95', 'on its training data']],
    ['which host has most?', ['3 hosts', 'host-02', '222 of 551', 'host_counts, scene 10']],
    [
      'tell me about host-02',
      ['222 of 551 episodes', 'number 1 of 3', '1 retained detection', 'exfil', 'live_detection, scene 13'],
    ],
    ['what happened on host 03?', ['120 of 551', 'ep-000002', 'ssh bruteforce', '3 alerts']],
    ['and host-99?', ['No host of that name']],
    ['what was the latest episode?', ['ep-000002', 'ssh bruteforce', 'recent_episodes', '551 episodes']],
    ['what about ep-002476?', ['2 predicted windows', '1 of 2 right', 'prediction, scene 8']],
    ['episode 17?', ['not among those that are retained']],
    ['which phase is most common?', ['baseline 60 %', 'recon 30 %', 'phase_mix']],
    ['how much recon is there?', ['300 of 1,000', '30 %']],
    ['which model is fastest?', ['gbt is the fastest, 1.9 ms', 'bert', '39 ms', 'model_perf']],
    ['what is the slowest?', ['bert is the slowest, 39 ms']],
    ['latency of gbt', ['1.9 ms at the median', '3.4 ms at the 95th', '5,200 a second']],
    ['how many alerts in total?', ['41 alerts', '551 episodes', 'totals, scene 10']],
    ['what changed since?', ['In the last minutes', 'host-02', 'live_detection', 'demo starts', 'marker']],
    ["what's new in the last 15 seconds?", ['nothing of the data changed']],
    ['what changed in the last 11 minutes', ['prediction', 'ep-002476']],
    ['what do the live detections say', ['1 alert in the last minute (live_detection, scene 13).']],
    ['show me the embedding', ['nothing to say of it yet', 'embedding_snapshot, embedding, scene 11']],
    ['why does gbt win?', ['do not know why', 'gbt scores 0.91']],
    ['what will the weather be?', ['I do not know', 'gbt leads at 0.91 macro-F1 (model_metric, scene 9).']],
    ['¿qué tal?', ['I do not know']],
  ])('[NARR-1] answers from the data alone (%s)', (question, facts) => {
    const said = ask(question)
    for (const fact of facts) expect(said).toContain(fact)
  })

  test('[NARR-2] every sentence of an answer names a topic of the data', () => {
    for (const question of ['who leads', 'host-02', 'ep-002476', 'fastest', 'phases', 'totals', 'gbt vs gru']) {
      for (const sentence of ask(question).split(/(?<=\)\.) /))
        expect(sentence).toMatch(/\([a-z_, ]+(, scene \d+)?\)\.$/)
    }
  })

  test('[NARR-3] without data it says that there are none, and no number', () => {
    const questions = [
      'who leads',
      'gbt vs gru',
      'which host',
      'latest episode',
      'phases',
      'fastest',
      'totals',
      'x',
      'what changed',
    ]
    for (const question of questions) {
      const said = ask(question, { events: [], says: () => [] }).replace(/scene \d+/g, '')
      expect(said).toMatch(/\b(no|not|nothing|I do not)\b/i)
      expect(said.replace('macro-F1', '')).not.toMatch(/\d/)
    }
  })

  test('[NARR-4] "since" is since the last question, where there was one', () => {
    const history = [{ question: 'q', answer: 'a', askedAt: NOW - 25_000 }]
    const said = ask('what changed since?', { history })
    expect(said).toContain('Since your last question')
    expect(said).toContain('host-02')
    expect(said).not.toContain('demo starts')
  })

  test('[NARR-5] whatever is asked, no number is said that the data do not give', () => {
    const score = fc.integer({ min: 0, max: 100 }).map((n) => n / 100)
    const models = fc.uniqueArray(fc.constantFrom('gbt', 'mlp', 'cnn', 'gru'), { minLength: 1 })
    const words = fc.constantFrom(
      'who',
      'leads',
      'gbt',
      'mlp',
      'cnn',
      'compare',
      'vs',
      'latency',
      'fastest',
      'slowest',
      '77',
      'why',
    )
    fc.assert(
      fc.property(
        models.chain((names) =>
          fc.tuple(...names.map((name) => fc.tuple(fc.constant(name), score, fc.integer({ min: 1, max: 9 })))),
        ),
        fc.array(words, { maxLength: 5 }),
        (rows, question) => {
          const events = rows.flatMap(([model, point, p50]): EventDraft[] => [
            { type: 'model_metric', payload: { model, macro_f1: point }, ...at(1) },
            { type: 'model_perf', payload: { model, latency_ms: p50 }, ...at(1) },
          ])
          const points = rows.map(([, point]) => point)
          const distances = points.flatMap((a) => points.map((b) => Math.abs(a - b)))
          const allowed = new Set([
            ...[...points, ...distances].map((value) => value.toFixed(2)),
            ...rows.map(([, , p50]) => p50.toFixed(1)),
            ...rows.map((_, i) => String(i + 1)), // a place among the models, and how many they are
          ])
          const said = ask(question.join(' '), { events, says: () => [] })
          const numbers = said.replace(/scene \d+|macro-F1/g, '').match(/\d[\d.,]*\d|\d/g) ?? []
          for (const number of numbers) expect([...allowed]).toContain(number)
        },
      ),
      { numRuns: 1_000 },
    )
  })

  test('[NARR-22] models are judged as the screen judges them', () => {
    const judged = (
      question: string,
      ...rows: [model: string, macro_f1: Payload<'model_metric'>['macro_f1'], split?: string][]
    ) =>
      ask(question, {
        events: rows.map(([model, macro_f1, split = 'eval']) => ({
          type: 'model_metric',
          payload: { model, macro_f1, split },
          ...at(1),
        })),
      })
    expect(judged('who leads', ['mlp', 0.95, 'Train'], ['gbt', 0.91], ['gru', 0.89])).toContain('gbt leads at 0.91')
    expect(judged('mlp vs gbt', ['mlp', 0.95, 'TRAIN'], ['gbt', 0.91])).toContain('scored on its training data')
    expect(judged('who leads', ['gbt', 0.912], ['gru', 0.909])).toContain('gbt and gru lead level at 0.91')
    expect(judged('gbt vs gru', ['gbt', 0.912], ['gru', 0.909])).toContain('gbt and gru are level at 0.91')
    expect(judged('how is gru', ['gbt', 0.912], ['gru', 0.909])).toContain('number 1 of 2')
    expect(judged('who is worst', ['gbt', 0.95], ['gru', 0.912], ['mlp', 0.909])).toContain(
      'gru and mlp come last level of 3',
    )
    // An interval with one end goes on to its point; one that leaves out its point is none.
    expect(judged('gbt vs gru', ['gbt', { point: 0.9, lo: 0.8 }], ['gru', { point: 0.85, hi: 0.87 }])).toContain(
      'overlap',
    )
    expect(
      judged('gbt vs gru', ['gbt', { point: 0.9, lo: 0.1, hi: 0.2 }], ['gru', { point: 0.1, lo: 0.1, hi: 0.9 }]),
    ).not.toContain('overlap')
    expect(judged('gbt', ['gbt', { point: 0.9, lo: 0.95, hi: 0.97 }])).not.toContain('0.95 to')
  })

  test('[NARR-6] a name with signs of a regular expression, or none of letters, breaks nothing', () => {
    const odd = ['(', '.*', '---', '$&'].map(
      (model): EventDraft => ({ type: 'model_metric', payload: { model, macro_f1: 0.5 }, ...at(1) }),
    )
    expect(ask('compare ( and .*', { events: odd })).toEqual(expect.any(String))
  })
})
