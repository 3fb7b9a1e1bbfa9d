// Reads an access log in combined format: address, time, path, referrer and browser of each GET.

import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';

/** A GET of the log. `at` is UTC ms; `referrer` and `agent` are empty if the log has `-`. */
export interface LogRequest {
  address: string;
  at: number;
  /** With its query. */
  path: string;
  referrer: string;
  agent: string;
}

/** The content of a log: its GETs, in order, and how many other lines it has. */
export interface AccessLog {
  requests: LogRequest[];
  otherMethods: number;
  unreadable: number;
}

// https://httpd.apache.org/docs/2.4/logs.html#combined; a quote within a field is written \".
const combined =
  /^(\S+) \S+ \S+ \[([^\]]+)\] "([A-Z]+) (\S+)[^"]*" \d{3} \S+ "((?:[^"\\]|\\.)*)" "((?:[^"\\]|\\.)*)"/;
const moment = /^(\d{2})\/(\w{3})\/(\d{4}):(\d{2}:\d{2}:\d{2}) ([+-]\d{2})(\d{2})$/;
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Reads a log, gzipped if its name ends in `.gz`. Throws if the file cannot be read. */
export async function readAccessLog(file: string): Promise<AccessLog> {
  const log: AccessLog = { requests: [], otherMethods: 0, unreadable: 0 };
  const bytes = await readFile(file);
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  for (const line of text.split('\n').filter(Boolean)) {
    const [, address = '', time = '', method, path = '', referrer = '', agent = ''] =
      combined.exec(line) ?? [];
    const at = parseMoment(time);
    if (method === undefined || Number.isNaN(at)) log.unreadable++;
    else if (method !== 'GET') log.otherMethods++;
    else log.requests.push({ address, at, path, referrer: given(referrer), agent: given(agent) });
  }
  return log;
}

function given(field: string): string {
  return field === '-' ? '' : field;
}

/** UTC ms of `17/May/2015:10:05:03 +0000`; NaN for any other format. */
function parseMoment(text: string): number {
  const [, day, month = '', year, time, zoneHours, zoneMinutes] = moment.exec(text) ?? [];
  const number = String(months.indexOf(month) + 1).padStart(2, '0');
  return Date.parse(`${year}-${number}-${day}T${time}${zoneHours}:${zoneMinutes}`);
}
