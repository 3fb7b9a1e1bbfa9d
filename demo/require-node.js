// Loaded before every script of package.json: one helpful line where the Node that runs them is too old.
// Plain JavaScript, because an old Node cannot read the TypeScript that follows.

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  console.error(
    `This needs Node 22.18 or newer and runs under ${process.versions.node} (${process.execPath}). ` +
      '`npm ci` installs a newer one beside the packages, unless optional packages are left out: ' +
      'run `npm ci --include=optional`, then `npm start`, or install Node 24.',
  );
  process.exit(1);
}
