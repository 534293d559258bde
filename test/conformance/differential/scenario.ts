/** The recorded scenarios as the corpus holds them; see the README beside the corpus files. */

export interface Scenario {
  readonly id: string;
  readonly manifests: string;
  readonly meshConfig?: string;
  readonly steps: readonly Step[];
}

export interface Step {
  readonly request?: RequestSpec;
  readonly repeat?: number;
  readonly loose?: boolean;
  readonly onePod?: boolean;
  readonly hopsIncomplete?: boolean;
  readonly unstable?: boolean;
  readonly expect?: readonly ExpectedOutcome[];
  readonly apply?: string;
  readonly delete?: { readonly kind: string; readonly name: string; readonly namespace?: string };
  readonly sleepMs?: number;
}

export interface RequestSpec {
  readonly from: string;
  readonly url: string;
  readonly to?: 'ingress' | 'nodeport';
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly http2?: boolean;
  readonly insecure?: boolean;
  readonly tcp?: boolean;
  readonly timeoutMs?: number;
  readonly concurrency?: number;
  readonly intervalMs?: number;
}

export interface Outcome {
  readonly status: number | null;
  readonly error: string | null;
  readonly body?: string;
  readonly headers: Readonly<Record<string, string>> | null;
  readonly app: AppView | null;
  readonly hops: readonly HopView[];
}

export interface ExpectedOutcome extends Outcome {
  readonly count: number;
  readonly pods?: Readonly<Record<string, number>>;
  readonly ms: readonly [number, number];
}

/** What one request of ours came to. */
export interface ActualOutcome extends Outcome {
  readonly pod: string | undefined;
  readonly ms: number;
}

export interface AppView {
  readonly workload: string;
  readonly version: string;
  readonly method: string;
  readonly path: string;
  readonly host: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface HopView {
  readonly direction: string;
  readonly cluster?: string;
  readonly route?: string;
  readonly flags?: string;
  readonly details?: string;
  readonly shadow?: boolean;
}
