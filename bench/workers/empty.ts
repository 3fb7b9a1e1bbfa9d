// The minimum for a Hono worker on `POST /e`: it only responds.

import { Hono } from 'hono';

const app = new Hono();
app.post('/e', (c) => c.json({ accepted: 1, rejected: [] }, 202));

export default { fetch: app.fetch } satisfies ExportedHandler;
