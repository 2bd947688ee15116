import { describe, expect, it } from 'vitest';

import { csvRow } from './csv.js';

describe('a row of CSV', () => {
  it('quotes what needs it', () => {
    expect(csvRow(['a', 'b,c', 'say "x"', 'two\nlines', '', '账单'])).toBe(
      'a,"b,c","say ""x""","two\nlines",,账单\r\n',
    );
  });

  it('is no formula', () => {
    expect(csvRow(['=1+1', '+x', '-x', '@x', '-48', '-0.48', '+1'])).toBe("'=1+1,'+x,'-x,'@x,-48,-0.48,'+1\r\n");
  });
});
