import { NextResponse } from 'next/server'

// `middleware.js` before Next 16. Unlike `rewrites` of next.config.js, which the build reads, it asks where the collector is
// when the server runs.
const collector = process.env.COLLECTOR ?? 'http://127.0.0.1:4000'

/** @param {import('next/server').NextRequest} request */
export function proxy({ nextUrl }) {
  return NextResponse.rewrite(new URL(nextUrl.pathname + nextUrl.search, collector))
}

export const config = { matcher: '/track/:path*' }
