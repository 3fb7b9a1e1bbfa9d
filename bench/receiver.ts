// A receiver of webhooks on this machine, and the network by which a Worker reaches it under a public name.

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { Response as WorkerResponse } from 'miniflare';

/** How long the receiver takes. */
export const answerMs = 50;

/** What came to a receiver. */
export interface Receiver {
  url: string;
  /** Ids of messages. */
  told: Set<string>;
  twice: number;
  /** The most requests that were open at once, and when the last came (`performance.now()`). */
  atOnce: number;
  lastAt: number;
  stop(): Promise<void>;
}

/** A receiver on this machine, which takes its time. */
export async function startReceiver(): Promise<Receiver> {
  let open = 0;
  const server = createServer(async (request, response) => {
    receiver.atOnce = Math.max(receiver.atOnce, ++open);
    for await (const _ of request);
    await pause(answerMs);
    const id = String(request.headers['webhook-id']);
    if (receiver.told.has(id)) receiver.twice += 1;
    receiver.told.add(id);
    receiver.lastAt = performance.now();
    open -= 1;
    response.writeHead(204).end();
  });
  const receiver: Receiver = {
    ...{ url: '', told: new Set(), twice: 0, atOnce: 0, lastAt: performance.now() },
    stop: () =>
      new Promise((stopped) => {
        server.close(() => stopped());
        server.closeAllConnections();
      }),
  };
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  receiver.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return receiver;
}

/** The network of the Worker: a resolver, by which each name has one public address, and the receiver behind all names. */
export function outsideWith(receiver: string): (request: Request) => Promise<Response> {
  return async (request) => {
    const { hostname, searchParams } = new URL(request.url);
    if (hostname === 'cloudflare-dns.com') {
      const type = Number(searchParams.get('type'));
      const Answer = type === 1 ? [{ type, data: '93.184.215.14' }] : [];
      return WorkerResponse.json({ Status: 0, Answer }) as unknown as Response;
    }
    const headers = { 'webhook-id': request.headers.get('webhook-id') ?? '' };
    const { status } = await fetch(receiver, { method: 'POST', headers, body: await request.text() });
    return new WorkerResponse(null, { status }) as unknown as Response;
  };
}
