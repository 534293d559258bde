import { describe, expect, it } from 'vitest';
import { plays } from './session';
import { KubectlTerminal } from './terminal';

const map = (name: string, version: string): string => `apiVersion: v1
kind: ConfigMap
metadata: {name: ${name}, labels: {version: ${version}}}
`;

describe('apply', () => {
  it('creates, leaves alone and changes', () => {
    plays(
      ['kubectl apply -f canary.yaml', 'virtualservice.networking.istio.io/canary created\n'],
      ['kubectl apply -f canary.yaml', 'virtualservice.networking.istio.io/canary unchanged\n'],
      ['kubectl apply -f fifty.yaml', 'virtualservice.networking.istio.io/canary configured\n'],
      ["kubectl get vs canary -o jsonpath='{.spec.http[0].route[*].weight}'", '50 50'],
      [
        'kubectl apply -f dir',
        'virtualservice.networking.istio.io/canary configured\ndestinationrule.networking.istio.io/reviews created\n',
      ],
      ['cat canary.yaml | kubectl apply -f -', 'virtualservice.networking.istio.io/canary unchanged\n'],
    );
  });

  it('keeps what others changed and removes what the file no longer has', () => {
    plays(
      ['kubectl apply -f labelled.yaml', 'virtualservice.networking.istio.io/canary created\n'],
      ['kubectl label vs canary by=hand', 'virtualservice.networking.istio.io/canary labeled\n'],
      ['kubectl apply -f kept.yaml', 'virtualservice.networking.istio.io/canary configured\n'],
      ["kubectl get vs canary -o jsonpath='{.metadata.labels}'", '{"a":"1","by":"hand"}'],
    );
  });

  it('only says what it would do in a dry run', () => {
    plays(
      [
        'kubectl apply --dry-run=client -f canary.yaml',
        'virtualservice.networking.istio.io/canary created (dry run)\n',
      ],
      [
        'kubectl apply --dry-run=server -f canary.yaml',
        'virtualservice.networking.istio.io/canary created (server dry run)\n',
      ],
      ['kubectl get vs', 'No resources found in default namespace.\n'],
    );
  });

  it('understands core kinds with the defaults the server filled in', () => {
    plays(
      ['kubectl apply -f web.yaml', 'deployment.apps/web created\n'],
      ['kubectl apply -f web.yaml', 'deployment.apps/web unchanged\n'],
    );
  });

  it.each<[string, string, string]>([
    [
      'an unknown field',
      'kubectl apply -f typo.yaml',
      'Error from server (BadRequest): error when creating "typo.yaml": VirtualService in version "v1" cannot be handled as a VirtualService: strict decoding error: unknown field "spec.http[0].route[0].destination.subste"\n[1]',
    ],
    [
      'a tab',
      'kubectl apply -f tab.yaml',
      'error: error parsing tab.yaml: error converting YAML to JSON: yaml: line 6: found character that cannot start any token\n[1]',
    ],
    [
      'a kind that is not served, and applies the rest',
      'kubectl apply -f gone.yaml',
      'virtualservice.networking.istio.io/canary created\ndestinationrule.networking.istio.io/reviews created\nerror: resource mapping not found for name: "canary" namespace: "" from "gone.yaml": no matches for kind "RouteRule" in version "networking.istio.io/v1"\nensure CRDs are installed first\n[1]',
    ],
    [
      'several kinds that are not served, without the word error',
      'kubectl apply -f none.yaml',
      'resource mapping not found for name: "canary" namespace: "" from "none.yaml": no matches for kind "VirtualService" in version "networking.istio.io/v9"\nensure CRDs are installed first\nresource mapping not found for name: "reviews" namespace: "" from "none.yaml": no matches for kind "DestinationRule" in version "networking.istio.io/v9"\nensure CRDs are installed first\n[1]',
    ],
    ['a missing file', 'kubectl apply -f nope.yaml', 'error: the path "nope.yaml" does not exist\n[1]'],
    ['no file', 'kubectl apply', 'error: must specify one of -f and -k\n[1]'],
    [
      'a URL',
      'kubectl apply -f https://example.com/x.yaml',
      'error: unable to read URL "https://example.com/x.yaml": the sandbox is not connected to the internet\n[1]',
    ],
    [
      'a missing namespace',
      'kubectl apply -n nope -f canary.yaml',
      'Error from server (NotFound): error when creating "canary.yaml": namespaces "nope" not found\n[1]',
    ],
    [
      'an unknown flag',
      'kubectl apply --file x',
      "error: unknown flag: --file\nSee 'kubectl apply --help' for usage.\n[1]",
    ],
  ])('complains about %s', (_what, line, printed) => {
    plays([line, printed]);
  });

  it.each([
    ['-l version!=v2 -f maps.yaml', 'configmap/a created\n'],
    ['-l version=v2 -f maps.yaml', 'configmap/b created\n'],
    ['-f https://raw.githubusercontent.com/istio/istio/master/samples/maps.yaml', 'configmap/a created\n'],
  ])('takes what is asked for: %s', (flags, printed) => {
    const terminal = new KubectlTerminal({
      'maps.yaml': `${map('a', 'v1')}---\n${map('b', 'v2')}`,
      'samples/maps.yaml': map('a', 'v1'),
    });
    expect(terminal.run(`kubectl apply ${flags}`)).toBe(printed);
  });
});
