import { bytes, counted, whole, words } from '../../../shared/format'
import type { Box } from '../../ui/box'
import { fitName, fitText, type MeasureText } from '../../ui/measure-text'
import { startOf } from './headline'
import type { RecentEpisode } from './select'

interface Field {
  readonly text: string
  readonly x: number
  /** Baseline. */
  readonly y: number
  readonly anchor: 'start' | 'end'
  readonly tone: 'text' | 'muted' | 'alert'
}

interface RecentRow {
  readonly episode: RecentEpisode
  readonly y: number
  readonly height: number
  readonly fields: readonly Field[]
}

export interface RecentLayout {
  readonly box: Box
  readonly height: number
  readonly textSize: number
  /** Side of the chip that carries the profile's colour; it stands at the left of each row. */
  readonly chip: number
  readonly heads: readonly Pick<Field, 'text' | 'x' | 'anchor'>[]
  readonly rows: readonly RecentRow[]
}

const CAPTION = 3.4
const LISTED = 8

/** A table of the newest episodes, as many as the box has room for; hosts have the names that `nameOf` gives them. */
export function layTable(
  episodes: readonly RecentEpisode[],
  nameOf: (host: string) => string,
  box: Box,
  unit: number,
  measure: MeasureText,
): RecentLayout {
  const room = Math.max(0, box.height - CAPTION * unit)
  const shown = episodes.slice(0, Math.floor(room / (4.1 * unit)))
  const rowHeight = Math.min(5 * unit, room / Math.max(1, shown.length))
  const textSize = 2.3 * unit
  const lead = 2.8 * unit
  const columns = [
    {
      head: 'latest episodes',
      end: false,
      of: (e: RecentEpisode) => fitText(words(e.profile), 24 * unit, { size: textSize }, measure),
    },
    {
      head: 'host',
      end: false,
      of: (e: RecentEpisode) => fitName(nameOf(e.host), 20 * unit, { size: textSize }, measure),
    },
    { head: 'start (UTC)', end: false, of: (e: RecentEpisode) => startOf(e.startedAt) },
    { head: 'size', end: true, of: (e: RecentEpisode) => bytes(e.bytes) },
    { head: 'alerts', end: true, of: (e: RecentEpisode) => whole(e.alerts) },
  ]
  const widths = columns.map(({ head, of }) =>
    Math.max(
      measure(head, { size: 1.7 * unit }),
      ...shown.map((episode) => measure(of(episode), { size: textSize, weight: 650 })),
    ),
  )
  const spare = (box.width - lead - widths.reduce((a, b) => a + b, 0)) / (columns.length - 1)
  let left = box.x + lead
  const places = columns.map(({ end }, i) => {
    const start = left
    left += (widths[i] ?? 0) + spare
    return end ? start + (widths[i] ?? 0) : start
  })
  const anchor = (end: boolean): Field['anchor'] => (end ? 'end' : 'start')
  return {
    box,
    height: CAPTION * unit + rowHeight * shown.length,
    textSize,
    chip: 1.6 * unit,
    heads: columns.map(({ head, end }, i) => ({
      text: head,
      x: i === 0 ? box.x : (places[i] ?? 0),
      anchor: anchor(end),
    })),
    rows: shown.map((episode, row) => {
      const y = box.y + CAPTION * unit + row * rowHeight
      const fields = columns.map(({ end, of }, i) => ({
        text: of(episode),
        x: places[i] ?? 0,
        y: y + rowHeight / 2 + 0.36 * textSize,
        anchor: anchor(end),
        tone: toneOf(i === 0, i === columns.length - 1 && episode.alerts > 0),
      }))
      return { episode, y, height: rowHeight, fields }
    }),
  }
}

/** The newest eight in rows of two lines, for a phone. */
export function layList(
  episodes: readonly RecentEpisode[],
  nameOf: (host: string) => string,
  box: Box,
  unit: number,
  measure: MeasureText,
): RecentLayout {
  const shown = episodes.slice(0, LISTED)
  const rowHeight = 5.8 * unit
  const textSize = 1.8 * unit
  const x = box.x + 2.8 * unit
  const end = box.x + box.width
  return {
    box,
    height: CAPTION * unit + rowHeight * shown.length,
    textSize,
    chip: 1.6 * unit,
    heads: [{ text: 'latest episodes', x: box.x, anchor: 'start' }],
    rows: shown.map((episode, row) => {
      const y = box.y + CAPTION * unit + row * rowHeight
      const alerts = counted(episode.alerts, 'alert')
      const start = episode.startedAt === null ? '' : `${startOf(episode.startedAt)} UTC · `
      const startAndSize = `${start}${bytes(episode.bytes)}`
      const first = y + 2.3 * unit
      const second = y + 4.7 * unit
      const beside = (text: string) => end - x - measure(text, { size: textSize, weight: 650 }) - unit
      const fields: Field[] = [
        {
          text: fitText(words(episode.profile), beside(alerts), { size: textSize }, measure),
          x,
          y: first,
          anchor: 'start',
          tone: 'text',
        },
        { text: alerts, x: end, y: first, anchor: 'end', tone: toneOf(false, episode.alerts > 0) },
        {
          text: fitName(nameOf(episode.host), beside(startAndSize), { size: textSize }, measure),
          x,
          y: second,
          anchor: 'start',
          tone: 'muted',
        },
        { text: startAndSize, x: end, y: second, anchor: 'end', tone: 'muted' },
      ]
      return { episode, y, height: rowHeight, fields }
    }),
  }
}

const toneOf = (first: boolean, alarming: boolean): Field['tone'] => (alarming ? 'alert' : first ? 'text' : 'muted')
