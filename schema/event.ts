// Constants that the snippet and the worker share: the size limits of events, and more.
// No imports: the snippet bundles only the values it uses.

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** Per beacon. */
export const maxEvents = 50;

/** Undelivered events that a browser keeps: as many as fit into two beacons. */
export const maxWaiting = 100;

/** Size of a beacon's body. Above: 413 `too_large`. Browsers also allow this much for all keepalive requests together. */
export const maxBodyBytes = 64 * 1024;

/** Size of one event, as JSON in UTF-8. Above: that event is rejected as `too_large`. */
export const maxEventBytes = 8 * 1024;

/** An event older than this on arrival is rejected as `too_old`. Server-side events may be of any age. */
export const maxAgeMs = day;

/** Limits of the wire, each with its unit in its name. Exceeding one gives the code in its comment. */
export const limits = {
  maxBodyBytes,
  /** Above: 400 `invalid_beacon`. */
  maxEvents,
  maxEventBytes,
  /** Of a beacon; a deeper event is rejected as `invalid_event`. A prop nested too deep to be kept is dropped, not its event. */
  maxDepth: 32,
  maxAgeMs,
  /** Size and event count of one `POST /v1/sites/{site}/events`. */
  maxServerBodyBytes: 4 * 1024 * 1024,
  maxServerEvents: 500,
  maxUrlChars: 2048,
  maxTitleChars: 300,
  /** Of the name of a custom event or form, or a rule's id. */
  maxNameChars: 64,
  /** RFC 5321 §4.5.3.1.3 allows a path of 256 with its brackets. */
  maxEmailChars: 254,
  maxUserIdChars: 128,
  /** Of the id of a server-side event, an outcome or an adjustment. */
  maxIdChars: 128,
  /** Warnings in one response. */
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

/** The script's optional parts: files `l.NAME.js`, each for an option whose name starts with NAME, or a consent mode. */
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

/** A path that ends with one of these extensions. Some servers append the session: `;jsessionid=…`. */
export const downloadPattern = new RegExp(`\\.(${downloadExtensions.join('|')})(;|$)`, 'i');

/** Query parameters kept in every URL in addition to `utm_*`: the click ids of ad networks, and `ref`. */
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

/** All other parameters of a query, each with the `?` or `&` before it. Short, because the script contains it. */
export const droppedParameters =
  /[?&](?!(utm_[^=&]*|[gw]braid|(d|fb|g|tt|tw)clid|msclkid|li_fat_id|ref)=)[^&]*/g;
