import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { root } from './imports';

const platform = new Set([
  'Date',
  'Promise',
  'setTimeout',
  'setInterval',
  'fetch',
  'document',
  'window',
  'process',
  'queueMicrotask',
  'performance',
]);

/** `file:line name` for each use of a platform global, as a value or as a type, that the file does not declare itself. */
export function platformUses(file: string): string[] {
  const source = ts.createSourceFile(
    file,
    readFileSync(join(root, file), 'utf8'),
    ts.ScriptTarget.ES2023,
    true,
  );
  const declared = new Set<string>();
  const uses: { name: string; line: number }[] = [];
  const visit = (node: ts.Node): void => {
    if (isDeclaration(node) && node.name && ts.isIdentifier(node.name)) declared.add(node.name.text);
    if (ts.isIdentifier(node)) {
      const name = usedGlobal(node);
      if (name !== undefined)
        uses.push({ name, line: source.getLineAndCharacterOfPosition(node.getStart()).line + 1 });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return uses.filter((use) => !declared.has(use.name)).map((use) => `${file}:${use.line} ${use.name}`);
}

type Declaration = ts.Node & { readonly name?: ts.Node };

function isDeclaration(node: ts.Node): node is Declaration {
  return (
    ts.isVariableDeclaration(node) ||
    ts.isParameter(node) ||
    ts.isBindingElement(node) ||
    ts.isFunctionDeclaration(node) ||
    ts.isImportSpecifier(node)
  );
}

/** The name when the identifier refers to a global of the platform rather than to a member or a declaration. */
function usedGlobal(node: ts.Identifier): string | undefined {
  const parent = node.parent;
  if (ts.isPropertyAccessExpression(parent) && parent.name === node) {
    return node.text === 'random' && parent.expression.getText() === 'Math' ? 'Math.random' : undefined;
  }
  if (!platform.has(node.text)) return undefined;
  const isMemberName = 'name' in parent && parent.name === node && !ts.isShorthandPropertyAssignment(parent);
  return isMemberName ? undefined : node.text;
}
