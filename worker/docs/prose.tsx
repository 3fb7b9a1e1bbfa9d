// Descriptions as they stand in the schemas: plain text, with names between backticks.

/** Draws a description; nothing where there is none. */
export function Prose({ text = '' }: { text?: string | undefined }) {
  const parts = text.split('`');
  return <>{parts.map((part, index) => (index % 2 === 1 ? <code>{part}</code> : part))}</>;
}
