// Texts with code in them, so that a sentence stays whole for translators.

/** The text, with what stands between backticks as code and what stands between asterisks in italics. */
export function Marked({ text }: { text: string }) {
  return (
    <>
      {text.split(/(`[^`]+`|\*[^*]+\*)/).map((part, index) => {
        if (index % 2 === 0) return part;
        const inner = part.slice(1, -1);
        return part.startsWith('`') ? <code>{inner}</code> : <i>{inner}</i>;
      })}
    </>
  );
}
