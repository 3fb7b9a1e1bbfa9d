// WebDriver BiDi: commands and their results over a WebSocket. https://www.w3.org/TR/webdriver-bidi/

/** A connection to a browser. */
export interface Bidi {
  /** Sends a command and returns its result. Throws the browser's error, and if it does not respond within half a minute. */
  send<Result = unknown>(method: string, params?: object): Promise<Result>;
  close(): void;
}

/** A value from the page: https://www.w3.org/TR/webdriver-bidi/#type-script-RemoteValue. */
export interface RemoteValue {
  type: string;
  value?: unknown;
}

interface Answer {
  id: number | null;
  type: 'success' | 'error' | 'event';
  result?: unknown;
  error?: string;
  message?: string;
}

const patienceMs = 30_000;

/** Connects to a listening browser. */
export async function connectBidi(url: string): Promise<Bidi> {
  const socket = new WebSocket(url);
  const waiting = new Map<number, (answer: Answer) => void>();
  let lastId = 0;
  await new Promise<void>((resolve, reject) => {
    socket.onopen = () => resolve();
    socket.onerror = () => reject(new Error(`Nothing answers at ${url}.`));
  });
  const settle = (answer: Answer) => answer.id !== null && waiting.get(answer.id)?.(answer);
  socket.onmessage = ({ data }) => void settle(JSON.parse(String(data)));
  socket.onclose = () => {
    for (const id of waiting.keys()) settle({ id, type: 'error', error: 'the browser has gone' });
  };
  return {
    send: <Result>(method: string, params: object = {}) =>
      new Promise<Result>((resolve, reject) => {
        const id = ++lastId;
        const late = setTimeout(() => settle({ id, type: 'error', error: 'no answer' }), patienceMs);
        waiting.set(id, ({ type, result, error, message = '' }) => {
          waiting.delete(id);
          clearTimeout(late);
          if (type === 'success') resolve(result as Result);
          else reject(new Error(`${method}: ${error} ${message}`));
        });
        socket.send(JSON.stringify({ id, method, params }));
      }),
    close: () => socket.close(),
  };
}

/** The original JSON value, or undefined. Throws for any other value. */
export function localValue({ type, value }: RemoteValue): unknown {
  if (type === 'undefined') return undefined;
  if (type === 'null') return null;
  if (['string', 'number', 'boolean'].includes(type)) return value;
  if (type === 'array') return (value as RemoteValue[]).map(localValue);
  if (type === 'object') {
    return Object.fromEntries((value as [string, RemoteValue][]).map(([key, of]) => [key, localValue(of)]));
  }
  throw new Error(`A script's value is a ${type}, which is no JSON.`);
}
