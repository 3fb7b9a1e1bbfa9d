// What is known of a visitor: identities, traits and where each comes from, devices.

import type { VisitorDetail } from '../../../schema/api/visitor.ts';
import { useTexts } from '../texts/texts.ts';
import { type Clock, Day } from '../words/clock.tsx';
import { traitName, traitText, whoseWord } from '../words/wording.ts';

/** The section. */
export function Known({ visitor, clock }: { visitor: VisitorDetail; clock: Clock }) {
  const all = useTexts();
  const texts = all.visitor.known;
  const traits = Object.entries(visitor.traits);
  return (
    <section class="card" aria-labelledby="known">
      <h2 id="known">{texts.title}</h2>
      <dl class="known">
        {visitor.identities.map(({ kind, value }) => (
          <Fact
            name={kind === 'email' && value !== visitor.email ? texts.formerEmail : texts[kind]}
            value={value}
          />
        ))}
        {traits.map(([name, trait]) => (
          <Fact name={traitName(name, all)} value={traitText(name, trait.value, all)}>
            {whoseWord(trait, all)} <Day moment={trait.at} clock={clock} />
          </Fact>
        ))}
        {visitOf(visitor).map(([name, value]) => (
          <Fact name={texts[name]} value={value} />
        ))}
        {visitor.devices.map((device, index) => (
          <Fact name={texts.device(index + 1)} value={isServer(device) ? texts.server : device} />
        ))}
      </dl>
    </section>
  );
}

function Fact({ name, value, children }: { name: string; value: string; children?: unknown }) {
  return (
    <div>
      <dt>
        <bdi>{name}</bdi>
      </dt>
      <dd>
        <bdi>{value}</bdi> {children ? <span class="over">{children}</span> : null}
      </dd>
    </div>
  );
}

/** What is known of the first visit besides its source and channel. */
function visitOf({ firstVisit }: VisitorDetail) {
  if (!firstVisit) return [];
  const { campaign, landing, referrer, utmSource, utmMedium, clickId } = firstVisit;
  const tags = [utmSource, utmMedium, clickId].filter((tag) => tag !== null).join(' / ');
  const facts = { campaign, landing, referrer, tags: tags || null };
  return Object.entries(facts).flatMap(([name, value]): [keyof typeof facts, string][] =>
    value === null ? [] : [[name as keyof typeof facts, value]],
  );
}

/** Server events without a browser belong to a device that stands for the person. */
function isServer(device: string): boolean {
  return device.startsWith('server:');
}
