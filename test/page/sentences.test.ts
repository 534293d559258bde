import { describe, expect, it } from 'vitest';
import { labFolders, loadLab } from '../../sandbox/hosts/node/lab-bundles';
import {
  createWorld,
  type DecisionStep,
  type ExplainedHop,
  type ExplainedRequest,
  type RejectedChoice,
} from '../../sandbox/index';
import { reasonOf } from '../../src/inspect/reasons';
import { sentenceOf } from '../../src/inspect/sentences';
import { appWorld, applyYaml } from '../support/app-world';

const TRUCK = 'http://fleetman.example.com/api/vehicles/driver/City%20Truck';
const root = new URL('../..', import.meta.url).pathname;

function explained(canary: (yaml: string) => string): ExplainedRequest {
  const folder = labFolders(root).get('canary');
  if (folder === undefined) throw new Error('there is no lab "canary"');
  const { lab, files, manifests } = loadLab(root, folder);
  const world = createWorld({ seed: lab.seed, manifests, files, applied: lab.applied ?? [] });
  world.apply(canary(files['canary.yaml'] ?? ''), { file: 'canary.yaml' });
  world.settle();
  world.run(`for i in $(seq 1 40); do curl -s ${TRUCK}; done`);
  const stories = world.requests().flatMap(({ id }) => world.explain(id) ?? []);
  const risky = stories.find(({ hops }) => hops.some(chosen));
  if (risky === undefined) throw new Error('no request was drawn for the canary');
  return risky;
}

/** The hop whose draw fell on the canary. */
function chosen({ record }: ExplainedHop): boolean {
  return (
    record?.steps.some(({ step, name }) => step === 'weightedCluster' && name.includes('risky')) === true
  );
}

/** What was passed over in steps, each reason once. */
function reasonsOf(steps: readonly DecisionStep[]): readonly RejectedChoice[] {
  const all = steps.flatMap(({ rejected = [] }) => rejected);
  return [...new Map(all.map((choice) => [choice.reason, choice])).values()];
}

function told(story: ExplainedRequest, locale: string): string[] {
  return story.hops
    .filter(chosen)
    .flatMap((hop) =>
      (hop.record?.steps ?? [])
        .filter(({ step }) => step === 'weightedCluster' || step === 'cluster')
        .map((step) => sentenceOf(step, hop, locale)),
    );
}

describe('the story of a request', () => {
  const story = explained((yaml) => yaml);

  it.each([
    [
      'ko',
      /^0부터 100 사이에서 9\d번을 뽑았어요\. 가중치 10인 risky-group 차례예요\.$/,
      '클러스터 risky-group: 여기로 보내요.',
    ],
    [
      'ja',
      /^100 のうち 9\d を引きました。重み 10 の risky-group に当たります。$/,
      'クラスター risky-group へ送ります。',
    ],
    ['en', /^Drew 9\d of 100: 90 to 99 is this cluster\.$/, '1 endpoint, LEAST_REQUEST.'],
  ])('is told in %s', (locale, draw, cluster) => {
    expect(told(story, locale)).toEqual([expect.stringMatching(draw), cluster]);
  });

  it('has a sentence for every step in every language', () => {
    const steps = story.hops.flatMap((hop) => (hop.record?.steps ?? []).map((step) => ({ step, hop })));
    expect(steps.length).toBeGreaterThan(20);
    for (const { step, hop } of steps) {
      expect(sentenceOf(step, hop, 'ko')).toMatch(/[가-힣].*\.$/);
      expect(sentenceOf(step, hop, 'ja')).toMatch(/[ぁ-ん一-龠].*。$/);
    }
  });

  it('names the application beside the proxy, whose cluster has no host', () => {
    const inbound = story.hops.flatMap((hop) =>
      (hop.record?.steps ?? [])
        .filter(({ step, name }) => step === 'cluster' && name.startsWith('inbound|'))
        .map((step) => [sentenceOf(step, hop, 'ko'), sentenceOf(step, hop, 'ja')]),
    );
    expect(inbound.length).toBeGreaterThan(0);
    for (const [ko, ja] of inbound) {
      expect(ko).toMatch(/^같은 파드의 앱, 포트 \d+: 여기로 보내요\.$/);
      expect(ja).toMatch(/^同じポッドのアプリ、ポート \d+ へ送ります。$/);
    }
  });

  it('says in every language why something was passed over', () => {
    const picky = explained((yaml) =>
      yaml.replace(
        '    - route:',
        `    - match: [{ headers: { end-user: { exact: jason } } }]
      route: [{ destination: { host: fleetman-staff-service, subset: safe-group } }]
    - match: [{ uri: { prefix: /none } }]
      route: [{ destination: { host: fleetman-staff-service, subset: safe-group } }]
    - match: [{ method: { exact: POST } }]
      route: [{ destination: { host: fleetman-staff-service, subset: safe-group } }]
    - match: [{ queryParams: { debug: { exact: "1" } } }]
      route: [{ destination: { host: fleetman-staff-service, subset: safe-group } }]
    - match: [{ withoutHeaders: { accept: {} } }]
      route: [{ destination: { host: fleetman-staff-service, subset: safe-group } }]
    - route:`,
      ),
    );
    const reasons = reasonsOf([...story.hops, ...picky.hops].flatMap(({ record }) => record?.steps ?? []));
    const told = (locale: string): string[] => reasons.map((choice) => reasonOf(choice, locale));
    expect(told('en')).toEqual(reasons.map(({ reason }) => reason));
    expect(told('ko')).toEqual(
      expect.arrayContaining([
        '헤더 end-user: 없어요.',
        '접두사 /none: 경로 /driver/City%20Truck에 맞지 않아요.',
        '메서드: 값이 "GET"예요. 조건: 일치 "POST".',
        '쿼리 파라미터 debug: 없어요.',
        '헤더 accept: 있으면 안 돼요.',
        '0번부터 89번까지가 이쪽이에요.',
      ]),
    );
    for (const reason of reasons) {
      expect(reasonOf(reason, 'ko')).toMatch(/[가-힣].*\.$/);
      expect(reasonOf(reason, 'ja')).toMatch(/[ぁ-ん一-龠].*。$/);
    }
  });

  it('says so when nobody defines the subset', () => {
    const broken = explained((yaml) => yaml.replace('subset: risky-group', 'subset: risky-grp'));
    expect(told(broken, 'ko').at(-1)).toContain('risky-grp: 이런 클러스터가 없어요.');
    expect(told(broken, 'ja').at(-1)).toContain('クラスター risky-grp はありません。');
  });
});

