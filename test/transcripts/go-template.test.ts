import { beforeAll, describe, expect, it } from 'vitest';
import type { World } from '../../sandbox/index';
import { appWorld, say } from '../support/app-world';

describe('kubectl get -o go-template', () => {
  let world: World;
  beforeAll(() => {
    world = appWorld([]);
    say(world, 'kubectl create configmap c --from-literal=a=1 --from-literal=b=two');
    say(world, 'kubectl create secret generic s --from-literal=k=hidden');
  });

  it.each([
    ['cm c', '{{.metadata.name}}{{"\\n"}}', 'c\n'],
    ['cm c', '{{range $k, $v := .data}}{{$k}}={{$v}};{{end}}', 'a=1;b=two;'],
    ['cm c', '{{.data.nope}} {{.data}} {{len .data}}', '<no value> map[a:1 b:two] 2'],
    ['cm c', '{{if .data.nope}}yes{{else if eq .data.a "1"}}one{{else}}no{{end}}', 'one'],
    [
      'cm c',
      '{{with .data}}{{.b}}{{end}} {{index .data "a"}} {{printf "%s-%s" .data.a .data.b}}',
      'two 1 1-two',
    ],
    ['cm c', '{{ $n := .metadata.name -}}   {{ $n | printf "<%s>" }}', '<c>'],
    ['secret s', '{{.data.k | base64decode}}', 'hidden'],
    [
      'cm c -n default',
      '{{(index .data "b") | len}} {{and true .data.b}} {{or "" "x"}} {{not true}}',
      '3 two x false',
    ],
    ['svc kubernetes', '{{range .spec.ports}}{{.port}} {{gt .port 80}}{{end}}', '443 true'],
    ['svc', '{{range .items}}{{.metadata.name}} {{end}}', 'kubernetes '],
  ])('%s %s', (what, template, shown) => {
    expect(say(world, `kubectl get ${what} -o go-template='${template}'`)).toBe(shown);
  });

  it.each([
    ['{{.x', 'unclosed action'],
    ['{{range .data}}', 'unexpected EOF'],
    ['{{nope 1}}', 'function "nope" not defined'],
  ])('refuses %s', (template, reason) => {
    expect(say(world, `kubectl get cm c -o go-template='${template}'`)).toBe(
      `error: error executing template ${JSON.stringify(template)}: template: output:1: ${reason}\n[exit 1]`,
    );
  });
});
