// What the platform gives for sending: passed in, so that flows depend on no binding, and every fetch is counted.

/** An email: parts of the message that `composed` emails hold as JSON. */
export interface EmailParts {
  subject: string;
  text: string;
  html: string;
}

/** The outside world. */
export interface Outside {
  /** Each call counts as a subrequest of the invocation. */
  fetch(url: string, init: RequestInit): Promise<Response>;
  /** URL of the resolver for DNS over HTTPS, which answers JSON. */
  resolver: string;
  /** On one's own machine: targets may be private, and plain http. */
  isLocal: boolean;
  /** Sends an email to one address and returns its message id; null: the platform binds none. Throws if it was not accepted. */
  sendEmail: ((to: string, parts: EmailParts) => Promise<string>) | null;
}
