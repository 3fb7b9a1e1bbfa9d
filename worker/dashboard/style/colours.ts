// The colours, for light and dark.

export const colours = `
:root {
  color-scheme: light dark;
  --page: light-dark(#f6f7f8, #14181c);
  --card: light-dark(#fff, #1c2227);
  --ink: light-dark(#1f2933, #e4e8eb);
  --soft: light-dark(#52606d, #9fb0bd);
  --line: light-dark(#dde2e6, #303a42);
  --field: light-dark(#7b8794, #7b8b98);
  --accent: light-dark(#a34800, #ffb066);
  --on-accent: light-dark(#fff, #1c1206);
  --track: light-dark(#e6eaed, #303a42);
  --level-1: light-dark(#b23a0a, #ff8f5a);
  --level-2: light-dark(#8a5300, #f2c14e);
  --level-3: light-dark(#0c6b64, #5fd0c5);
  --level-4: light-dark(#52606d, #9fb0bd);
}
.level-1 { --level: var(--level-1); }
.level-2 { --level: var(--level-2); }
.level-3 { --level: var(--level-3); }
.level-4, .level-none { --level: var(--level-4); }
`;
