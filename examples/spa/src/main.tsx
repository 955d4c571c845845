import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { type ClientOnErrorFunction, createBrowserRouter, RouterProvider } from 'react-router'
import { routes } from './routes.tsx'
import { tracker } from './tracking/tracker.ts'
import './style/ground.css'
import './style/frame.css'
import './style/catalogue.css'
import './style/variety.css'

/** What a boundary has caught is no uncaught error any more: the plugin does not hear of it, so it is told here. */
const tellCaught: ClientOnErrorFunction = (error, { pattern }) =>
  tracker.track({
    category: 'error',
    action: 'render',
    labels: { message: error instanceof Error ? error.message : String(error), route: `/${pattern}` },
  })

const router = createBrowserRouter(routes, { basename: import.meta.env.BASE_URL })

createRoot(document.querySelector('#root')!).render(
  <StrictMode>
    <RouterProvider router={router} onError={tellCaught} />
  </StrictMode>,
)
