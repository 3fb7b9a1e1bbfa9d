// Loaded before every script of package.json: prints one helpful line if Node is too old.
// Plain JavaScript, because an old Node cannot run TypeScript.

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  console.error(
    `Leadlight needs Node 22.18 or newer, but this is ${process.versions.node} (${process.execPath}). ` +
      '`npm ci` also installs a newer Node, unless optional packages are omitted: ' +
      'run `npm ci --include=optional`, then `npm start`, or install Node 24.',
  );
  process.exit(1);
}
