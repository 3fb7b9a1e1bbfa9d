// The model as sentences with its numbers in fields, in sections by what they are about.

import type { PropsWithChildren } from 'hono/jsx';
import type { FitRule, Group, Rule } from '../../../../schema/model/model.ts';
import type { ModelWarning } from '../../../score/models/model-warnings.ts';
import type { SiteConfig } from '../../../store/sites/site-config.ts';
import { useTexts } from '../../texts/texts.ts';
import { type ItemList, warningsOf } from '../items/item-fields.ts';
import { itemHref } from '../items/item-page.tsx';
import { askedWords, fitRuleWords, groupWords, keyWords, lapseWords } from '../words/rule-words.ts';
import { rulesByTopic } from '../words/topics.ts';
import { Actions, GradeRows, LevelRows } from './scales.tsx';
import { type Fields, Sentence, type Slots } from './sentence.tsx';

interface SectionsProps {
  site: SiteConfig;
  fields: Fields;
  warnings: readonly ModelWarning[];
}

/** All sections. */
export function Sections(props: SectionsProps) {
  const { model } = props.fields;
  const texts = useTexts().model;
  return (
    <>
      {rulesByTopic(model).map(({ topic, rules }) => (
        <Section title={texts.sections[topic]}>
          {rules.map((rule) => (
            <RuleRow {...props} rule={rule} />
          ))}
        </Section>
      ))}
      <Add {...props} list="rules" />
      <Section title={texts.sections.levels}>
        <LevelRows {...props} />
      </Section>
      {(model.groups?.length ?? 0) > 0 && (
        <Section title={texts.sections.groups}>
          {model.groups?.map((group) => (
            <GroupRow {...props} group={group} />
          ))}
        </Section>
      )}
      <Add {...props} list="groups" />
      {(model.lapses?.length ?? 0) > 0 && (
        <Section title={texts.sections.lapses}>
          <LapseRows {...props} />
        </Section>
      )}
      <Add {...props} list="lapses" />
      <Section title={texts.sections.fit}>
        {(model.fit?.rules.length ?? 0) === 0 && <li>{texts.noFit}</li>}
        {model.fit?.rules.map((rule) => (
          <FitRow {...props} rule={rule} />
        ))}
      </Section>
      <Add {...props} list="fit.rules" />
      {model.fit?.grades && (
        <Section title={texts.sections.grades}>
          <GradeRows {...props} />
        </Section>
      )}
      {model.fit && <Actions {...props} />}
    </>
  );
}

function Section({ title, children }: PropsWithChildren<{ title: string }>) {
  return (
    <section class="card rules">
      <h2>{title}</h2>
      <ul>{children}</ul>
    </section>
  );
}

function Add({ site, fields, list }: SectionsProps & { list: ItemList }) {
  const texts = useTexts().model;
  if (!fields.mayEdit) return null;
  return (
    <p class="add">
      <a href={itemHref({ site }, list)}>{texts.add[list]}</a>
    </p>
  );
}

type RowProps = PropsWithChildren<
  SectionsProps & { list: ItemList; item: { id: string; label?: string }; about: string }
>;

/** A part with its name, its sentence, what it is about, and what is likely wrong with it. */
function Row({ site, fields, warnings, list, item, about, children }: RowProps) {
  const texts = useTexts().model;
  const name = item.label ?? item.id;
  return (
    <li id={`${list}.${item.id}`}>
      <p>
        <strong>
          <bdi>{name}</bdi>:
        </strong>{' '}
        {children}
      </p>
      <p class="also">
        <bdi>{about}</bdi>{' '}
        {fields.mayEdit && (
          <a href={itemHref({ site }, list, item.id)} aria-label={texts.editWhat(name)}>
            {texts.edit}
          </a>
        )}
      </p>
      {warningsOf(warnings, list, item.id).map(({ message }) => (
        <p class="warning">{message}</p>
      ))}
    </li>
  );
}

/** The slots of values below a path, labelled with what they belong to. */
function slotsOf(base: string, name: string, labels: Readonly<Record<string, string>>): Slots {
  return Object.fromEntries(
    Object.entries(labels).map(([key, label]) => [
      key.split('.').at(-1) ?? key,
      { path: `${base}.${key}`, label: `${name}: ${label}` },
    ]),
  );
}

function RuleRow(props: SectionsProps & { rule: Rule }) {
  const { rule, fields } = props;
  const { model: texts, modelWords: words } = useTexts();
  const { sentence, fields: labels } = texts;
  const at = `rules.${rule.id}`;
  const said = [
    ...(rule.points === undefined ? [] : [[sentence.points, { points: labels.points }] as const]),
    ...(rule.disqualifies ? [[sentence.disqualifies, {}] as const] : []),
    ...(rule.nth === undefined ? [] : [[sentence.nth, { nth: labels.nth, per: labels.per }] as const]),
    ...(rule.cap ? [[sentence.cap, { 'cap.times': labels.times, 'cap.per': labels.per }] as const] : []),
  ];
  const by = [rule.by, rule.cap?.by].filter((key) => key !== undefined);
  const about = Object.values(askedWords(rule, words, fields.model.lapses));
  return (
    <Row
      {...props}
      list="rules"
      item={rule}
      about={[...about, ...by.map((key) => words.by(keyWords(key, words)))].join(', ')}
    >
      {said.map(([text, slots], index) => (
        <>
          {index > 0 && ', '}
          <Sentence fields={fields} text={text} slots={slotsOf(at, rule.label, slots)} />
        </>
      ))}
    </Row>
  );
}

function FitRow(props: SectionsProps & { rule: FitRule }) {
  const { rule, fields } = props;
  const { model: texts, modelWords: words } = useTexts();
  const { points: _, each, max, ...about } = fitRuleWords(rule, words);
  const text = texts.sentence[rule.each ? 'each' : 'points'].replace('{trait}', rule.each?.trait ?? '');
  const { points, of, max: most } = texts.fields;
  const labels = rule.each ? { points, 'each.of': of, max: most } : { points };
  return (
    <Row {...props} list="fit.rules" item={rule} about={Object.values(about).join(', ')}>
      <Sentence fields={fields} text={text} slots={slotsOf(`fit.rules.${rule.id}`, rule.label, labels)} />
    </Row>
  );
}

function GroupRow(props: SectionsProps & { group: Group }) {
  const { group, fields } = props;
  const { model: texts, modelWords: words } = useTexts();
  const labels = { 'cap.times': texts.fields.times, 'cap.per': texts.fields.per };
  const about = groupWords(group, fields.model, words).rules ?? '';
  return (
    <Row {...props} list="groups" item={group} about={about}>
      <Sentence
        fields={fields}
        text={texts.sentence.cap}
        slots={slotsOf(`groups.${group.id}`, group.id, labels)}
      />
    </Row>
  );
}

function LapseRows(props: SectionsProps) {
  const { fields } = props;
  const { model: texts, modelWords: words } = useTexts();
  return (
    <>
      {fields.model.lapses?.map((lapse) => (
        <Row {...props} list="lapses" item={lapse} about={lapseWords(lapse, words).lapse ?? ''}>
          <Sentence
            fields={fields}
            text={texts.sentence.lapse}
            slots={slotsOf(`lapses.${lapse.id}`, lapse.label, { hours: texts.fields.hours })}
          />
        </Row>
      ))}
    </>
  );
}
