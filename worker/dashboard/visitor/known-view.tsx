// What is known of a visitor: identities, traits and where each comes from, devices.

import type { VisitorDetail } from '../../../schema/api/visitor.ts';
import { type Clock, Day } from '../words/clock.tsx';
import { traitName, traitText, whoseWord } from '../words/wording.ts';

const identityNames = { email: 'Email', userId: 'User id' } as const;

/** The section. */
export function Known({ visitor, clock }: { visitor: VisitorDetail; clock: Clock }) {
  const traits = Object.entries(visitor.traits);
  return (
    <section class="card" aria-labelledby="known">
      <h2 id="known">What is known</h2>
      <dl class="known">
        {visitor.identities.map(({ kind, value }) => (
          <Fact
            name={kind === 'email' && value !== visitor.email ? 'Earlier email' : identityNames[kind]}
            value={value}
          />
        ))}
        {traits.map(([name, trait]) => (
          <Fact name={traitName(name)} value={traitText(name, trait.value)}>
            {whoseWord(trait)} <Day moment={trait.at} clock={clock} />
          </Fact>
        ))}
        {visitor.devices.map((device, index) => (
          <Fact name={`Device ${index + 1}`} value={deviceName(device)} />
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
function deviceName(device: string): string {
  return device.startsWith('server:') ? 'your server' : device;
}
