// Above the list: search, filters, and what is set of them.

import type { SiteConfig } from '../../store/sites/site-config.ts';
import { ModelField } from '../frame/model-choice.tsx';
import { type Density, DensityChoice } from './density.tsx';
import { cells, type FilterName, filterWords, grades, periods, setFilters } from './list-filter.ts';
import { filtersOf, firstView, type ListView, listHref } from './list-view.ts';

interface ViewProps {
  site: SiteConfig;
  view: ListView;
}

interface ToolsProps extends ViewProps {
  density: Density;
}

/** A form that works without a script. A search stays on its tab; if that leaves nobody, the page links to everyone (list-empty.tsx). */
export function Tools({ site, view, density }: ToolsProps) {
  return (
    <div class="tools">
      <search>
        <form class="search" action={`/s/${site.id}`}>
          <Hidden site={site} view={view} />
          <label class="hidden" for="q">
            Name, email or company
          </label>
          <input
            id="q"
            type="search"
            name="q"
            value={view.q}
            maxlength={100}
            placeholder="Name, email or company"
          />
          <button type="submit" class="quiet">
            Search
          </button>
          <details class="filters">
            <summary>Filter</summary>
            <div class="fields">
              {filtersOf(site).map((name) => (
                <Field name={name} value={view.filters[name] ?? ''} />
              ))}
              <button type="submit">Apply</button>
            </div>
          </details>
        </form>
      </search>
      <DensityChoice site={site} view={view} density={density} />
      <p class="export">
        <a href={listHref(site, view, {}, '/visitors.csv')} download>
          CSV
        </a>
      </p>
      <Chips site={site} view={view} />
    </div>
  );
}

/** What the form keeps of the view. */
function Hidden({ site, view }: ViewProps) {
  const first = firstView(site);
  return (
    <>
      <ModelField site={site} />
      {view.status !== first.status && <input type="hidden" name="status" value={view.status} />}
      {view.sort !== first.sort && <input type="hidden" name="sort" value={view.sort} />}
    </>
  );
}

/** What is set, each with a link that removes it. */
function Chips({ site, view }: ViewProps) {
  const set = setFilters(view.filters);
  if (set.length === 0 && view.q === '') return null;
  return (
    <ul class="chips">
      {view.q !== '' && <Chip text={`“${view.q}”`} href={listHref(site, view, { q: '' })} />}
      {set.map(([name, value]) => {
        const { [name]: _, ...others } = view.filters;
        return <Chip text={filterWords(name, value)} href={listHref(site, view, { filters: others })} />;
      })}
    </ul>
  );
}

function Chip({ text, href }: { text: string; href: string }) {
  return (
    <li>
      <bdi>{text}</bdi>{' '}
      <a href={href} aria-label={`Remove: ${text}`}>
        ×
      </a>
    </li>
  );
}

/** The values that a filter can have, with a text for each; the others are typed in. */
const choices: { readonly [Name in FilterName]?: readonly (readonly [value: string, text: string])[] } = {
  who: [
    ['', 'Identified or not'],
    ['identified', 'Identified'],
    ['anonymous', 'Not identified'],
  ],
  grade: [['', 'Any'], ...grades.map((grade) => [grade, grade] as const)],
  cell: [['', 'Any'], ...cells.map((cell) => [cell, cell] as const)],
  trend: [
    ['', 'Any'],
    ['up', 'Warming'],
    ['down', 'Cooling'],
  ],
  seen: [['', 'Any time'], ...periods.map((days) => [days, filterWords('seen', days)] as const)],
};

const labels: { readonly [Name in FilterName]: string } = {
  who: 'Who',
  grade: 'Fit',
  cell: 'Cell',
  trend: 'In 7 days',
  seen: 'Last seen',
  minScore: 'Score at least',
  company: 'Company',
  source: 'Source',
};

function Field({ name, value }: { name: FilterName; value: string }) {
  const values = choices[name];
  return (
    <div>
      <label for={name}>{labels[name]}</label>
      {values ? (
        <select id={name} name={name}>
          {values.map(([each, text]) => (
            <option value={each} selected={each === value}>
              {text}
            </option>
          ))}
        </select>
      ) : (
        <input
          id={name}
          name={name}
          value={value}
          {...(name === 'minScore' ? { inputmode: 'numeric' as const, maxlength: 9 } : { maxlength: 200 })}
        />
      )}
    </div>
  );
}
