import { type JSX, type ReactNode, useEffect, useLayoutEffect, useRef } from 'react'
import { useLocation } from 'react-router'

/** The page's heading and title. Whoever comes by a link within the application begins to read here. */
export const Heading = ({
  title,
  children,
}: {
  readonly title: string
  readonly children?: ReactNode
}): JSX.Element => {
  const heading = useRef<HTMLHeadingElement>(null)
  const { key } = useLocation()
  useLayoutEffect(() => {
    document.title = `${title} · Blythe Seed Library`
  }, [title])
  useEffect(() => {
    if (key !== 'default') heading.current?.focus({ preventScroll: true })
  }, [key])
  return (
    <h1 ref={heading} tabIndex={-1}>
      {children ?? title}
    </h1>
  )
}
