// The form for each part of a model.

import type { PropsWithChildren } from 'hono/jsx';
import type { JSX } from 'hono/jsx/jsx-runtime';
import { allKinds } from '../../../../schema/kinds.ts';
import { eventKeys, type Model } from '../../../../schema/model/model.ts';
import { useTexts } from '../../texts/texts.ts';
import { Complaint } from '../../words/field-notes.tsx';
import { Choice, Conditions, Field, type FormState, Tick, WindowChoice } from './fields.tsx';
import { type ItemList, memberPrefix } from './item-fields.ts';

/** `isNew`: the part is added. */
export interface ItemFormProps {
  model: Model;
  form: FormState;
  isNew: boolean;
}

/** The fields of each list. */
export const itemForms: Readonly<Record<ItemList, (props: ItemFormProps) => JSX.Element>> = {
  rules: RuleForm,
  'fit.rules': FitRuleForm,
  groups: GroupForm,
  lapses: LapseForm,
};

function RuleForm({ model, form }: ItemFormProps) {
  const texts = useTexts().modelForms;
  const groups = (model.groups ?? []).map(({ id }) => [id, id] as const);
  return (
    <>
      <Names model={model} />
      <section class="card">
        <Field form={form} name="label" label={texts.label} hint={texts.labelHint} isRequired />
        <Field form={form} name="points" label={texts.points} hint={texts.pointsHint} />
        <Tick form={form} name="disqualifies" value="true" label={texts.disqualifies} />
      </section>
      <section class="card">
        <h2>{texts.what}</h2>
        <Field form={form} name="on" label={texts.on} hint={texts.onHint} list="kinds" isRequired />
        <Tick form={form} name="from" value="server" label={texts.fromServer} />
        <h3>{texts.conditions}</h3>
        <Conditions form={form} base="where" keys="keys" />
      </section>
      <section class="card">
        <h2>{texts.limit}</h2>
        <p class="hint">{texts.limitHint}</p>
        <Cap form={form} by />
        {groups.length > 0 && (
          <Choice form={form} name="group" label={texts.group} options={[['', texts.none], ...groups]} />
        )}
      </section>
      <Folded isOpen={Boolean(form.values.get('nth'))} title={texts.nth} hint={texts.nthHint}>
        <Field form={form} name="nth" label={texts.nthWhich} inputmode="numeric" />
        <WindowChoice form={form} name="per" isOptional />
        <Field form={form} name="by" label={texts.by} list="keys" />
      </Folded>
    </>
  );
}

interface FoldedProps extends PropsWithChildren {
  isOpen: boolean;
  title: string;
  hint: string;
}

/** What few parts have: closed, unless this one has it. */
function Folded({ isOpen, title, hint, children }: FoldedProps) {
  return (
    <details class="card" open={isOpen}>
      <summary>
        <h2>{title}</h2>
      </summary>
      <p class="hint">{hint}</p>
      {children}
    </details>
  );
}

function Cap({ form, by = false }: { form: FormState; by?: boolean }) {
  const texts = useTexts().modelForms;
  return (
    <>
      <Field form={form} name="cap.times" label={texts.times} inputmode="numeric" />
      <WindowChoice form={form} name="cap.per" />
      {by && <Field form={form} name="cap.by" label={texts.by} hint={texts.byHint} list="keys" />}
    </>
  );
}

/** Suggestions: kinds of events and lapses, and what conditions can be about. */
function Names({ model }: { model: Model }) {
  const lapses = (model.lapses ?? []).map(({ id }) => id);
  const own = model.rules.map(({ on }) => on);
  return (
    <>
      <Suggestions
        id="kinds"
        texts={['visit', '*', ...allKinds.filter((k) => k !== 'adjustment'), ...lapses, ...own]}
      />
      <Suggestions id="keys" texts={eventKeys} />
    </>
  );
}

function Suggestions({ id, texts }: { id: string; texts: readonly string[] }) {
  return (
    <datalist id={id}>
      {[...new Set(texts)].map((text) => (
        <option value={text} />
      ))}
    </datalist>
  );
}

/** Traits that Leadlight derives, or that forms usually ask for. */
const traits = [
  ...['seniority', 'department', 'emailType', 'employees', 'industry', 'country', 'title', 'company'],
  ...['source', 'channel'],
];

function FitRuleForm({ form }: ItemFormProps) {
  const texts = useTexts().modelForms;
  return (
    <>
      <Suggestions id="traits" texts={traits} />
      <section class="card">
        <Field form={form} name="label" label={texts.label} hint={texts.labelHint} isRequired />
        <Field form={form} name="points" label={texts.points} hint={texts.pointsHint} isRequired />
      </section>
      <section class="card">
        <h2>{texts.conditions}</h2>
        <Conditions form={form} base="where" keys="traits" />
      </section>
      <Folded isOpen={Boolean(form.values.get('each.trait'))} title={texts.each} hint={texts.eachHint}>
        <Field form={form} name="each.of" label={texts.of} inputmode="decimal" />
        <Field form={form} name="each.trait" label={texts.trait} list="traits" />
        <Field form={form} name="max" label={texts.max} inputmode="decimal" />
      </Folded>
    </>
  );
}

function GroupForm({ model, form, isNew }: ItemFormProps) {
  const texts = useTexts().modelForms;
  return (
    <section class="card">
      {isNew && <Field form={form} name="label" label={texts.label} isRequired />}
      <fieldset class="members">
        <legend>{texts.members}</legend>
        <Complaint text={form.faults.rules} />
        {model.rules.map(({ id, label }) => (
          <Tick form={form} name={`${memberPrefix}${id}`} value="true" label={label} />
        ))}
      </fieldset>
      <Cap form={form} />
    </section>
  );
}

function LapseForm({ model, form, isNew }: ItemFormProps) {
  const texts = useTexts().modelForms;
  return (
    <>
      <Names model={model} />
      <section class="card">
        <Field form={form} name="label" label={texts.label} isRequired />
        {isNew && <Field form={form} name="id" label={texts.id} hint={texts.idHint} isRequired />}
        <Field form={form} name="hours" label={texts.hours} inputmode="decimal" isRequired />
      </section>
      {(['after', 'unless'] as const).map((part) => (
        <section class="card">
          <h2>{texts[part]}</h2>
          <Field form={form} name={`${part}.on`} label={texts.on} list="kinds" isRequired />
          <Conditions form={form} base={`${part}.where`} keys="keys" />
        </section>
      ))}
    </>
  );
}
