import { short, whole } from '../../../shared/format'
import type { Theme } from '../../ui/palette'
import { type Choice, type Split, withField } from './choice'
import { type Cloud, type Field, fields } from './cloud'
import { fieldLabels, legendEntries, soloed, splits, toggled } from './legend'
import styles from './scatter.module.css'

interface LegendPanelProps {
  readonly cloud: Cloud
  readonly choice: Choice
  readonly live: number
  readonly theme: Theme
  readonly interactive: boolean
  readonly choose: (choice: Choice) => void
}

/** Above this the entries stand in two columns. */
const ONE_COLUMN = 12

export function LegendPanel({ cloud, choice, live, theme, interactive, choose }: LegendPanelProps) {
  const entries = legendEntries(cloud, choice.field, theme)
  const most = Math.max(...entries.map(({ count }) => count), 1)
  const all = entries.map(({ name }) => name)
  const hide = (hidden: ReadonlySet<string>) => choose({ ...choice, hidden })
  const pick = (field: Field) => choose(withField(choice, field))
  return (
    <div className={styles.panel}>
      {cloud.capacity < cloud.total && (
        <p className={styles.note}>
          <strong>
            {whole(cloud.capacity)} of {whole(cloud.total)}
          </strong>{' '}
          points: a fair sample, and what is counted here
        </p>
      )}
      <fieldset className={styles.fields} aria-label="Colour by" disabled={!interactive}>
        {fields.map((field) => (
          <button key={field} type="button" aria-pressed={field === choice.field} onClick={() => pick(field)}>
            {fieldLabels[field]}
          </button>
        ))}
      </fieldset>
      <ul className={entries.length > ONE_COLUMN ? `${styles.entries} ${styles.two}` : styles.entries}>
        {entries.map(({ code, name, color, count }) => (
          <li key={code}>
            <button
              type="button"
              disabled={!interactive}
              aria-pressed={!choice.hidden.has(name)}
              onClick={() => hide(toggled(choice.hidden, name))}
              onDoubleClick={() => hide(soloed(choice.hidden, name, all))}
            >
              <span className={styles.swatch} style={choice.hidden.has(name) ? undefined : { background: color }} />
              <span className={styles.name}>{name}</span>
              <span className={styles.number}>{entries.length > ONE_COLUMN ? short(count) : whole(count)}</span>
              <span className={styles.track}>
                <span
                  className={styles.bar}
                  style={{
                    width: `${(100 * count) / most}%`,
                    background: choice.hidden.has(name) ? theme.faint : color,
                  }}
                />
              </span>
            </button>
          </li>
        ))}
      </ul>
      <SplitPanel cloud={cloud} choice={choice} live={live} interactive={interactive} choose={choose} />
    </div>
  )
}

/** Which points are bright and which dim, how many of each, and how many of the test points are right. */
function SplitPanel({ cloud, choice, live, interactive, choose }: Omit<LegendPanelProps, 'theme'>) {
  const { test, train, testRight } = splits(cloud)
  const names: readonly (readonly [Split, string])[] = [
    ['both', 'all points'],
    ['test', `${short(test)} test, bright`],
    ['train', `${short(train)} train, dim`],
  ]
  return (
    <>
      <div className={styles.splits}>
        {test > 0 &&
          train > 0 &&
          names.map(([split, label]) => (
            <button
              key={split}
              type="button"
              disabled={!interactive}
              aria-pressed={split === choice.split}
              onClick={() => choose({ ...choice, split })}
            >
              {label}
            </button>
          ))}
      </div>
      {testRight !== null && (
        <p className={styles.note}>
          <strong>{(100 * testRight).toFixed(1)} %</strong> of the test points are in the phase that was predicted
          {live > 0 && `; ${whole(live)} live, in rings`}
        </p>
      )}
    </>
  )
}
