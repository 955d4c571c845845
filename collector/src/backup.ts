import { existsSync } from 'node:fs'
import { expectFile } from './open-store.ts'
import { denialOf } from './permission.ts'
import { checkBackup, copySqlite, replaceSqlite } from './store/sqlite/copy.ts'
import { inspectSqlite } from './store/sqlite/inspect.ts'

/**
 * Copies a store as it is at this moment, also while a collector writes to it.
 *
 * @returns how many events the copy has
 * @throws when there is no store, or it cannot be copied
 */
export async function backUp(store: string, file: string): Promise<number> {
  expectFile(store, 'backup')
  const state = inspectSqlite(store)
  if (state.kind === 'absent') throw new Error(`there is no store at ${store}: name it with --store`)
  if (state.kind === 'unreadable') throw new Error(`the store ${store} cannot be read: ${state.reason}`)
  return copySqlite(store, file)
}

/**
 * Makes a copy the store.
 *
 * @param isReplacing - even if the store holds events, which are lost then
 * @returns how many events it has
 * @throws when the copy is none, a collector has the store, or it holds events
 */
export async function restore(file: string, store: string, isReplacing: boolean): Promise<number> {
  expectFile(store, 'restore')
  const denial = denialOf(file, true) ?? denialOf(store)
  if (denial !== undefined) throw new Error(`${file} cannot be restored: ${denial.reason}: ${denial.advice}`)
  if (!existsSync(file)) throw new Error(`there is no file ${file}`)
  checkBackup(file)
  return replaceSqlite(store, file, isReplacing)
}
