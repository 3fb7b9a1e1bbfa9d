// The minimum for a Hono worker on `POST /e` that only acknowledges durable data: it writes one row to the database.

import { Hono } from 'hono';

const app = new Hono<{ Bindings: { DB: D1Database } }>();
const insert = `insert into event (site, device, id, kind, occurred_at, arrival, position, origin, body)
  values (0, x'', unhex(?1), 'V', 0, 0, 0, 0, ?2)`;

app.post('/e', async (c) => {
  const body = await c.req.text();
  await c.env.DB.prepare(insert).bind(crypto.randomUUID().replaceAll('-', ''), body).run();
  return c.json({ accepted: 1, rejected: [] }, 202);
});

export default { fetch: app.fetch } satisfies ExportedHandler<{ DB: D1Database }>;
