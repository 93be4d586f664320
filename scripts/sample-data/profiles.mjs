/** Each attack's curve: its unit, and what each phase drives it to. */
const curves = {
  ssh_bruteforce: ['failed logins per s', [0.4, 2, 46, 12, 3], [0, 30, 62, 124, 158, 200]],
  port_scan: ['new ports per s', [3, 210, 60, 14], [0, 44, 142, 170, 200]],
  lateral_movement: ['new connections per s', [2, 9, 24, 41, 30, 14, 4], [0, 34, 66, 96, 134, 164, 184, 200]],
  exfiltration: ['MB per s out', [1, 1.4, 2, 5, 8, 64, 10], [0, 36, 54, 76, 104, 124, 180, 200]],
}

/** The files of `attack_profiles/` by name. */
export function profileFiles(phases, r) {
  return Object.fromEntries(
    Object.entries(curves).map(([name, [unit, levels, bounds]]) => {
      let level = levels[0]
      const t = Array.from({ length: 201 }, (_, i) => i)
      const value = t.map((second) => {
        const phase = Math.max(
          0,
          bounds.findLastIndex((start) => start <= second && start < 200),
        )
        level += (levels[phase] * (1 + 0.1 * r.normal()) - level) * 0.16
        return Math.round(Math.max(0, level * (1 + 0.03 * r.normal())) * 1000) / 1000
      })
      const bands = levels.map((_, i) => ({ name: phases[i], start: bounds[i], end: bounds[i + 1] }))
      return [`${name}.json`, { name, unit, t, value, phases: bands }]
    }),
  )
}
