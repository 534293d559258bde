import type { KindDeclaration } from '../../../../kube/index';
import { istioKinds } from '../../../kinds/index';
import { defineAnalyzer, type Analyzer } from '../../analyzer';
import type { ResourceType } from '../../resource';

/** What the validation webhook would say, for objects that never passed it: one analyzer per kind. */
export const schemaInvalid: readonly Analyzer[] = [
  ...[...istioKinds].sort((one, other) => (one.kind < other.kind ? -1 : 1)).map(ofKind),
  ofMesh('MeshNetworks'),
  ofMesh('MeshConfig'),
];

/** The mesh's own configuration: no webhook sees it, and what istiod cannot use of it never gets here. */
function ofMesh(name: 'MeshConfig' | 'MeshNetworks'): Analyzer {
  return defineAnalyzer({
    name: `schema.ValidationAnalyzer.${name}`,
    description: `Runs schema validation as an analyzer on '${name}' resources`,
    inputs: [name],
    analyze: () => undefined,
  });
}

function ofKind(kind: KindDeclaration): Analyzer {
  return defineAnalyzer({
    name: `schema.ValidationAnalyzer.${kind.kind}`,
    description: `Runs schema validation as an analyzer on '${kind.kind}' resources`,
    inputs: [kind.kind as ResourceType],
    analyze(context, report) {
      for (const resource of context.all(kind.kind as ResourceType)) {
        // Annotations are not looked at here, as the webhook does.
        const { annotations: _, ...metadata } = resource.object.metadata;
        const judged = kind.validate?.({ ...resource.object, metadata }, {});
        for (const { path, message } of judged?.errors ?? []) {
          report(resource, 'SchemaValidationError', [message], { path, linePath: '' });
        }
        for (const warning of judged?.warnings ?? []) {
          const place = { path: warning.path, linePath: '' };
          const { type, args } = reachability(warning);
          if (type !== undefined) report(resource, type, args, place);
          else report(resource, 'SchemaWarning', [warning.message], place);
        }
      }
    },
  });
}

/** Rules that are never used have codes of their own. */
function reachability(warning: object): {
  readonly type?: 'VirtualServiceUnreachableRule' | 'VirtualServiceIneffectiveMatch';
  readonly args: readonly string[];
} {
  const analysis =
    'analysis' in warning ? (warning.analysis as { type: string; args: readonly string[] }) : undefined;
  if (
    analysis?.type === 'VirtualServiceUnreachableRule' ||
    analysis?.type === 'VirtualServiceIneffectiveMatch'
  ) {
    return { type: analysis.type, args: analysis.args };
  }
  return { args: [] };
}
