// How large an event may be, and what else the snippet and the worker share: constants.
// No import: the snippet bundles the values it uses and nothing else.

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** Of one beacon. */
export const maxEvents = 50;

/** Of what a browser keeps undelivered: as much as two beacons take. */
export const maxWaiting = 100;

/** Of a beacon's body. Above: 413 `too_large`. It is also what browsers allow all keepalive requests together. */
export const maxBodyBytes = 64 * 1024;

/** Of one event, as JSON in UTF-8. Above: that event is rejected as `too_large`. */
export const maxEventBytes = 8 * 1024;

/** An event that is older when it arrives is rejected as `too_old`. Server-side events may be of any age. */
export const maxAgeMs = day;

/** Limits of the wire, each with its unit in its name. Exceeding one gives the code named beside it. */
export const limits = {
  maxBodyBytes,
  /** Above: 400 `invalid_beacon`. */
  maxEvents,
  maxEventBytes,
  /** Of a beacon; a deeper event is rejected as `invalid_event`. A prop may be deeper than props are kept: it is dropped, not its event. */
  maxDepth: 32,
  maxAgeMs,
  /** Body and count of one `POST /v1/sites/{site}/events`. */
  maxServerBodyBytes: 4 * 1024 * 1024,
  maxServerEvents: 500,
  maxUrlChars: 2048,
  maxTitleChars: 300,
  /** Of a custom event's name, a form's, a rule's id. */
  maxNameChars: 64,
  /** RFC 5321 §4.5.3.1.3 allows a path of 256 with its brackets. */
  maxEmailChars: 254,
  maxUserIdChars: 128,
  /** Of the id of a server-side event, an outcome or an adjustment. */
  maxIdChars: 128,
  /** Warnings in one answer. */
  maxWarnings: 100,
  maxProps: 32,
  maxPropChars: 500,
  /** `seconds` of an engagement: a day. */
  maxSeconds: 86_400,
} as const;

/** A session ends after this much inactivity. */
export const sessionIdleMs = 30 * minute;

/** Life of the device cookie. Browsers cap cookies at 400 days (RFC 6265bis §5.5). */
export const cookieDays = 395;

/** Name of the cookie and prefix of every localStorage key. */
export const storageName = 'leadlight';

/** The script's optional parts: files `l.NAME.js`, each for an option that has or begins with its name, or a mode of consent. */
export const snippetParts = [
  'exclude',
  'downloads',
  'forms',
  'query',
  'hash',
  'cookie',
  'embeds',
  'google',
  'debug',
] as const;

/** File extensions that make a link a download, as patterns; a site adds its own with `data-downloads`. */
export const downloadExtensions = [
  'pdf',
  '[dpx][olp][cst][xm]?', // doc, dot, ppt, pps, pot, xls, xlt, and those of today
  'od[a-z]',
  '[ct]sv',
  'txt',
  'rtf',
  'epub',
  'key',
  'pages',
  'numbers',
  'zip',
  '7z',
  't?[gx]z',
  '[rt]ar',
  'dmg',
  'pkg',
  'exe',
  'msi',
  'deb',
  'rpm',
  'apk',
  'iso',
  'ics',
  'mpe?[34g]',
  'mov',
  'avi',
  'm[4k][av]',
  'w[am][av]',
  'og[gv]',
  'webm',
] as const;

/** A path that ends like a file of these. Some servers put the session behind it: `;jsessionid=…`. */
export const downloadPattern = new RegExp(`\\.(${downloadExtensions.join('|')})(;|$)`, 'i');

/** Query parameters kept in every URL besides `utm_*`: the click ids of ad networks, and `ref`. */
export const keptParameters = {
  gclid: 'google',
  gbraid: 'google',
  wbraid: 'google',
  dclid: 'google',
  fbclid: 'facebook',
  msclkid: 'bing',
  ttclid: 'tiktok',
  li_fat_id: 'linkedin',
  twclid: 'twitter',
  ref: null,
} as const;

/** All other parameters of a query, each with the `?` or `&` before it. */
export const droppedParameters = new RegExp(
  `[?&](?!(utm_[^=&]*|${Object.keys(keptParameters).join('|')})=)[^&]*`,
  'g',
);
