// The frame of the pages, signing in, and the choice of a site.

export const frame = `
.top { position: relative; display: flex; flex-wrap: wrap; align-items: center; gap: .5rem 1.25rem; padding: .6rem max(1rem, (100% - 88rem) / 2 + 1rem);
  background: var(--card); border-bottom: 1px solid var(--line); }
.notice { padding: .6rem max(1rem, (100% - 88rem) / 2 + 1rem); border-bottom: 1px solid var(--line); font-size: .9rem;
  background: color-mix(in srgb, var(--level-2) 12%, var(--card)); }
.notice summary { cursor: pointer; font-weight: 600; }
.notice p { max-width: 60rem; margin: .25rem 0; padding-left: 1.05rem; }
main { max-width: 76rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
.with-pages { display: grid; grid-template-columns: 9.5rem minmax(0, 1fr); max-width: 88rem; margin: 0 auto; }
.with-pages main { width: 100%; margin: 0; }
.pages-of-site { padding: 1.5rem 0 0 1rem; }
.pages-of-site ul { position: sticky; top: 1.5rem; margin: 0; padding: 0; list-style: none; }
.pages-of-site a { display: block; padding: .4rem .75rem; border-radius: 6px; color: var(--soft); text-decoration: none; }
.pages-of-site a:hover { color: var(--ink); }
.pages-of-site [aria-current] { color: var(--ink); font-weight: 600; background: var(--track); }
.brand { display: flex; align-items: center; gap: .5rem; font-weight: 700; color: inherit; text-decoration: none; }
.lamp { width: 1.4rem; height: 1.4rem; color: var(--soft); }
.lamp-lit { fill: var(--accent); }
.site { color: var(--soft); text-decoration: none; }
a.site:hover { text-decoration: underline; }
button.site { min-height: 2.25rem; padding: .25rem .7rem; max-width: 60vw; overflow: hidden; text-overflow: ellipsis;
  white-space: nowrap; border-color: var(--line); }
.choose::after { content: " ▾"; }
.sites { position: absolute; inset: 3.4rem auto auto max(1rem, (100% - 88rem) / 2 + 1rem); width: max-content; max-width: 80vw;
  max-height: 70vh; overflow: auto; margin: 0; padding: .4rem 0; color: inherit; background: var(--card);
  border: 1px solid var(--line); border-radius: 8px; box-shadow: 0 8px 24px #0003; }
@supports (top: anchor(bottom)) { .sites { inset: anchor(bottom) auto auto anchor(left); margin-top: .25rem; } }
.sites ul { margin: 0; padding: 0; list-style: none; }
.sites li a { display: block; padding: .4rem 1rem; color: inherit; text-decoration: none; }
.sites li a:hover { background: var(--page); }
.sites [aria-current] { font-weight: 600; }
.sorting { margin: 0; color: var(--soft); font-size: .9rem; }
.sorting a { margin-left: .5rem; color: inherit; }
.sorting [aria-current] { color: var(--ink); font-weight: 600; text-decoration: none; }
.sign-out { margin-left: auto; }
.sign-out button { min-height: 2.25rem; padding: .25rem .7rem; font-size: .9rem; }
dialog { width: min(32rem, 90vw); padding: 1.25rem; color: inherit; background: var(--card); border: 1px solid var(--line); border-radius: 10px; }
dialog::backdrop { background: #0006; }
dialog dl { display: grid; grid-template-columns: 6rem 1fr; gap: .4rem; }
kbd { font: .85rem ui-monospace, monospace; padding: .1rem .4rem; border: 1px solid var(--line); border-radius: 4px; }
.go input { width: 100%; }
.go ul { margin: .5rem 0 0; padding: 0; list-style: none; }
.go a, .go button { display: block; width: 100%; padding: .4rem .5rem; color: inherit; text-decoration: none; border-radius: 4px; }
.go button { min-height: 0; border: 0; background: none; font-weight: inherit; text-align: start; }
.go button::after { content: " ⏎"; color: var(--soft); }
.go :is(a, button):is(:hover, :focus) { background: var(--page); }
.card.sign-in { max-width: 27rem; margin: 8vh auto 0; padding: 2rem; }
.card.sign-in form { display: grid; gap: .5rem; margin: 1.25rem 0; }
.card.sign-in button { margin-top: .5rem; }
.complaint { color: light-dark(#b42318, #ff9d8f); margin: 0; }
.card.erase { max-width: 40rem; }
.card.erase button { margin-inline-end: 1rem; }
.data { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; margin: 0; padding: 0; list-style: none; }
.card.problem { max-width: 34rem; margin: 8vh auto 0; }
.site-list { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 16rem), 1fr)); gap: 1rem; padding: 0;
  list-style: none; }
.site-list .card { display: grid; margin: 0; color: inherit; text-decoration: none; }
.site-list .card:hover { border-color: var(--accent); }
`;
