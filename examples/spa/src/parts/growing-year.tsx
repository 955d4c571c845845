import type { JSX } from 'react'
import { type Month, months } from '../seeds/months.ts'
import type { Variety } from '../seeds/varieties.ts'

const Row = ({
  title,
  name,
  active,
}: {
  readonly title: string
  readonly name: string
  readonly active: readonly Month[]
}): JSX.Element => (
  <tr className={name}>
    <th scope="row">{title}</th>
    {months.map((month) => (
      <td key={month} data-active={active.includes(month)}>
        <span className="unseen">{active.includes(month) ? 'yes' : 'no'}</span>
      </td>
    ))}
  </tr>
)

export const GrowingYear = ({ sow, harvest }: Pick<Variety, 'sow' | 'harvest'>): JSX.Element => (
  <table className="growing-year">
    <caption className="unseen">When to sow and to harvest</caption>
    <thead>
      <tr>
        <td />
        {months.map((month) => (
          <th key={month} scope="col">
            <abbr title={month}>{month[0]}</abbr>
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      <Row title="Sow" name="sow" active={sow} />
      <Row title="Harvest" name="harvest" active={harvest} />
    </tbody>
  </table>
)
