/** Name, macro-F1 of the evaluation, latency p50 in ms, throughput, parameters, size in MB, device. */
const zoo = [
  ['gbt', 0.912, 1.9, 5200, 41_000, 3.1, 'cpu'],
  ['mlp', 0.872, 0.8, 12_400, 210_000, 0.9, 'cpu'],
  ['cnn', 0.885, 2.6, 6100, 480_000, 2.2, 'cpu'],
  ['knn', 0.823, 7.4, 1900, 0, 48, 'cpu'],
  ['knn_semi', 0.798, 7.9, 1750, 0, 48, 'cpu'],
  ['gru', 0.893, 5.1, 2900, 390_000, 1.7, 'cpu'],
  ['lstm', 0.887, 6.3, 2400, 520_000, 2.3, 'cpu'],
  ['bert', 0.34, 38.5, 310, 66_000_000, 255, 'gpu'],
]

const round = (value) => Math.round(value * 10_000) / 10_000

/** The files of `models/` by name. One model was trained and never evaluated: its training says all there is. */
export function modelFiles() {
  return Object.fromEntries(
    zoo.flatMap(([model, f1, p50, throughput_per_s, params, size_mb, device]) => {
      const latency = { latency_ms: { p50, p95: round(p50 * 1.8), p99: round(p50 * 2.9) }, throughput_per_s, device }
      const train = { model, macro_f1: round(f1 + 0.03), accuracy: round(f1 + 0.04), n: 105_000, params, size_mb }
      if (model === 'mlp') return [[`${model}_train.json`, { ...train, ...latency }]]
      const macro_f1 = { point: f1, lo: round(f1 - 0.012), hi: round(f1 + 0.011) }
      const evaluation = { model, macro_f1, accuracy: round(f1 + 0.015), n: 45_000, ...latency }
      return [
        [`${model}_train.json`, train],
        [`${model}_eval.json`, evaluation],
      ]
    }),
  )
}
