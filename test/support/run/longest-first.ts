// The order in which files run. Files that take longest begin first, so that no core waits for the last of them.

import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The kinds with the longest files first. A kind stays together: its files share what its first file has started. */
const kinds = ['system', 'browser', 'worker', 'unit'];

/** Kind by kind, and within a kind the longest first: as of the last run, else by the size of the file. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ project }: TestSpecification) => kinds.indexOf(project.name);
    return (await super.sort(files)).toSorted((a, b) => place(a) - place(b));
  }
}
