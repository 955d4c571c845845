import { expect, it } from 'vitest'
import { usePlugins } from '../support/plugins/plugins.ts'

const opened = usePlugins()
const stay = `<script>addEventListener('click', (event) => event.preventDefault())</script>`

/** What is told of the element `it`, clicked by a script where nothing of it can be hit. */
const textOf = async (html: string): Promise<unknown> => {
  const { run, told, isCalm } = await opened(`rivulet.clicks({ selector: '.it' })`, { body: stay + html })
  await run(`document.querySelector('.it').click()`)
  const [signal] = await told(1)
  await isCalm()
  return signal!.text
}

it.each([
  ['contenteditable', 'Note <p contenteditable>My private note 4111</p> end', 'Note end'],
  ['plain text only', 'Note <p contenteditable="plaintext-only">My private note</p> end', 'Note end'],
  ['a mention in a note', '<p contenteditable>Hi <b contenteditable="false">@Ann</b></p>', undefined],
  ['a select', 'Size <select><option>Small<option selected>Large</select>', 'Size'],
  ['a textarea', 'Words <textarea>My private note</textarea>', 'Words'],
  ['a read-only textarea', 'Words <textarea readonly>My private note</textarea>', 'Words'],
  ['an input', 'Mail <input value="ann@x.example"> <input type="checkbox" value="secret">', 'Mail'],
  ['style and script', '<style>b { color: red }</style>Buy<script>1</script><noscript>No</noscript>', 'Buy'],
  ['a template', '<template>Later</template>Buy', 'Buy'],
  ['a comment', 'Buy<!-- secret --> now', 'Buy now'],
])('of %s inside it, what somebody wrote or nobody sees is not told', async (_, inside, text) => {
  expect(await textOf(`<div class="it">${inside}</div>`)).toBe(text)
})

it('in what somebody writes, nothing is told of a box, nor of a link, which is not followed', async () => {
  const { page, told } = await opened(`rivulet.clicks({ selector: 'b, option' })`, {
    body: `<div contenteditable><b>secret</b> <a href="https://partner.example/secret">secret</a></div>
      <select multiple><option>secret</option></select>`,
  })
  for (const tag of ['b', 'a', 'option']) await page.click(tag)
  expect(await told(2)).toStrictEqual([{ name: 'element/click' }, { name: 'element/click' }])
})

it.each([
  ['its text', '<a class="it" href="#">Basket</a>', 'Basket'],
  ['its value', '<input class="it" type="button" value="Buy">', 'Buy'],
  ['its value', '<form><input class="it" type="submit" value="Pay"></form>', 'Pay'],
  ['its value', '<form><input class="it" type="reset" value="Clear"></form>', 'Clear'],
  ['its alt', '<form><input class="it" type="image" alt="Search"></form>', 'Search'],
  ['an image’s alt', '<a class="it" href="#"><img alt="Logo"> Home</a>', 'Logo Home'],
  [
    'a drawing’s title',
    '<button class="it"><svg><title>Cart</title><style>p{}</style></svg></button>',
    'Cart',
  ],
  ['an icon’s title', '<button class="it"><i title="Wish list"></i></button>', 'Wish list'],
  ['its title', '<button class="it" title="Close"></button>', 'Close'],
  ['its label', '<button class="it" aria-label="Close">×</button>', 'Close'],
  ['an icon’s label', '<button class="it"><i aria-label="Menu"></i></button>', 'Menu'],
  [
    'what labels it, itself included',
    '<button class="it" id="del" aria-label="Delete" aria-labelledby="del file none">×</button><b id="file">Mugs</b>',
    'Delete Mugs',
  ],
  [
    'its text, where what labels it is not there',
    '<a class="it" href="#" aria-labelledby="a b">Go</a>',
    'Go',
  ],
  [
    'its title, where somebody has written what labels it',
    '<p id="note" contenteditable>secret</p><button class="it" aria-labelledby="note" title="Save"></button>',
    'Save',
  ],
  ['nothing of what was entered', '<input class="it" value="ann@x.example">', undefined],
  ['nothing of what was chosen', '<input class="it" type="radio" value="gold">', undefined],
])('a control is called by %s', async (_, html, text) => {
  expect(await textOf(html)).toBe(text)
})

it('what is in a shadow root is labelled there', async () => {
  const { run, told } = await opened(`rivulet.clicks({ selector: 'button' })`, {
    body: `<b id="name">Outside</b><div id="host"></div>`,
  })
  await run(`
    const root = host.attachShadow({ mode: 'open' })
    root.innerHTML = '<b id="name">Inside</b><button aria-labelledby="name"></button>'
    root.querySelector('button').click()`)
  expect(await told(1)).toStrictEqual([{ name: 'element/click', text: 'Inside' }])
})

it('files that the page has made are told by their names, and nothing of what is in them', async () => {
  const { page, told, run } = await opened('rivulet.clicks()', {
    body: `${stay}
      <a id="blob" download="r.csv">Report</a>
      <a id="data" download="notes.txt" href="data:text/plain,secret">Notes</a>
      <a id="unnamed" download href="data:text/plain,secret">Unnamed</a>
      <a id="shown" href="data:text/plain,secret">Shown</a>
      <a id="mail" href="mailto:ann@x.example">Mail</a>`,
  })
  await run(`blob.href = URL.createObjectURL(new Blob(['secret']))`)
  for (const id of ['blob', 'data', 'unnamed', 'shown', 'mail']) await page.click(`#${id}`)
  const signals = await told(3)
  expect(signals).toStrictEqual([
    { name: 'file/download', url: 'r.csv', text: 'Report' },
    { name: 'file/download', url: 'notes.txt', text: 'Notes' },
    { name: 'file/download', text: 'Unnamed' },
  ])
})
