// Set-up of every worker test file: its D1 gets the real migrations. Storage is a file's own; its tests share it.

import { applyD1Migrations } from 'cloudflare:test';
import { env } from 'cloudflare:workers';

await applyD1Migrations(env.DB, env.TEST_MIGRATIONS);
