import type { Field } from '../../kinds/field';

/** A destination and where istioctl says it stands. */
export interface PlacedDestination {
  readonly protocol: 'http' | 'tcp' | 'tls' | 'mirror';
  readonly destination: Field;
  readonly linePath: string;
}

/** Where the routes of a VirtualService lead, in istioctl's order. */
export function routeDestinations(spec: Field): readonly PlacedDestination[] {
  return (['tcp', 'tls', 'http'] as const).flatMap((protocol) =>
    spec.at(protocol).items.flatMap((rule) =>
      rule.at('route').items.map((route) => {
        const destination = route.at('destination');
        return { protocol, destination, linePath: destination.at('host').path };
      }),
    ),
  );
}

/** Where copies of requests go. */
export function mirrorDestinations(spec: Field): readonly PlacedDestination[] {
  return spec.at('http').items.flatMap((rule) => {
    const mirror = rule.at('mirror');
    const single = mirror.isSet
      ? [{ protocol: 'mirror' as const, destination: mirror, linePath: mirror.at('host').path }]
      : [];
    // istioctl looks for the host beside the destination and does not find it: the first line is named.
    const several = rule.at('mirrors').items.map((entry) => ({
      protocol: 'mirror' as const,
      destination: entry.at('destination'),
      linePath: '',
    }));
    return [...single, ...several];
  });
}
