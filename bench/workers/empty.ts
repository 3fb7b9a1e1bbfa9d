// The least a Hono worker can do for `POST /e`: answer.

import { Hono } from 'hono';

const app = new Hono();
app.post('/e', (c) => c.json({ accepted: 1, rejected: [] }, 202));

export default { fetch: app.fetch } satisfies ExportedHandler;
