import type { Target, TargetKind } from '../target.ts'
import { events } from './events.ts'
import { kaltura } from './kaltura.ts'
import { profileStore } from './profile-store.ts'
import { rivet } from './rivet.ts'
import type { OpenUpstream, Upstream } from './upstream.ts'

const upstreams: Readonly<Record<TargetKind, OpenUpstream>> = {
  rivet,
  kaltura,
  'profile-store': profileStore,
  events,
}

export const openUpstream = (target: Target): Upstream => upstreams[target.kind](target)
