import type { Request } from 'express';

import { argumentError } from '@cloudfed/core';

const MAX_PARAMETERS = 50;

/**
 * The query's parameters, each once.
 *
 * @throws CloudfedError INVALID_ARGUMENT for one given twice, or not properly encoded
 */
export function readQuery(request: Request): Readonly<Record<string, string>> {
  const at = request.url.indexOf('?');
  const text = at < 0 ? '' : request.url.slice(at + 1);
  const parameters = new Map<string, string>();
  if (text !== '') {
    const pairs = text.split('&', MAX_PARAMETERS + 1);
    if (pairs.length > MAX_PARAMETERS) throw argumentError('query', 'has too many parameters');
    for (const pair of pairs) {
      const equals = pair.indexOf('=');
      const name = decode(equals < 0 ? pair : pair.slice(0, equals));
      if (parameters.has(name)) throw argumentError('query', `${quoted(name)} is given more than once`);
      parameters.set(name, equals < 0 ? '' : decode(pair.slice(equals + 1)));
    }
  }
  // Entries become own properties whatever their names are.
  return Object.fromEntries(parameters);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    throw argumentError('query', 'is not properly percent-encoded');
  }
}

function quoted(name: string): string {
  return JSON.stringify(name.slice(0, 64).replace(/[^\x20-\x7e]/gu, '?'));
}
