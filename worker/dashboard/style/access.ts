// The pages of who may sign in and what was done, of a link for a colleague, and of alerts.

export const access = `
.activity-filter { display: flex; flex-wrap: wrap; gap: .75rem; align-items: end; margin-bottom: 1rem; }
.activity-filter label { display: block; font-size: .85rem; font-weight: inherit; color: var(--soft); }
ul.shares { list-style: none; margin: 0 0 1rem; padding: 0; }
.access.actions { display: block; }
.access fieldset { min-width: 0; }
.access .line { display: block; }
.access fieldset label.line { display: flex; margin-right: 0; }
.access h2 { flex-basis: 100%; }
.access pre { white-space: pre-wrap; overflow-wrap: anywhere; }
.access td.act { text-align: right; padding-right: 0; }
.access summary { display: inline-block; min-height: 2.75rem; padding: .55rem 0; cursor: pointer; color: var(--accent); }
.access .act form { text-align: left; max-width: 20rem; margin-left: auto; }
@media (max-width: 48rem) {
  .access thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .access table, .access tbody, .access tr, .access tbody th, .access tbody td { display: block; }
  .access tbody th, .access tbody td { padding: .15rem 0; text-align: left; }
  .access tbody tr { padding: .5rem 0; }
  .access td[data-name]::before { content: attr(data-name) ": "; color: var(--soft); }
}
dl.alert { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .35rem 1.5rem; }
.alert-actions { display: flex; flex-wrap: wrap; align-items: start; gap: .5rem; margin-bottom: 1.25rem; }
.alert-actions button { min-height: 2.75rem; }
.alert-actions details { flex-basis: 100%; margin: .5rem 0 0; }
@media (max-width: 48rem) {
  dl.alert { grid-template-columns: minmax(0, 1fr); gap: 0; }
  dl.alert dd { margin-bottom: .5rem; }
}
`;
