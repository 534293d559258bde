import type { Kernel } from '../sim/index';
import type { Direction } from './match/listener-table';

/** Which listeners are drained, and how. */
export interface DrainOptions {
  /** Only those that take connections to the pod. */
  readonly inboundOnly?: boolean;
  /** They listen on until the drain time is over. */
  readonly graceful?: boolean;
}

/** How long listeners are drained, as istio-agent has it unless told otherwise. */
export const DRAIN_MS = 45_000;

/**
 * What a proxy does on its way out (source/server/drain_manager_impl.cc with `--drain-strategy immediate`, which
 * istio-agent chooses): every answer says that its connection takes no more, and in the end nothing listens.
 */
export class DrainManager {
  /** When listeners stop, for the directions that are drained. */
  readonly #stopUs = new Map<Direction, number>();
  #failing = false;

  constructor(
    private readonly kernel: Pick<Kernel, 'nowUs'>,
    private readonly drainMs: number,
  ) {}

  start({ inboundOnly = false, graceful = false }: DrainOptions): void {
    const stopUs = this.kernel.nowUs + (graceful ? this.drainMs * 1000 : 0);
    for (const direction of ['inbound', 'outbound', 'gateway'] as const)
      if ((!inboundOnly || direction === 'inbound') && !this.#stopUs.has(direction))
        this.#stopUs.set(direction, stopUs);
  }

  /** `/healthcheck/fail` and `/healthcheck/ok`: who fails is left alone by its clients. */
  set failing(failing: boolean) {
    this.#failing = failing;
  }

  get failing(): boolean {
    return this.#failing;
  }

  /** Whether connections end with the next answer. */
  closes(direction: Direction): boolean {
    return this.#failing || this.#stopUs.has(direction);
  }

  /** Whether connections are still accepted. */
  listens(direction: Direction): boolean {
    const stopUs = this.#stopUs.get(direction);
    return stopUs === undefined || this.kernel.nowUs < stopUs;
  }
}
