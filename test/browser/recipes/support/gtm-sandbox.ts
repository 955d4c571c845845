/** What of a custom template runs: its code, and the permissions that it declares. */
export interface Template {
  readonly code: string
  /** What `access_globals`, `access_consent` and `inject_script` allow: `write rivulet`, `inject https://…`. */
  readonly allowed: readonly string[]
}

type Value =
  | { readonly type: 1; readonly string: string }
  | { readonly type: 2; readonly listItem: readonly Value[] }
  | { readonly type: 3; readonly mapKey: readonly Value[]; readonly mapValue: readonly Value[] }
  | { readonly type: 8; readonly boolean: boolean }

interface Permission {
  readonly instance: {
    readonly key: { readonly publicId: string }
    readonly param: readonly { readonly value: Value }[]
  }
}

const plain = (value: Value): unknown => {
  if (value.type === 1) return value.string
  if (value.type === 8) return value.boolean
  if (value.type === 2) return value.listItem.map(plain)
  return Object.fromEntries(value.mapKey.map((key, at) => [plain(key), plain(value.mapValue[at]!)]))
}

/** Takes a `.tpl` apart. */
export const templateOf = (text: string): Template => {
  const parts = text.split(/^___(\w+)___$/m)
  const part = (name: string): string => parts[parts.indexOf(name) + 1]!
  for (const name of ['INFO', 'TEMPLATE_PARAMETERS']) JSON.parse(part(name))
  const permissions: Permission[] = JSON.parse(part('WEB_PERMISSIONS'))
  const allowed = permissions.flatMap(({ instance: { key, param } }) =>
    (plain(param[0]!.value) as (string | Record<string, string | boolean>)[]).flatMap((item) =>
      typeof item === 'string'
        ? [`${key.publicId === 'inject_script' ? 'inject' : key.publicId} ${item}`]
        : ['read', 'write', 'execute']
            .filter((way) => item[way] === true)
            .map((way) => `${way} ${item.key ?? item.consentType}`),
    ),
  )
  return { code: part('SANDBOXED_JS_FOR_WEB_TEMPLATE'), allowed }
}

/**
 * The sandbox, as a script for a page: `fire(data)` runs the template, `setConsent(type, isGranted)` is Consent Mode. Its functions do
 * what https://developers.google.com/tag-platform/tag-manager/templates/api says, and throw what the template has no permission for.
 */
export const sandboxOf = ({ code, allowed }: Template): string => `
{
  const allowed = new Set(${JSON.stringify(allowed)})
  const ask = (what) => { if (!allowed.has(what)) throw new Error('not permitted: ' + what) }
  const states = {}
  const listeners = []
  const cached = new Map()
  const fired = (globalThis.fired = [])
  const isConsentGranted = (type) => (ask('read ' + type), states[type] !== false)
  const at = (path) => path.split('.').reduce((object, name) => object?.[name], window)
  const api = {
    isConsentGranted,
    addConsentListener(type, listener) {
      ask('read ' + type)
      listeners.push([type, listener])
    },
    setInWindow(key, value, isOverriding) {
      ask('write ' + key)
      if (window[key] !== undefined && !isOverriding) return false
      window[key] = structuredClone(value)
      return true
    },
    callInWindow(path, ...values) {
      ask('execute ' + path)
      const called = at(path)
      return typeof called === 'function' ? called(...structuredClone(values)) : undefined
    },
    injectScript(url, onSuccess, onFailure, token) {
      // Tests have no certificate.
      ask('inject ' + url.replace(/^http:..([^:/]+):\\d+/, 'https://$1'))
      const waiting = cached.get(token)
      if (waiting) return waiting.push(onSuccess)
      cached.set(token, [onSuccess])
      const script = document.createElement('script')
      script.async = true
      script.src = url
      script.onload = () => cached.get(token).forEach((each) => each())
      script.onerror = onFailure
      document.head.append(script)
    },
  }
  globalThis.setConsent = (type, isGranted) => {
    const before = isConsentGranted(type)
    states[type] = isGranted
    if (before !== isGranted) for (const [of, listener] of listeners) if (of === type) listener(type, isGranted)
  }
  globalThis.fire = (data) =>
    // There are no globals in it, and what it requires it says.
    new Function('require', 'data', 'window', 'document', 'globalThis', 'self', ${JSON.stringify(`'use strict'\n${code}`)})(
      (name) => { if (!api[name]) throw new Error('no such function: ' + name); return api[name] },
      { ...data, gtmOnSuccess: () => fired.push('success'), gtmOnFailure: () => fired.push('failure') },
    )
}`
