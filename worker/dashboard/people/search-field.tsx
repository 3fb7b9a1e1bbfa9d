// The field to search a list of people or companies, with its button.

import { useTexts } from '../texts/texts.ts';

/** Belongs into a form. `hint`: what can be searched for. */
export function SearchField({ value, hint }: { value: string; hint: string }) {
  return (
    <>
      <label class="hidden" for="q">
        {hint}
      </label>
      <input id="q" type="search" name="q" value={value} maxlength={100} placeholder={hint} />
      <button type="submit" class="quiet">
        {useTexts().people.search}
      </button>
    </>
  );
}
