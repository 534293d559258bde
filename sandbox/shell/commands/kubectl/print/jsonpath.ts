import { goJson } from '../../../../lib/go-json';
import { clientError } from '../failure';
import { evaluatePath, JsonPathError } from './jsonpath-path';
import { parseTemplate, type TemplateNode } from './jsonpath-parse';

/** Compiles a template such as `{range .items[*]}{.metadata.name}{"\n"}{end}`. @throws KubectlError when it is malformed */
export function jsonPathTemplate(template: string, asJson = false): (value: unknown) => string {
  const nodes = guard(template, () => parseTemplate(template));
  return (value) =>
    guard(template, () => {
      if (!asJson) return render(nodes, value, value);
      const results = nodes.flatMap((node) =>
        node.is === 'path' ? evaluatePath(node.steps, value, value) : [],
      );
      return `${goJson(results, 4)}\n`;
    });
}

/** The value of one path such as `.metadata.name` in an object, as sort-by and custom columns need it. */
export function jsonPathValues(expression: string): (value: unknown) => readonly unknown[] {
  const nodes = parsed(expression);
  return (value) => {
    try {
      return nodes.flatMap((node) => (node.is === 'path' ? evaluatePath(node.steps, value, value) : []));
    } catch (error) {
      if (error instanceof JsonPathError) return [];
      throw error;
    }
  };
}

function parsed(expression: string): readonly TemplateNode[] {
  try {
    return parseTemplate(expression);
  } catch (error) {
    if (error instanceof JsonPathError) throw clientError(error.message);
    throw error;
  }
}

/** Prints a result as kubectl does: texts bare, everything else as JSON. */
export function resultText(value: unknown): string {
  if (typeof value === 'string') return value;
  return value === null || value === undefined ? '' : goJson(value);
}

function render(nodes: readonly TemplateNode[], value: unknown, root: unknown): string {
  return nodes
    .map((node) => {
      switch (node.is) {
        case 'text':
          return node.text;
        case 'path':
          return evaluatePath(node.steps, value, root).map(resultText).join(' ');
        case 'range':
          return evaluatePath(node.steps, value, root)
            .map((item) => render(node.body, item, root))
            .join('');
      }
    })
    .join('');
}

function guard<T>(template: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof JsonPathError)) throw error;
    throw clientError(
      error.parsing
        ? `error parsing jsonpath ${template}, ${error.message}`
        : `error executing jsonpath ${JSON.stringify(template)}: Error executing template: ${error.message}. Printing more information for debugging the template:\n\ttemplate was:\n\t\t${template}\n\tobject given to jsonpath engine was:\n\t\t…\n`,
    );
  }
}
