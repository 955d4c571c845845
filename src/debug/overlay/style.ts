/**
 * The host has no box, and its rules are stronger than any of the page's; everything else is where those do not reach.
 *
 * @param place - how many overlays there are below this one
 * @param count - how many there are
 */
export const styleAt = (place: number, count: number): string => `
:host { all: initial !important; display: contents !important; }
.frame {
  --ground: #fff;
  --raised: #f4f5f7;
  --line: #d9dde3;
  --text: #15191e;
  --quiet: #59626e;
  --accent: #0a66b0;
  --bad: #b42318;
  --place: ${place * 42 + 12}px;
  --above: ${(count - 1 - place) * 42}px;
  position: fixed;
  right: 12px;
  bottom: var(--place);
  z-index: 2147483647;
  display: grid;
  justify-items: end;
  gap: 8px;
  max-width: calc(100vw - 24px);
  pointer-events: none;
  color-scheme: light dark;
  color: var(--text);
  font: 13px/1.45 system-ui, sans-serif;
}
@media (prefers-color-scheme: dark) {
  .frame {
    --ground: #15191e;
    --raised: #1e242b;
    --line: #343c46;
    --text: #e8ebee;
    --quiet: #9aa5b1;
    --accent: #5fb2f5;
    --bad: #ff8a7d;
  }
}
@media print {
  .frame { display: none; }
}
* { box-sizing: border-box; margin: 0; padding: 0; }
[hidden] { display: none !important; }
button, section { pointer-events: auto; }
button {
  min-height: 32px;
  padding: 4px 12px;
  border: 1px solid var(--line);
  border-radius: 8px;
  background: var(--ground);
  color: inherit;
  font: inherit;
  font-weight: 500;
  cursor: pointer;
}
button:hover { border-color: var(--quiet); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.toggle { border-radius: 16px; box-shadow: 0 1px 6px #0003; font-variant-numeric: tabular-nums; }
.toggle [data-state="bad"], .outcome[data-state="bad"] { color: var(--bad); font-weight: 600; }
section {
  order: -1;
  display: flex;
  flex-direction: column;
  width: min(460px, calc(100vw - 24px));
  height: min(620px, calc(100vh - 64px - var(--place) - var(--above)));
  margin-bottom: var(--above);
  overflow: hidden;
  border: 1px solid var(--line);
  border-radius: 12px;
  background: var(--ground);
  box-shadow: 0 8px 32px #0004;
}
header { display: flex; align-items: center; gap: 8px; padding: 10px 12px 10px 16px; }
h2 { flex: 1; font-size: 14px; font-weight: 600; }
.standing { padding: 0 16px 12px; border-bottom: 1px solid var(--line); }
.list { flex: 1; overflow-y: auto; overscroll-behavior: contain; list-style: none; }
.list:focus-visible { outline-offset: -2px; }
li { border-bottom: 1px solid var(--line); }
summary {
  display: grid;
  grid-template-columns: 58px 52px minmax(0, 1fr) minmax(0, auto);
  gap: 8px;
  align-items: baseline;
  padding: 7px 16px;
  cursor: pointer;
  list-style: none;
}
summary::-webkit-details-marker { display: none; }
summary:hover { background: var(--raised); }
summary:focus-visible { outline-offset: -2px; }
details[open] > summary { background: var(--raised); }
.time, .kind, .outcome, dt { color: var(--quiet); }
.time { font-variant-numeric: tabular-nums; }
.title { font-weight: 500; overflow-wrap: anywhere; }
.outcome { max-width: 150px; overflow-wrap: anywhere; text-align: right; }
.advice { grid-column: 3 / -1; overflow-wrap: anywhere; }
.nothing { padding: 24px 16px; color: var(--quiet); }
dl { padding: 4px 16px 12px; }
dl > div { display: grid; grid-template-columns: 116px minmax(0, 1fr); gap: 12px; padding: 2px 0; }
.standing dl { padding: 0; }
.standing dl > div { grid-template-columns: 72px minmax(0, 1fr); padding: 1px 0; }
dt { overflow-wrap: anywhere; }
dd { font: 12px/1.5 ui-monospace, Menlo, Consolas, monospace; overflow-wrap: anywhere; white-space: pre-wrap; unicode-bidi: isolate; }
`
