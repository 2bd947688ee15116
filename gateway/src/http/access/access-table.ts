import { ACCESS, type OperationId, type Reach, ROLES } from './policy.js';

const CELLS: Readonly<Record<Reach, string>> = { all: 'yes', own: 'own' };

/** The access table as Markdown, for documents: a row a route, a column a role. */
export function accessTable(
  routes: readonly { readonly operationId: OperationId; readonly method: string; readonly path: string }[],
): string {
  const rows = routes.map(({ operationId, method, path }) => {
    const row: Readonly<Partial<Record<string, Reach>>> = ACCESS[operationId];
    const cells = ROLES.map((role) => {
      const reach = row[role];
      return reach === undefined ? '–' : CELLS[reach];
    });
    return `| \`${method.toUpperCase()} ${path}\` | ${cells.join(' | ')} |`;
  });
  const head = [`| route | ${ROLES.join(' | ')} |`, `|---|${ROLES.map(() => '---').join('|')}|`];
  return [...head, ...rows, ''].join('\n');
}
