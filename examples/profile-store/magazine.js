// What every page of the magazine does.
import { element } from './element.js'
import { reader } from './reader.js'
import { readingList } from './reading-list.js'
import { tracker } from './tracker.js'

const count = document.querySelector('#list-count')
readingList.watch((ids) => {
  count.textContent = ids.length
})

const dialog = element('dialog', { className: 'sign-in' })
dialog.setAttribute('aria-labelledby', 'sign-in-heading')
dialog.innerHTML = `
  <form method="dialog">
    <h2 id="sign-in-heading">Sign in</h2>
    <p>Any name will do: it is written into this browser and into your events, and nowhere else.</p>
    <label for="reader-name">Name</label>
    <input id="reader-name" name="name" required autocomplete="name">
    <label for="reader-email">E-mail</label>
    <input id="reader-email" name="email" type="email" required autocomplete="email">
    <div class="actions">
      <button class="button" type="submit">Sign in</button>
      <button class="plain" type="submit" formnovalidate value="cancel">Cancel</button>
    </div>
  </form>`
document.body.append(dialog)

const button = document.querySelector('#sign-in')
reader.watch((user) => {
  button.textContent = user ? `Sign out ${user.name}` : 'Sign in'
})
button.addEventListener('click', () => {
  if (!reader.get()) return dialog.showModal()
  tracker.track({ eventType: 'signout', value: 'Signed out' })
  reader.set(null)
})
dialog.querySelector('form').addEventListener('submit', ({ target, submitter }) => {
  if (submitter?.value === 'cancel') return
  const { name, email } = Object.fromEntries(new FormData(target))
  reader.set({ name, email })
  tracker.track({ eventType: 'signin', value: 'Signed in' })
})
