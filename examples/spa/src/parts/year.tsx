import type { JSX } from 'react'
import { NavLink } from 'react-router'
import { monthPath, months } from '../seeds/months.ts'
import { sownIn } from '../seeds/varieties.ts'

const most = Math.max(...months.map((month) => sownIn(month).length))

/** The twelve months, each as high as there is to sow in it. */
export const Year = (): JSX.Element => (
  <nav className="year" aria-label="What to sow, by month">
    {months.map((month) => {
      const { length } = sownIn(month)
      return (
        <NavLink key={month} to={monthPath(month)}>
          <svg viewBox="0 0 10 100" preserveAspectRatio="none" aria-hidden="true" focusable="false">
            <rect className="rest" width="10" height="100" />
            <rect className="bar" y={100 - (96 * length) / most} width="10" height="100" />
          </svg>
          <span className="number">{length}</span>
          <span aria-hidden="true">{month.slice(0, 3)}</span>
          <span className="unseen">to sow in {month}</span>
        </NavLink>
      )
    })}
  </nav>
)
