import { X509Certificate } from 'node:crypto';

import type { ClientIdentity } from 'fabric-shim-api';

/** Who signed the transaction, as the peer has checked it: an org's MSP, and its certificate. */
export interface Caller {
  readonly mspId: string;
  /** Whether the certificate is one of the org's admins (organizational unit `admin`). */
  isAdmin(): boolean;
  /** Whether it may say that money came in or went out: an admin, or a certificate with the attribute of the role. */
  isClearing(): boolean;
}

/** Attribute that a certificate authority gives the certificates of an organization's clearing. */
export const CLEARING_ATTRIBUTE = 'cloudfed.clearing';

export function callerOf(identity: Pick<ClientIdentity, 'getMSPID' | 'getIDBytes' | 'getAttributeValue'>): Caller {
  const isAdmin = (): boolean => organizationalUnits(identity.getIDBytes()).includes('admin');
  return {
    mspId: identity.getMSPID(),
    isAdmin,
    isClearing: () => isAdmin() || identity.getAttributeValue(CLEARING_ATTRIBUTE) === 'true',
  };
}

/** The parsed subject, never its printed form: a common name may contain `OU=admin`. */
function organizationalUnits(certificate: Uint8Array): readonly unknown[] {
  const subject: unknown = new X509Certificate(certificate).toLegacyObject().subject;
  if (typeof subject !== 'object' || subject === null || !('OU' in subject)) return [];
  return Array.isArray(subject.OU) ? (subject.OU as unknown[]) : [subject.OU];
}
