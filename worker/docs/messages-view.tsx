// What webhooks are sent, on the page at /docs.

import type { ApiDocument } from './document.ts';
import { Prose } from './prose.tsx';
import { ShapeView } from './shape-view.tsx';

const heading = 'Messages to webhooks';

interface MessagesProps {
  document: ApiDocument;
}

const idOf = (name: string) => `message-${name}`;

function messagesOf({ webhooks = {} }: ApiDocument) {
  return Object.entries(webhooks).flatMap(([name, { post }]) => (post ? [{ name, ...post }] : []));
}

/** Their place in the contents. */
export function MessageContents({ document }: MessagesProps) {
  return (
    <>
      <h2>{heading}</h2>
      <ul>
        {messagesOf(document).map(({ name, summary }) => (
          <li>
            <a href={`#${idOf(name)}`}>{summary}</a>
          </li>
        ))}
      </ul>
    </>
  );
}

/** Each message: what it tells, its body, and what its receiver may answer. */
export function Messages({ document }: MessagesProps) {
  return (
    <section>
      <h2>{heading}</h2>
      {messagesOf(document).map(({ name, summary, requestBody, responses }) => {
        const body = requestBody?.content['application/json']?.schema;
        return (
          <article id={idOf(name)}>
            <h3>{summary}</h3>
            <p>
              <code>
                <b>POST</b> the URL of the webhook
              </code>
            </p>
            {body && (
              <>
                <h4>Body</h4>
                <ShapeView shape={body} />
              </>
            )}
            <h4>What it answers</h4>
            <dl>
              {Object.entries(responses).map(([status, { description }]) => (
                <>
                  <dt>
                    <code>{status}</code>
                  </dt>
                  <dd>
                    <Prose text={description} />.
                  </dd>
                </>
              ))}
            </dl>
          </article>
        );
      })}
    </section>
  );
}
