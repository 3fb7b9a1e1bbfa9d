// What has just been done to a model.

import { useTexts } from '../../texts/texts.ts';

/** The notice for the name of what was done, as the address has it. Nothing for a name that is not ours. */
export function DoneNotice({ done }: { done: string | null }) {
  const texts = useTexts().model.done;
  const said = done !== null && Object.hasOwn(texts, done) ? texts[done] : undefined;
  return said ? (
    <p class="done" role="status">
      {said}
    </p>
  ) : null;
}
