// Runs independent commands in parallel.

import { spawn } from 'node:child_process';

/** The result of a command: its exit status and its output. */
interface Ended {
  command: string;
  status: number;
  printed: string;
}

/** Runs shell commands in parallel. Prints the output of each when it ends. Returns the commands that failed. */
export async function runSideBySide(
  commands: readonly string[],
  print: (text: string) => void,
): Promise<string[]> {
  const ended = commands.map(async (command) => {
    const end = await run(command);
    print(end.printed);
    return end;
  });
  const all = await Promise.all(ended);
  return all.filter(({ status }) => status !== 0).map(({ command }) => command);
}

function run(command: string): Promise<Ended> {
  const child = spawn(command, { shell: true, stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (printed += chunk));
  return new Promise((resolve) => {
    child.once('close', (status) => resolve({ command, status: status ?? 1, printed }));
  });
}
