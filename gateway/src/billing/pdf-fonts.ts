import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

import { unpackWoff } from './sfnt.js';

const require = createRequire(import.meta.url);
const PACKAGE = '@fontsource/noto-sans-sc';
/** Latin and the characters of everyday Chinese, all in one file. */
const EVERYDAY = 'chinese-simplified';
const REPLACEMENT = '□';

/** Whether a font file has a character. */
export type Covers = (font: string, codePoint: number) => boolean;

/** A text and the font file that has all its characters. */
export interface Run {
  readonly font: string;
  readonly text: string;
}

let everydayFont: Buffer | undefined;

/** The bytes of a font of one weight. The everyday one, a few MB, is kept: every document needs it. */
export function fontFile(font: string): Buffer {
  const read = (): Buffer =>
    unpackWoff(readFileSync(require.resolve(`${PACKAGE}/files/noto-sans-sc-${font}-400-normal.woff`)));
  if (font !== EVERYDAY) return read();
  everydayFont ??= read();
  return everydayFont;
}

/** Cuts a text where the everyday font lacks a character, which rarer files may have; what none has is a square. */
export function runsOf(text: string, covers: Covers): readonly Run[] {
  const runs: Run[] = [];
  for (const character of text) {
    const codePoint = character.codePointAt(0) ?? 0;
    const found = fontOf(codePoint, covers);
    const [font, shown] = found === undefined ? [EVERYDAY, REPLACEMENT] : [found, character];
    const last = runs.at(-1);
    if (last?.font === font) runs[runs.length - 1] = { font, text: last.text + shown };
    else runs.push({ font, text: shown });
  }
  return runs;
}

function fontOf(codePoint: number, covers: Covers): string | undefined {
  if (covers(EVERYDAY, codePoint)) return EVERYDAY;
  const rare = rareFontOf(codePoint);
  return rare !== undefined && covers(rare, codePoint) ? rare : undefined;
}

let ranges: readonly (readonly [from: number, to: number, font: string])[] | undefined;

/** Which of the package's numbered files has a character, by its own table. */
function rareFontOf(codePoint: number): string | undefined {
  ranges ??= readRanges();
  return ranges.find(([from, to]) => from <= codePoint && codePoint <= to)?.[2];
}

function readRanges(): NonNullable<typeof ranges> {
  const table = require(`${PACKAGE}/unicode.json`) as Readonly<Record<string, string>>;
  return Object.entries(table).flatMap(([name, list]) => {
    const font = /^\[(\d+)\]$/u.exec(name)?.[1];
    if (font === undefined) return [];
    return list.split(',').map((range): readonly [number, number, string] => {
      const [from = '', to = from] = range.replace(/^U\+/u, '').split('-');
      return [Number.parseInt(from, 16), Number.parseInt(to, 16), font];
    });
  });
}
