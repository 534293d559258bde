import { describe, expect, it } from 'vitest';
import {
  admissionFailure,
  admit,
  causeText,
  createKindRegistry,
  defineKind,
  kubeKinds,
  type CelEvaluator,
  type KubeObject,
} from '../../sandbox/kube/index';
import { parseYaml } from '../../sandbox/lib/yaml/index';

const kinds = createKindRegistry(kubeKinds);
const read = (yaml: string): KubeObject =>
  parseYaml(yaml, { file: 'x.yaml' }).documents[0]?.value as KubeObject;

/** A custom kind with one of everything. */
const sail = defineKind({
  group: 'ships.example.com',
  versions: ['v1'],
  kind: 'Sail',
  plural: 'sails',
  singular: 'sail',
  shortNames: [],
  namespaced: true,
  custom: true,
  webhook: 'validation.example.com',
  columns: [],
  schema: {
    type: 'object',
    properties: {
      spec: {
        type: 'object',
        required: ['rig'],
        properties: {
          rig: { type: 'string', enum: ['LATEEN', 'GAFF'] },
          area: { type: 'integer', format: 'int32', minimum: 1, maximum: 900 },
          seams: { type: 'array', items: { type: 'string', pattern: '^[a-z]+$' }, maxItems: 2 },
          reefed: { type: 'boolean', default: false },
          labels: { type: 'object', additionalProperties: { type: 'string' } },
          hoist: {
            type: 'object',
            properties: { rope: { type: 'string' }, winch: { type: 'string' } },
            oneOf: [{ required: ['rope'] }, { required: ['winch'] }],
          },
          colour: {
            type: 'string',
            unsupported: 'sails have no colour here',
            rules: [{ rule: "self != 'red'", message: 'not red' }],
          },
        },
      },
    },
  },
  validate: (object) => ({
    errors: object.metadata.name === 'torn' ? [{ path: 'metadata.name', message: 'the sail is torn' }] : [],
    warnings: object.metadata.name === 'old' ? [{ path: '', message: 'the sail is old' }] : [],
  }),
});

const ofSpec = (spec: string, name = 'main'): KubeObject =>
  read(`apiVersion: ships.example.com/v1\nkind: Sail\nmetadata: {name: ${name}}\nspec: {${spec}}\n`);
const NOT_CHECKED =
  '<nil>: Invalid value: null: some validation rules were not checked because the object was invalid; correct the existing errors to complete validation';

