import { argumentError } from './errors.js';

/** Most characters of a remark. */
export const MAX_REMARK_LENGTH = 500;
/** Visible characters of any script, spaces and line breaks; nothing that hides or reorders text. */
const REMARK = /^[\p{L}\p{M}\p{N}\p{P}\p{S} \n]+$/u;
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\u2800]/u;

/** What people write for people: 1 to 500 characters. @throws CloudfedError INVALID_ARGUMENT naming `field` */
export function parseRemark(text: string, field: string): string {
  const isWritten = text.length <= MAX_REMARK_LENGTH && text.trim() === text && REMARK.test(text);
  if (isWritten && !INVISIBLE.test(text) && text.normalize('NFC') === text) return text;
  throw argumentError(field, `must be 1 to ${MAX_REMARK_LENGTH} printable characters, spaces and line breaks inside`);
}
