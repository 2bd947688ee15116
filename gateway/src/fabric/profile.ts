import { readFileSync } from 'node:fs';

import { z } from 'zod';

const endpoint = z.object({
  /** `host:port`. */
  address: z.string().regex(/^[^\s/]+:\d{1,5}$/u),
  /** Name in its TLS certificate. */
  serverName: z.string().min(1),
  /** PEM file of the authority that signed its TLS certificate. */
  tlsRootCert: z.string().min(1),
});

const identity = z.object({ certPath: z.string().min(1), keyPath: z.string().min(1) });

/** What the gateway needs of a connection profile; the profile may say more. */
const profileSchema = z.object({
  mspId: z.string().min(1),
  gatewayPeer: endpoint,
  /** Peers of every org; those of one's own stand in for the one above. */
  peers: z.array(endpoint.extend({ mspId: z.string().min(1) })).default([]),
  identity,
  /** The ledger channels the org is a member of, with the MSP ids of their members. */
  channels: z.array(z.object({ name: z.string().min(1), orgs: z.array(z.string().min(1)).min(1) })).min(1),
  chaincode: z.string().min(1),
});

export type Profile = z.infer<typeof profileSchema>;

/** The connection profile cannot be used; the message names the file and each field. */
export class ProfileError extends Error {
  override readonly name = 'ProfileError';
}

/** @throws ProfileError */
export function readProfile(file: string): Profile {
  let parsed: unknown;
  try {
    parsed = JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new ProfileError(`${file} cannot be read as JSON`, { cause });
  }
  const result = profileSchema.safeParse(parsed);
  if (!result.success) {
    const problems = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new ProfileError(`${file}: ${problems.join('; ')}`);
  }
  return result.data;
}