describe('custom resources are judged in the words of their server', () => {
  it.each<[string, string, string[]]>([
    ['nothing wrong', 'rig: GAFF, area: 3', []],
    ['a missing field', 'area: 3', ['spec.rig: Required value', NOT_CHECKED]],
    [
      'a wrong word',
      'rig: SQUARE',
      ['spec.rig: Unsupported value: "SQUARE": supported values: "LATEEN", "GAFF"', NOT_CHECKED],
    ],
    [
      'a text for a number',
      'rig: GAFF, area: "3"',
      [
        'spec.area: Invalid value: "string": spec.area in body must be of type integer: "string"',
        NOT_CHECKED,
      ],
    ],
    [
      'a fraction for a whole number',
      'rig: GAFF, area: 1.5',
      [
        'spec.area: Invalid value: "float64": spec.area in body must be of type int32: "float64"',
        '<nil>: Invalid value: "": Checked value must be of type integer with format int32 in spec.area',
        NOT_CHECKED,
      ],
    ],
    [
      'a number beyond its format',
      'rig: GAFF, area: 3000000000',
      [
        'spec.area: Invalid value: 3000000000: spec.area in body should be less than or equal to 900',
        '<nil>: Invalid value: "": Checked value must be of type integer with format int32 in spec.area',
      ],
    ],
    [
      'a number too small',
      'rig: GAFF, area: 0',
      ['spec.area: Invalid value: 0: spec.area in body should be greater than or equal to 1'],
    ],
    [
      'a text that does not match',
      'rig: GAFF, seams: [A]',
      ['spec.seams[0]: Invalid value: "A": spec.seams[0] in body should match \'^[a-z]+$\''],
    ],
    [
      'too many items',
      'rig: GAFF, seams: [a, b, c]',
      ['spec.seams: Too many: 3: must have at most 2 items', NOT_CHECKED],
    ],
    [
      'null in a list',
      'rig: GAFF, seams: [~]',
      [
        'spec.seams[0]: Invalid value: "null": spec.seams[0] in body must be of type string: "null"',
        NOT_CHECKED,
      ],
    ],
    [
      'a value of a map',
      'rig: GAFF, labels: {a: 1}',
      [
        'spec.labels.a: Invalid value: "integer": spec.labels.a in body must be of type string: "integer"',
        NOT_CHECKED,
      ],
    ],
    [
      'two of one',
      'rig: GAFF, hoist: {rope: a, winch: b}',
      [
        '<nil>: Invalid value: "": "spec.hoist" must validate one and only one schema (oneOf). Found 2 valid alternatives',
      ],
    ],
    [
      'none of one',
      'rig: GAFF, hoist: {}',
      [
        '<nil>: Invalid value: "": "spec.hoist" must validate one and only one schema (oneOf). Found none valid',
      ],
    ],
    [
      'unknown fields',
      'rig: GAFF, zeal: 1, rigg: a, hoist: {rope: a, knot: b}',
      ['unknown field "spec.hoist.knot"', 'unknown field "spec.rigg"', 'unknown field "spec.zeal"'],
    ],
    [
      'fields inside a value of the wrong type',
      'rig: GAFF, hoist: [{rope: a}]',
      ['unknown field "spec.hoist[0].rope"'],
    ],
    ['null for a field', 'rig: GAFF, area: ~', []],
  ])('%s', (_what, spec, expected) => {
    const { errors } = admit(ofSpec(spec), sail);
    expect(errors.map((error) => (error.stage === 'strict' ? error.message : causeText(error)))).toEqual(
      expected,
    );
  });

  it('names the field of errors that the tool prints without one', () => {
    const { errors } = admit(ofSpec('rig: GAFF, hoist: {}'), sail);
    expect(errors[0]?.path).toBe('spec.hoist');
  });

  it('fills defaults and drops null', () => {
    expect(admit(ofSpec('rig: GAFF, area: ~'), sail).object.spec).toEqual({ rig: 'GAFF', reefed: false });
  });

  it('asks rules only when the schema holds, and the webhook only when the rules do', () => {
    const asked: unknown[] = [];
    const cel: CelEvaluator = {
      evaluate: (rule, self) => {
        asked.push(self);
        return self === 'red' ? { valid: false, message: rule.message ?? '' } : { valid: true };
      },
    };
    const judged = (spec: string, name?: string) =>
      admit(ofSpec(spec, name), sail, { cel }).errors.map(causeText);
    expect(judged('rig: GAFF, colour: red', 'torn')).toEqual(['spec.colour: Invalid value: "red": not red']);
    expect(judged('colour: red')).toEqual(['spec.rig: Required value', NOT_CHECKED]);
    expect(judged('rig: GAFF, colour: blue', 'torn')).toEqual(['metadata.name: the sail is torn']);
    expect(asked).toEqual(['red', 'blue']);
  });

  it('says what is stored but not simulated, and warns', () => {
    const { unsupported, warnings } = admit(ofSpec('rig: GAFF, colour: blue', 'old'), sail);
    expect(unsupported).toEqual([{ path: 'spec.colour', message: 'sails have no colour here' }]);
    expect(warnings).toEqual([{ path: '', message: 'the sail is old' }]);
  });

  it('keeps, drops or refuses unknown fields as it is told', () => {
    const object = ofSpec('rig: GAFF, rigg: a');
    const modes = (['Strict', 'Warn', 'Ignore'] as const).map((fieldValidation) =>
      admit(object, sail, { fieldValidation }),
    );
    expect(modes.map(({ errors, warnings }) => [errors.length, warnings.length])).toEqual([
      [1, 0],
      [0, 1],
      [0, 0],
    ]);
    expect(modes[2]?.object.spec).toEqual({ rig: 'GAFF', reefed: false });
  });

  it('turns into the failures of the server', () => {
    const failed = (spec: string, name?: string) => {
      const object = ofSpec(spec, name);
      const { reason, message } = admissionFailure(admit(object, sail), sail, object);
      return [reason, message];
    };
    expect(failed('rig: GAFF, rigg: a')).toEqual([
      'BadRequest',
      'Sail in version "v1" cannot be handled as a Sail: strict decoding error: unknown field "spec.rigg"',
    ]);
    expect(failed('rig: GAFF', 'torn')).toEqual([
      '',
      'admission webhook "validation.example.com" denied the request: configuration is invalid: the sail is torn',
    ]);
    expect(failed('rig: GAFF, area: 0')).toEqual([
      'Invalid',
      'Sail.ships.example.com "main" is invalid: spec.area: Invalid value: 0: spec.area in body should be greater than or equal to 1',
    ]);
  });
});

