// Where drizzle-kit finds the tables and puts the migrations: `npx drizzle-kit generate`.
import { defineConfig } from 'drizzle-kit';

export default defineConfig({
  dialect: 'sqlite',
  schema: './schema/tables/tables.ts',
  out: './schema/migrations',
});
