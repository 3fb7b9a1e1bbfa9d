// The style of /docs. Light and dark follow the reader's system.

/** One small sheet; it goes into the page. */
export const style = `
:root { color-scheme: light dark; --line: #8884; --accent: light-dark(#a34800, #ffb066); }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 68rem; padding: 1rem 1.5rem 6rem; font: 16px/1.55 system-ui, sans-serif;
  display: grid; gap: 0 3rem; grid-template-columns: 15rem minmax(0, 1fr); }
header { grid-column: 1 / -1; }
nav { position: sticky; top: 0; align-self: start; max-height: 100vh; overflow: auto; font-size: .9rem; }
nav h2 { font-size: .8rem; text-transform: uppercase; letter-spacing: .06em; margin: 1.2rem 0 .2rem; }
nav ul { list-style: none; margin: 0; padding: 0; }
a { color: var(--accent); }
nav a { color: inherit; text-decoration: none; }
nav a:hover, nav a:focus { text-decoration: underline; }
h2 { margin-top: 2.5rem; }
h4 { margin: 1rem 0 .3rem; font-size: .85rem; text-transform: uppercase; letter-spacing: .05em; }
article { border-top: 1px solid var(--line); padding: .4rem 0 1.2rem; }
article:target { border-top-color: var(--accent); }
code, pre { font: .9em ui-monospace, monospace; overflow-wrap: anywhere; }
pre { padding: .7rem 1rem; border: 1px solid var(--line); border-radius: 6px; overflow: auto; }
dl { margin: .2rem 0; display: grid; grid-template-columns: minmax(6rem, max-content) minmax(0, 1fr); gap: .25rem 1.2rem; }
dd { margin: 0; }
dd dl { border-left: 2px solid var(--line); padding-left: .8rem; }
small { opacity: .7; }
@media (max-width: 48rem) {
  body { display: block; padding: 1rem 1rem 4rem; overflow-wrap: anywhere; }
  nav { position: static; max-height: none; }
  nav li { padding: .3rem 0; }
  pre { white-space: pre-wrap; }
  dl { display: block; }
  dt { margin-top: .5rem; }
  dd { padding-left: .8rem; }
}
`;
