/** What a proxy tells istiod when it connects. */
export interface ConnectedProxy {
  /** `pod.namespace`. */
  readonly id: string;
  readonly role: 'sidecar' | 'gateway';
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly ip: string;
  readonly serviceAccount: string;
  /** What its agent was started with, by the names of the variables. */
  readonly environment?: Readonly<Record<string, string>>;
}
