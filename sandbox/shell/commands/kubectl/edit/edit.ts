import { qualifiedResource, type KubeObject } from '../../../../kube/index';
import type { Process } from '../../../../sim/index';
import { parseYaml, printYaml } from '../../../../lib/yaml/index';
import { completeResources } from '../complete';
import { clientError, failureOf, KubectlError } from '../failure';
import { fileFlags, outputFlag, validateFlag, writeFlags } from '../flags';
import { hasFiles } from '../manifests';
import {
  findObjects,
  NOTHING_GIVEN,
  readResourceArguments,
  throwAll,
  typeName,
  type Found,
} from '../resources';
import { kubectlVerb, type Session } from '../session';

const PREAMBLE = `# Please edit the object below. Lines beginning with a '#' will be ignored,
# and an empty file will abort the edit. If an error occurs while saving this file will be
# reopened with the relevant failures.
#
`;

/**
 * Changes an object in an editor (https://kubernetes.io/docs/reference/kubectl/generated/kubectl_edit/). The editor is
 * any command that changes a file: $KUBE_EDITOR or $EDITOR; there is no screen editor in the terminal.
 */
export const edit = kubectlVerb(
  {
    path: ['kubectl', 'edit'],
    summary: 'Edit a resource on the server',
    usage: 'kubectl edit (TYPE NAME | TYPE/NAME | -f FILENAME)',
    flags: [...fileFlags, outputFlag, validateFlag, ...writeFlags],
    arguments: [{ name: 'resource', repeated: true, complete: completeResources }],
  },
  function* (session) {
    const args = readResourceArguments(session.input.positional, session);
    if (!args || hasFiles(session)) throw new KubectlError(NOTHING_GIVEN);
    const { found, errors } = findObjects(args, session);
    throwAll(errors);
    const editor = session.context.env.get('KUBE_EDITOR') ?? session.context.env.get('EDITOR');
    if (editor === undefined)
      throw clientError(
        'there is no screen editor in this terminal. Save the object with kubectl get -o yaml, change the file in the editor beside it and kubectl apply -f it',
      );
    for (const one of found) yield* editOne(one, editor, session);
    return 0;
  },
);

function* editOne({ object, kind }: Found, editor: string, session: Session): Process<void> {
  const { files } = session.context.world;
  const before = PREAMBLE + printYaml(object);
  const path = `/tmp/kubectl-edit-${String(Math.floor(session.context.world.now() % 1_000_000_000))}.yaml`;
  files.write(path, before);
  yield* runEditor(editor, path, session);
  const text = withoutComments(files.read(path) ?? '');
  const empty = text.trim() === '';
  if (empty || text === withoutComments(before)) {
    files.remove(path);
    yield* session.printError(`Edit cancelled, ${empty ? 'saved file was empty' : 'no changes made'}.`);
    return;
  }
  const stored = `A copy of your changes has been stored to ${JSON.stringify(path)}`;
  const edited = parseYaml(text, { file: path }).documents[0]?.value as KubeObject | undefined;
  if (edited && (edited.metadata.name !== object.metadata.name || edited.kind !== object.kind))
    throw new KubectlError(`${stored}\nerror: At least one of apiVersion, kind and name was changed`);
  if (!edited || !save(edited, session))
    throw new KubectlError(
      `error: ${qualifiedResource(kind)} ${JSON.stringify(object.metadata.name)} is invalid\n${stored}\nerror: Edit cancelled, no valid changes were saved.`,
    );
  files.remove(path);
  yield* session.print(`${typeName(kind)}/${object.metadata.name} edited\n`);
}

function* runEditor(editor: string, path: string, session: Session): Process<void> {
  const code = yield* session.context.spawn([...editor.split(/\s+/), path]);
  if (code === 127) throw clientError(`unable to launch the editor ${JSON.stringify(editor)}`);
  if (code !== 0) throw clientError(`there was a problem with the editor ${JSON.stringify(editor)}`);
}

function save(object: KubeObject, session: Session): boolean {
  try {
    session.api.update(object);
    return true;
  } catch (error) {
    if (failureOf(error)) return false;
    throw error;
  }
}

function withoutComments(text: string): string {
  return text.replace(/^#.*\n/gm, '');
}
