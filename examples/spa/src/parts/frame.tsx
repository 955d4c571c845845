import type { JSX } from 'react'
import { Link, NavLink, Outlet, ScrollRestoration } from 'react-router'
import { monthPath, thisMonth } from '../seeds/months.ts'
import { tray } from '../seeds/tray.ts'
import { ConsentBanner } from './consent-banner.tsx'
import { useWatched } from './use-watched.ts'

/** What stays when pages change. */
export const Frame = (): JSX.Element => {
  const borrowed = useWatched(tray)
  return (
    <>
      <a className="skip" href="#main">
        Skip to the content
      </a>
      <header className="top">
        <Link className="brand" to="/">
          <img src={`${import.meta.env.BASE_URL}mark.svg`} width="34" height="34" alt="" />
          Blythe Seed Library
        </Link>
        <nav aria-label="Library">
          <NavLink to="/" end>
            All seeds
          </NavLink>
          <NavLink to={monthPath(thisMonth())}>Sow now</NavLink>
          <NavLink to="/tray">
            Your tray <span className="count">{borrowed.length}</span>
          </NavLink>
        </nav>
      </header>
      <main id="main">
        <Outlet />
      </main>
      <footer>
        <p>Upstairs at the Old Custom House, Blythe Quay. Saturdays, ten to noon.</p>
        <p>
          An invented library. <Link to="/told">What is told</Link>{' '}
          <a href="/live" target="_blank" rel="noopener">
            Live page
          </a>
        </p>
      </footer>
      <ConsentBanner />
      <ScrollRestoration />
    </>
  )
}
