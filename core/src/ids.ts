import type { Branded } from './brand.js';
import { argumentError } from './errors.js';

/** Id of a record: a quota, an instance. */
export type RecordId = Branded<string, 'RecordId'>;
/** Id of an organization: exactly five digits. */
export type OrgId = Branded<string, 'OrgId'>;
/** Id of a user: its organization's id and more. */
export type UserId = Branded<string, 'UserId'>;

const ID = /^[0-9A-Za-z][0-9A-Za-z._-]{0,63}$/u;
const ORG_ID = /^[0-9]{5}$/u;
const ORG_ID_LENGTH = 5;
const MAX_NAME_LENGTH = 64;
/** Letters, marks, digits, punctuation and symbols of any script, and single plain spaces inside. */
const NAME = /^[\p{L}\p{M}\p{N}\p{P}\p{S}]+(?: [\p{L}\p{M}\p{N}\p{P}\p{S}]+)*$/u;
/** Characters that Unicode calls letters or symbols and that nobody can see: two names must not look the same. */
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\u2800]/u;

/** @throws CloudfedError INVALID_ARGUMENT naming `field` */
export function parseId(text: string, field: string): RecordId {
  if (!ID.test(text)) {
    throw argumentError(field, 'must be 1 to 64 of the characters 0-9 A-Z a-z . _ - and begin with a letter or digit');
  }
  return text as RecordId;
}

/** @throws CloudfedError INVALID_ARGUMENT naming `field` */
export function parseOrgId(text: string, field: string): OrgId {
  if (!ORG_ID.test(text)) throw argumentError(field, 'must be exactly five digits, such as 00001');
  return text as OrgId;
}

/** @throws CloudfedError INVALID_ARGUMENT naming `field` */
export function parseUserId(text: string, field: string): UserId {
  if (!ID.test(text) || text.length <= ORG_ID_LENGTH || !ORG_ID.test(text.slice(0, ORG_ID_LENGTH))) {
    throw argumentError(field, 'must be a user id: its organization’s five digits and more, such as 00002001');
  }
  return text as UserId;
}

/** The organization that a user belongs to. */
export function orgOfUser(userId: UserId): OrgId {
  return userId.slice(0, ORG_ID_LENGTH) as OrgId;
}

/** A name of an organization or a service: 1 to 64 visible characters. @throws CloudfedError INVALID_ARGUMENT */
export function parseName(text: string, field: string): string {
  if (text.length > MAX_NAME_LENGTH || !NAME.test(text) || INVISIBLE.test(text) || text.normalize('NFC') !== text) {
    throw argumentError(field, 'must be 1 to 64 printable characters without leading, trailing or double spaces');
  }
  return text;
}
