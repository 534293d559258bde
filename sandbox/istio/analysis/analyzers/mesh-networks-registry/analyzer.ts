import { defineAnalyzer } from '../../analyzer';

/** Networks may take endpoints only from registries that Istio knows: clusters with a remote secret among them. */
export const meshNetworksRegistry = defineAnalyzer({
  name: 'meshnetworks.MeshNetworksAnalyzer',
  description: 'Check the validity of MeshNetworks in the cluster',
  inputs: ['MeshNetworks', 'Secret'],
  analyze(context, report) {
    const remote = context
      .all('Secret')
      .filter((secret) => secret.labels['istio/multiCluster'] === 'true')
      .flatMap((secret) => secret.root.at('data').entries.map(([name]) => name));
    const known = ['Mock', 'Kubernetes', 'External', ...remote];
    for (const networks of context.all('MeshNetworks')) {
      for (const [name, network] of networks.spec.at('networks').entries) {
        for (const endpoint of network.at('endpoints').items) {
          const registry = endpoint.at('fromRegistry');
          if (!registry.isSet || known.includes(registry.text)) continue;
          report(networks, 'UnknownMeshNetworksServiceRegistry', [registry.text, name], endpoint.path);
        }
      }
    }
  },
});
