import { isFailure } from '../../net/index';
import { sleep, type Process } from '../../sim/index';
import { defineApp, type AppInstance, type Container } from '../app';
import { springTimestamp } from '../spring';
import { TRACKS, type Track } from './tracks';

const TRACKER = 'http://fleetman-position-tracker:8080';
/** The simulator wakes this often and acts once in ten times. */
const TICK_MS = 100;
const ACT_PROBABILITY = 0.1;
/** Metres in a degree of latitude. */
const METRES_PER_DEGREE = 111_320;
/** Length of one line of a track; a report drops one to ten of them. */
const STEP_METRES = 9;

/** Drives five vehicles around and reports where they are: the background traffic of the app. */
export const positionSimulator = defineApp({
  name: 'position-simulator',
  images: ['richardchesterwood/istio-fleetman-position-simulator'],
  start: (container) => startPositionSimulator(container),
});

function startPositionSimulator(container: Container): AppInstance {
  const journeys = TRACKS.map((track) => new Journey(track));

  function* background(): Process<void> {
    yield* container.fetch({ method: 'DELETE', url: `${TRACKER}/vehicles/` });
    for (;;) {
      yield* sleep(TICK_MS * ticksUntilAction(container));
      const journey = journeys[container.random.below(journeys.length)];
      if (journey === undefined) continue;
      journey.advance((1 + container.random.below(10)) * STEP_METRES);
      yield* report(container, journey);
    }
  }
  return { background };
}

function* report(container: Container, journey: Journey): Process<void> {
  const [lat, lng] = journey.place();
  const body = JSON.stringify({
    name: journey.track.vehicle,
    lat,
    lng,
    timestamp: springTimestamp(container.now()),
    speed: null,
  });
  const headers = [['content-type', 'application/json'] as const];
  const outcome = yield* container.fetch({ method: 'POST', url: `${TRACKER}/vehicles/`, headers, body });
  if (isFailure(outcome))
    container.log(`Position tracker unavailable (${outcome.failure}); trying again later`);
  else if (outcome.status >= 300) container.log(`Position tracker answered ${String(outcome.status)}`);
}

/** Ticks until one of them acts: drawn once instead of waking up for each. */
function ticksUntilAction(container: Container): number {
  return 1 + Math.floor(Math.log(1 - container.random.float()) / Math.log(1 - ACT_PROBABILITY));
}

/** A vehicle going round its track. */
class Journey {
  #leg = 0;
  #metresIntoLeg = 0;

  constructor(readonly track: Track) {}

  advance(metres: number): void {
    this.#metresIntoLeg += metres;
    for (let length = this.#legLength(); this.#metresIntoLeg >= length; length = this.#legLength()) {
      this.#metresIntoLeg -= length;
      this.#leg = (this.#leg + 1) % this.track.points.length;
    }
  }

  /** Where it is: degrees with seven decimals, about a centimetre. */
  place(): [lat: number, lng: number] {
    const [from, to] = this.#ends();
    const part = this.#metresIntoLeg / this.#legLength();
    return [round7(from[0] + (to[0] - from[0]) * part), round7(from[1] + (to[1] - from[1]) * part)];
  }

  #legLength(): number {
    const [from, to] = this.#ends();
    const east = (to[1] - from[1]) * Math.cos((from[0] * Math.PI) / 180);
    return Math.max(STEP_METRES, Math.hypot(to[0] - from[0], east) * METRES_PER_DEGREE);
  }

  #ends(): readonly [readonly [number, number], readonly [number, number]] {
    const { points } = this.track;
    const origin = [0, 0] as const;
    return [points[this.#leg] ?? origin, points[(this.#leg + 1) % points.length] ?? origin];
  }
}

function round7(degrees: number): number {
  return Math.round(degrees * 1e7) / 1e7;
}
