import { isRecord } from '../../../../../kube/index';
import { functions, isTruthy, shown } from './functions';
import { TemplateError, type Node, type Operand, type Pipeline } from './parse';

/** Fills a template with an object. @throws TemplateError */
export function runTemplate(nodes: readonly Node[], data: unknown): string {
  return new Run(data).nodes(nodes, data);
}

class Run {
  readonly #variables: [string, unknown][] = [];

  constructor(root: unknown) {
    this.#variables.push(['', root]);
  }

  nodes(nodes: readonly Node[], dot: unknown): string {
    const depth = this.#variables.length;
    const text = nodes.map((node) => this.#node(node, dot)).join('');
    this.#variables.length = depth;
    return text;
  }

  #node(node: Node, dot: unknown): string {
    if (node.is === 'text') return node.text;
    if (node.is === 'range') return this.#range(node, dot);
    const depth = this.#variables.length;
    const value = this.#pipeline(node.pipeline, dot);
    if (node.is === 'action') return node.pipeline.variables.length > 0 ? '' : shown(value);
    const inner = node.is === 'with' ? value : dot;
    const text = isTruthy(value) ? this.nodes(node.body, inner) : this.nodes(node.otherwise, dot);
    this.#variables.length = depth;
    return text;
  }

  #range({ pipeline, body, otherwise }: Exclude<Node, { is: 'text' | 'action' }>, dot: unknown): string {
    const value = this.#pipeline({ ...pipeline, variables: [] }, dot);
    if (!isTruthy(value)) return this.nodes(otherwise, dot);
    const entries: readonly (readonly [unknown, unknown])[] = Array.isArray(value)
      ? value.map((item, index) => [index, item] as const)
      : isRecord(value)
        ? Object.keys(value)
            .sort()
            .map((key) => [key, value[key]] as const)
        : fail(`range can't iterate over ${shown(value)}`);
    const [first, second] = pipeline.variables;
    return entries
      .map(([key, item]) => {
        const depth = this.#variables.length;
        if (first !== undefined) this.#variables.push([first, second === undefined ? item : key]);
        if (second !== undefined) this.#variables.push([second, item]);
        const text = this.nodes(body, item);
        this.#variables.length = depth;
        return text;
      })
      .join('');
  }

  #pipeline({ variables, commands }: Pipeline, dot: unknown): unknown {
    let value: unknown;
    commands.forEach((command, index) => {
      value = this.#command(command, index === 0 ? [] : [value], dot);
    });
    for (const name of variables) this.#variables.push([name, value]);
    return value;
  }

  #command([head, ...rest]: readonly Operand[], piped: readonly unknown[], dot: unknown): unknown {
    if (head === undefined) return undefined;
    if (head.is !== 'function') return this.#operand(head, dot);
    const call = functions[head.name] ?? fail(`function ${JSON.stringify(head.name)} not defined`);
    return call(...rest.map((operand) => this.#operand(operand, dot)), ...piped);
  }

  #operand(operand: Operand, dot: unknown): unknown {
    switch (operand.is) {
      case 'literal':
        return operand.value;
      case 'field':
        return walk(dot, operand.path);
      case 'variable': {
        const found = this.#variables.findLast(([name]) => name === operand.name);
        return walk((found ?? fail(`undefined variable "$${operand.name}"`))[1], operand.path);
      }
      case 'group':
        return walk(this.#pipeline(operand.pipeline, dot), operand.path);
      case 'function':
        return this.#command([operand], [], dot);
    }
  }
}

function walk(value: unknown, path: readonly string[]): unknown {
  let at = value;
  for (const key of path) {
    if (at === undefined || at === null) return undefined;
    if (!isRecord(at))
      fail(`can't evaluate field ${key} in type ${Array.isArray(at) ? '[]interface {}' : typeof at}`);
    at = at[key];
  }
  return at;
}

function fail(reason: string): never {
  throw new TemplateError(reason);
}
