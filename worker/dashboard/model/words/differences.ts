// What one version of a model does differently from another, a sentence for each part: "Viewed pricing: 10 points → 20 points".

import { type Cell, cells } from '../../../../schema/model/default-actions.ts';
import type { Model } from '../../../../schema/model/model.ts';
import { actionOf } from '../../../score/fit/fit.ts';
import { actionText } from '../../frame/person.tsx';
import type { Texts } from '../../texts/en/en.ts';
import { fitRuleWords, groupWords, lapseWords, type Phrases, ruleWords } from './rule-words.ts';

type Words = Texts['modelWords'];

/** A part of a model with its name. */
interface Part {
  name: string;
  phrases: Phrases;
}

type Parts = Map<string, Part>;

/** The differences in the order of the page. Empty: both score the same. The order of rules makes no difference. */
export function differences(before: Model, after: Model, texts: Texts): string[] {
  const words = texts.modelWords;
  const [was, is] = [before, after].map((model) => partsOf(model, texts)) as [Parts, Parts];
  const kept = [...is].flatMap(([id, part]) => {
    const old = was.get(id);
    if (!old) return [words.isNew(part.name, words.list(Object.values(part.phrases)))];
    const changes = changesOf(old, part, words);
    return changes.length > 0 ? [words.change(old.name, changes)] : [];
  });
  return [...kept, ...[...was].filter(([id]) => !is.has(id)).map(([, { name }]) => words.isGone(name))];
}

function changesOf(before: Part, after: Part, words: Words): string[] {
  const aspects = [...new Set([...Object.keys(after.phrases), ...Object.keys(before.phrases)])];
  const changes = aspects.flatMap((aspect) => {
    const [was, is] = [before.phrases[aspect], after.phrases[aspect]];
    if (was === is) return [];
    if (was === undefined) return words.added(is ?? '');
    return is === undefined ? words.dropped(was) : words.became(was, is);
  });
  return before.name === after.name ? changes : [words.called(after.name), ...changes];
}

function partsOf(model: Model, texts: Texts): Parts {
  const words = texts.modelWords;
  const doneIn = (cell: Cell) => {
    const action = actionOf(model, cell);
    return action === null ? words.nothing : actionText(action, texts);
  };
  const { rules, groups = [], lapses = [], fit, levels } = model;
  const entry = (id: string, name: string, phrases: Phrases): [string, Part] => [id, { name, phrases }];
  return new Map([
    entry('halfLife', words.halfLife, { days: words.days(model.halfLifeDays) }),
    ...levels.map((level, index) =>
      entry(`level ${index}`, words.level(index + 1), {
        name: words.called(level.name),
        ...('at' in level && { at: words.from(level.at), keep: words.keptDownTo(level.keep) }),
      }),
    ),
    ...rules.map((rule) => entry(`rule ${rule.id}`, rule.label, ruleWords(rule, words, lapses))),
    ...groups.map((group) => entry(`group ${group.id}`, `“${group.id}”`, groupWords(group, model, words))),
    ...lapses.map((lapse) => entry(`lapse ${lapse.id}`, lapse.label, lapseWords(lapse, words))),
    ...(fit?.rules ?? []).map((rule) => entry(`fit ${rule.id}`, rule.label, fitRuleWords(rule, words))),
    ...Object.entries(fit?.grades ?? {}).map(([grade, from]) =>
      entry(`grade ${grade}`, words.grade(grade), { from: words.from(from) }),
    ),
    ...cells.map((cell) => entry(`action ${cell}`, words.action(cell), { action: doneIn(cell) })),
  ]);
}
