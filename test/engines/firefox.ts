// Firefox without a window, over WebDriver BiDi. Each visitor is a user context with its own storage.

import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Bidi, connectBidi, localValue, type RemoteValue } from './bidi.ts';
import { type Driver, drivenTab } from './driven-tab.ts';
import { findExecutable } from './executable.ts';
import { startProgram } from './program.ts';
import type { Cookie, Engine, Visitor } from './tab.ts';

const programs = ['firefox-esr', 'firefox', '/Applications/Firefox.app/Contents/MacOS/firefox'];

/** The Firefox to run: `$FIREFOX`, otherwise the system's. Throws one line that says how to get one. */
export function firefoxPath(): string {
  const path = findExecutable('FIREFOX', programs);
  if (path) return path;
  throw new Error(
    'These tests need Firefox: install it (Debian: apt-get install firefox-esr), or set FIREFOX to its executable.',
  );
}

/** Starts Firefox, with a proxy for all hosts except the machine itself (`host:port`). */
export async function launchFirefox(proxy: string): Promise<Engine> {
  const profile = mkdtempSync(join(tmpdir(), 'firefox-'));
  const [host, port] = proxy.split(':');
  const preferences = {
    'network.proxy.type': 1,
    'network.proxy.http': host,
    'network.proxy.http_port': Number(port),
  };
  const lines = Object.entries(preferences).map((entry) => `user_pref(${entry.map(quoted)});\n`);
  writeFileSync(join(profile, 'user.js'), lines.join(''));
  const options = ['--headless', '--no-remote', '--profile', profile, '--remote-debugging-port', '0'];
  const program = startProgram(firefoxPath(), options, { stdio: ['ignore', 'ignore', 'pipe'] });
  const close = async () => {
    await program.stop();
    rmSync(profile, { recursive: true, force: true, maxRetries: 3 });
  };
  try {
    const bidi = await connectBidi(`${await listeningAt(program.child)}/session`);
    await bidi.send('session.new', { capabilities: {} });
    return { newContext: () => newVisitor(bidi), close };
  } catch (error) {
    // A Firefox that is left running slows down the next one until none starts in time.
    await close();
    throw error;
  }
}

const quoted = (value: unknown) => JSON.stringify(value);

/** The address at which it listens, from its output. If it ends first, throws its output instead. */
function listeningAt(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    child.stderr?.on('data', (chunk) => {
      said += chunk;
      const [, url] = /listening on (ws:\S+)/.exec(said) ?? [];
      if (url) resolve(url);
    });
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`Firefox ended with ${code}: ${said}`)));
  });
}

/** Whether this Firefox lacks a command: version 140, which some systems still have, lacks some. */
function isUnknown(error: unknown): boolean {
  return /unknown command/.test(String(error));
}

/** Prevents downloads, whose files would stay. Firefox 140 cannot. */
async function denyDownloads(bidi: Bidi, userContexts: string[]): Promise<void> {
  try {
    await bidi.send('browser.setDownloadBehavior', { downloadBehavior: { type: 'denied' }, userContexts });
  } catch (error) {
    if (!isUnknown(error)) throw error;
  }
}

async function newVisitor(bidi: Bidi): Promise<Visitor> {
  const { userContext } = await bidi.send<{ userContext: string }>('browser.createUserContext');
  const userContexts = [userContext];
  const partition = { type: 'storageKey', userContext };
  await denyDownloads(bidi, userContexts);
  const contexts: string[] = [];
  // The first page of a visitor is a tab in front of other visitors' tabs. A second tab would hide it, so later pages get a
  // window.
  let type = 'tab';
  return {
    async newPage() {
      const asked = { type, userContext };
      type = 'window';
      const { context } = await bidi.send<{ context: string }>('browsingContext.create', asked);
      contexts.push(context);
      return drivenTab(driverOf(bidi, context));
    },
    async cookies() {
      const found = await bidi.send<{ cookies: BidiCookie[] }>('storage.getCookies', { partition });
      return found.cookies.map(cookieOf);
    },
    clearCookies: () => bidi.send('storage.deleteCookies', { partition }),
    async setOffline(isOffline) {
      const networkConditions = isOffline ? { type: 'offline' } : null;
      try {
        await bidi.send('emulation.setNetworkConditions', { networkConditions, userContexts });
      } catch (error) {
        if (!isUnknown(error)) throw error;
        const event = `dispatchEvent(new Event('${isOffline ? 'offline' : 'online'}'))`;
        for (const context of contexts) await driverOf(bidi, context).run(event);
      }
    },
    close: async () => void (await bidi.send('browser.removeUserContext', { userContext })),
  };
}

function driverOf(bidi: Bidi, context: string): Driver {
  return {
    navigate: (url) => bidi.send('browsingContext.navigate', { context, url, wait: 'complete' }),
    traverse: (delta) => bidi.send('browsingContext.traverseHistory', { context, delta }),
    async run(expression) {
      const { result, exceptionDetails } = await bidi.send<{
        result?: RemoteValue;
        exceptionDetails?: { text: string };
      }>('script.evaluate', { expression, target: { context }, awaitPromise: true, userActivation: true });
      if (!result) throw new Error(`${exceptionDetails?.text}, in ${expression}`);
      return localValue(result);
    },
    perform: (actions) => bidi.send('input.performActions', { context, actions }),
    resize: (viewport) => bidi.send('browsingContext.setViewport', { context, viewport }),
    close: () => bidi.send('browsingContext.close', { context }),
  };
}

interface BidiCookie {
  name: string;
  value: { value: string };
  domain: string;
  path: string;
  expiry?: number;
  sameSite?: 'strict' | 'lax' | 'none' | 'default';
}

const sameSites = { strict: 'Strict', lax: 'Lax', none: 'None' } as const;

function cookieOf({ name, value, domain, path, expiry = -1, sameSite = 'default' }: BidiCookie): Cookie {
  const asSaid = sameSite === 'default' ? {} : { sameSite: sameSites[sameSite] };
  return { name, value: value.value, domain, path, expires: expiry, ...asSaid };
}
