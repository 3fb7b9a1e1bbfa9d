// What a page pays for the tag: the bytes of l.js, as it is and as it travels.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSnippet } from '../snippet/build.ts';
import type { Result } from './report.ts';

/** Builds the snippet apart from dist and weighs it. */
export async function snippet(): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'leadlight-bench-'));
  try {
    const { bytes, gzip, brotli } = await buildSnippet(folder);
    return {
      name: 'snippet',
      title: 'The snippet (bytes)',
      columns: ['file', 'as it is', 'gzip -9', 'brotli 11'],
      rows: [['l.js', bytes, gzip, brotli]],
      targets: [],
      notes: [],
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
