// What is done with a visitor: links and forms in a row that a thumb can use.

export const actions = `
.done { padding: .6rem 1rem; border: 1px solid var(--level-3); border-radius: 10px; background: color-mix(in srgb, var(--level-3) 10%, var(--card)); }
.actions { display: flex; flex-wrap: wrap; align-items: start; gap: .5rem; margin-bottom: .75rem; }
.actions summary, .actions > a, .actions > button { display: block; min-height: 2.75rem; padding: .55rem .9rem; line-height: 1.5; cursor: pointer;
  border: 1px solid var(--field); border-radius: 6px; background: var(--card); color: inherit; text-decoration: none; font-weight: inherit; }
.actions > button[hidden] { display: none; }
.actions summary:hover, .actions > a:hover, .actions > button:hover { border-color: var(--ink); }
.actions summary { width: fit-content; list-style: none; }
.actions summary::-webkit-details-marker { display: none; }
.actions summary::after { content: " ▾"; color: var(--soft); }
.actions details { min-width: 0; max-width: 100%; }
.actions details[open] { flex-basis: 100%; }
.actions form { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 14rem), 1fr)); gap: 1rem; max-width: 44rem;
  align-items: start; margin-top: .5rem; padding: 1rem; border: 1px solid var(--line); border-radius: 10px; background: var(--card); }
.actions form > .complaint, .actions form > .hint, .actions form > .wide { grid-column: 1 / -1; margin: 0; }
.actions form > button { grid-column: 1 / -1; justify-self: start; min-height: 2.75rem; }
.actions fieldset { margin: 0; padding: 0; border: 0; }
.actions legend { padding: 0; font-weight: 600; }
.actions fieldset label, .tick { display: inline-flex; align-items: center; gap: .5rem; min-height: 2.75rem; margin-right: 1.5rem; font-weight: inherit; }
.actions [type=radio], .actions [type=checkbox] { width: 1.25rem; height: 1.25rem; min-height: 0; accent-color: var(--accent); }
.field label { display: block; }
.field input:not([type=radio], [type=checkbox]), .field select { width: 100%; min-height: 2.75rem; }
.field .hint, .field .complaint { margin: .25rem 0 0; }
.just-done { display: flex; flex-wrap: wrap; align-items: center; gap: .5rem; margin-bottom: .75rem; }
.just-done .done { margin: 0; }
.lead { display: flex; flex-wrap: wrap; gap: .5rem 2rem; align-items: center; margin-bottom: 1.25rem; }
.lead > p { margin: 0; }
.lead-forms { display: contents; }
.lead-forms form { display: flex; flex-wrap: wrap; align-items: center; gap: .5rem; min-width: 0; }
.lead-forms .field { display: flex; flex-wrap: wrap; align-items: center; gap: 0 .5rem; }
.lead-forms .field :is(input, select) { width: auto; max-width: 100%; }
.lead-forms .field .complaint { flex-basis: 100%; }
.lead-forms button, .undo button, .lead summary { min-height: 2.75rem; }
.lead-forms .reason input { min-width: min(100%, 16rem); }
@supports selector(:has(*)) { .state:not(:has(option[value=rejected]:checked)) .reason { display: none; } }
.newest { flex-basis: 100%; order: 1; margin: .25rem 0 0; padding-left: .75rem; border-left: 3px solid var(--level-3); }
.newest figcaption { color: var(--soft); font-size: .85rem; }
.newest blockquote { margin: 0; white-space: pre-line; max-height: 12rem; overflow: auto; }
.lead summary { display: inline-flex; align-items: center; cursor: pointer; color: var(--accent); }
.lead details[open] { flex-basis: 100%; }
.lead details form { display: grid; gap: .75rem; max-width: 44rem; }
.lead details button { justify-self: start; min-height: 2.75rem; }
textarea { width: 100%; font: inherit; color: inherit; border-radius: 6px; border: 1px solid var(--field); background: var(--card); padding: .45rem .7rem; }
.undo { margin: 0; }
.timeline .undo button { min-height: 1.75rem; padding: 0 .5rem; font-size: .85rem; color: var(--soft); }
.timeline .about { white-space: pre-line; }
.kinds { display: flex; flex-wrap: wrap; gap: .25rem .25rem; margin: 0 0 .5rem; padding: 0; list-style: none; font-size: .9rem; }
.kinds a { display: inline-block; min-height: 1.75rem; padding: .1rem .5rem; border-radius: 6px; }
.kinds [aria-current] { background: var(--track); color: var(--ink); font-weight: 600; text-decoration: none; }
.timeline h4 { margin: .5rem 0 .1rem; font-size: .85rem; font-weight: 600; }
@media (max-width: 48rem) { .actions form > button { justify-self: stretch; } }
`;
