// Plain elements, and the few classes that every page has.

export const elements = `
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif;
  -webkit-text-size-adjust: 100%; overflow-wrap: anywhere; }
h1 { font-size: 1.6rem; line-height: 1.2; margin: 0 0 1rem; }
.tabs a::first-letter { text-transform: uppercase; }
h2 { font-size: 1.1rem; margin: 0 0 .5rem; }
h3 { font-size: .85rem; margin: 1.25rem 0 .25rem; color: var(--soft); }
p { margin: 0 0 .75rem; }
a { color: var(--accent); text-underline-offset: .15em; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 3px; }
main:focus { outline: none; }
code, pre { font: .9em ui-monospace, monospace; }
pre { padding: .75rem 1rem; border: 1px solid var(--line); border-radius: 6px; overflow: auto; background: var(--page); }
table { width: 100%; border-collapse: collapse; }
th, td { text-align: left; vertical-align: top; padding: .6rem .75rem .6rem 0; }
th { font-weight: inherit; }
thead th { font-size: .8rem; color: var(--soft); padding-block: .4rem; }
tbody tr { border-top: 1px solid var(--line); }
dl, dd { margin: 0; }
dt { color: var(--soft); font-size: .85rem; }
button, input, select, textarea { font: inherit; color: inherit; border-radius: 6px; border: 1px solid var(--field);
  background: var(--card); padding: .45rem .7rem; min-height: 2.5rem; max-width: 100%; }
button { background: var(--accent); color: var(--on-accent); border-color: transparent; font-weight: 600; cursor: pointer; }
button.quiet { background: transparent; color: inherit; border-color: var(--field); font-weight: inherit; }
button.danger { background: light-dark(#b42318, #ff9d8f); color: light-dark(#fff, #2a0b07); }
button:hover { filter: brightness(1.08); }
button.quiet:hover { border-color: var(--ink); }
label { font-weight: 600; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip { position: absolute; left: -100vw; }
.skip:focus { left: 1rem; top: .5rem; z-index: 2; background: var(--card); padding: .5rem 1rem; }
.number { text-align: right; font-variant-numeric: tabular-nums; padding-right: 0; white-space: nowrap; }
.also, .note, .hint, .over, .foot { color: var(--soft); font-size: .9rem; }
.over { font-size: .85rem; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 1.25rem; margin: 0 0 1.25rem; }
.card.below { margin-top: 1.25rem; }
.empty { padding: 2.5rem 1rem; text-align: center; color: var(--soft); }
.foot { margin-top: 2rem; }
`;
