// A text to copy, with a button that does so.

/** The page's script shows the button, which would do nothing without it. */
export function Copyable({ id, text, button }: { id: string; text: string; button: string }) {
  return (
    <>
      <pre id={id} tabindex={0}>
        {text}
      </pre>
      <p class="copy">
        <button type="button" data-copy={id} hidden>
          {button}
        </button>{' '}
        <span role="status" class="also" />
      </p>
    </>
  );
}
