import type { Process } from '../../../../sim/index';
import { printYaml } from '../../../../lib/yaml/index';
import { unifiedDiff } from '../../../../lib/unified-diff';
import { applyOne } from '../apply/apply-one';
import { clientError, KubectlError } from '../failure';
import { fileFlags, selectorFlag, writeFlags } from '../flags';
import { keyOf } from '../keys';
import { hasFiles, inNamespace, loadManifests, type Manifest } from '../manifests';
import { throwAll } from '../resources';
import { kubectlVerb, type Session } from '../session';
import type { KubeObject } from '../../../../kube/index';
import { LAST_APPLIED } from '../last-applied';

/** Shows what apply would change (https://kubernetes.io/docs/reference/kubectl/generated/kubectl_diff/). */
export const diff = kubectlVerb(
  {
    path: ['kubectl', 'diff'],
    summary: 'Diff the live version against a would-be applied version',
    usage: 'kubectl diff -f FILENAME',
    misuseExitCode: 2,
    flags: [
      ...fileFlags,
      selectorFlag,
      ...writeFlags,
      { long: 'server-side', type: 'switch', summary: 'let the server merge' },
      { long: 'force-conflicts', type: 'switch', summary: 'take fields over from other managers' },
      { long: 'prune', type: 'switch', summary: 'show what --prune would delete' },
      { long: 'concurrency', type: 'number', summary: 'how many objects at once' },
    ],
    examples: ['kubectl diff -f canary.yaml'],
  },
  function* (session) {
    try {
      return yield* diffAll(session);
    } catch (error) {
      // Differences are 1, so failures are 2.
      if (error instanceof KubectlError) throw new KubectlError(error.message, 2);
      throw error;
    }
  },
);

function* diffAll(session: Session): Process<number> {
  if (!hasFiles(session)) throw clientError('must specify one of -f and -k');
  const { manifests, errors } = yield* loadManifests(session);
  throwAll(errors);
  let different = false;
  for (const manifest of manifests) {
    const { live, merged, warnings } = wouldBe(manifest, session);
    yield* session.warn(warnings);
    const text = differenceText(live, merged, manifest, session);
    if (text === '') continue;
    different = true;
    yield* session.print(text);
  }
  return different ? 1 : 0;
}

interface WouldBe {
  readonly live: KubeObject | undefined;
  readonly merged: KubeObject;
  readonly warnings: readonly string[];
}

function wouldBe(manifest: Manifest, session: Session): WouldBe {
  const object = inNamespace(manifest, session);
  const live = session.api.get(keyOf(object, manifest.kind, session));
  const serverSide = session.input.has('server-side');
  const { object: merged, warnings } = applyOne({ ...manifest, object }, session, {
    dryRun: 'server',
    fieldValidation: 'Warn',
    serverSide,
    brief: true,
  });
  return { live, merged: withAnnotationOf(live, merged), warnings };
}

/** The annotation that apply keeps for itself is not part of the difference. */
function withAnnotationOf(live: KubeObject | undefined, merged: KubeObject): KubeObject {
  const { [LAST_APPLIED]: _new, ...annotations } = merged.metadata.annotations ?? {};
  const old = live?.metadata.annotations?.[LAST_APPLIED];
  const all = { ...annotations, ...(old === undefined ? {} : { [LAST_APPLIED]: old }) };
  const { annotations: _dropped, resourceVersion: _version, ...metadata } = merged.metadata;
  const version = live?.metadata.resourceVersion;
  return {
    ...merged,
    metadata: {
      ...metadata,
      ...(version === undefined ? {} : { resourceVersion: version }),
      ...(Object.keys(all).length > 0 ? { annotations: all } : {}),
    },
  };
}

function differenceText(
  live: KubeObject | undefined,
  merged: KubeObject,
  { kind }: Manifest,
  session: Session,
): string {
  const name = [
    merged.apiVersion.replace('/', '.'),
    kind.kind,
    merged.metadata.namespace ?? '',
    merged.metadata.name,
  ].join('.');
  const id = String(Math.floor(session.context.world.now() % 1_000_000_000));
  const [before, after] = [`/tmp/LIVE-${id}/${name}`, `/tmp/MERGED-${id}/${name}`];
  const time = '2026-11-21 10:00:00.000000000 +0000';
  const body = unifiedDiff(live ? printYaml(live) : '', printYaml(merged), 3);
  if (body === '') return '';
  return `diff -u -N ${before} ${after}\n--- ${before}\t${time}\n+++ ${after}\t${time}\n${body}`;
}
