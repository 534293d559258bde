import { EGRESS_GATEWAY } from '../egress-gateway';
import type { Flavour, Task } from './task';

/** What the samples' helper functions of the documentation's tests do (tests/util/samples.sh). */
const SAMPLES: Readonly<Record<string, readonly string[]>> = {
  startup_curl_sample: ['kubectl apply -f samples/curl/curl.yaml'],
  startup_httpbin_sample: ['kubectl apply -f samples/httpbin/httpbin.yaml'],
};
const BOOKINFO = 'kubectl apply -f samples/bookinfo/platform/kube/bookinfo.yaml';

/** What a task's own test does before the first command of the page, as shell lines. */
export function preparation(task: Task, flavour: Flavour): readonly string[] {
  const lines: string[] = takesBookinfoForGranted(task)
    ? [
        'kubectl label namespace default istio-injection=enabled',
        ...sampleLines('startup_bookinfo_sample', flavour),
      ]
    : [];
  if (flavour === 'istio-apis' && needsEgressGateway(task))
    lines.push(`kubectl apply -f - <<EOF\n${EGRESS_GATEWAY}EOF`);
  for (const steps of Object.values(task.testFlow ?? {})) {
    for (const { op, name } of steps) {
      if (op === 'run' || op === 'verify') break;
      if (op === 'sample') lines.push(...sampleLines(name, flavour));
      if (op === 'shell' && /^(kubectl|export) /.test(name) && !/delete|injection-$/.test(name))
        lines.push(name);
    }
  }
  return flavour === 'istio-apis' ? [...lines, ...INGRESS] : lines;
}

function sampleLines(name: string, flavour: Flavour): readonly string[] {
  if (name !== 'startup_bookinfo_sample') return SAMPLES[name] ?? [];
  return flavour === 'gateway-api'
    ? [
        BOOKINFO,
        'kubectl apply -f samples/bookinfo/platform/kube/bookinfo-versions.yaml',
        'kubectl apply -f samples/bookinfo/gateway-api/bookinfo-gateway.yaml',
      ]
    : [
        BOOKINFO,
        'kubectl apply -f samples/bookinfo/networking/bookinfo-gateway.yaml',
        'kubectl apply -f samples/bookinfo/networking/destination-rule-all.yaml',
      ];
}

/** What the page about the ingress gateway's address has the reader type; many pages rest on it. */
const SERVICE = 'kubectl -n istio-system get service istio-ingressgateway -o';
const INGRESS: readonly string[] = [
  `export INGRESS_HOST=$(${SERVICE} jsonpath='{.status.loadBalancer.ingress[0].ip}')`,
  `export INGRESS_PORT=$(${SERVICE} jsonpath='{.spec.ports[?(@.name=="http2")].port}')`,
  `export SECURE_INGRESS_PORT=$(${SERVICE} jsonpath='{.spec.ports[?(@.name=="https")].port}')`,
  `export TCP_INGRESS_PORT=$(${SERVICE} jsonpath='{.spec.ports[?(@.name=="tcp")].port}')`,
  'export GATEWAY_URL="$INGRESS_HOST:$INGRESS_PORT"',
];

/** A page without a test of its own that shapes Bookinfo's traffic, and does not deploy it. */
function takesBookinfoForGranted({ samplesUsed, testFlow, commands }: Task): boolean {
  if (Object.values(testFlow ?? {}).flat().length > 0) return false;
  const uses = samplesUsed.some((path) => path.startsWith('samples/bookinfo/networking/'));
  return uses && !commands.some(({ cmd }) => /(apply|create) .*platform\/kube\/bookinfo\.yaml/.test(cmd));
}

/** A page whose traffic leaves through the egress gateway, which the demo profile brings along. */
function needsEgressGateway({ commands }: Task): boolean {
  return commands.some(({ cmd }) => /istio[=:] ?egressgateway/.test(cmd));
}
