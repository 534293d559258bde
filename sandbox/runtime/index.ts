/** L4: pods alive. Kubelet, cluster network and DNS, the ingress address, the learner's way in. */
export { createRuntime } from './runtime';
export type { Runtime, RuntimeOptions, TelemetrySink } from './runtime';
export type { ControlPlane, ProxyHello } from './agent';
export type { ExternalServer } from './external-world';
export { connectInternet } from './internet/connect';
export type { Location, SendRequest, SendResult } from './shell-network';
export type { Execute } from './probe';
export type { TraceSink } from './trace-ids';
export { ingressGateway, profileObjects } from './default-profile';
export type { Profile } from './default-profile';
