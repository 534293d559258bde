import { analysis } from './analysis';
import { backgroundDay } from './background-day';
import type { Benchmark } from './benchmark';
import { canaryRequests } from './canary-requests';
import { diagnosticsLatency } from './diagnostics-latency';
import { incrementalPush } from './incremental-push';
import { istiod } from './istiod';
import { millionRequests } from './million-requests';
import { pageStart } from './page-start';
import { probeCheck } from './probe-check';
import { routeMatch } from './route-match';
import { simulatorSize } from './simulator-size';
import { startUp } from './start-up';
import { translateLesson } from './translate-lesson';
import { validation } from './validation';

/** Every benchmark, in the order of the report. @param root the project's folder */
export function benchmarks(root: string): readonly Benchmark[] {
  return [
    // First, because nothing of the process may be warm.
    startUp(root),
    canaryRequests(root),
    millionRequests(root),
    probeCheck(root),
    backgroundDay(root),
    diagnosticsLatency(root),
    translateLesson(root),
    istiod(),
    incrementalPush(),
    analysis(),
    validation(),
    routeMatch(),
    simulatorSize(root),
    pageStart(root),
  ];
}
