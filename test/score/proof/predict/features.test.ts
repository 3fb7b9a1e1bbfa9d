// What a prediction may read of a person, and how reasons are told of it.

import { describe, expect, it } from 'vitest';
import type { Prediction } from '../../../../schema/model/prediction.ts';
import {
  deedFeatures,
  familyOf,
  featureLimits,
  featurePart,
  personFeatures,
} from '../../../../worker/score/proof/predict/features.ts';
import {
  oddsAt,
  oddsFor,
  probabilityAt,
  reasonsOf,
} from '../../../../worker/score/proof/predict/prediction.ts';
import { isProtected } from '../../../../worker/score/proof/predict/protected.ts';
import { fold } from '../../../../worker/score/standing/fold.ts';
import { compiled, eventOf } from '../../../support/stories/predicted.ts';

describe('a protected trait', () => {
  it.each(
    'age Age customerAge age_group Age-Group gender Gender sex birthday birthDate dateOfBirth year_of_birth dob salutation alter Alter Altersgruppe altersklasse Geschlecht geschlecht Geburtsdatum geburts_jahr geburtstag Anrede Religion Nationalität'.split(
      ' ',
    ),
  )('is %s', (name) => expect(isProtected(name)).toBe(true));

  it.each('page language average stage package management plan essex alternative company Sexton'.split(' '))(
    'is not %s',
    (name) => expect(isProtected(name)).toBe(false),
  );
});

describe('features', () => {
  const at = Date.UTC(2026, 7, 1);
  const history = [
    eventOf('a', 'page_view', at, { url: 'https://example.com/pricing', referrer: 'https://www.google.de/' }),
    eventOf('a', 'compared', at + 1000),
    eventOf('a', 'compared', at + 2000),
    eventOf('a', 'engagement', at + 3000, { view: 'v', seconds: 30, scroll: 10 }),
    eventOf('a', 'lead_state', at + 4000, { state: 'accepted' }),
    eventOf('a', 'adjustment', at + 5000, { points: 50, reason: 'met' }),
    eventOf('a', 'outcome', at + 6000, { result: 'open' }),
  ];
  const { state } = fold(history, compiled);
  const features = state ? deedFeatures(state, compiled) : {};

  it('count what somebody did, also without a rule, but nothing that sales recorded', () => {
    expect(features['event:compared']).toBeCloseTo(Math.log1p(2));
    expect(features['event:page_view']).toBeCloseTo(Math.log1p(1));
    expect(features['time:seconds']).toBeCloseTo(Math.log1p(30));
    expect(Object.keys(features).filter((name) => /lead_|outcome|adjust|engagement/.test(name))).toEqual([]);
  });

  it('have the first visit', () => {
    expect(features['source:source=google']).toBe(1);
    expect(features['source:channel=organic_search']).toBe(1);
    expect(features['source:landing=/pricing']).toBe(1);
  });

  it('are the points by rule as of the last sighting, whenever the model was published', () => {
    const later = { ...compiled, landmark: compiled.landmark + 40 * 86_400_000 };
    const again = fold(history, later).state;
    for (const [name, value] of Object.entries(again ? deedFeatures(again, later) : {}))
      expect(features[name]).toBeCloseTo(value, 9);
    expect(Object.keys(features).some((name) => name.startsWith('rule:'))).toBe(true);
  });

  it('are traits that are short, no more than the limit, and not protected', () => {
    const long = 'x'.repeat(featureLimits.valueChars);
    const traits = {
      plan: { value: 'Team' },
      employees: { value: 40 },
      age: { value: 3 },
      fits: { value: long },
    };
    const found = personFeatures({ traits: { ...traits, tooLong: { value: `${long}x` } }, fitScore: 70 });
    expect(found).toEqual({
      'trait:identified=true': 1,
      'trait:fit#': Math.log1p(70),
      'trait:plan=team': 1,
      'trait:employees=40': 1,
      'trait:employees#': Math.log1p(40),
      [`trait:fits=${long}`]: 1,
    });
    expect(personFeatures(null)).toEqual({});
    const many = Array.from({ length: featureLimits.traits + 1 }, (_, place) => [
      `t${place}`,
      { value: true },
    ]);
    const bounded = personFeatures({ traits: Object.fromEntries(many), fitScore: null });
    expect(Object.keys(bounded)).toHaveLength(featureLimits.traits + 1);
  });

  it('belong to a part and a family', () => {
    expect(featurePart('rule:page')).toBe('rules');
    expect(featurePart('trait:a=b')).toBe('traits');
    expect(familyOf('source:landing=/a=b')).toBe('source:landing');
    expect(familyOf('event:compared')).toBe('event:compared');
  });
});

describe('reasons', () => {
  const weight = (one: number, mean: number) => ({ weight: one, error: 0.1, mean, people: 20 });
  const prediction: Prediction = {
    intercept: -1,
    fallPerDay: 0.1,
    weights: {
      'event:compared': weight(1, 0.5),
      'trait:plan=solo': weight(-0.5, 0.6),
      'trait:plan=team': weight(0.5, 0.4),
      'time:visits': weight(0.4, 1),
    },
  };

  it('compare a person with everybody, and count facts together that exclude each other', () => {
    const reasons = reasonsOf(prediction, { 'event:compared': 2, 'trait:plan=solo': 1 }, 3);
    expect(reasons.for).toEqual([{ feature: 'event:compared', value: 2, effect: 1.5 }]);
    expect(reasons.against[0]).toEqual({ feature: 'time:visits', value: 0, effect: -0.4 });
    expect(reasons.against[1]).toMatchObject({ feature: 'trait:plan=solo', value: 1 });
    expect(reasons.against[1]?.effect).toBeCloseTo(-0.5 * 0.4 - 0.5 * 0.4);
    expect(reasonsOf(prediction, { 'event:compared': 2 }, 0)).toEqual({ for: [], against: [] });
  });

  it('are of a logit that falls alike for everybody, so that an order never changes', () => {
    const [now, later] = [Date.UTC(2026, 8, 1), Date.UTC(2026, 8, 11)];
    expect(oddsAt(prediction, 3, now) - oddsAt(prediction, 3, later)).toBeCloseTo(1);
    expect(oddsAt(prediction, oddsFor(prediction, 0.7, now), now)).toBeCloseTo(0.7);
    const at = (deedOdds: number | null) =>
      probabilityAt(prediction, { deedOdds, personOdds: 0 }, Date.UTC(2026, 0, 1));
    expect(at(0)).toBe(0.5);
    expect(at(null)).toBeNull();
    expect(probabilityAt(null, { deedOdds: 0, personOdds: 0 }, now)).toBeNull();
  });
});
