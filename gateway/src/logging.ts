import { type DestinationStream, type Logger, pino, stdTimeFunctions } from 'pino';

/** Fields that would hold a secret, should anyone ever log an object that has one. */
const SECRET_FIELDS = [
  'authorization',
  'token',
  'password',
  'secret',
  'privateKey',
  'key',
  'apiKey',
  'cookie',
  'DATABASE_URL',
  'CLOUDFED_METRICS_TOKEN',
];

/** JSON lines. Nothing logs headers, queries or bodies; what might slip in is blanked. */
export function newLogger(
  options: { readonly level: string; readonly orgId: string },
  destination?: DestinationStream,
): Logger {
  const settings = {
    level: options.level,
    base: { orgId: options.orgId },
    timestamp: stdTimeFunctions.isoTime,
    redact: SECRET_FIELDS.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]),
  };
  return destination === undefined ? pino(settings) : pino(settings, destination);
}
