import { expect } from 'vitest';
import { KubectlTerminal } from './terminal';

const CANARY = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: canary
spec:
  hosts:
  - reviews
  http:
  - route:
    - destination:
        host: reviews
        subset: v1
      weight: 90
    - destination:
        host: reviews
        subset: v2
      weight: 10
`;
const RULE = `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: reviews}
spec: {host: reviews, subsets: [{name: v1, labels: {version: v1}}, {name: v2, labels: {version: v2}}]}
`;
const WEB = `apiVersion: apps/v1
kind: Deployment
metadata: {name: web, labels: {app: web}}
spec:
  replicas: 2
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: main, image: 'web:1'}, {name: side, image: 'side:1'}]}
`;
/** Files of the home in these tests. */
export const FILES = {
  'canary.yaml': CANARY,
  'fifty.yaml': CANARY.replace('90', '50').replace('10\n', '50\n'),
  'labelled.yaml': CANARY.replace('  name: canary', '  name: canary\n  labels: {a: "1", from: file}'),
  'kept.yaml': CANARY.replace('  name: canary', '  name: canary\n  labels: {a: "1"}'),
  'typo.yaml': CANARY.replace('subset: v1', 'subste: v1'),
  'tab.yaml': CANARY.replace('  hosts', '\thosts'),
  'both.yaml': `${CANARY}---\n${RULE}`,
  'gone.yaml': `${CANARY}---\n${CANARY.replace('VirtualService', 'RouteRule')}---\n${RULE}`,
  'none.yaml': [CANARY, RULE].map((text) => text.replace('/v1', '/v9')).join('---\n'),
  'dir/a.yaml': CANARY,
  'dir/b.yml': RULE,
  'dir/readme.txt': 'no manifest',
  'web.yaml': WEB,
};

/** Lines of one session, in order, with everything they print. */
export function plays(...session: readonly (readonly [string, string])[]): void {
  const terminal = new KubectlTerminal(FILES);
  for (const [line, printed] of session)
    expect(`$ ${line}\n${terminal.run(line)}`).toBe(`$ ${line}\n${printed}`);
}
