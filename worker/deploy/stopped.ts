/** The deployment cannot go on; the message tells the user what to do. */
export class Stopped extends Error {}
