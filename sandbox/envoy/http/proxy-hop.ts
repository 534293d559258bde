import {
  utf8Length,
  type Exchange,
  type Hop,
  type HttpRequest,
  type HttpResponse,
  type SpanContext,
} from '../../net/index';
import type { Decision } from '../decision/decision';
import type { Direction } from '../match/listener-table';
import type { ProxyNode } from '../proxy';
import type { DownstreamInfo } from './downstream';

/** A proxy's entry in the trace. Flags, details and outcome are filled in when the work is over. */
export class ProxyHop implements Hop {
  endUs: number;
  status?: number;
  flags = '';
  details = '';
  response?: HttpResponse;
  span: SpanContext | undefined;
  /** What went through a tunnel, in bytes. */
  passedOn: { readonly received: number; readonly sent: number } | undefined;
  readonly parent: number | undefined;
  readonly shadow: boolean;

  constructor(
    private readonly node: ProxyNode,
    readonly downstream: DownstreamInfo,
    readonly startUs: number,
    readonly request: HttpRequest,
    { parentHop, shadow = false }: Exchange,
    readonly decision: Decision,
  ) {
    this.endUs = startUs;
    this.parent = parentHop;
    this.shadow = shadow;
  }

  get pod(): string {
    return this.node.pod;
  }

  get namespace(): string {
    return this.node.namespace;
  }

  get workload(): string {
    return this.node.workload;
  }

  get identity(): string {
    return this.node.identity;
  }

  get direction(): Direction {
    return this.downstream.direction;
  }

  get bytesReceived(): number {
    return this.passedOn?.received ?? utf8Length(this.request.body);
  }

  get bytesSent(): number {
    if (this.passedOn) return this.passedOn.sent;
    return this.response ? utf8Length(this.response.body) : 0;
  }

  /** Closes the entry. */
  end(nowUs: number, flags: string, details: string): void {
    this.endUs = nowUs;
    if (this.response) this.status = this.response.status;
    this.flags = flags;
    this.details = details;
    this.decision.outcome = this;
  }
}
