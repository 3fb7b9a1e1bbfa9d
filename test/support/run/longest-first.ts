// The order in which files run. The slowest files start first, so that no core idles at the end.

import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The kinds with the slowest files first. The files of a kind run together, because they share what the first one started. */
const kinds = ['system', 'browser', 'worker', 'unit'];

/** Kind by kind, and within a kind the slowest first: by the duration of the last run, or else by file size. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ project }: TestSpecification) => kinds.indexOf(project.name);
    return (await super.sort(files)).toSorted((a, b) => place(a) - place(b));
  }
}
