import { ERRORS } from '@cloudfed/core';

import { settingsTable } from './config.js';
import { accessTable } from './http/access/access-table.js';
import { changeSchema } from './http/event-schemas.js';
import { EVENTS_ROUTE } from './http/events.js';
import { DOWNLOADS } from './http/routes/documents.js';
import { ROUTES } from './http/routes/index.js';
import { SYSTEM_ROUTES } from './http/system-routes.js';
import { USAGE_ROUTE } from './http/usage.js';

/**
 * Documents that are made from the code they describe, some in part: the file, by its name in `docs/`, and what is to be in
 * it, from what is.
 */
export const DOCUMENTS: Readonly<Record<string, (present: string) => string>> = {
  'access.md': accessDocument,
  'errors.md': errorsDocument,
  'events.md': eventsDocument,
  'settings.md': settingsDocument,
};

const MADE = 'This page is made from the code that enforces it (`npm run generate`); a test keeps the two in step.';

/** Rows are not padded to each other’s width: one that changes is then one changed line. */
function asItIs(table: string): string {
  return `<!-- prettier-ignore-start -->\n${table}<!-- prettier-ignore-end -->\n`;
}

function accessDocument(): string {
  const open = SYSTEM_ROUTES.map(({ path }) => `\`${path}\``).join(', ');
  return `# Who may do what

${MADE}

A request carries a bearer credential: a token of the organization’s OpenID Connect issuer, with the claims \`sub\`, \`roles\`
and, for role \`user\`, \`user_id\`; or an API key, which has roles and perhaps a user of its own. With several roles the
widest counts. Without a credential only ${open} answer; \`/metrics\` asks for a token of its own where it is told one.

- **yes**: on every record of the organization
- **own**: on the records of its own user alone, in lists, totals and events too; another’s record is as if it were not there;
  of quotas, those lent to its organization, so that it knows what it can still open
- **–**: refused with 403 \`FORBIDDEN\`, and the refusal of a write is in the audit log

${asItIs(accessTable([...ROUTES, ...DOWNLOADS, USAGE_ROUTE, EVENTS_ROUTE]))}
The ledger itself knows organizations, not people: what an organization may do is decided by chaincode, from the caller’s
certificate. Who was behind a call is in the gateway’s audit log, with the transaction id.
`;
}

function errorsDocument(): string {
  const rows = Object.entries(ERRORS).map(([code, { status, title }]) => `| \`${code}\` | ${status} | ${title} |`);
  return `# Error codes

${MADE}

A refusal is a problem document (RFC 9457, \`application/problem+json\`) with one of these as \`code\`; chaincode answers
\`CODE: sentence\` with the same codes. A code means one thing everywhere and does not change; sentences may. 429 and 503 say
in \`Retry-After\` when to come again.

${asItIs(['| code | HTTP status | meaning |', '|---|---|---|', ...rows, ''].join('\n'))}`;
}

function settingsDocument(): string {
  return `# Settings of a gateway

${MADE}

A gateway reads its settings from the environment and starts only when every one of them is right; otherwise it names all that
are wrong and ends with code 78. \`node gateway/dist/main.js --print-config\` checks and prints those in force, without secrets.

${asItIs(settingsTable())}`;
}

const KINDS = /(?<=<!-- kinds begin -->\n).*?(?=<!-- kinds end -->)/su;

/** Its table of kinds; the rest is written by hand. */
function eventsDocument(present: string): string {
  if (!KINDS.test(present)) throw new Error('docs/events.md has no place for the kinds of changes');
  const byThing = new Map<string, string[]>();
  for (const kind of changeSchema.shape.kind.options) {
    const [thing = '', ...what] = kind.split('.');
    byThing.set(thing, [...(byThing.get(thing) ?? []), ...what]);
  }
  const rows = [...byThing].map(([thing, whats]) => {
    const kinds = whats.length === 0 ? [thing] : whats.map((what) => `${thing}.${what}`);
    return `| ${kinds.map((kind) => `\`${kind}\``).join(' ')} |`;
  });
  return present.replace(KINDS, `\n${asItIs(['| kinds |', '|---|', ...rows, ''].join('\n'))}\n`);
}
