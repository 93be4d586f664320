import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { usePixelRatio } from '../../ui/use-pixel-ratio'
import type { PictureProps, SceneAction } from '../scene'
import { type Choice, withNextField } from './choice'
import { type Cloud, codeOf } from './cloud'
import { categoryColor } from './colors'
import { hoverAt } from './hover'
import type { Keys } from './keys'
import { scatterLayout } from './layout'
import { LegendPanel } from './legend-panel'
import { liveColor, liveName, livePlace, roomFor } from './live'
import { createLook } from './look'
import type { Memory } from './memory'
import type { Marks } from './overlay'
import { PointReadout } from './point-readout'
import styles from './scatter.module.css'
import { positionOf } from './search'
import type { EmbeddingView } from './select'
import { type Pointed, useEasel } from './use-easel'

export { readCloud } from './read-cloud'

interface ScatterProps extends PictureProps<EmbeddingView> {
  /** Null where there are live points only. */
  readonly cloud: Cloud | null
  /** Points of the cloud so far. */
  readonly points: number
  readonly memory: Memory
  readonly keys: Keys
}

/** How many fields on, by the key. */
const colourings: Partial<Record<SceneAction, 1 | -1>> = { 'next-colouring': 1, 'previous-colouring': -1 }

/** CSS pixels, in text units, within which a point is hit. */
const REACH = 0.9

/** The points on their canvas, the legend beside or under it, and what is said of the point under the pointer. */
export function Scatter({ cloud: loaded, points, view: { live }, frame, memory, keys }: ScatterProps) {
  const { theme, unit, interactive, still } = frame
  const cloud = useMemo(() => loaded ?? roomFor(live), [loaded, live])
  const [choice, setChoice] = useState(memory.choice)
  const choose = useCallback(
    (next: Choice) => {
      memory.choice = next
      setChoice(next)
    },
    [memory],
  )
  useEffect(() => {
    if (!interactive) return
    return keys.listen((action) => {
      const by = colourings[action]
      if (by) choose(withNextField(memory.choice, by))
    })
  }, [interactive, keys, memory, choose])

  const ratio = usePixelRatio()
  const { width, height } = scatterLayout(frame)
  const [pointed, setPointed] = useState<Pointed | null>(null)
  // `points` because the cloud grows in place, and brings new categories.
  const look = useMemo(() => createLook(cloud, choice, theme), [cloud, points, choice, theme])
  const hover = useMemo(() => {
    if (!pointed) return null
    const scale = pointed.projection.width / width
    const at = { column: pointed.x * scale, row: pointed.y * scale, reach: REACH * unit * scale }
    return hoverAt(cloud, look, live, pointed.projection, at)
  }, [cloud, look, live, pointed, width, unit])
  const marks = useMemo((): Marks => {
    const { field } = choice
    const colorOf = (point: number) => categoryColor(cloud, field, codeOf(cloud, point, field), theme)
    const near = hover?.near.map((point) => ({ at: positionOf(cloud, point), color: colorOf(point) })) ?? []
    return {
      live: live
        .filter((point) => !choice.hidden.has(liveName(cloud, point, field)))
        .map((point) => ({ at: livePlace(cloud, point), color: liveColor(cloud, point, field, theme) })),
      hover: hover && { at: hover.at, near },
    }
  }, [cloud, live, hover, choice, theme])
  const drifts = interactive && !still && !hover
  const viewport = useMemo(
    () => ({ width: Math.round(width * ratio), height: Math.round(height * ratio), pixelRatio: ratio }),
    [width, height, ratio],
  )
  const scenery = useMemo(() => {
    return { cloud, points, look, theme, viewport, unit: unit * ratio, drifts }
  }, [cloud, points, look, theme, viewport, ratio, unit, drifts])

  const host = useRef<HTMLDivElement>(null)
  useEasel({ host, memory, keys, interactive, scenery, marks, point: setPointed })
  return (
    <div
      className={frame.layout === 'stage' ? styles.scatter : `${styles.scatter} ${styles.column}`}
      style={{ fontSize: unit * 1.8 }}
    >
      <div className={styles.stand}>
        <div
          ref={host}
          role="img"
          className={styles.points}
          style={{ width, height }}
          aria-label="Points in space: drag or Shift and arrows turn, wheel or plus and minus zoom"
          data-gesture="own"
        />
        {pointed && hover && (
          <PointReadout
            cloud={cloud}
            hover={hover}
            field={choice.field}
            x={pointed.x}
            y={pointed.y}
            frame={{ ...frame, width, height }}
          />
        )}
      </div>
      <LegendPanel
        cloud={cloud}
        choice={choice}
        live={live.length}
        theme={theme}
        interactive={interactive}
        choose={choose}
      />
    </div>
  )
}
