import {
  ApiError,
  applyMergePatch,
  isRecord,
  objectSchema,
  sameJson,
  strategicMerge,
  type KindDeclaration,
  type KubeObject,
  type ObjectKey,
  type WriteResult,
} from '../../../../kube/index';
import { parseYaml } from '../../../../lib/yaml/index';
import { completeResources } from '../complete';
import { dryRunSuffix, readDryRun } from '../dry-run';
import { clientError, type KubectlError } from '../failure';
import { dryRunFlag, fileFlags, outputFlag, writeFlags } from '../flags';
import { keyOf } from '../keys';
import { changePrinter } from '../print/print';
import { throwAll, typeName } from '../resources';
import { kubectlVerb, type Session } from '../session';
import { readTargets } from '../targets';
import { applyJsonPatch } from './json-patch';

const TYPES = ['json', 'merge', 'strategic'];

/** Changes fields of an object (https://kubernetes.io/docs/reference/kubectl/generated/kubectl_patch/). */
export const patch = kubectlVerb(
  {
    path: ['kubectl', 'patch'],
    summary: 'Update fields of a resource',
    usage: 'kubectl patch (-f FILENAME | TYPE NAME) [-p PATCH|--patch-file FILE] [options]',
    flags: [
      ...fileFlags,
      dryRunFlag,
      outputFlag,
      ...writeFlags,
      {
        long: 'patch',
        short: 'p',
        type: 'string',
        placeholder: 'PATCH',
        summary: 'the change as JSON or YAML',
      },
      { long: 'patch-file', type: 'string', placeholder: 'FILE', summary: 'a file with the change' },
      {
        long: 'type',
        type: 'string',
        default: 'strategic',
        values: TYPES,
        summary: 'json, merge or strategic',
      },
      { long: 'local', type: 'switch', summary: 'work on the file, ask no server' },
      { long: 'subresource', type: 'string', summary: 'a part of the object' },
    ],
    arguments: [{ name: 'resource', repeated: true, complete: completeResources }],
    examples: [],
  },
  function* (session) {
    const { input } = session;
    const type = (input.flag('type') ?? 'strategic').toLowerCase();
    const text = readPatch(session);
    if (!TYPES.includes(type))
      throw clientError(
        `--type must be one of [${TYPES.join(' ')}], not ${JSON.stringify(input.flag('type'))}`,
      );
    const dryRun = yield* readDryRun(session);
    const value = parsePatch(text);
    const { found, errors } = yield* readTargets(input.positional, session);
    const printer = changePrinter(session);
    for (const { object, kind } of found) {
      const next = patched(object, kind, type, value);
      const ofStatus = input.flag('subresource') === 'status';
      const local = dryRun === 'client' || input.has('local');
      const result = local
        ? { object: next, outcome: sameJson(next, object) ? 'unchanged' : 'configured', warnings: [] }
        : ofStatus
          ? statusWritten(session, keyOf(object, kind, session), object, next, dryRun === 'server')
          : session.api.update(
              { ...next, metadata: { ...next.metadata, name: keyOf(object, kind, session).name } },
              {
                fieldValidation: 'Warn',
                dryRun: dryRun === 'server',
              },
            );
      yield* session.warn(result.warnings);
      const noChange = result.outcome === 'unchanged' ? ' (no change)' : '';
      const line = `${typeName(kind)}/${object.metadata.name} patched${dryRunSuffix(dryRun)}${noChange}\n`;
      yield* session.print(printer ? printer([{ object: result.object, kind }], { asList: false }) : line);
    }
    throwAll(errors);
    return 0;
  },
);

/** Of a patch of the status nothing else is written. */
function statusWritten(
  { api }: Session,
  key: ObjectKey,
  before: KubeObject,
  { status }: KubeObject,
  dryRun: boolean,
): WriteResult {
  if (!dryRun) api.updateStatus(key, status);
  const outcome = sameJson(before.status, status) ? 'unchanged' : 'configured';
  return { object: dryRun ? { ...before, status } : (api.get(key) ?? before), outcome, warnings: [] };
}

function readPatch(session: Session): string {
  const { input } = session;
  const typed = input.flag('patch');
  const file = input.flag('patch-file');
  if ((typed === undefined || typed === '') && (file === undefined || file === ''))
    throw clientError('must specify --patch or --patch-file containing the contents of the patch');
  if (typed !== undefined && file !== undefined)
    throw clientError('cannot specify --patch and --patch-file together');
  if (file === undefined) return typed ?? '';
  const text = session.context.world.files.read(session.resolve(file));
  if (text === undefined)
    throw clientError(`unable to read patch file: open ${file}: no such file or directory`);
  return text;
}

function parsePatch(text: string): unknown {
  const { documents, errors } = parseYaml(text, { file: 'patch' });
  const [broken] = errors;
  if (broken)
    throw clientError(
      `unable to parse ${JSON.stringify(text)}: ${broken.message.replace(/^error converting YAML to JSON: /, '')}`,
    );
  return documents[0]?.value ?? null;
}

function patched(object: KubeObject, kind: KindDeclaration, type: string, value: unknown): KubeObject {
  switch (type) {
    case 'json':
      return applyJsonPatch(object, value) as KubeObject;
    case 'merge':
      if (!isRecord(value)) throw unreadable();
      return applyMergePatch(object, value) as KubeObject;
    default:
      if (kind.custom === true)
        throw clientError(
          `application/strategic-merge-patch+json is not supported by ${object.apiVersion}, Kind=${kind.kind}: the body of the request was in an unknown format - accepted media types include: application/json-patch+json, application/merge-patch+json, application/apply-patch+yaml`,
        );
      if (!isRecord(value)) throw unreadable();
      return strategicMerge({}, value, object, objectSchema(kind)) as KubeObject;
  }
}

function unreadable(): ApiError | KubectlError {
  return new ApiError(
    'BadRequest',
    400,
    'error decoding patch: json: cannot unmarshal into Go value of type map[string]interface {}',
  );
}
