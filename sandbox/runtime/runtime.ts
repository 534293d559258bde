import type { ProxyConfig } from '../envoy/config/index';
import type { Proxy, ProxyOptions } from '../envoy/index';
import type { ApiServer } from '../kube/index';
import type { HttpResponse, RequestTrace, Stat } from '../net/index';
import type { Kernel, Process, RandomSource } from '../sim/index';
import type { App } from '../workloads/index';
import { Agents, type ControlPlane } from './agent';
import type { LoggedLine } from './container-log';
import { controlPlaneClient } from './control-plane-client';
import { ClusterDns } from './dns';
import { ExternalWorld } from './external-world';
import { fileCredential } from './file-credentials';
import { publicTrust } from './internet/public-authority';
import { KubeProxy } from './kube-proxy';
import { Kubelet } from './kubelet';
import { Network } from './network';
import { mountedFile } from './mounted-files';
import { NODE_IP, NODE_NAME, registerNode } from './node';
import { ProxyAgent, terminationSettings } from './proxy-agent';
import { agentAnswer, proxyPorts, statsInclusionOf } from './proxy-bootstrap';
import { OutsideNames } from './outside-names';
import type { Execute } from './probe';
import { PROXY_CONTAINER, proxyContainer } from './proxy-container';
import type { PodSandbox } from './pod-sandbox';
import { ServiceTable } from './service-table';
import { RuntimeShellNetwork } from './shell-network';
import { TraceIds, type TraceSink } from './trace-ids';

/** How a proxy's configuration names what its operating system trusts. */
const SYSTEM_ROOTS = 'file-root:system';
const FROM_FILES = 'file-';
/** The learner's machine as the cluster sees it (a documentation address). */
const CLIENT_IP = '203.0.113.10';

/** What telemetry is told. */
export interface TelemetrySink {
  onTrace: TraceSink;
  /** What a new proxy reports to. */
  meter(): ProxyMeter;
}

/** Told about every request of one proxy when it is over. */
export interface ProxyMeter {
  /** Answers the lines of the access logs. */
  add(trace: RequestTrace, hopIndex: number): readonly LoggedLine[];
  stats(): readonly Stat[];
}

export interface RuntimeOptions {
  readonly kernel: Kernel;
  readonly api: ApiServer;
  readonly random: RandomSource;
  readonly apps: readonly App[];
  /** Makes an Envoy; without it pods run without sidecars. */
  readonly createProxy: (options: ProxyOptions) => Proxy;
  /** Who configures proxies; pushes come back through {@link Runtime.deliver}. */
  readonly controlPlane?: ControlPlane;
  /** Runs the commands of probes inside containers; without it they succeed. */
  readonly execute?: Execute;
  /** Simulated wall clock, epoch milliseconds. */
  readonly now: () => number;
  readonly telemetry?: TelemetrySink;
  /** Whether a new cluster has addresses of both families. */
  readonly dualStack?: boolean;
}

/** The running cluster: pods alive on one node, the network between them, and the way in from outside. */
export interface Runtime {
  readonly network: RuntimeShellNetwork;
  readonly external: ExternalWorld;
  /** GET on behalf of the control plane; undefined unless 200 comes back in time. */
  fetchText(url: string, timeoutMs: number): Process<string | undefined>;
  /** Applies a push of the control plane to a proxy. */
  deliver(proxyId: string, config: ProxyConfig): void;
  /** Lines of a container, oldest first; undefined when there is none. @param previous before its last restart */
  logs(
    namespace: string,
    pod: string,
    container: string,
    previous?: boolean,
  ): readonly LoggedLine[] | undefined;
  /** `pod.namespace` of every proxy, sorted. */
  proxies(): readonly string[];
  proxy(id: string): Proxy | undefined;
  configDump(id: string): ProxyConfig | undefined;
  /** What the agent of a pod's proxy answers at its own port. */
  agent(namespace: string, pod: string, method: string, path: string): HttpResponse | undefined;
  /** A pod's network namespace, once it has one. */
  sandbox(namespace: string, pod: string): PodSandbox | undefined;
  /** Address of the ingress gateway's load balancer. */
  ingressIP(): string | undefined;
  readonly nodeIP: string;
  /** True when every pod has started, as far as it can. */
  settled(): boolean;
}

