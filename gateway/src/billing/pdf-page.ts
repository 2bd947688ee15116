import { once } from 'node:events';
import { setImmediate as turn } from 'node:timers/promises';

import type PDFDocument from 'pdfkit';

import { fontFile, runsOf } from './pdf-fonts.js';

type Document = InstanceType<typeof PDFDocument>;

/** The part of a font that this needs, whoever made it. */
interface Glyphs {
  hasGlyphForCodePoint(codePoint: number): boolean;
}

export interface Column {
  readonly title: string;
  /** Points. */
  readonly width: number;
  readonly align?: 'left' | 'right';
}

const MARGIN = 42;
const ROW_HEIGHT = 15;
const CELL_PADDING = 4;
const TEXT_SIZE = 8.5;
const INK = '#1c2430';
const GREY = '#667085';
const LINE = '#d0d5dd';
const ROWS_A_TURN = 50;
const ELLIPSIS = '…';

/** A4 pages with texts of any script, tables that go on over pages, and a footer that counts them. */
export class PdfPages {
  readonly #document: Document;
  readonly #fonts = new Map<string, Glyphs>();
  readonly #covers = (font: string, codePoint: number): boolean => {
    this.#use(font);
    return this.#fonts.get(font)?.hasGlyphForCodePoint(codePoint) ?? false;
  };
  #y = MARGIN;
  #rows = 0;

  private constructor(document: Document) {
    this.#document = document;
  }

  /** @param about what the file says of itself; the same gives the same bytes */
  static async begin(about: {
    readonly title: string;
    readonly author: string;
    readonly date: Date;
  }): Promise<PdfPages> {
    const { default: Pdf } = await import('pdfkit');
    const document = new Pdf({
      size: 'A4',
      margin: MARGIN,
      bufferPages: true,
      lang: 'zh-CN',
      displayTitle: true,
      info: { Title: about.title, Author: about.author, CreationDate: about.date, ModDate: about.date },
    });
    return new PdfPages(document);
  }

  get width(): number {
    return this.#document.page.width - 2 * MARGIN;
  }

  /** A line of its own, cut off where the page ends. */
  line(text: string, style: { readonly size?: number; readonly grey?: boolean; readonly gap?: number } = {}): void {
    const { size = TEXT_SIZE, grey = false, gap = 4 } = style;
    const height = size * 1.5;
    this.#need(height);
    this.#put(text, { x: MARGIN, y: this.#y, width: this.width, size, grey });
    this.#y += height + gap;
  }

  space(height: number): void {
    this.#y += height;
  }

  /** A row of a table; its titles stand again on every new page. */
  async row(columns: readonly Column[], cells: readonly string[]): Promise<void> {
    this.#rows += 1;
    // Typesetting is work: others have their turn in between.
    if (this.#rows % ROWS_A_TURN === 0) await turn();
    if (this.#need(ROW_HEIGHT)) this.titles(columns);
    this.#cells(columns, cells, false);
  }

  titles(columns: readonly Column[]): void {
    this.#need(2 * ROW_HEIGHT);
    this.#cells(
      columns,
      columns.map(({ title }) => title),
      true,
    );
    this.#rule(this.#y - 2);
    this.#y += 2;
  }

  rule(): void {
    this.#rule(this.#y);
    this.#y += 4;
  }

  /** Ends the file; its bytes. */
  async finish(footer: string): Promise<Buffer> {
    const { start, count } = this.#document.bufferedPageRange();
    for (let page = start; page < start + count; page += 1) {
      this.#document.switchToPage(page);
      const y = this.#document.page.height - MARGIN + 8;
      // Below the margin a text would begin a new page.
      this.#document.page.margins.bottom = 0;
      const number = `${(page - start + 1).toString()} / ${count.toString()}`;
      this.#put(footer, { x: MARGIN, y, width: this.width - 60, size: 7, grey: true });
      this.#put(number, { x: MARGIN + this.width - 60, y, width: 60, size: 7, grey: true, align: 'right' });
    }
    const parts: Buffer[] = [];
    this.#document.on('data', (part: Buffer) => parts.push(part));
    const ended = once(this.#document, 'end');
    this.#document.end();
    await ended;
    return Buffer.concat(parts);
  }

  #cells(columns: readonly Column[], cells: readonly string[], grey: boolean): void {
    let x = MARGIN;
    for (const [at, { width, align }] of columns.entries()) {
      const text = cells[at] ?? '';
      this.#put(text, { x, y: this.#y, width: width - CELL_PADDING, size: TEXT_SIZE, grey, align });
      x += width;
    }
    this.#y += ROW_HEIGHT;
  }

  #rule(y: number): void {
    const right = MARGIN + this.width;
    this.#document.moveTo(MARGIN, y).lineTo(right, y).lineWidth(0.5).strokeColor(LINE).stroke();
  }

  /** Begins a new page where the height is not left. */
  #need(height: number): boolean {
    if (this.#y + height <= this.#document.page.height - MARGIN) return false;
    this.#document.addPage();
    this.#y = MARGIN;
    return true;
  }

  /** One line of text in a box: what does not fit is cut off, and shown to be. */
  #put(
    text: string,
    box: {
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly size: number;
      readonly grey: boolean;
      readonly align?: 'left' | 'right' | undefined;
    },
  ): void {
    const shown = this.#fit(text.replaceAll(/\s+/gu, ' '), box.width, box.size);
    let x = box.align === 'right' ? box.x + box.width - this.#widthOf(shown, box.size) : box.x;
    this.#document.fillColor(box.grey ? GREY : INK);
    for (const run of runsOf(shown, this.#covers)) {
      this.#use(run.font).fontSize(box.size).text(run.text, x, box.y, { lineBreak: false });
      x += this.#document.widthOfString(run.text);
    }
  }

  #fit(text: string, width: number, size: number): string {
    if (this.#widthOf(text, size) <= width) return text;
    const characters = Array.from(text);
    while (characters.length > 0 && this.#widthOf(characters.join('') + ELLIPSIS, size) > width) characters.pop();
    return characters.join('') + ELLIPSIS;
  }

  #widthOf(text: string, size: number): number {
    let width = 0;
    for (const run of runsOf(text, this.#covers)) {
      width += this.#use(run.font).fontSize(size).widthOfString(run.text);
    }
    return width;
  }

  #use(font: string): Document {
    if (this.#fonts.has(font)) return this.#document.font(font);
    this.#document.registerFont(font, fontFile(font));
    this.#document.font(font);
    // The library's types do not tell of the font in use.
    const { _font } = this.#document as unknown as { readonly _font: { readonly font: Glyphs } };
    this.#fonts.set(font, _font.font);
    return this.#document;
  }
}
