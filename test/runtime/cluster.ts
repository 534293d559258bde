import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  createApiServer,
  createKindRegistry,
  kubeKinds,
  startControllers,
  type ApiServer,
  type KubeObject,
} from '../../sandbox/kube/index';
import { parseYaml } from '../../sandbox/lib/yaml/index';
import { HttpHeaders, isFailure, type HttpResponse } from '../../sandbox/net/index';
import { createRuntime, type Location, type Runtime, type SendResult } from '../../sandbox/runtime/index';
import { Kernel, RandomSource } from '../../sandbox/sim/index';
import { apps } from '../../sandbox/workloads/index';
import { parseHttpUrl } from '../../sandbox/lib/url';

/** 2026-11-21T10:00:00Z. */
const START_MS = 1_795_255_200_000;

/** A cluster without a mesh: API server, controllers, one node. */
export class Cluster {
  readonly kernel = new Kernel();
  readonly api: ApiServer;
  readonly runtime: Runtime;

  constructor(seed = 1) {
    const random = new RandomSource(seed);
    const { kernel } = this;
    const now = (): number => START_MS + Math.floor(kernel.nowMs);
    this.api = createApiServer({ kinds: createKindRegistry(kubeKinds), now, random });
    startControllers({ api: this.api, kernel, random, now });
    this.runtime = createRuntime({
      kernel,
      api: this.api,
      random,
      apps,
      now,
      createProxy: () => {
        throw new Error('no pod of these tests has a sidecar');
      },
    });
  }

  apply(yaml: string): void {
    for (const { value } of parseYaml(yaml, { file: 'test.yaml' }).documents) {
      const object = value as KubeObject | null;
      if (object === null) continue;
      const { name, namespace } = object.metadata;
      const clustered = object.kind === 'Namespace' || object.kind === 'Node';
      const metadata = { ...object.metadata, ...(clustered ? {} : { namespace: namespace ?? 'default' }) };
      const key = { kind: object.kind, namespace: metadata.namespace ?? '', name };
      if (this.api.get(key)) this.api.update({ ...object, metadata });
      else this.api.create({ ...object, metadata });
    }
  }

  run(ms: number): void {
    this.kernel.runUntil(this.kernel.nowUs + ms * 1000);
  }

  /** Sends one request and runs until it is answered. */
  send(from: Location, url: string, headers: Record<string, string> = {}, method = 'GET'): SendResult {
    const target = parseHttpUrl(url);
    const ip = target && this.runtime.network.resolve(target.host, from);
    if (target === undefined || ip === undefined) throw new Error(`cannot resolve ${url}`);
    const request = {
      method,
      scheme: target.scheme,
      authority: target.authority,
      path: target.path,
      headers: new HttpHeaders(Object.entries(headers)),
      body: '',
    };
    const process = this.runtime.network.send({ from, ip, port: target.port, request });
    return this.kernel.run(this.kernel.spawn('send', process));
  }

  /** The answer, which must be one. */
  get(from: Location, url: string, headers: Record<string, string> = {}): HttpResponse {
    const { outcome } = this.send(from, url, headers);
    if (isFailure(outcome)) throw new Error(`${url}: ${outcome.failure}`);
    return outcome;
  }

  podOf(deployment: string, namespace = 'default'): { readonly namespace: string; readonly pod: string } {
    const pods = this.api.list('Pod', namespace).map(({ metadata }) => metadata.name);
    const pod = pods.find((name) => name.startsWith(`${deployment}-`));
    if (pod === undefined) throw new Error(`no pod of ${deployment} among ${pods.join(', ')}`);
    return { namespace, pod };
  }
}

/** The texts of an application's manifests, in the order they are applied. */
export function manifestsOf(app: string): string[] {
  const folder = join(import.meta.dirname, '../../static/manifests', app);
  return readdirSync(folder)
    .sort()
    .map((file) => readFileSync(join(folder, file), 'utf8'));
}