describe('Kubernetes decodes its own kinds first', () => {
  const template = 'template: {metadata: {labels: {a: b}}, spec: {containers: [{name: c, image: i}]}}';
  it.each<[string, string, string[]]>([
    [
      'a text for a number',
      `kind: Deployment\napiVersion: apps/v1\nmetadata: {name: d}\nspec: {replicas: "2", selector: {matchLabels: {a: b}}, ${template}}`,
      ['json: cannot unmarshal string into Go struct field DeploymentSpec.spec.replicas of type int32'],
    ],
    [
      'a number for a text',
      'kind: Pod\napiVersion: v1\nmetadata: {name: p}\nspec: {containers: [{name: c, image: i, env: [{name: A, value: 1}]}]}',
      ['json: cannot unmarshal number into Go struct field EnvVar.spec.containers.env.value of type string'],
    ],
    [
      'an unknown field',
      'kind: Pod\napiVersion: v1\nmetadata: {name: p, lables: {}}\nspec: {containers: [{name: c, image: i, port: 80}]}',
      ['unknown field "metadata.lables"', 'unknown field "spec.containers[0].port"'],
    ],
    [
      'labels that the selector does not take',
      `kind: Deployment\napiVersion: apps/v1\nmetadata: {name: d}\nspec: {selector: {matchLabels: {a: x}}, ${template}}`,
      [
        'spec.template.metadata.labels: Invalid value: {"a":"b"}: `selector` does not match template `labels`',
      ],
    ],
    [
      'no containers',
      'kind: Pod\napiVersion: v1\nmetadata: {name: p}\nspec: {containers: [{name: C}, {image: i}]}',
      [
        expect.stringContaining(
          'spec.containers[0].name: Invalid value: "C": a lowercase RFC 1123 label',
        ) as string,
        'spec.containers[0].image: Required value',
        'spec.containers[1].name: Required value',
      ],
    ],
    [
      'ports of a service',
      'kind: Service\napiVersion: v1\nmetadata: {name: s}\nspec: {ports: [{port: 80, name: a}, {port: 70000, name: a}]}',
      [
        'spec.ports[1].name: Duplicate value: "a"',
        'spec.ports[1].port: Invalid value: 70000: must be between 1 and 65535, inclusive',
      ],
    ],
  ])('%s', (_what, yaml, expected) => {
    const object = read(yaml);
    const kind = kinds.byKind(object.apiVersion, object.kind);
    const errors = kind ? admit(object, kind).errors : [];
    expect(errors.map((error) => (error.stage === 'validate' ? causeText(error) : error.message))).toEqual(
      expected,
    );
  });
});
