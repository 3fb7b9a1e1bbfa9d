// Above the list: search, filters, and what is set of them.

import { channels } from '../../../schema/api/visitors/channel.ts';
import { leadStates } from '../../../schema/api/visitors/lead.ts';
import { cells } from '../../../schema/model/default-actions.ts';
import type { SiteConfig } from '../../store/sites/site-config.ts';
import { ModelField } from '../frame/model-choice.tsx';
import { sourceText } from '../frame/person.tsx';
import { SearchField } from '../people/search-field.tsx';
import type { Texts } from '../texts/en/en.ts';
import { useTexts } from '../texts/texts.ts';
import { type Density, DensityChoice } from './density.tsx';
import { type FilterName, filterWords, grades, periods, setFilters } from './list-filter.ts';
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
  const texts = useTexts().list;
  return (
    <div class="tools">
      <search>
        <form class="search" action={`/s/${site.id}`}>
          <Hidden site={site} view={view} />
          <SearchField value={view.q} hint={texts.searchHint} />
          <details class="filters">
            <summary>{texts.filter}</summary>
            <div class="fields">
              {filtersOf(site).map((name) => (
                <Field name={name} value={view.filters[name] ?? ''} />
              ))}
              <button type="submit">{texts.apply}</button>
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
  const first = firstView(site, view.segment);
  return (
    <>
      <ModelField site={site} />
      {view.segment !== null && <input type="hidden" name="segment" value={view.segment} />}
      {view.status !== first.status && <input type="hidden" name="status" value={view.status} />}
      {view.sort !== first.sort && <input type="hidden" name="sort" value={view.sort} />}
    </>
  );
}

/** What is set, each with a link that removes it. */
function Chips({ site, view }: ViewProps) {
  const texts = useTexts();
  const set = setFilters(view.filters);
  if (set.length === 0 && view.q === '') return null;
  return (
    <ul class="chips">
      {view.q !== '' && <Chip text={texts.list.quoted(view.q)} href={listHref(site, view, { q: '' })} />}
      {set.map(([name, value]) => {
        const { [name]: _, ...others } = view.filters;
        return (
          <Chip text={filterWords(name, value, texts)} href={listHref(site, view, { filters: others })} />
        );
      })}
    </ul>
  );
}

function Chip({ text, href }: { text: string; href: string }) {
  return (
    <li>
      <bdi>{text}</bdi>{' '}
      <a href={href} aria-label={useTexts().list.remove(text)}>
        ×
      </a>
    </li>
  );
}

/** The values that a filter can have, with a text for each; null: it is typed in. */
function choicesOf(name: FilterName, texts: Texts): [value: string, text: string][] | null {
  const { any, anyTime, identifiedOrNot } = texts.list;
  const choices: { readonly [Name in FilterName]?: readonly [none: string, values: readonly string[]] } = {
    who: [identifiedOrNot, ['identified', 'anonymous']],
    grade: [any, grades],
    cell: [any, cells],
    trend: [any, ['up', 'down']],
    state: [any, leadStates],
    channel: [any, channels],
    seen: [anyTime, periods],
  };
  const [none, values] = choices[name] ?? [];
  if (none === undefined || !values) return null;
  const isName = name === 'grade' || name === 'cell';
  return [
    ['', none],
    ...values.map((value): [string, string] => [value, isName ? value : filterWords(name, value, texts)]),
  ];
}

function Field({ name, value }: { name: FilterName; value: string }) {
  const texts = useTexts();
  const values = choicesOf(name, texts);
  return (
    <div>
      <label for={name}>{texts.list.filters[name]}</label>
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
          value={name === 'source' ? sourceText(value, texts) : value}
          {...(name === 'minScore' || name === 'likely'
            ? { inputmode: 'numeric' as const, maxlength: 9 }
            : { maxlength: 200 })}
        />
      )}
    </div>
  );
}