/** Starts the node. Pods that the API already holds are adopted at once, later ones as they are created. */
export function createRuntime(options: RuntimeOptions): Runtime {
  const { kernel, api, random, apps, now, telemetry } = options;
  registerNode(api, now(), options.dualStack ?? false);
  const services = new ServiceTable(api, NODE_IP);
  const external = new ExternalWorld({ nowUs: () => kernel.nowUs, now });
  const dns = new ClusterDns(services, (host) => external.resolve(host), random.stream('runtime/dns'));
  const kubeProxy = new KubeProxy(services, random.stream('runtime/kube-proxy'), NODE_IP);
  const linkTimes = random.stream('runtime/network');
  const network = new Network({ services, kubeProxy, dns, external, random: linkTimes, nodeIP: NODE_IP });
  const names = new OutsideNames(api, services);
  const agents = new Agents(options.controlPlane);
  const traces = new TraceIds(kernel, (trace) => telemetry?.onTrace(trace));

  const proxyFiles =
    ({ object }: PodSandbox) =>
    (path: string): string | undefined => {
      const container = proxyContainer(object.spec);
      return container && mountedFile(api, object, container, path);
    };

  const kubelet = new Kubelet({
    kernel,
    api,
    random,
    apps,
    network,
    agents,
    traces,
    execute: options.execute,
    nodeName: NODE_NAME,
    nodeIP: NODE_IP,
    now,
    createProxy: (sandbox, node, environment) => {
      const termination = terminationSettings(environment);
      const meter = telemetry?.meter();
      const proxy = options.createProxy({
        node,
        kernel,
        random,
        now,
        dialer: sandbox.proxyClient,
        credential: (sdsName) => {
          if (!sdsName.startsWith(FROM_FILES)) return agents.credential(node.id, sdsName);
          return sdsName === SYSTEM_ROOTS ? publicTrust('') : fileCredential(sdsName, proxyFiles(sandbox));
        },
        onHop: (trace, hopIndex) => {
          for (const line of meter?.add(trace, hopIndex) ?? [])
            sandbox.logs.get(PROXY_CONTAINER)?.writeLazily(line);
        },
        drainMs: termination.drainMs,
        statsInclusion: statsInclusionOf(sandbox, environment),
        extensionStats: () => meter?.stats() ?? [],
      });
      const agent = new ProxyAgent(proxy, termination);
      sandbox.agent = agent;
      for (const port of proxyPorts(proxy, agent)) sandbox.server.add(port);
      return proxy;
    },
    pulled: new Set(),
  });

  return {
    network: new RuntimeShellNetwork({
      kernel,
      network,
      kubelet,
      traces,
      clientIP: CLIENT_IP,
      now,
      resolveOutside: (host) => external.resolve(host) ?? names.resolve(host),
    }),
    external,
    fetchText: controlPlaneClient(kernel, network),
    deliver: (proxyId, config) => {
      agents.deliver(proxyId, config);
    },
    logs: (namespace, pod, container, previous = false) => {
      const sandbox = kubelet.sandbox(namespace, pod);
      return (previous ? sandbox?.previousLogs : sandbox?.logs)?.get(container)?.read();
    },
    proxies: () => agents.ids(),
    proxy: (id) => agents.byId(id),
    configDump: (id) => agents.byId(id)?.config,
    agent: (namespace, pod, method, path) => {
      const { proxy, agent } = kubelet.sandbox(namespace, pod) ?? {};
      return proxy && agent && agentAnswer(proxy, agent, method, path);
    },
    sandbox: (namespace, pod) => kubelet.sandbox(namespace, pod),
    ingressIP: () => names.ingressIP(),
    nodeIP: NODE_IP,
    settled: () => kubelet.settled,
  };
}
