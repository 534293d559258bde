import { HttpHeaders, isFailure, type HttpOutcome, type HttpResponse } from '../../sandbox/net/index';
import { Kernel, RandomSource, type Process } from '../../sandbox/sim/index';
import { apps, type AppInstance, type Container, type OutgoingRequest } from '../../sandbox/workloads/index';

/** 2026-11-21T10:00:00Z. */
const START_MS = 1_795_255_200_000;

/** What the world around an application answers. */
export type Upstream = (request: OutgoingRequest) => HttpOutcome;

/** One application alone: its container, and whatever it calls played by the test. */
export class Stage {
  readonly kernel = new Kernel();
  readonly logs: string[] = [];
  readonly calls: OutgoingRequest[] = [];
  readonly instance: AppInstance;

  constructor(
    image: string,
    private readonly upstream: Upstream = () => ({ failure: 'refused' }),
    options: {
      readonly env?: Record<string, string>;
      readonly args?: readonly string[];
      readonly seed?: number;
      readonly files?: Readonly<Record<string, string>>;
    } = {},
  ) {
    const [repository = '', tag = 'latest'] = image.split(':');
    const app = apps.find(({ images }) => images.includes(repository));
    if (app === undefined) throw new Error(`no app for ${image}`);
    const container: Container = {
      image,
      tag,
      args: options.args ?? [],
      env: options.env ?? {},
      hostname: 'web-v1-7d4b9c6f5-x2x9p',
      namespace: 'default',
      labels: { app: 'web', version: 'v1' },
      podIP: '10.244.0.10',
      random: new RandomSource(options.seed ?? 1).stream('stage'),
      now: () => START_MS + Math.floor(this.kernel.nowMs),
      log: (line) => this.logs.push(line),
      file: (path) => options.files?.[path],
      fetch: (request) => this.#answer(request),
    };
    this.instance = app.start(container);
  }

  /** Sends a request and answers the response and the virtual milliseconds it took. */
  ask(
    line: string,
    headers: Record<string, string> = {},
    body = '',
  ): { readonly response: HttpResponse; readonly ms: number } {
    const [method = 'GET', path = '/'] = line.split(' ');
    if (this.instance.handle === undefined) throw new Error('this application answers nothing');
    const startMs = this.kernel.nowMs;
    const request = {
      method,
      scheme: 'http' as const,
      authority: 'web',
      path,
      headers: new HttpHeaders(Object.entries(headers)),
      body,
    };
    const call = { port: 8080, peerIP: '10.244.0.9', fetch: (out: OutgoingRequest) => this.#answer(out) };
    const asking = this.#whole(this.instance.handle(request, call));
    const response = this.kernel.run(this.kernel.spawn('ask', asking));
    return { response, ms: this.kernel.nowMs - startMs };
  }

  *#whole(answering: Process<HttpResponse>): Process<HttpResponse> {
    const response = yield* answering;
    if (response.stream !== undefined) yield* response.stream.read(() => undefined);
    return response;
  }

  /** The test's upstream takes no time. */
  *#answer(request: OutgoingRequest): Process<HttpOutcome> {
    this.calls.push(request);
    return this.upstream(request);
  }
}

/** `200 body`, or the failure: a whole outcome in a word. */
export function short(outcome: HttpOutcome): string {
  return isFailure(outcome) ? outcome.failure : `${String(outcome.status)} ${outcome.body}`.trim();
}
