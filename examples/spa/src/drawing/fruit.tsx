import type { JSX } from 'react'
import { around, between } from './around.ts'
import type { Colours } from './picture.tsx'

const green = '#3b6e3f'
const leaf = 'M0 0c14-30 44-40 60-34-4 10-2 18 8 24-16 2-20 10-20 22-12-8-20-6-26 4C16 8 8 4 0 0Z'

export const Fruit = ({ main, second, count }: Colours): JSX.Element => {
  const radius = 92 / Math.sqrt(count)
  return (
    <>
      <path
        d="M150-6C136 90 164 180 150 318"
        fill="none"
        stroke={green}
        strokeWidth="8"
        strokeLinecap="round"
      />
      <path d={leaf} fill={green} transform="translate(152 40) scale(1.5)" />
      <path d={leaf} fill={green} transform="translate(146 66) scale(-1.5 1.5)" />
      {between(count, 116, 296).map((y, index) => {
        const side = index === count - 1 ? 0 : index % 2 ? 1 : -1
        const x = 150 + side * (radius + 14)
        return (
          <g key={y}>
            <path
              d={`M150 ${y - radius - 16}Q${x} ${y - radius - 18} ${x} ${y - radius + 4}`}
              fill="none"
              stroke={green}
              strokeWidth="5"
            />
            <circle cx={x} cy={y} r={radius} fill={main} />
            <path
              d={`M${x - radius * 0.94} ${y + radius * 0.34}A${radius} ${radius} 0 0 0 ${x + radius * 0.94} ${y + radius * 0.34}A${radius * 1.3} ${radius * 1.3} 0 0 1 ${x - radius * 0.94} ${y + radius * 0.34}`}
              fill={second}
              opacity="0.7"
            />
            <ellipse
              cx={x - radius * 0.4}
              cy={y - radius * 0.3}
              rx={radius * 0.2}
              ry={radius * 0.13}
              fill="#ffffff"
              opacity="0.55"
              transform={`rotate(-35 ${x - radius * 0.4} ${y - radius * 0.3})`}
            />
            {around(5).map((angle) => (
              <ellipse
                key={angle}
                cx={x}
                cy={y - radius - 5}
                rx={radius * 0.12}
                ry={radius * 0.3}
                fill={green}
                transform={`rotate(${angle} ${x} ${y - radius + 3})`}
              />
            ))}
          </g>
        )
      })}
    </>
  )
}
