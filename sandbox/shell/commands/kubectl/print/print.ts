import { goJson } from '../../../../lib/go-json';
import { printYaml } from '../../../../lib/yaml/index';
import { clientError, type KubectlError } from '../failure';
import { typeName } from '../resources';
import type { Session } from '../session';
import { columnsOfFile, customColumns } from './custom-columns';
import { parseTemplate, TemplateError } from './go-template/parse';
import { runTemplate } from './go-template/run';
import { jsonPathTemplate } from './jsonpath';
import type { Printable, Printer, PrintOptions } from './printer';

const APPLY_FORMATS =
  'go-template,go-template-file,json,jsonpath,jsonpath-as-json,jsonpath-file,kyaml,name,template,templatefile,yaml';
const GET_FORMATS =
  'custom-columns,custom-columns-file,go-template,go-template-file,json,jsonpath,jsonpath-as-json,jsonpath-file,kyaml,name,template,templatefile,wide,yaml';

/** The printer of a verb that changes something: no tables. @throws KubectlError for unknown formats */
export function changePrinter(session: Session): Printer | undefined {
  const format = session.input.flag('output') ?? '';
  const name = format.split('=')[0] ?? '';
  if (name === 'wide' || name.startsWith('custom-columns')) throw unknownFormat(format, APPLY_FORMATS);
  return printerFor(session, APPLY_FORMATS);
}

/** The printer of `-o json|yaml|name|jsonpath=…|custom-columns=…`; undefined for tables. @throws KubectlError for unknown formats */
export function printerFor(session: Session, allowed = GET_FORMATS): Printer | undefined {
  const format = session.input.flag('output') ?? '';
  const [, name = format, argument] = /^([^=]*)=?([\s\S]*)$/.exec(format) ?? [];
  switch (name) {
    case '':
    case 'wide':
      return undefined;
    case 'json':
      return (objects, options) => `${goJson(documentOf(objects, options), 4)}\n`;
    case 'yaml':
      return (objects, options) => printYaml(documentOf(objects, options));
    case 'name':
      return (objects) =>
        objects.map(({ object, kind }) => `${typeName(kind)}/${object.metadata.name}\n`).join('');
    case 'jsonpath':
    case 'jsonpath-as-json':
      return jsonPathPrinter(argument ?? '', name);
    case 'go-template':
    case 'template':
      return templatePrinter(argument ?? '');
    case 'go-template-file':
    case 'templatefile':
      return templatePrinter(fileText(argument ?? '', session));
    case 'custom-columns':
      return customColumns(argument ?? '');
    case 'custom-columns-file':
      return customColumns(columnsOfFile(argument ?? '', session));
    default:
      throw unknownFormat(format, allowed);
  }
}

function jsonPathPrinter(template: string, format: string): Printer {
  if (template === '') throw clientError(`template format specified but no template given`);
  const evaluate = jsonPathTemplate(template, format === 'jsonpath-as-json');
  return (objects, options) => evaluate(documentOf(objects, options));
}

function templatePrinter(template: string): Printer {
  if (template === '') throw clientError('template format specified but no template given');
  return (objects, options) => {
    try {
      return runTemplate(parseTemplate(template), documentOf(objects, options));
    } catch (error) {
      if (!(error instanceof TemplateError)) throw error;
      throw clientError(
        `error executing template ${JSON.stringify(template)}: template: output:1: ${error.message}`,
      );
    }
  };
}

function fileText(name: string, session: Session): string {
  const text = session.context.world.files.read(session.resolve(name));
  if (text === undefined)
    throw clientError(`error reading --template ${name}, open ${name}: no such file or directory`);
  return text;
}

/** What json and yaml show: the object, or a List of them. */
export function documentOf(objects: readonly Printable[], { asList, bareList }: PrintOptions): unknown {
  const [only] = objects;
  if (!asList && only && objects.length === 1) return only.object;
  return {
    apiVersion: 'v1',
    items: objects.map(({ object }) => object),
    kind: 'List',
    metadata: bareList === true ? {} : { resourceVersion: '' },
  };
}

function unknownFormat(format: string, allowed: string): KubectlError {
  return clientError(
    `unable to match a printer suitable for the output format ${JSON.stringify(format)}, allowed formats are: ${allowed}`,
  );
}
