// The API's description: `/openapi.json`, generated from the schemas that validate input, and `/docs`, rendered from it.

import type { OpenAPIHono } from '@hono/zod-openapi';
import { version } from '../../package.json';
import { type ApiDocument, completed } from '../docs/document.ts';
import { describeMessages } from '../docs/message-docs.ts';
import { DocsPage } from '../docs/page.tsx';
import type { ApiEnv } from '../http/env.ts';

const info = {
  title: 'Leadlight',
  version,
  description: 'Who is ready to buy, and why. Errors are application/problem+json (RFC 9457).',
};

/** Allows only the page's own style. */
function docsPolicy(nonce: string): string {
  return `default-src 'none'; style-src 'nonce-${nonce}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;
}

/** Adds `/openapi.json` and `/docs` to an application. They describe every route that exists at the first request. */
export function describeApi(app: OpenAPIHono<ApiEnv>): void {
  let known: ApiDocument | undefined;
  const read = () => {
    known ??= completed(app.getOpenAPI31Document({ openapi: '3.1.0', info }));
    return known;
  };
  app.openAPIRegistry.registerComponent('securitySchemes', 'token', {
    type: 'http',
    scheme: 'bearer',
    description: 'Create tokens with POST /v1/tokens. The first token is the secret ADMIN_TOKEN.',
  });
  describeMessages(app.openAPIRegistry);
  app.get('/openapi.json', (c) => c.json(read()));
  app.get('/docs', (c) => {
    const nonce = crypto.randomUUID();
    c.header('content-security-policy', docsPolicy(nonce));
    return c.html(
      `<!doctype html>${<DocsPage document={read()} nonce={nonce} base={new URL(c.req.url).origin} />}`,
    );
  });
}
