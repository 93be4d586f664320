/** A line of `index.jsonl`. */
export const episode = (n: number, extra: object = {}) =>
  JSON.stringify({
    episode_id: `ep-${n}`,
    host_id: 'host-01',
    profile: 'benign',
    started_at: '2026-05-01T08:00:00Z',
    duration_s: 60,
    bytes: 10,
    alerts: 1,
    phases: { baseline: 40, recon: 20 },
    ...extra,
  })
