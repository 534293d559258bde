import { defineAnalyzer } from '../../analyzer';
import { meshConfigOf } from '../../mesh-config';

/** TCP services are told apart by address: without one, they share a listener. */
export const serviceEntryAddresses = defineAnalyzer({
  name: 'serviceentry.Analyzer',
  description: 'Checks the validity of ServiceEntry',
  inputs: ['ServiceEntry', 'MeshConfig'],
  analyze(context, report) {
    const metadata = meshConfigOf(context).at('defaultConfig').at('proxyMetadata').textMap;
    const automatic =
      metadata.ISTIO_META_DNS_CAPTURE === 'true' &&
      (metadata.ISTIO_META_DNS_AUTO_ALLOCATE === 'true' || metadata.PILOT_ENABLE_IP_AUTOALLOCATE === 'true');
    if (automatic) return;
    for (const entry of context.all('ServiceEntry')) {
      const allocated = entry.root.at('status').at('addresses').items.length > 0;
      if (entry.spec.has('addresses') || allocated) continue;
      for (const port of entry.spec.at('ports').items) {
        if (!['', 'tcp'].includes(port.at('protocol').text.toLowerCase())) continue;
        report(entry, 'ServiceEntryAddressesRequired', [], {
          path: (port.has('protocol') ? port.at('protocol') : port).path,
          linePath: port.at('name').path,
        });
      }
    }
  },
});
