// A receiver of webhooks: a real HTTP server, which answers as a test says, and keeps what came.

import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request that has arrived whole. `at`: UTC ms. */
export interface Received {
  id: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
  at: number;
}

/** How a path answers. Nothing: the request stays open. */
export type Answering = (response: ServerResponse, received: Received) => void;

export interface Receiver {
  url: string;
  received: Received[];
  /** Those to this path. */
  to(path: string): Received[];
  stop(): Promise<void>;
}

/** Serves on 127.0.0.1; a path without an answer of its own answers 204. */
export async function startReceiver(answers: Record<string, Answering>): Promise<Receiver> {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const one = await read(request);
    received.push(one);
    const answer = answers[one.path.replace(/\?.*/, '')] ?? ((open) => open.writeHead(204).end());
    answer(response, one);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    to: (path) => received.filter((one) => one.path === path),
    stop: () =>
      new Promise((stopped) => {
        server.close(() => stopped());
        server.closeAllConnections();
      }),
  };
}

async function read(request: IncomingMessage): Promise<Received> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const { headers, url = '/' } = request;
  const id = String(headers['webhook-id'] ?? '');
  return { id, path: url, headers, body: Buffer.concat(chunks).toString(), at: Date.now() };
}
