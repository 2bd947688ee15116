import { createHash } from 'node:crypto';

import type { OpenApiDocument } from './openapi.js';
import { PROBLEM_TYPE } from './problem.js';

interface Page {
  readonly html: string;
  /** Nothing but this page's own style. */
  readonly contentSecurityPolicy: string;
}

/** As much of OpenAPI as the page shows. */
interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly description?: string;
  readonly example?: string | number | boolean;
  readonly pattern?: string;
  readonly format?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
}
type Schemas = Readonly<Record<string, Schema>>;
interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly description?: string;
  readonly schema?: Schema;
}
type Content = Readonly<Record<string, { readonly schema?: Schema }>>;
interface Operation {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly summary: string;
  readonly description?: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, { readonly description: string; readonly content?: Content }>>;
}

const STYLE = `
:root{color-scheme:light dark;--fg:#1b1f24;--dim:#57606a;--line:#d8dee4;--bg:#fff;--box:#f6f8fa;--mark:#fff8c5;--get:#0969da;--post:#1a7f37;--put:#9a6700;--delete:#cf222e}
@media(prefers-color-scheme:dark){:root{--fg:#e6edf3;--dim:#9aa4af;--line:#30363d;--bg:#0d1117;--box:#161b22;--mark:#3a2f0b;--get:#4493f8;--post:#3fb950;--put:#d29922;--delete:#f85149}}
*{box-sizing:border-box}html{scroll-padding-top:1rem}body{margin:0 auto;max-width:64rem;padding:1.5rem;background:var(--bg);color:var(--fg);font:16px/1.5 system-ui,sans-serif}
h1{font-size:1.7rem;margin:.2rem 0}h2{margin:2rem 0 .5rem;font-size:1.2rem}h3{font-size:.95rem;margin:1rem 0 .3rem}
p{margin:.4rem 0}a{color:var(--get)}nav{display:flex;flex-wrap:wrap;gap:.2rem 1rem;margin-top:.8rem}
code,pre{font:.88em ui-monospace,monospace}code{overflow-wrap:break-word}small{color:var(--dim)}small code{overflow-wrap:anywhere}
pre{margin:.3rem 0;padding:.6rem .8rem;background:var(--box);border:1px solid var(--line);border-radius:6px;overflow-x:auto}
details{border:1px solid var(--line);border-radius:6px;margin:.4rem 0;background:var(--box)}details>div{padding:.2rem 1rem 1rem;background:var(--bg);border-top:1px solid var(--line);border-radius:0 0 6px 6px}
summary{padding:.5rem .8rem;cursor:pointer;display:flex;gap:.1rem .8rem;align-items:baseline;flex-wrap:wrap}summary::before{content:"▸";color:var(--dim)}details[open]>summary::before{content:"▾"}
summary span{color:var(--dim);flex:1 1 20rem}summary:hover span{color:var(--fg)}:target{background:var(--mark)}
.m{font-weight:700;min-width:3.6rem}.get{color:var(--get)}.post{color:var(--post)}.put{color:var(--put)}.delete{color:var(--delete)}
.wide{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:.9rem}th,td{text-align:left;vertical-align:top;padding:.3rem .8rem .3rem 0;border-bottom:1px solid var(--line)}th{color:var(--dim);font-weight:600}td:first-child{white-space:nowrap}
`;

/** The API's description as one page: no script, nothing from elsewhere. */
export function docsPage(document: OpenApiDocument): Page {
  const operations = operationsOf(document);
  const schemas = (document.components?.schemas ?? {}) as Schemas;
  const tags = (document.tags ?? []).map(({ name }) => name);
  const sections = tags.map((tag) => {
    const own = operations.filter(({ operation }) => operation.tags.includes(tag));
    return `<h2 id="${slug(tag)}">${escape(tag)}</h2>${own.map((entry) => operationHtml(entry, schemas)).join('')}`;
  });
  const html = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${escape(document.info.title)}</title><style>${STYLE}</style></head><body>
<h1>${escape(document.info.title)} <small>${escape(document.info.version)}</small></h1>
<p>${escape(document.info.description ?? '')}</p>
<p>For programs: <a href="/openapi.json">openapi.json</a>. Refusals are <a href="#schema-Problem"><code>Problem</code></a> documents.</p>
<nav aria-label="Groups">${tags.map((tag) => `<a href="#${slug(tag)}">${escape(tag)}</a>`).join(' ')} <a href="#schemas">Schemas</a></nav>
${sections.join('\n')}
<h2 id="schemas">Schemas</h2>
${Object.entries(schemas)
  .map(([name, schema]) => schemaHtml(name, schema))
  .join('\n')}
</body></html>
`;
  const digest = createHash('sha256').update(STYLE).digest('base64');
  return {
    html,
    contentSecurityPolicy: `default-src 'none'; style-src 'sha256-${digest}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  };
}

interface Entry {
  readonly method: string;
  readonly path: string;
  readonly operation: Operation;
}

