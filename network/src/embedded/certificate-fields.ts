/** Bytes that are not the DER structure they should be. */
export class DerError extends Error {
  override readonly name = 'DerError';
}

const Tag = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  oid: 0x06,
  utf8String: 0x0c,
  printableString: 0x13,
  teletexString: 0x14,
  ia5String: 0x16,
  utcTime: 0x17,
  generalizedTime: 0x18,
  bmpString: 0x1e,
  sequence: 0x30,
  context0: 0xa0,
  context3: 0xa3,
} as const;

interface Element {
  readonly tag: number;
  readonly content: Buffer;
  /** Tag and length included: what a signature covers. */
  readonly raw: Buffer;
}

/** Walks the elements of one DER structure, without copying. */
class DerReader {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  get done(): boolean {
    return this.#at >= this.#bytes.length;
  }

  next(): Element {
    const start = this.#at;
    const tag = this.#bytes[start];
    const first = this.#bytes[start + 1];
    if (tag === undefined || first === undefined) throw new DerError('the structure ends too early');
    let length = first;
    let begin = start + 2;
    if (first >= 0x80) {
      const count = first - 0x80;
      if (count === 0 || count > 4 || begin + count > this.#bytes.length) throw new DerError('a length cannot be read');
      length = this.#bytes.readUIntBE(begin, count);
      begin += count;
    }
    const end = begin + length;
    if (end > this.#bytes.length) throw new DerError('an element runs past the end of its structure');
    this.#at = end;
    return { tag, content: this.#bytes.subarray(begin, end), raw: this.#bytes.subarray(start, end) };
  }

  expect(tag: number): Element {
    const element = this.next();
    if (element.tag !== tag) throw new DerError(`element ${tag} expected, found ${element.tag}`);
    return element;
  }

  /** The next element if it has that tag; else it stays the next. */
  optional(...tags: readonly number[]): Element | undefined {
    return tags.includes(this.#bytes[this.#at] ?? -1) ? this.next() : undefined;
  }
}

/** What a certificate says that Node's X509Certificate does not, or not exactly. */
export interface CertificateFields {
  /** The number's bytes in hexadecimal, without leading zeros. */
  readonly serial: string;
  /** Every organizational unit in the subject, in order. */
  readonly organizationalUnits: readonly string[];
  /** Authorities that may come between this one and an end certificate; undefined where that is not limited. */
  readonly pathLength: number | undefined;
  /** Object identifiers of critical extensions, such as `2.5.29.19`. */
  readonly criticalExtensions: readonly string[];
}

const OID_ORGANIZATIONAL_UNIT = '2.5.4.11';
const OID_BASIC_CONSTRAINTS = '2.5.29.19';

/** Reads fields of a certificate. @throws DerError */
export function readCertificateFields(der: Buffer): CertificateFields {
  const tbs = new DerReader(
    new DerReader(new DerReader(der).expect(Tag.sequence).content).expect(Tag.sequence).content,
  );
  tbs.optional(Tag.context0); // version
  const serial = hexOf(tbs.expect(Tag.integer).content);
  tbs.expect(Tag.sequence); // signature algorithm
  tbs.expect(Tag.sequence); // issuer
  tbs.expect(Tag.sequence); // validity
  const organizationalUnits = unitsOf(tbs.expect(Tag.sequence).content);
  let extensions: readonly Extension[] = [];
  while (!tbs.done) {
    const { tag, content } = tbs.next();
    if (tag === Tag.context3) extensions = extensionsOf(content);
  }
  const constraints = extensions.find(({ oid }) => oid === OID_BASIC_CONSTRAINTS);
  return {
    serial,
    organizationalUnits,
    pathLength: constraints === undefined ? undefined : pathLengthOf(constraints.value),
    criticalExtensions: extensions.filter(({ critical }) => critical).map(({ oid }) => oid),
  };
}

/** A certificate revocation list, its signature not yet checked. */
export interface RevocationList {
  /** Serial numbers, as {@link CertificateFields.serial}. */
  readonly serials: readonly string[];
  /** What is signed. */
  readonly signedBytes: Buffer;
  readonly signature: Buffer;
  /** Name of the digest for `node:crypto`. */
  readonly digest: string;
}

const DIGESTS: Readonly<Record<string, string>> = {
  '1.2.840.10045.4.3.2': 'sha256',
  '1.2.840.10045.4.3.3': 'sha384',
  '1.2.840.10045.4.3.4': 'sha512',
  '1.2.840.113549.1.1.11': 'sha256',
  '1.2.840.113549.1.1.12': 'sha384',
  '1.2.840.113549.1.1.13': 'sha512',
};

/** Reads a certificate revocation list. @throws DerError */
export function readRevocationList(der: Buffer): RevocationList {
  const list = new DerReader(new DerReader(der).expect(Tag.sequence).content);
  const tbs = list.expect(Tag.sequence);
  const algorithm = oidOf(new DerReader(list.expect(Tag.sequence).content).expect(Tag.oid).content);
  const signature = list.expect(Tag.bitString).content;
  const digest = DIGESTS[algorithm];
  if (digest === undefined) throw new DerError(`a list signed by algorithm ${algorithm} is not supported`);
  const reader = new DerReader(tbs.content);
  reader.optional(Tag.integer); // version
  reader.expect(Tag.sequence); // signature algorithm
  reader.expect(Tag.sequence); // issuer
  reader.next(); // this update
  reader.optional(Tag.utcTime, Tag.generalizedTime); // next update
  const serials: string[] = [];
  const revoked = new DerReader(reader.optional(Tag.sequence)?.content ?? Buffer.alloc(0));
  while (!revoked.done) {
    serials.push(hexOf(new DerReader(revoked.expect(Tag.sequence).content).expect(Tag.integer).content));
  }
  return { serials, signedBytes: tbs.raw, signature: signature.subarray(1), digest };
}

interface Extension {
  readonly oid: string;
  readonly critical: boolean;
  readonly value: Buffer;
}

function extensionsOf(content: Buffer): readonly Extension[] {
  const list = new DerReader(new DerReader(content).expect(Tag.sequence).content);
  const extensions: Extension[] = [];
  while (!list.done) {
    const extension = new DerReader(list.expect(Tag.sequence).content);
    const oid = oidOf(extension.expect(Tag.oid).content);
    const critical = (extension.optional(Tag.boolean)?.content[0] ?? 0) !== 0;
    extensions.push({ oid, critical, value: extension.expect(Tag.octetString).content });
  }
  return extensions;
}

function pathLengthOf(value: Buffer): number | undefined {
  const constraints = new DerReader(new DerReader(value).expect(Tag.sequence).content);
  constraints.optional(Tag.boolean); // whether it is an authority, which Node tells
  const length = constraints.optional(Tag.integer)?.content;
  if (length === undefined) return undefined;
  if (length.length === 0 || length.length > 4) throw new DerError('a path length cannot be read');
  return length.readUIntBE(0, length.length);
}

function unitsOf(name: Buffer): readonly string[] {
  const units: string[] = [];
  const parts = new DerReader(name);
  while (!parts.done) {
    const attributes = new DerReader(parts.next().content);
    while (!attributes.done) {
      const attribute = new DerReader(attributes.expect(Tag.sequence).content);
      const oid = oidOf(attribute.expect(Tag.oid).content);
      if (oid === OID_ORGANIZATIONAL_UNIT) units.push(textOf(attribute.next()));
    }
  }
  return units;
}

function textOf({ tag, content }: Element): string {
  switch (tag) {
    case Tag.utf8String:
      return content.toString('utf8');
    case Tag.printableString:
    case Tag.ia5String:
    case Tag.teletexString:
      return content.toString('latin1');
    case Tag.bmpString:
      return Buffer.from(content.subarray(0, content.length & ~1))
        .swap16()
        .toString('utf16le');
    default:
      throw new DerError(`a name holds an element ${tag}`);
  }
}

function hexOf(integer: Buffer): string {
  return integer.toString('hex').replace(/^(?:00)+(?=.)/u, '');
}

function oidOf(content: Buffer): string {
  const numbers: number[] = [];
  let value = 0;
  for (const byte of content) {
    value = value * 128 + (byte & 0x7f);
    if (value > 0xffffffff) throw new DerError('an object identifier cannot be read');
    if (byte >= 0x80) continue;
    numbers.push(value);
    value = 0;
  }
  const [first = 0, ...rest] = numbers;
  const top = Math.min(Math.floor(first / 40), 2);
  return [top, first - top * 40, ...rest].join('.');
}
