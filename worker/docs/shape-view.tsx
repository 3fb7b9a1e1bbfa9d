// A JSON schema drawn for people: a name, a few words, or a list of fields.

import type { Shape } from './document.ts';
import { Prose } from './prose.tsx';

/** Draws one schema; named ones are links to where they are drawn whole. */
export function ShapeView({ shape }: { shape: Shape }) {
  const name = nameOf(shape);
  if (name) return <a href={`#schema-${name}`}>{name}</a>;
  const alternatives = shape.anyOf ?? shape.oneOf;
  if (alternatives) return <Either shapes={alternatives} />;
  if (shape.items) {
    return (
      <>
        list of <ShapeView shape={shape.items} />
      </>
    );
  }
  if (shape.prefixItems) return <Tuple shapes={shape.prefixItems} />;
  return shape.properties ? <Fields shape={shape} /> : <Plain shape={shape} />;
}

/** The component a schema points to; nullable ones point from within an allOf. */
function nameOf(shape: Shape): string | undefined {
  const ref = shape.$ref ?? (shape.allOf?.length === 1 ? shape.allOf[0]?.$ref : undefined);
  return ref?.split('/').at(-1);
}

function Either({ shapes }: { shapes: Shape[] }) {
  return (
    <>
      {shapes.map((shape, index) => (
        <>
          {index > 0 && ' or '}
          <ShapeView shape={shape} />
        </>
      ))}
    </>
  );
}

function Tuple({ shapes }: { shapes: Shape[] }) {
  return (
    <>
      list of exactly {shapes.length}:{' '}
      {shapes.map((shape, index) => (
        <>
          {index > 0 && ', then '}
          <ShapeView shape={shape} />
        </>
      ))}
    </>
  );
}

function Fields({ shape: { properties = {}, required = [] } }: { shape: Shape }) {
  return (
    <dl>
      {Object.entries(properties).map(([key, field]) => (
        <>
          <dt>
            <code>{key}</code> {!required.includes(key) && <small>optional</small>}
          </dt>
          <dd>
            <ShapeView shape={field} /> <Prose text={field.description} />
            {field.default !== undefined && (
              <>
                {' '}
                Default: <code>{JSON.stringify(field.default)}</code>
              </>
            )}
          </dd>
        </>
      ))}
    </dl>
  );
}

function Plain({ shape }: { shape: Shape }) {
  if (shape.const !== undefined) return <code>{JSON.stringify(shape.const)}</code>;
  if (shape.enum) return <code>{shape.enum.map((value) => JSON.stringify(value)).join(' | ')}</code>;
  const values = typeof shape.additionalProperties === 'object' ? shape.additionalProperties : null;
  if (values) {
    return (
      <>
        map of <ShapeView shape={values} />
      </>
    );
  }
  const type = [shape.type ?? 'anything'].flat().join(' or ');
  return (
    <>
      <em>{type}</em> <small>{boundsOf(shape)}</small>
    </>
  );
}

/** `1 to 200`, `up to 120 characters`, `uuid`. */
function boundsOf({ format, minimum, maximum, minLength, maxLength }: Shape): string {
  // zod bounds every whole number by what a double can hold, which tells a reader nothing.
  const isTold = (bound: number | undefined) =>
    bound !== undefined && Math.abs(bound) < Number.MAX_SAFE_INTEGER;
  const least = isTold(minimum) ? minimum : undefined;
  const most = isTold(maximum) ? maximum : undefined;
  const words = [format];
  if (least !== undefined && most !== undefined) words.push(`${least} to ${most}`);
  else if (least !== undefined) words.push(`from ${least}`);
  else if (most !== undefined) words.push(`up to ${most}`);
  if (maxLength !== undefined) words.push(`${minLength ?? 0} to ${maxLength} characters`);
  return words.filter((word) => word !== undefined).join(', ');
}