function operationsOf(document: OpenApiDocument): readonly Entry[] {
  return Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    Object.entries(item as Readonly<Record<string, Operation>>).map(([method, operation]) => ({
      method,
      path,
      operation,
    })),
  );
}

/** Its id is inside what is folded, so that a link to it unfolds it. */
function operationHtml({ method, path, operation }: Entry, schemas: Schemas): string {
  const body = Object.values(operation.requestBody?.content ?? {})[0]?.schema;
  const parameters = operation.parameters ?? [];
  return `<details><summary><b class="m ${escape(method)}">${escape(method.toUpperCase())}</b> <code>${escape(path)}</code> <span>${escape(operation.summary)}</span></summary><div id="${escape(operation.operationId)}">
<p>${inline(operation.description ?? '')}</p>
${parameters.length === 0 ? '' : `<h3>Parameters</h3>${table(['name', 'in', 'form', 'meaning'], parameters.map(parameterRow))}`}
${body === undefined ? '' : `<h3>Body</h3>${bodyHtml(body, schemas)}`}
<h3>Answers</h3>${table(['status', 'meaning', 'body'], Object.entries(operation.responses).map(responseRow))}
</div></details>`;
}

/** The body's fields, and one whose needed fields are filled in. */
function bodyHtml(body: Schema, schemas: Schemas): string {
  const schema = schemas[nameOf(body)] ?? body;
  const examples = Object.entries(schema.properties ?? {})
    .filter(([field, { example }]) => example !== undefined && (schema.required ?? []).includes(field))
    .map(([field, { example }]) => [field, example] as const);
  if (examples.length === 0) return contentHtml(schema);
  const example = JSON.stringify(Object.fromEntries(examples), undefined, 2);
  return `${contentHtml(schema)}<pre>${escape(example)}</pre>`;
}

function nameOf({ $ref = '' }: Schema): string {
  return $ref.split('/').at(-1) ?? '';
}

function parameterRow(parameter: Parameter): readonly string[] {
  const { name, required, description = '', schema = {} } = parameter;
  const need = required === true ? ' <small>required</small>' : '';
  return [`<code>${escape(name)}</code>${need}`, escape(parameter.in), typeHtml(schema), inline(description)];
}

function responseRow([status, response]: [string, Operation['responses'][string]]): readonly string[] {
  const [content] = Object.entries(response.content ?? {}).filter(([type]) => type !== PROBLEM_TYPE);
  const form =
    content === undefined || content[0] === 'application/json' ? '' : ` <small>${escape(content[0])}</small>`;
  const type = content === undefined ? '' : typeHtml(content[1].schema ?? {}) + form;
  // One line a code.
  return [`<b>${escape(status)}</b>`, inline(response.description).replaceAll('. <code>', '<br><code>'), type];
}

function schemaHtml(name: string, schema: Schema): string {
  const about = schema.description ?? '';
  return `<details><summary><code>${escape(name)}</code> <span>${escape(about)}</span></summary><div id="schema-${escape(name)}">${contentHtml(schema)}</div></details>`;
}

function contentHtml(schema: Schema): string {
  const rows = Object.entries(schema.properties ?? {}).map(([field, of]) => {
    const isOptional = !(schema.required ?? []).includes(field);
    const example =
      of.example === undefined ? '' : ` <small>e.g. <code>${escape(exampleText(of.example))}</code></small>`;
    return [
      `<code>${escape(field)}</code>${isOptional ? ' <small>optional</small>' : ''}`,
      typeHtml(of),
      `${inline(of.description ?? '')}${example}`,
    ];
  });
  return rows.length === 0 ? `<p>${typeHtml(schema)}</p>` : table(['field', 'form', 'meaning'], rows);
}

function exampleText(example: unknown): string {
  return typeof example === 'string' ? example : JSON.stringify(example);
}

function typeHtml(schema: Schema): string {
  if (schema.$ref !== undefined) {
    const name = nameOf(schema);
    return `<a href="#schema-${escape(name)}"><code>${escape(name)}</code></a>`;
  }
  if (schema.anyOf !== undefined) return schema.anyOf.map(typeHtml).join(' or ');
  if (schema.items !== undefined) return `list of ${typeHtml(schema.items)}`;
  if (schema.enum !== undefined) return schema.enum.map((word) => `<code>${escape(String(word))}</code>`).join(' or ');
  const type = typeof schema.type === 'string' ? schema.type : (schema.type ?? []).join(' or ');
  const form = schema.format ?? schema.pattern;
  return escape(type) + (form === undefined ? '' : ` <small><code>${escape(form)}</code></small>`);
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = (row: readonly string[], tag: string): string =>
    `<tr>${row.map((cell) => `<${tag}>${cell}</${tag}>`).join('')}</tr>`;
  return `<div class="wide"><table>${cells(head, 'th')}${rows.map((row) => cells(row, 'td')).join('')}</table></div>`;
}

/** A text with `code` in backquotes. */
function inline(text: string): string {
  return escape(text).replace(/`([^`]+)`/gu, '<code>$1</code>');
}

function slug(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]+/gu, '-');
}

function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
