// The page with the form for one part of a model.

import { Layout, type Whereabouts } from '../../frame/layout.tsx';
import { siteHref } from '../../frame/site-href.ts';
import { useTexts } from '../../texts/texts.ts';
import { Complaint } from '../../words/field-notes.tsx';
import { tagOf, type Work } from '../draft/work.ts';
import type { FormState } from './fields.tsx';
import { type Item, type ItemList, warningsOf } from './item-fields.ts';
import { itemForms } from './item-forms.tsx';

interface ItemPageProps {
  where: Whereabouts;
  work: Work;
  list: ItemList;
  /** Null: a new one. */
  item: Item | null;
  form: FormState;
}

/** The address of the form for a member of a list; without an id, of a new one. */
export function itemHref({ site }: Pick<Work, 'site'>, list: ItemList, id?: string): string {
  return siteHref(site, `/model/${list}`, new URLSearchParams(id === undefined ? [] : [['id', id]]));
}

/** The page. */
export function ItemPage({ where, work, list, item, form }: ItemPageProps) {
  const { modelForms: texts, model: modelTexts } = useTexts();
  const { site, model } = work;
  const [newTitle, kind] = texts.titles[list] ?? ['', ''];
  const title = item ? `${kind}: ${item.label ?? item.id}` : newTitle;
  const Form = itemForms[list];
  const isRefused = Object.keys(form.faults).length > 0;
  const warnings = item ? warningsOf(work.warnings, list, item.id) : [];
  return (
    <Layout title={`${title} · ${site.name}`} where={where} of={{ site, page: null }}>
      <p class="back">
        <a href={siteHref(site, '/model')}>{texts.back}</a>
      </p>
      <h1>
        <bdi>{title}</bdi>
      </h1>
      {isRefused && <Complaint text={form.faults[''] ?? modelTexts.wrong.summary} />}
      {warnings.map(({ message }) => (
        <p class="warning">{message}</p>
      ))}
      <form class="item" method="post" action={itemHref(work, list, item?.id)} data-check>
        <input type="hidden" name="tag" value={item ? tagOf(item) : ''} />
        <Form model={model} form={form} isNew={item === null} />
        <div class="save buttons">
          <button type="submit" name="do" value="save">
            {texts.save}
          </button>
          {item && (
            <button type="submit" class="quiet" name="do" value="remove" formnovalidate>
              {texts.remove}
            </button>
          )}
        </div>
      </form>
      {item && (
        <details class="lines">
          <summary>{texts.json}</summary>
          <pre tabindex={0}>{JSON.stringify(item, null, 2)}</pre>
        </details>
      )}
    </Layout>
  );
}
