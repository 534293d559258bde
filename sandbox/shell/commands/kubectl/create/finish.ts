import type { KindDeclaration, KubeObject } from '../../../../kube/index';
import type { Process } from '../../../../sim/index';
import { dryRunSuffix, readDryRun } from '../dry-run';
import { KubectlError } from '../failure';
import { changePrinter } from '../print/print';
import type { Printable } from '../print/printer';
import { typeName } from '../resources';
import type { Session } from '../session';

/** Creates an object a generator made, or only shows it, and says so. @param done the word for it */
export function* finishCreate(object: KubeObject, session: Session, done = 'created'): Process<number> {
  const dryRun = yield* readDryRun(session);
  const printer = changePrinter(session);
  const kind = session.api.kinds.byKind(object.apiVersion, object.kind);
  const shown = yield* makeIt(object, kind, session);
  const printable: Printable = { object: shown, kind: kind ?? unserved(object) };
  yield* session.print(
    printer
      ? printer([printable], { asList: false })
      : `${typeName(printable.kind)}/${shown.metadata.name} ${done}${dryRunSuffix(dryRun)}\n`,
  );
  return 0;
}

function* makeIt(
  object: KubeObject,
  kind: KindDeclaration | undefined,
  session: Session,
): Process<KubeObject> {
  const namespaced = kind?.namespaced ?? object.kind !== 'Namespace';
  const typed = session.enforcedNamespace;
  const namespace = session.input.has('dry-run') ? typed : session.namespace;
  const placed =
    namespaced && namespace !== undefined
      ? { ...object, metadata: { ...object.metadata, namespace } }
      : object;
  const dryRun = session.input.flag('dry-run');
  if (dryRun === 'client' || dryRun === 'unchanged') return placed;
  if (!kind)
    throw new KubectlError(
      `error: no matches for kind ${JSON.stringify(object.kind)} in version ${JSON.stringify(object.apiVersion)}`,
    );
  const result = session.api.create(
    { ...placed, metadata: { ...placed.metadata, ...(namespaced ? { namespace: session.namespace } : {}) } },
    { fieldValidation: 'Strict', dryRun: dryRun === 'server' },
  );
  yield* session.warn(result.warnings);
  return result.object;
}

/** Enough of a kind the server does not have to print its name. */
function unserved(object: KubeObject): KindDeclaration {
  const slash = object.apiVersion.indexOf('/');
  return {
    group: slash < 0 ? '' : object.apiVersion.slice(0, slash),
    versions: [object.apiVersion.slice(slash + 1)],
    kind: object.kind,
    plural: `${object.kind.toLowerCase()}s`,
    singular: object.kind.toLowerCase(),
    shortNames: [],
    namespaced: true,
    schema: { type: 'any' },
    columns: [],
  };
}
