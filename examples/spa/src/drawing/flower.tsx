import type { JSX } from 'react'
import { around } from './around.ts'
import type { Colours } from './picture.tsx'

const green = '#3b6e3f'
const leaf = 'M150 318c-16-44-58-58-98-46 14 40 56 62 98 46Z'

export const Flower = ({ main, second, count }: Colours): JSX.Element => {
  const width = 300 / count
  return (
    <>
      <path d="M150 360V150" stroke={green} strokeWidth="9" />
      <path d={leaf} fill={green} />
      <path d={leaf} fill={green} transform="translate(300 -34) scale(-1 1)" />
      {around(count).map((angle) => (
        <ellipse
          key={angle}
          cx="150"
          cy="76"
          rx={width}
          ry="46"
          fill={main}
          transform={`rotate(${angle} 150 150)`}
        />
      ))}
      {around(count, 180 / count).map((angle) => (
        <ellipse
          key={angle}
          cx="150"
          cy="92"
          rx={width * 0.72}
          ry="34"
          fill={main}
          stroke={second}
          strokeOpacity="0.28"
          strokeWidth="1.5"
          transform={`rotate(${angle} 150 150)`}
        />
      ))}
      <circle cx="150" cy="150" r="36" fill={second} />
      {[12, 21, 29].flatMap((radius) =>
        around(radius / 2).map((angle) => (
          <circle
            key={`${radius} ${angle}`}
            cx="150"
            cy={150 - radius}
            r="1.9"
            fill={main}
            opacity="0.8"
            transform={`rotate(${angle + radius * 7} 150 150)`}
          />
        )),
      )}
    </>
  )
}
