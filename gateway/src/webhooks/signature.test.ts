import { expect, it } from 'vitest';

import { newWebhookSecret, signatureOf } from './signature.js';

// The example of the Standard Webhooks specification.
const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const MESSAGE = {
  messageId: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
  seconds: 1_614_265_330,
  body: '{"test": 2432232314}',
};
const SIGNATURE = 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=';

it('a signature is as the specification has it, under each secret', () => {
  expect(signatureOf(MESSAGE, [SECRET])).toBe(SIGNATURE);
  const other = newWebhookSecret();
  expect(other).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/u);
  const [first, second] = signatureOf(MESSAGE, [other, SECRET]).split(' ');
  expect(first).not.toBe(SIGNATURE);
  expect(second).toBe(SIGNATURE);
});
