// The OpenAPI document as the pages read it, and what is the same for every route and so is written once, here.

import type { OpenAPIHono } from '@hono/zod-openapi';

/** A JSON schema, as far as the pages draw it. */
export interface Shape {
  $ref?: string;
  type?: string | string[];
  description?: string;
  enum?: unknown[];
  const?: unknown;
  format?: string;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  default?: unknown;
  properties?: Record<string, Shape>;
  required?: string[];
  additionalProperties?: Shape | boolean;
  items?: Shape;
  prefixItems?: Shape[];
  anyOf?: Shape[];
  oneOf?: Shape[];
  allOf?: Shape[];
}

type Content = Record<string, { schema?: Shape }>;

/** One method of one path. */
export interface Operation {
  operationId?: string;
  tags?: string[];
  summary?: string;
  description?: string;
  parameters?: { name: string; in: string; required?: boolean; description?: string; schema?: Shape }[];
  requestBody?: { description?: string; content: Content };
  responses: Record<string, { description: string; content?: Content }>;
  security?: Record<string, string[]>[];
}

/** The whole document. */
export interface ApiDocument {
  openapi: string;
  info: { title: string; version: string; description?: string };
  paths: Record<string, Record<string, Operation>>;
  /** What we send, by name. */
  webhooks?: Record<string, { post?: Operation }>;
  components?: { schemas?: Record<string, Shape> };
}

type Generated = ReturnType<OpenAPIHono['getOpenAPI31Document']>;

/** What may befall any request to `/v1`, besides what the route says of itself. */
const everywhere = {
  401: 'No token, or an unknown one',
  403: "The token's role does not cover it",
  429: 'Too many requests; Retry-After says when to go on',
};

/** The generated document with what holds for all of `/v1`: the token, its refusals, and a name for each operation. */
export function completed(generated: Generated): ApiDocument {
  const document = generated as unknown as ApiDocument;
  for (const [path, methods] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      operation.operationId ??= nameOf(method, path);
      if (!path.startsWith('/v1')) continue;
      operation.security = [{ token: [] }];
      const content = operation.responses.default?.content;
      for (const [status, description] of Object.entries(everywhere)) {
        operation.responses[status] ??= { description, ...(content && { content }) };
      }
    }
  }
  return document;
}

/** `get /v1/sites/{site}/model` -> `getSitesSiteModel`. */
function nameOf(method: string, path: string): string {
  const words = path.replace('/v1', '').match(/[A-Za-z0-9]+/g) ?? [];
  return method + words.map((word) => word[0]?.toUpperCase() + word.slice(1)).join('');
}
