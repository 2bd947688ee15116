import { CloudfedError, parseSignedDocument, type SettlementDocument } from '@cloudfed/core';
import { z } from 'zod';

const NAME = 'document';
const SIGNATURE = `${'0'.repeat(63)}1${'0'.repeat(63)}1`;
const STATE = {
  ...{ version: 1, funding: 1, balances: ['30000000'], withdrawn: [0], locks: [] },
  final: false,
};

const EXAMPLES: Readonly<Record<SettlementDocument['type'], Readonly<Record<string, unknown>>>> = {
  cheque: { beneficiary: '00001', cumulative: '48000' },
  'channel-state': STATE,
  'account-terms': { holder: '00002001', platform: '00001' },
  'account-credits': { credits: '500000' },
  'account-debits': { debits: '120500' },
  'account-withdrawal': { toHolder: 120, toPlatform: 48, final: false },
};

const signedDocument = z.strictObject({
  document: z.looseObject({ type: z.string() }),
  signatures: z.array(z.strictObject({ party: z.string(), epoch: z.int().min(1), signature: z.string() })).max(8),
});

/** A signed document; inside it is the text of its JSON, which the ledger reads as strictly as is done here. */
export function documentField(
  types: readonly [SettlementDocument['type'], ...SettlementDocument['type'][]],
  description: string,
) {
  const [first] = types;
  const document = { type: first, ...EXAMPLES[first] };
  return signedDocument
    .transform((signed, context): string => {
      const text = JSON.stringify(signed);
      try {
        parseSignedDocument(text, NAME, types);
        return text;
      } catch (error) {
        if (!(error instanceof CloudfedError)) throw error;
        const path = (error.field ?? NAME).split('.').slice(1);
        const message = error.message.slice((error.field ?? '').length).replace(/^: /u, '');
        context.issues.push({ code: 'custom', input: signed, path, message, params: { code: error.code } });
        return z.NEVER;
      }
    })
    .meta({ description, example: { document, signatures: [{ party: '00002', epoch: 1, signature: SIGNATURE }] } });
}
