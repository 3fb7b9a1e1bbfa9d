// How sales stand with a lead, at the top of its page: the state, the owner and the newest note, with a form for each.

import type { TimelineEvent } from '../../../../schema/api/visitor.ts';
import { leadLimits, leadStates } from '../../../../schema/api/visitors/lead.ts';
import type { EventBody } from '../../../score/event.ts';
import { useTexts } from '../../texts/texts.ts';
import { Ago, type Clock } from '../../words/clock.tsx';
import { Complaint } from '../../words/field-notes.tsx';
import { actorName } from '../../words/wording.ts';
import { type ChangeFormsProps, Field, FormHead, sentBy, Unfolding } from './form-parts.tsx';

/** What can be chosen as the owner: `me` is the signed-in person. */
export interface OwnerNames {
  me: string;
  names: readonly string[];
}

interface LeadProps extends ChangeFormsProps {
  /** Null: the signed-in person may only read. */
  owners: OwnerNames | null;
  note: TimelineEvent | null;
  /** Labels of tokens by id. */
  actors: ReadonlyMap<string, string>;
  clock: Clock;
}

/** The section. */
export function LeadView(props: LeadProps) {
  const { owners, note } = props;
  const texts = useTexts().visitor.lead;
  return (
    <section class="lead" aria-label={texts.title}>
      {owners ? (
        <div class="lead-forms">
          <StateForm {...props} />
          <OwnerForm {...props} owners={owners} />
        </div>
      ) : (
        <Stated {...props} />
      )}
      {note && <Newest {...props} note={note} />}
      {owners && (
        <Unfolding {...props} form="note" title={texts.writeNote} send={texts.saveNote}>
          <Field {...props} form="note" name="text" label={texts.note}>
            {{ rows: 4, maxlength: leadLimits.maxNoteChars, required: true }}
          </Field>
        </Unfolding>
      )}
    </section>
  );
}

function Stated({ visitor: { state, stateReason, owner } }: LeadProps) {
  const texts = useTexts().visitor.lead;
  return (
    <p>
      {texts.state}: <b>{texts.states[state]}</b>
      {stateReason !== null && (
        <>
          , <bdi>{texts.because(stateReason)}</bdi>
        </>
      )}
      {' · '}
      {texts.owner}: <bdi>{owner ?? texts.nobody}</bdi>
    </p>
  );
}

/** The reason is shown where the state needs it; a browser that cannot tell shows it always. */
function StateForm(props: LeadProps) {
  const { forms, action, visitor } = props;
  const texts = useTexts().visitor.lead;
  const own = sentBy(forms, 'state');
  const chosen = own?.fields.get('state') ?? visitor.state;
  const error = own?.errors.state;
  return (
    <form class="state" method="post" action={action}>
      <FormHead forms={forms} form="state" />
      <div class="field">
        <label for="state-state">{texts.state}</label>
        <select id="state-state" name="state" aria-describedby={error ? 'state-state-error' : undefined}>
          {leadStates.map((state) => (
            <option value={state} selected={state === chosen}>
              {texts.states[state]}
            </option>
          ))}
        </select>
        <Complaint id="state-state-error" text={error} />
      </div>
      <Field {...props} form="state" name="reason" label={texts.reason} value={visitor.stateReason ?? ''}>
        {{ type: 'text', maxlength: leadLimits.maxReasonChars }}
      </Field>
      <button type="submit" class="quiet">
        {texts.saveState}
      </button>
    </form>
  );
}

function OwnerForm(props: LeadProps & { owners: OwnerNames }) {
  const { forms, action, visitor, owners } = props;
  const texts = useTexts().visitor.lead;
  return (
    <form class="owner" method="post" action={action}>
      <FormHead forms={forms} form="owner" />
      <Field {...props} form="owner" name="owner" label={texts.owner} value={visitor.owner ?? ''}>
        {{ type: 'text', maxlength: leadLimits.maxOwnerChars, list: 'owners', placeholder: texts.nobody }}
      </Field>
      <datalist id="owners">
        {owners.names.map((name) => (
          <option value={name} />
        ))}
      </datalist>
      <button type="submit" class="quiet">
        {texts.saveOwner}
      </button>
      {visitor.owner !== owners.me && (
        <button type="submit" class="quiet" name="take" value={owners.me}>
          {texts.takeOver}
        </button>
      )}
    </form>
  );
}

function Newest({ note, actors, clock }: LeadProps & { note: TimelineEvent }) {
  const all = useTexts();
  const texts = all.visitor.lead;
  const { text = '', actor } = note.body as EventBody;
  return (
    <figure class="newest">
      <figcaption>
        {texts.newest}, <Ago moment={note.occurredAt} clock={clock} />{' '}
        {actor !== undefined && <bdi>{texts.by(actorName(actor, actors, all))}</bdi>}
      </figcaption>
      <blockquote>
        <bdi>{text}</bdi>
      </blockquote>
    </figure>
  );
}
