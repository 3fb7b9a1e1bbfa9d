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

/** Server events without a browser belong to a device that stands for the person. */
function isServer(device: string): boolean {
  return device.startsWith('server:');
}
