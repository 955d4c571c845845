import type { JSX } from 'react'
import { between } from './around.ts'
import type { Colours } from './picture.tsx'

const blade =
  'M150 300c-12-24-48-30-44-64-22-14-18-44-4-58-14-24 2-50 16-58 4-30 22-44 32-56 10 12 28 26 32 56 14 8 30 34 16 58 14 14 18 44-4 58 4 34-32 40-44 64Z'
const veins = [120, 160, 200, 240]

/** The outer leaves stand behind the inner ones. */
const outerFirst = (a: number, b: number): number => Math.abs(b) - Math.abs(a)

export const Leaf = ({ main, second, count }: Colours): JSX.Element => (
  <>
    {between(count, -58, 58)
      .toSorted(outerFirst)
      .map((angle, index) => (
        <g key={angle} transform={`rotate(${angle} 150 360)`}>
          <path d={blade} fill={main} />
          <path d={blade} fill="#000000" opacity={0.24 * (1 - (index + 1) / count)} />
          <path d="M150 370V92" stroke={second} strokeWidth="7" strokeLinecap="round" />
          {veins.map((y) => (
            <path
              key={y}
              d={`M122 ${y - 16}Q144 ${y} 150 ${y + 14}Q156 ${y} 178 ${y - 16}`}
              fill="none"
              stroke={second}
              strokeWidth="2.5"
              strokeLinecap="round"
            />
          ))}
        </g>
      ))}
  </>
)
