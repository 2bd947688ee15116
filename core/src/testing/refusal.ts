import { CloudfedError } from '../errors.js';

/** What a call was refused with: `CODE field`, `CODE` without a field, or `accepted`. Other errors go through. */
export function refusalOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (!(error instanceof CloudfedError)) throw error;
    // What names an argument says so to people, too.
    if (error.field !== undefined && !error.message.startsWith(`${error.field}: `)) return `${error.code} unnamed`;
    return error.field === undefined ? error.code : `${error.code} ${error.field}`;
  }
  return 'accepted';
}
