import type { JSX } from 'react'
import { between } from './around.ts'
import type { Colours } from './picture.tsx'

const leaf = 'M0 0C10-34 54-46 82-22 72 14 34 26 0 0Z'

export const Bean = ({ main, second, count }: Colours): JSX.Element => (
  <>
    <path d="M150 360V8" stroke="#a98258" strokeWidth="10" />
    <path
      d="M150 360c-34-22-34-40 0-58s34-40 0-58-34-40 0-58 34-40 0-58-34-40 0-58 30-34 4-58"
      fill="none"
      stroke={main}
      strokeWidth="6"
      strokeLinecap="round"
    />
    {[40, 112, 186, 262].map((y, index) => (
      <g key={y} fill={main}>
        <path d={leaf} transform={`translate(152 ${y}) rotate(${index % 2 ? -14 : 10})`} />
        <path d={leaf} transform={`translate(148 ${y + 34}) scale(-1 1) rotate(${index % 2 ? 12 : -12})`} />
      </g>
    ))}
    {between(count, 70, 236).map((y, index) => (
      <g key={y} transform={`translate(${index % 2 ? 212 : 88} ${y}) rotate(${index % 2 ? -9 : 9})`}>
        <path d="M0-14C22 16 24 66 2 112-24 68-22 18 0-14Z" fill={main} />
        <path d="M0-14C22 16 24 66 2 112-24 68-22 18 0-14Z" fill="#ffffff" opacity="0.22" />
        {[14, 38, 62, 84].map((bump) => (
          <ellipse key={bump} cx="1" cy={bump} rx="9" ry="10" fill={main} />
        ))}
        <path d="M0-14V-28" stroke={main} strokeWidth="4" />
      </g>
    ))}
    {between(count, 34, 300).map((y, index) => (
      <g key={y} transform={`translate(${index % 2 ? 122 : 178} ${y})`} fill={second}>
        <circle cx="-8" r="9" />
        <circle cx="8" r="9" />
        <circle cy="9" r="9" />
        <circle r="4" fill="#ffffff" opacity="0.6" />
      </g>
    ))}
  </>
)
