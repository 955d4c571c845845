import { type JSX, useState } from 'react'
import { Heading } from '../parts/heading.tsx'
import { useWatched } from '../parts/use-watched.ts'
import { choice, consent } from '../tracking/consent.ts'

const states = {
  pending: 'You have not answered yet: what happens waits in this page’s memory.',
  granted: 'You are counted.',
  denied: 'You are not counted. Nothing of it is kept in this browser.',
} as const

const StuckDrawer = (): never => {
  throw new Error('the drawer is stuck')
}

const dropPacket = (): never => {
  throw new Error('a packet was dropped')
}

/** What is told, the visitor's choice, and two things that break for whoever wants to see that told too. */
export const WhatIsTold = (): JSX.Element => {
  const state = useWatched(choice)
  const [isStuck, setStuck] = useState(false)
  return (
    <div className="narrow told">
      <Heading title="What is told" />
      <p className="lead" role="status">
        {states[state]}
      </p>
      <div className="buttons">
        <button
          type="button"
          className="button"
          disabled={state === 'granted'}
          onClick={() => consent.grant()}
        >
          Count me
        </button>
        <button
          type="button"
          className="button quiet"
          disabled={state === 'denied'}
          onClick={() => consent.deny()}
        >
          Do not count me
        </button>
        <button
          type="button"
          className="button quiet"
          disabled={state !== 'granted'}
          onClick={() => consent.forget()}
        >
          Forget me, and begin anew
        </button>
      </div>
      <dl>
        <dt>Pages</dt>
        <dd>Which pages of this library are opened, and from which page.</dd>
        <dt>Packets</dt>
        <dd>Which are seen for a second, borrowed and brought back.</dd>
        <dt>Ways out</dt>
        <dd>Which links to other sites are followed.</dd>
        <dt>Errors</dt>
        <dd>What broke, and where.</dd>
      </dl>
      <p>
        With each: the time, and two random numbers for your browser and this visit. No names, nothing typed.
      </p>
      <h2>Break something</h2>
      <p>The first error is caught by the page’s error boundary, the second by nobody. Both are told.</p>
      <div className="buttons">
        <button type="button" className="button quiet" onClick={() => setStuck(true)}>
          Open the stuck drawer
        </button>
        <button type="button" className="button quiet" onClick={dropPacket}>
          Drop a packet
        </button>
      </div>
      {isStuck && <StuckDrawer />}
    </div>
  )
}
