import Link from 'next/link'
import { Tracking } from './tracking.js'

export const metadata = { title: 'Mugs' }

/** @param {{ children: import('react').ReactNode }} props */
export default function Layout({ children }) {
  return (
    <html lang="en">
      <body>
        <Tracking />
        <nav>
          <Link href="/">All mugs</Link> <Link href="/mugs/dawn">Dawn</Link>{' '}
          <Link href="/mugs/dusk">Dusk</Link>
        </nav>
        {children}
      </body>
    </html>
  )
}
