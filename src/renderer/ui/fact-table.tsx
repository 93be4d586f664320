import { memo } from 'react'
import type { FactTable as Facts } from '../scenes/scene'
import styles from './fact-table.module.css'

/** Rows that are told; thousands would help nobody who listens to them. */
const MAX_ROWS = 100

export interface FactTableProps {
  readonly id: string
  readonly facts: Facts
}

/** The facts of a picture for those who do not see it. */
export const FactTable = memo(function FactTable({ id, facts }: FactTableProps) {
  const { caption, columns, rows } = facts
  const left = rows.length - MAX_ROWS
  return (
    // Around it, as a table grows to what is in it whatever its style says.
    <div className={styles.hidden}>
      <table id={id}>
        <caption>{left > 0 ? `${caption} (${left} more rows are not listed)` : caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, MAX_ROWS).map((row, i) => (
            <tr key={i}>
              {row.map((cell, j) => (
                <td key={j}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
})
