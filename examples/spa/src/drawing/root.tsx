import type { JSX } from 'react'
import { between } from './around.ts'
import type { Colours } from './picture.tsx'

const green = '#3f7f45'
const stones = [
  [34, 250, 8],
  [262, 226, 6],
  [58, 328, 11],
  [246, 322, 9],
  [276, 282, 5],
  [22, 296, 5],
] as const

const Soil = (): JSX.Element => (
  <>
    <path d="M0 196q38-12 75 0t75 0 75 0 75 0v164H0Z" fill="#5d4738" />
    {stones.map(([x, y, r]) => (
      <ellipse key={x} cx={x} cy={y} rx={r} ry={r * 0.7} fill="#80685a" />
    ))}
  </>
)

const Frond = ({ angle }: { readonly angle: number }): JSX.Element => (
  <g transform={`rotate(${angle} 0 0)`} stroke={green} strokeWidth="4" strokeLinecap="round">
    <path d="M0 0V-128" />
    {[-44, -66, -88, -110].map((y) => (
      <path key={y} d={`M-15 ${y - 14}L0 ${y}L15 ${y - 14}`} fill="none" />
    ))}
  </g>
)

export const Carrot = ({ main, second, count }: Colours): JSX.Element => (
  <>
    <Soil />
    {between(count, -88, 88).map((x, index) => (
      <g key={x} transform={`translate(${150 + x} ${index % 2 ? 186 : 196}) scale(${index % 2 ? 1 : 0.78})`}>
        {between(3, -24, 24).map((angle) => (
          <Frond key={angle} angle={angle} />
        ))}
        <path d="M0 158C-14 110-38 60-36 18-34-12 34-12 36 18 38 60 14 110 0 158Z" fill={main} />
        <path
          d="M-30 30h18M31 44H15M-26 66h15M23 84H11M-15 108h9"
          stroke={second}
          strokeWidth="3.5"
          strokeLinecap="round"
        />
      </g>
    ))}
  </>
)

export const Beet = ({ main, second, count }: Colours): JSX.Element => (
  <>
    <Soil />
    {between(count, -46, 46).map((angle) => (
      <g key={angle} transform={`rotate(${angle} 150 200)`}>
        <path d="M150 186C104 140 112 72 150 34c38 38 46 106 0 152Z" fill={green} />
        <path
          d="M150 204V62M150 96l-15-14M150 96l15-14M150 128l-20-16M150 128l20-16"
          fill="none"
          stroke={main}
          strokeWidth="5"
          strokeLinecap="round"
        />
      </g>
    ))}
    <path
      d="M150 188c52 0 72 32 70 62-3 42-46 48-64 80-2 12-4 22-6 30-2-8-4-18-6-30-18-32-61-38-64-80-2-30 18-62 70-62Z"
      fill={main}
    />
    <path
      d="M92 236q58 22 116 0M98 270q52 20 104 0M120 300q30 12 60 0"
      fill="none"
      stroke={second}
      strokeWidth="3.5"
    />
    <ellipse cx="118" cy="222" rx="12" ry="7" fill="#ffffff" opacity="0.28" transform="rotate(-30 118 222)" />
  </>
)
