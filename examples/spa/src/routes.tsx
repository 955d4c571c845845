import type { RouteObject } from 'react-router'
import { Broken } from './pages/broken.tsx'
import { Catalogue } from './pages/catalogue.tsx'
import { Missing } from './pages/missing.tsx'
import { TrayPage } from './pages/tray-page.tsx'
import { VarietyPage } from './pages/variety-page.tsx'
import { WhatIsTold } from './pages/what-is-told.tsx'
import { Frame } from './parts/frame.tsx'

export const routes: RouteObject[] = [
  {
    element: <Frame />,
    children: [
      {
        // Inside the frame, so that the way out of a broken page is still there.
        errorElement: <Broken />,
        children: [
          { index: true, element: <Catalogue /> },
          { path: 'sow/:month', element: <Catalogue /> },
          { path: 'seeds/:id', element: <VarietyPage /> },
          { path: 'tray', element: <TrayPage /> },
          { path: 'told', element: <WhatIsTold /> },
          { path: '*', element: <Missing /> },
        ],
      },
    ],
  },
]
