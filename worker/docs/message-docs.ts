// The messages that webhooks are sent, in the API's description: under `webhooks`, as OpenAPI 3.1 has it.

import type { OpenAPIHono } from '@hono/zod-openapi';
import { digestMessage } from '../../schema/api/alerts/digest.ts';
import { visitorMessage } from '../../schema/api/alerts/message.ts';

/** Adds the messages in the format `standard`. */
export function describeMessages(registry: OpenAPIHono['openAPIRegistry']): void {
  const messages = { visitor: visitorMessage, digest: digestMessage };
  for (const [path, schema] of Object.entries(messages)) {
    registry.registerWebhook({
      ...{ method: 'post', path },
      summary: path === 'visitor' ? 'Something happened to a visitor' : 'A day in numbers and names',
      request: { body: { required: true, content: { 'application/json': { schema } } } },
      responses: {
        '2XX': { description: 'Received; any other answer is tried again, and 410 disables the webhook' },
      },
    });
  }
}
