// Optional part `l.debug.js`, for `?leadlight_debug` in the page's URL: logs beacons and the server's responses to the console.

import type { Part } from './parts.ts';

const wish = 'leadlight_debug';

let isRunning = false;

/** Wraps both ways of sending a beacon. */
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
