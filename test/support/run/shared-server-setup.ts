// One `npm start` for all test files that share it: started for the first that asks, stopped after the last test. Runs in
// Vitest's own process; shared-server.ts asks it.

import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { freePort, type RunningServer, startProcess } from '../server/running-server.ts';
import { sharedToken } from '../server/shared-token.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Answers the URL of the server that files share. */
    sharedServer: string;
  }
}

/** Vitest's global set-up: returns how to end it. */
export default async function offerServer(project: TestProject): Promise<() => Promise<void>> {
  const state = mkdtempSync(join(tmpdir(), 'leadlight-shared-'));
  let server: Promise<RunningServer> | undefined;
  const start = async () =>
    startProcess([
      ...['--port', String(await freePort()), '--state', state],
      ...['--token', sharedToken, '--no-demo'],
    ]);
  const desk = createServer(async (_, response) => {
    server ??= start();
    const answer = await server.then(
      ({ url }) => ({ status: 200, text: url }),
      (error) => ({ status: 500, text: String(error) }),
    );
    response.writeHead(answer.status).end(answer.text);
  });
  await new Promise<void>((listening) => desk.listen(0, '127.0.0.1', listening));
  project.provide('sharedServer', `http://127.0.0.1:${(desk.address() as AddressInfo).port}`);
  return async () => {
    desk.close();
    desk.closeAllConnections();
    await server?.then((running) => running.stop('SIGTERM')).catch(() => {});
    rmSync(state, { recursive: true, force: true });
  };
}
