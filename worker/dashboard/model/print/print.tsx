// `/s/{site}/model/print`: what the highest level means, in words on one page, for the meeting with sales.

import type { Context } from 'hono';
import { cells } from '../../../../schema/model/default-actions.ts';
import type { Model, Rule } from '../../../../schema/model/model.ts';
import type { SiteEnv } from '../../../http/env.ts';
import { actionOf } from '../../../score/fit/fit.ts';
import { answerPage } from '../../frame/answer.tsx';
import { Layout } from '../../frame/layout.tsx';
import { actionText } from '../../frame/person.tsx';
import { siteHref } from '../../frame/site-href.ts';
import { clockOf } from '../../frame/whereabouts.ts';
import { useTexts } from '../../texts/texts.ts';
import { type Clock, exactly } from '../../words/clock.tsx';
import { readWork, type Work } from '../draft/work.ts';
import { fitRuleWords, membersWords, ruleWords } from '../words/rule-words.ts';
import { rulesByTopic } from '../words/topics.ts';

/** The page, without the navigation. */
export async function answerPrint(c: Context<SiteEnv>): Promise<Response> {
  return answerPage(c, <PrintPage work={await readWork(c)} clock={clockOf(c)} />);
}

function PrintPage({ work, clock }: { work: Work; clock: Clock }) {
  const { modelVersions, modelForms } = useTexts();
  const texts = modelVersions.print;
  const { site, model, served, draft } = work;
  const [hot] = model.levels;
  return (
    <Layout title={`${texts.title(hot.name)} · ${site.name}`}>
      <article class="print">
        <p class="back">
          <a href={siteHref(site, '/model')}>{modelForms.back}</a>
        </p>
        <h1>{texts.title(hot.name)}</h1>
        <p class="also">
          <bdi>{site.name}</bdi> ·{' '}
          {draft ? texts.draft : texts.version(served.version, exactly(served.publishedAt ?? 0, clock))}
        </p>
        <p>
          {texts.intro(hot.name, hot.at, hot.keep)} {texts.fading(model.halfLifeDays)}
        </p>
        <Rules model={model} title={texts.earns} wanted={({ points = 0 }) => points > 0} />
        <Groups model={model} />
        <Rules model={model} title={texts.takes} wanted={({ points = 0 }) => points < 0} />
        <Rules model={model} title={texts.outside} wanted={({ disqualifies }) => disqualifies === true} />
        <h2>{texts.levels}</h2>
        <ul>
          {model.levels.map((level) => (
            <li>{'at' in level ? texts.level(level.name, level.at) : texts.last(level.name)}</li>
          ))}
        </ul>
        {model.fit?.grades && model.fit.rules.length > 0 && <Fit model={model} fit={model.fit} />}
        <p class="hint how">{texts.how}</p>
      </article>
    </Layout>
  );
}

interface RulesProps {
  model: Model;
  title: string;
  wanted: (rule: Rule) => boolean;
}

function Rules({ model, title, wanted }: RulesProps) {
  const { model: texts, modelWords } = useTexts();
  const sections = rulesByTopic({ ...model, rules: model.rules.filter(wanted) });
  if (sections.length === 0) return null;
  return (
    <>
      <h2>{title}</h2>
      {sections.map(({ topic, rules }) => (
        <>
          <h3>{texts.sections[topic]}</h3>
          <ul>
            {rules.map((rule) => (
              <li>
                <bdi>{rule.label}</bdi>:{' '}
                <bdi>{Object.values(ruleWords(rule, modelWords, model.lapses)).join(', ')}</bdi>
              </li>
            ))}
          </ul>
        </>
      ))}
    </>
  );
}

function Groups({ model }: { model: Model }) {
  const { modelVersions, modelWords } = useTexts();
  if (!model.groups || model.groups.length === 0) return null;
  return (
    <ul>
      {model.groups.map((group) => (
        <li>
          <bdi>
            {modelVersions.print.shared(
              membersWords(group, model, modelWords),
              modelWords.cap(String(group.cap.times), modelWords.windows[group.cap.per]),
            )}
          </bdi>
        </li>
      ))}
    </ul>
  );
}

function Fit({ model, fit }: { model: Model; fit: NonNullable<Model['fit']> }) {
  const all = useTexts();
  const { modelVersions, modelWords } = all;
  const texts = modelVersions.print;
  const { A = 0, B = 0, C = 0 } = fit.grades ?? {};
  return (
    <>
      <h2>{texts.fit}</h2>
      <ul>
        {fit.rules.map((rule) => (
          <li>
            <bdi>{rule.label}</bdi>: <bdi>{Object.values(fitRuleWords(rule, modelWords)).join(', ')}</bdi>
          </li>
        ))}
      </ul>
      <p>{texts.grades(A, B, C)}</p>
      <h2>{texts.actions}</h2>
      <ul>
        {cells.flatMap((cell) => {
          const action = actionOf(model, cell);
          return action === null ? (
            []
          ) : (
            <li>
              <bdi>{texts.action(cell, actionText(action, all))}</bdi>
            </li>
          );
        })}
      </ul>
    </>
  );
}
