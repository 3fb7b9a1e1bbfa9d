// The page at /docs: every operation, every schema, every problem. One document, no script, nothing fetched.

import { problems } from '../http/rejection.ts';
import type { ApiDocument, Operation } from './document.ts';
import { MessageContents, Messages } from './messages-view.tsx';
import { Prose } from './prose.tsx';
import { ShapeView } from './shape-view.tsx';
import { style } from './style.ts';

interface Listed {
  path: string;
  method: string;
  operation: Operation;
}

function byTag({ paths }: ApiDocument): [tag: string, operations: Listed[]][] {
  const all = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  );
  return Object.entries(Object.groupBy(all, ({ operation }) => operation.tags?.[0] ?? 'Other')).map(
    ([tag, operations]) => [tag, operations ?? []],
  );
}

interface DocsPageProps {
  document: ApiDocument;
  /** That of its Content-Security-Policy. */
  nonce: string;
  /** The Worker's origin: the samples call it. */
  base: string;
}

/** The whole page. */
export function DocsPage({ document, nonce, base }: DocsPageProps) {
  const groups = byTag(document);
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${document.info.title} API`}</title>
        <style nonce={nonce}>{style}</style>
      </head>
      <body>
        <header>
          <h1>{document.info.title} API</h1>
          <p>
            Version {document.info.version}. {document.info.description} The same as a document:{' '}
            <a href="/openapi.json">openapi.json</a> (OpenAPI 3.1).
          </p>
          <p>
            The samples run as they are printed, in a shell where <code>TOKEN</code> holds a token. Some also
            need an id, such as that of a site in <code>SITE</code>. For example:
          </p>
          <pre tabindex={0}>{`curl -H "Authorization: Bearer $TOKEN" "${base}/v1/sites"`}</pre>
        </header>
        <nav aria-label="Contents">
          {groups.map(([tag, operations]) => (
            <Contents tag={tag} operations={operations} />
          ))}
          <MessageContents document={document} />
        </nav>
        <main>
          {groups.map(([tag, operations]) => (
            <section>
              <h2>{tag}</h2>
              {operations.map((listed) => (
                <OperationView {...listed} base={base} />
              ))}
            </section>
          ))}
          <Messages document={document} />
          <Schemas document={document} />
          <Problems />
        </main>
      </body>
    </html>
  );
}

function Contents({ tag, operations }: { tag: string; operations: Listed[] }) {
  return (
    <>
      <h2>{tag}</h2>
      <ul>
        {operations.map(({ operation }) => (
          <li>
            <a href={`#${operation.operationId}`}>{operation.summary ?? operation.operationId}</a>
          </li>
        ))}
      </ul>
    </>
  );
}

/** A call that reads, for a shell: `{site}` is `$SITE`. */
function sampleOf({ path, method, operation }: Listed, base: string): string | null {
  const needsMore = operation.parameters?.some(({ in: place, required }) => place === 'query' && required);
  if (method !== 'GET' || needsMore) return null;
  const url = base + path.replace(/\{(\w+)\}/g, (_, name: string) => `$${name.toUpperCase()}`);
  return path.startsWith('/v1') ? `curl -H "Authorization: Bearer $TOKEN" "${url}"` : `curl "${url}"`;
}

function OperationView({ base, ...listed }: Listed & { base: string }) {
  const { path, method, operation } = listed;
  const sample = sampleOf(listed, base);
  const body = operation.requestBody?.content['application/json']?.schema;
  return (
    <article id={operation.operationId}>
      <h3>{operation.summary ?? path}</h3>
      <p>
        <code>
          <b>{method}</b> {path}
        </code>
      </p>
      {sample && <pre tabindex={0}>{sample}</pre>}
      {operation.description && (
        <p>
          <Prose text={operation.description} />
        </p>
      )}
      <Parameters operation={operation} />
      {body && (
        <>
          <h4>Body</h4>
          <ShapeView shape={body} />
        </>
      )}
      <h4>Answers</h4>
      <dl>
        {Object.entries(operation.responses).map(([status, { description, content }]) => (
          <Answer status={status} description={description} content={content ?? {}} />
        ))}
      </dl>
    </article>
  );
}

function Parameters({ operation: { parameters = [] } }: { operation: Operation }) {
  if (parameters.length === 0) return null;
  return (
    <>
      <h4>Parameters</h4>
      <dl>
        {parameters.map(({ name, in: place, required, description, schema }) => (
          <>
            <dt>
              <code>{name}</code> <small>{place === 'path' || required ? place : `${place}, optional`}</small>
            </dt>
            <dd>
              {schema && <ShapeView shape={schema} />} <Prose text={description} />
            </dd>
          </>
        ))}
      </dl>
    </>
  );
}

function Answer({
  status,
  description,
  content,
}: {
  status: string;
  description: string;
  content: Operation['responses'][string]['content'] & object;
}) {
  const schema = Object.values(content)[0]?.schema;
  return (
    <>
      <dt>
        <code>{status === 'default' ? '4xx, 5xx' : status}</code>
      </dt>
      <dd>
        {description}. {schema && <ShapeView shape={schema} />}
      </dd>
    </>
  );
}

function Schemas({ document }: { document: ApiDocument }) {
  return (
    <section>
      <h2>Schemas</h2>
      {Object.entries(document.components?.schemas ?? {}).map(([name, shape]) => (
        <article id={`schema-${name}`}>
          <h3>{name}</h3>
          <p>
            <Prose text={shape.description} />
          </p>
          <ShapeView shape={{ ...shape, description: '' }} />
        </article>
      ))}
    </section>
  );
}

function Problems() {
  return (
    <section>
      <h2>Problems</h2>
      <dl>
        {Object.entries(problems).map(([code, { status, title }]) => (
          <>
            <dt id={code}>
              <code>{code}</code> <small>{status}</small>
            </dt>
            <dd>{title}.</dd>
          </>
        ))}
      </dl>
    </section>
  );
}
