// The pages of the scoring model, below `/s/{site}/model`. Who may read sees them; changing needs the role `editor`.

import { Hono } from 'hono';
import type { SiteEnv } from '../../http/env.ts';
import { requireOwnForm } from '../session/gate.ts';
import { requireEditor } from './head/refusals.tsx';
import { itemLists } from './items/item-fields.ts';
import { answerItem, changeItem } from './items/items.tsx';
import { answerJson, changeJson } from './json/json.tsx';
import { answerDraft } from './overview/draft-forms.ts';
import { answerModel, changeModel } from './overview/overview.tsx';
import { answerPrint } from './print/print.tsx';
import { answerVersions, changeVersions } from './versions/versions.tsx';

/** All of them. */
export const modelPages = new Hono<SiteEnv>();

modelPages.post('*', requireOwnForm, requireEditor);

modelPages.get('/', (c) => answerModel(c));
modelPages.post('/', changeModel);
modelPages.post('/draft', answerDraft);
modelPages.get('/json', (c) => answerJson(c));
modelPages.post('/json', changeJson);
modelPages.get('/versions', (c) => answerVersions(c));
modelPages.post('/versions', changeVersions);
modelPages.get('/print', answerPrint);
for (const list of itemLists) {
  modelPages.get(`/${list}`, requireEditor, (c) => answerItem(c, list));
  modelPages.post(`/${list}`, (c) => changeItem(c, list));
}
