import { parseTimestamp, sameJson, type ApiServer, type KubeObject } from '../../kube/index';
import { coalesced, type Kernel } from '../../sim/index';
import { rootPem } from '../ca/index';
import { DEFAULT_MESH_CONFIG } from '../discovery/index';
import { isIgnoredNamespace } from '../inject/decision';

const NAME = 'istio-ca-root-cert';
const KEY = 'root-cert.pem';
/** Virtual milliseconds between a change and the controller's answer to it. */
const REACTION_MS = 5;

/** Whether an object is the ConfigMap that tells a namespace's pods whom to trust. */
export function isRootCertificateMap({ kind, metadata }: KubeObject): boolean {
  return kind === 'ConfigMap' && metadata.name === NAME;
}

/** Keeps the mesh's root in a ConfigMap of every namespace: one that is gone comes back, and so does what it says. */
export function startRootCertificates({ api, kernel }: { api: ApiServer; kernel: Kernel }): void {
  const trigger = coalesced(kernel, REACTION_MS, () => {
    for (const { metadata } of api.list('Namespace'))
      if (metadata.deletionTimestamp === undefined && !isIgnoredNamespace(metadata.name))
        reconcile(api, metadata.name);
  });
  api.watch(({ type, object }) => {
    if (object.kind === 'Namespace' || (isRootCertificateMap(object) && type !== 'ADDED')) trigger();
  });
  trigger();
}

function reconcile(api: ApiServer, namespace: string): void {
  const installed = api.get({ kind: 'Namespace', namespace: '', name: DEFAULT_MESH_CONFIG.rootNamespace });
  if (installed === undefined) return;
  const data = rootData(parseTimestamp(installed.metadata.creationTimestamp ?? ''));
  const wanted: KubeObject = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: NAME, namespace, labels: { 'istio.io/config': 'true' } },
    data,
  };
  const found = api.get({ kind: 'ConfigMap', namespace, name: NAME });
  if (found === undefined) api.create(wanted, { asItIs: true });
  else if (!isMade(found.data) && !sameJson(found.data, data))
    api.update({ ...found, data }, { fieldValidation: 'Ignore' });
}

const made = new WeakSet();

/** Whether what an object holds was made here, and nobody has touched it. */
function isMade(data: KubeObject['data']): boolean {
  return data !== undefined && made.has(data);
}

/** The certificate is issued when somebody reads it: making its key takes long, and most meshes are never asked. */
function rootData(installedMs: number): Readonly<Record<string, string>> {
  const data = Object.freeze({
    get [KEY](): string {
      return rootPem(installedMs);
    },
  });
  made.add(data);
  return data;
}
