import type { Branded } from '../brand.js';
import { argumentError } from '../errors.js';
import { type OrgId, orgOfUser, parseOrgId, parseUserId, type UserId } from '../ids.js';

/**
 * Who signs documents and is paid by them: an organization (`00001`) or a user of one (`00001007`). The ledger holds money
 * of organizations: what a user is paid goes to its organization's balance.
 */
export type Party = Branded<string, 'Party'>;

const ORG_ID_LENGTH = 5;

/** @throws CloudfedError INVALID_ARGUMENT naming `field` */
export function parseParty(text: string, field: string): Party {
  if (text.length < ORG_ID_LENGTH) throw argumentError(field, 'must be an organization’s five digits or a user id');
  const id = text.length === ORG_ID_LENGTH ? parseOrgId(text, field) : parseUserId(text, field);
  return id as string as Party;
}

export function orgOfParty(party: Party): OrgId {
  return isOrganization(party) ? (party as string as OrgId) : orgOfUser(party as string as UserId);
}

export function isOrganization(party: Party): boolean {
  return party.length === ORG_ID_LENGTH;
}