const POLICIES = `apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: only-curl}
spec:
  selector: {matchLabels: {app: httpbin}}
  rules:
    - from: [{source: {principals: [cluster.local/ns/default/sa/curl]}}]
      to: [{operation: {methods: [GET], notPaths: [/headers]}}]
---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: no-ip}
spec:
  selector: {matchLabels: {app: httpbin}}
  action: DENY
  rules: [{to: [{operation: {paths: [/ip]}}]}]
---
apiVersion: security.istio.io/v1
kind: RequestAuthentication
metadata: {name: tokens}
spec:
  selector: {matchLabels: {app: httpbin}}
  jwtRules: [{issuer: someone@example.com, jwks: '{"keys":[]}'}]
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: httpbin}
spec:
  hosts: [httpbin]
  http:
    - fault: {delay: {percentage: {value: 50}, fixedDelay: 0.1s}}
      mirror: {host: httpbin}
      mirrorPercentage: {value: 50}
      route: [{destination: {host: httpbin}}]
`;

describe('what filters decide', () => {
  const world = appWorld(['curl', 'httpbin']);
  applyYaml(world, POLICIES);
  const token = `${btoa('{"alg":"RS256","kid":"k"}')}.${btoa('{"iss":"other@example.com"}')}.c2ln`;
  world.run(
    `in="kubectl exec deploy/curl -- curl -s httpbin:8000"
for i in 1 2 3 4 5 6; do $in/get; done; $in/ip; $in/headers; $in/get -X POST; $in/get -H "Authorization: Bearer ${token}"`,
  );
  const hops = world.requests().flatMap(({ id }) => world.explain(id)?.hops ?? []);
  const steps = hops.flatMap((hop) => (hop.record?.steps ?? []).map((step) => ({ step, hop })));
  const filters = steps.filter(({ step }) => step.step === 'filter');

  it('is told in the words of the reader', () => {
    const told = (locale: string): ReadonlySet<string> =>
      new Set(filters.map(({ step, hop }) => sentenceOf(step, hop, locale)));
    const identity = 'spiffe://cluster.local/ns/default/sa/curl';
    expect([...told('ko')]).toEqual(
      expect.arrayContaining([
        '맞는 DENY 규칙이 없어요.',
        `ns[default]-policy[only-curl]-rule[0] 허용: 메서드 = GET, 경로 = /get, 호출자 = ${identity}.`,
        'ns[default]-policy[no-ip]-rule[0] 거부: 경로 = /ip.',
        '거부: 여기에는 ALLOW 정책이 있는데, 맞는 규칙이 하나도 없어요.',
      ]),
    );
    for (const sentence of told('ko')) expect(sentence).toMatch(/^(?=.*[가-힣]).*\.$/);
    for (const sentence of told('ja')) expect(sentence).toMatch(/^(?=.*[ぁ-ん一-龠]).*。$/);
  });

  it('and so is why rules do not match', () => {
    const reasons = reasonsOf(steps.map(({ step }) => step));
    expect(reasons.map((reason) => reasonOf(reason, 'ko'))).toEqual(
      expect.arrayContaining(['메서드: 값이 "POST"예요. 조건: 일치 "GET".']),
    );
    for (const reason of reasons) expect(reasonOf(reason, 'ko')).toMatch(/[가-힣].*\.$/);
    for (const reason of reasons) expect(reasonOf(reason, 'ja')).toMatch(/[ぁ-ん一-龠].*。$/);
  });
});
