import { analysis } from './analysis';
import type { Benchmark } from './benchmark';
import { canaryRequests } from './canary-requests';
import { diagnosticsLatency } from './diagnostics-latency';
import { incrementalPush } from './incremental-push';
import { istiod } from './istiod';
import { pageStart } from './page-start';
import { routeMatch } from './route-match';
import { simulatorSize } from './simulator-size';
import { startUp } from './start-up';
import { translateLesson } from './translate-lesson';

/** Every benchmark, in the order of the report. @param root the project's folder */
export function benchmarks(root: string): readonly Benchmark[] {
  return [
    // First, because nothing of the process may be warm.
    startUp(root),
    canaryRequests(root),
    diagnosticsLatency(root),
    translateLesson(root),
    istiod(),
    incrementalPush(),
    analysis(),
    routeMatch(),
    simulatorSize(root),
    pageStart(root),
  ];
}
