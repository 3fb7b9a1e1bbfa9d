// Optional part `l.debug.js`, for `?leadlight_debug` in the page's address: the console shows what is sent, and what the server
// answers.

import type { Part } from './parts.ts';

const wish = 'leadlight_debug';

let isRunning = false;

/** Listens at the two ways a beacon can leave. */
const debug: Part = ({ api }) => {
  if (isRunning || !location.search.includes(wish)) return;
  isRunning = true;
  const tell = (body: unknown, outcome: unknown) => {
    const { events, ...beacon } = JSON.parse(`${body}`);
    for (const event of events) console.info('[leadlight]', event.kind, event, beacon, outcome);
  };
  const { fetch } = window;
  window.fetch = async (input, init) => {
    const answered = fetch(input, init);
    if (`${input}` === `${api}`)
      answered.then(
        ({ status }) => tell(init?.body, status),
        (error) => tell(init?.body, error),
      );
    return answered;
  };
  const { sendBeacon } = navigator;
  navigator.sendBeacon = (url, body) => {
    const isSent = sendBeacon.call(navigator, url, body);
    if (`${url}` === `${api}`) tell(body, isSent ? 'left with the page' : 'not sent');
    return isSent;
  };
};
export default debug;
