// data table

/** The protobuf message that the spec of a kind decodes to. */
export const specMessages: Readonly<Record<string, string>> = {
  Gateway: 'istio.networking.v1alpha3.Gateway',
  VirtualService: 'istio.networking.v1alpha3.VirtualService',
  DestinationRule: 'istio.networking.v1alpha3.DestinationRule',
  ServiceEntry: 'istio.networking.v1alpha3.ServiceEntry',
  WorkloadEntry: 'istio.networking.v1alpha3.WorkloadEntry',
  WorkloadGroup: 'istio.networking.v1alpha3.WorkloadGroup',
  Sidecar: 'istio.networking.v1alpha3.Sidecar',
  ProxyConfig: 'istio.networking.v1beta1.ProxyConfig',
  EnvoyFilter: 'istio.networking.v1alpha3.EnvoyFilter',
  PeerAuthentication: 'istio.security.v1beta1.PeerAuthentication',
  RequestAuthentication: 'istio.security.v1beta1.RequestAuthentication',
  AuthorizationPolicy: 'istio.security.v1beta1.AuthorizationPolicy',
  Telemetry: 'istio.telemetry.v1alpha1.Telemetry',
  WasmPlugin: 'istio.extensions.v1alpha1.WasmPlugin',
  TrafficExtension: 'istio.extensions.v1alpha1.TrafficExtension',
};

/** The message or enum that fields of a message decode to; fields of plain types are left out. */
export const fieldMessages: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'istio.networking.v1alpha3.Gateway': { servers: 'istio.networking.v1alpha3.Server' },
  'istio.networking.v1alpha3.Server': {
    port: 'istio.networking.v1alpha3.Port',
    tls: 'istio.networking.v1alpha3.ServerTLSSettings',
  },
  'istio.networking.v1alpha3.ServerTLSSettings': {
    mode: 'istio.networking.v1alpha3.ServerTLSSettings.TLSmode',
    tlsCertificates: 'istio.networking.v1alpha3.ServerTLSSettings.TLSCertificate',
    minProtocolVersion: 'istio.networking.v1alpha3.ServerTLSSettings.TLSProtocol',
    maxProtocolVersion: 'istio.networking.v1alpha3.ServerTLSSettings.TLSProtocol',
  },
  'istio.networking.v1alpha3.VirtualService': {
    http: 'istio.networking.v1alpha3.HTTPRoute',
    tls: 'istio.networking.v1alpha3.TLSRoute',
    tcp: 'istio.networking.v1alpha3.TCPRoute',
  },
  'istio.networking.v1alpha3.HTTPRoute': {
    match: 'istio.networking.v1alpha3.HTTPMatchRequest',
    route: 'istio.networking.v1alpha3.HTTPRouteDestination',
    redirect: 'istio.networking.v1alpha3.HTTPRedirect',
    directResponse: 'istio.networking.v1alpha3.HTTPDirectResponse',
    delegate: 'istio.networking.v1alpha3.Delegate',
    rewrite: 'istio.networking.v1alpha3.HTTPRewrite',
    retries: 'istio.networking.v1alpha3.HTTPRetry',
    fault: 'istio.networking.v1alpha3.HTTPFaultInjection',
    mirror: 'istio.networking.v1alpha3.Destination',
    mirrors: 'istio.networking.v1alpha3.HTTPMirrorPolicy',
    mirrorPercentage: 'istio.networking.v1alpha3.Percent',
    corsPolicy: 'istio.networking.v1alpha3.CorsPolicy',
    headers: 'istio.networking.v1alpha3.Headers',
  },
  'istio.networking.v1alpha3.HTTPMatchRequest': {
    uri: 'istio.networking.v1alpha3.StringMatch',
    scheme: 'istio.networking.v1alpha3.StringMatch',
    method: 'istio.networking.v1alpha3.StringMatch',
    authority: 'istio.networking.v1alpha3.StringMatch',
    headers: 'istio.networking.v1alpha3.StringMatch',
    queryParams: 'istio.networking.v1alpha3.StringMatch',
    withoutHeaders: 'istio.networking.v1alpha3.StringMatch',
  },
  'istio.networking.v1alpha3.HTTPRouteDestination': {
    destination: 'istio.networking.v1alpha3.Destination',
    headers: 'istio.networking.v1alpha3.Headers',
  },
  'istio.networking.v1alpha3.Destination': { port: 'istio.networking.v1alpha3.PortSelector' },
  'istio.networking.v1alpha3.Headers': {
    request: 'istio.networking.v1alpha3.Headers.HeaderOperations',
    response: 'istio.networking.v1alpha3.Headers.HeaderOperations',
  },
  'istio.networking.v1alpha3.HTTPRedirect': {
    derivePort: 'istio.networking.v1alpha3.HTTPRedirect.RedirectPortSelection',
  },
  'istio.networking.v1alpha3.HTTPDirectResponse': { body: 'istio.networking.v1alpha3.HTTPBody' },
  'istio.networking.v1alpha3.HTTPRewrite': { uriRegexRewrite: 'istio.networking.v1alpha3.RegexRewrite' },
  'istio.networking.v1alpha3.HTTPFaultInjection': {
    delay: 'istio.networking.v1alpha3.HTTPFaultInjection.Delay',
    abort: 'istio.networking.v1alpha3.HTTPFaultInjection.Abort',
  },
  'istio.networking.v1alpha3.HTTPFaultInjection.Delay': { percentage: 'istio.networking.v1alpha3.Percent' },
  'istio.networking.v1alpha3.HTTPFaultInjection.Abort': { percentage: 'istio.networking.v1alpha3.Percent' },
  'istio.networking.v1alpha3.HTTPMirrorPolicy': {
    destination: 'istio.networking.v1alpha3.Destination',
    percentage: 'istio.networking.v1alpha3.Percent',
  },
  'istio.networking.v1alpha3.CorsPolicy': {
    allowOrigins: 'istio.networking.v1alpha3.StringMatch',
    unmatchedPreflights: 'istio.networking.v1alpha3.CorsPolicy.UnmatchedPreflights',
  },
  'istio.networking.v1alpha3.TLSRoute': {
    match: 'istio.networking.v1alpha3.TLSMatchAttributes',
    route: 'istio.networking.v1alpha3.RouteDestination',
  },
  'istio.networking.v1alpha3.RouteDestination': { destination: 'istio.networking.v1alpha3.Destination' },
  'istio.networking.v1alpha3.TCPRoute': {
    match: 'istio.networking.v1alpha3.L4MatchAttributes',
    route: 'istio.networking.v1alpha3.RouteDestination',
  },
  'istio.networking.v1alpha3.DestinationRule': {
    trafficPolicy: 'istio.networking.v1alpha3.TrafficPolicy',
    subsets: 'istio.networking.v1alpha3.Subset',
    workloadSelector: 'istio.type.v1beta1.WorkloadSelector',
  },
  'istio.networking.v1alpha3.TrafficPolicy': {
    loadBalancer: 'istio.networking.v1alpha3.LoadBalancerSettings',
    connectionPool: 'istio.networking.v1alpha3.ConnectionPoolSettings',
    outlierDetection: 'istio.networking.v1alpha3.OutlierDetection',
    tls: 'istio.networking.v1alpha3.ClientTLSSettings',
    portLevelSettings: 'istio.networking.v1alpha3.TrafficPolicy.PortTrafficPolicy',
    tunnel: 'istio.networking.v1alpha3.TrafficPolicy.TunnelSettings',
    proxyProtocol: 'istio.networking.v1alpha3.TrafficPolicy.ProxyProtocol',
    retryBudget: 'istio.networking.v1alpha3.TrafficPolicy.RetryBudget',
  },
  'istio.networking.v1alpha3.LoadBalancerSettings': {
    simple: 'istio.networking.v1alpha3.LoadBalancerSettings.SimpleLB',
    consistentHash: 'istio.networking.v1alpha3.LoadBalancerSettings.ConsistentHashLB',
    localityLbSetting: 'istio.networking.v1alpha3.LocalityLoadBalancerSetting',
    zoneAwareLbSetting: 'istio.networking.v1alpha3.ZoneAwareLoadBalancerSetting',
    warmup: 'istio.networking.v1alpha3.WarmupConfiguration',
  },
  'istio.networking.v1alpha3.LoadBalancerSettings.ConsistentHashLB': {
    httpCookie: 'istio.networking.v1alpha3.LoadBalancerSettings.ConsistentHashLB.HTTPCookie',
    ringHash: 'istio.networking.v1alpha3.LoadBalancerSettings.ConsistentHashLB.RingHash',
    maglev: 'istio.networking.v1alpha3.LoadBalancerSettings.ConsistentHashLB.MagLev',
  },
  'istio.networking.v1alpha3.LoadBalancerSettings.ConsistentHashLB.HTTPCookie': {
    attributes: 'istio.networking.v1alpha3.LoadBalancerSettings.ConsistentHashLB.HTTPCookie.Attribute',
  },
  'istio.networking.v1alpha3.LocalityLoadBalancerSetting': {
    distribute: 'istio.networking.v1alpha3.LocalityLoadBalancerSetting.Distribute',
    failover: 'istio.networking.v1alpha3.LocalityLoadBalancerSetting.Failover',
  },
  'istio.networking.v1alpha3.ZoneAwareLoadBalancerSetting': {
    failover: 'istio.networking.v1alpha3.ZoneAwareLoadBalancerSetting.Failover',
  },
  'istio.networking.v1alpha3.ConnectionPoolSettings': {
    tcp: 'istio.networking.v1alpha3.ConnectionPoolSettings.TCPSettings',
    http: 'istio.networking.v1alpha3.ConnectionPoolSettings.HTTPSettings',
  },
  'istio.networking.v1alpha3.ConnectionPoolSettings.TCPSettings': {
    tcpKeepalive: 'istio.networking.v1alpha3.ConnectionPoolSettings.TCPSettings.TcpKeepalive',
  },
  'istio.networking.v1alpha3.ConnectionPoolSettings.HTTPSettings': {
    h2UpgradePolicy: 'istio.networking.v1alpha3.ConnectionPoolSettings.HTTPSettings.H2UpgradePolicy',
    http2KeepAlive: 'istio.networking.v1alpha3.ConnectionPoolSettings.HTTPSettings.ConnectionKeepalive',
  },
  'istio.networking.v1alpha3.ClientTLSSettings': {
    mode: 'istio.networking.v1alpha3.ClientTLSSettings.TLSmode',
  },
  'istio.networking.v1alpha3.TrafficPolicy.PortTrafficPolicy': {
    port: 'istio.networking.v1alpha3.PortSelector',
    loadBalancer: 'istio.networking.v1alpha3.LoadBalancerSettings',
    connectionPool: 'istio.networking.v1alpha3.ConnectionPoolSettings',
    outlierDetection: 'istio.networking.v1alpha3.OutlierDetection',
    tls: 'istio.networking.v1alpha3.ClientTLSSettings',
  },
  'istio.networking.v1alpha3.TrafficPolicy.ProxyProtocol': {
    version: 'istio.networking.v1alpha3.TrafficPolicy.ProxyProtocol.VERSION',
  },
  'istio.networking.v1alpha3.Subset': { trafficPolicy: 'istio.networking.v1alpha3.TrafficPolicy' },
  'istio.networking.v1alpha3.ServiceEntry': {
    ports: 'istio.networking.v1alpha3.ServicePort',
    location: 'istio.networking.v1alpha3.ServiceEntry.Location',
    resolution: 'istio.networking.v1alpha3.ServiceEntry.Resolution',
    endpoints: 'istio.networking.v1alpha3.WorkloadEntry',
    workloadSelector: 'istio.networking.v1alpha3.WorkloadSelector',
  },
  'istio.networking.v1alpha3.WorkloadGroup': {
    metadata: 'istio.networking.v1alpha3.WorkloadGroup.ObjectMeta',
    template: 'istio.networking.v1alpha3.WorkloadEntry',
    probe: 'istio.networking.v1alpha3.ReadinessProbe',
  },
  'istio.networking.v1alpha3.ReadinessProbe': {
    httpGet: 'istio.networking.v1alpha3.HTTPHealthCheckConfig',
    tcpSocket: 'istio.networking.v1alpha3.TCPHealthCheckConfig',
    exec: 'istio.networking.v1alpha3.ExecHealthCheckConfig',
    grpc: 'istio.networking.v1alpha3.GrpcHealthCheckConfig',
  },
  'istio.networking.v1alpha3.HTTPHealthCheckConfig': { httpHeaders: 'istio.networking.v1alpha3.HTTPHeader' },
  'istio.networking.v1alpha3.Sidecar': {
    workloadSelector: 'istio.networking.v1alpha3.WorkloadSelector',
    ingress: 'istio.networking.v1alpha3.IstioIngressListener',
    egress: 'istio.networking.v1alpha3.IstioEgressListener',
    inboundConnectionPool: 'istio.networking.v1alpha3.ConnectionPoolSettings',
    outboundTrafficPolicy: 'istio.networking.v1alpha3.OutboundTrafficPolicy',
  },
  'istio.networking.v1alpha3.IstioIngressListener': {
    port: 'istio.networking.v1alpha3.SidecarPort',
    captureMode: 'istio.networking.v1alpha3.CaptureMode',
    tls: 'istio.networking.v1alpha3.ServerTLSSettings',
    connectionPool: 'istio.networking.v1alpha3.ConnectionPoolSettings',
  },
  'istio.networking.v1alpha3.IstioEgressListener': {
    port: 'istio.networking.v1alpha3.SidecarPort',
    captureMode: 'istio.networking.v1alpha3.CaptureMode',
  },
  'istio.networking.v1alpha3.OutboundTrafficPolicy': {
    mode: 'istio.networking.v1alpha3.OutboundTrafficPolicy.Mode',
    egressProxy: 'istio.networking.v1alpha3.Destination',
  },
  'istio.networking.v1beta1.ProxyConfig': {
    selector: 'istio.type.v1beta1.WorkloadSelector',
    image: 'istio.networking.v1beta1.ProxyImage',
  },
  'istio.networking.v1alpha3.EnvoyFilter': {
    workloadSelector: 'istio.networking.v1alpha3.WorkloadSelector',
    targetRefs: 'istio.type.v1beta1.PolicyTargetReference',
    configPatches: 'istio.networking.v1alpha3.EnvoyFilter.EnvoyConfigObjectPatch',
  },
  'istio.networking.v1alpha3.EnvoyFilter.EnvoyConfigObjectPatch': {
    applyTo: 'istio.networking.v1alpha3.EnvoyFilter.ApplyTo',
    match: 'istio.networking.v1alpha3.EnvoyFilter.EnvoyConfigObjectMatch',
    patch: 'istio.networking.v1alpha3.EnvoyFilter.Patch',
  },
  'istio.networking.v1alpha3.EnvoyFilter.EnvoyConfigObjectMatch': {
    context: 'istio.networking.v1alpha3.EnvoyFilter.PatchContext',
    proxy: 'istio.networking.v1alpha3.EnvoyFilter.ProxyMatch',
    listener: 'istio.networking.v1alpha3.EnvoyFilter.ListenerMatch',
    routeConfiguration: 'istio.networking.v1alpha3.EnvoyFilter.RouteConfigurationMatch',
    cluster: 'istio.networking.v1alpha3.EnvoyFilter.ClusterMatch',
    waypoint: 'istio.networking.v1alpha3.EnvoyFilter.WaypointMatch',
  },
  'istio.networking.v1alpha3.EnvoyFilter.ListenerMatch': {
    filterChain: 'istio.networking.v1alpha3.EnvoyFilter.ListenerMatch.FilterChainMatch',
  },
  'istio.networking.v1alpha3.EnvoyFilter.ListenerMatch.FilterChainMatch': {
    filter: 'istio.networking.v1alpha3.EnvoyFilter.ListenerMatch.FilterMatch',
  },
  'istio.networking.v1alpha3.EnvoyFilter.ListenerMatch.FilterMatch': {
    subFilter: 'istio.networking.v1alpha3.EnvoyFilter.ListenerMatch.SubFilterMatch',
  },
  'istio.networking.v1alpha3.EnvoyFilter.RouteConfigurationMatch': {
    vhost: 'istio.networking.v1alpha3.EnvoyFilter.RouteConfigurationMatch.VirtualHostMatch',
  },
  'istio.networking.v1alpha3.EnvoyFilter.RouteConfigurationMatch.VirtualHostMatch': {
    route: 'istio.networking.v1alpha3.EnvoyFilter.RouteConfigurationMatch.RouteMatch',
  },
  'istio.networking.v1alpha3.EnvoyFilter.RouteConfigurationMatch.RouteMatch': {
    action: 'istio.networking.v1alpha3.EnvoyFilter.RouteConfigurationMatch.RouteMatch.Action',
  },
  'istio.networking.v1alpha3.EnvoyFilter.WaypointMatch': {
    route: 'istio.networking.v1alpha3.EnvoyFilter.WaypointMatch.RouteMatch',
    filter: 'istio.networking.v1alpha3.EnvoyFilter.WaypointMatch.FilterMatch',
  },
  'istio.networking.v1alpha3.EnvoyFilter.WaypointMatch.FilterMatch': {
    subFilter: 'istio.networking.v1alpha3.EnvoyFilter.WaypointMatch.FilterMatch.SubFilterMatch',
  },
  'istio.networking.v1alpha3.EnvoyFilter.Patch': {
    operation: 'istio.networking.v1alpha3.EnvoyFilter.Patch.Operation',
    filterClass: 'istio.networking.v1alpha3.EnvoyFilter.Patch.FilterClass',
  },
  'istio.security.v1beta1.PeerAuthentication': {
    selector: 'istio.type.v1beta1.WorkloadSelector',
    mtls: 'istio.security.v1beta1.PeerAuthentication.MutualTLS',
    portLevelMtls: 'istio.security.v1beta1.PeerAuthentication.MutualTLS',
  },
  'istio.security.v1beta1.PeerAuthentication.MutualTLS': {
    mode: 'istio.security.v1beta1.PeerAuthentication.MutualTLS.Mode',
  },
  'istio.security.v1beta1.RequestAuthentication': {
    selector: 'istio.type.v1beta1.WorkloadSelector',
    targetRef: 'istio.type.v1beta1.PolicyTargetReference',
    targetRefs: 'istio.type.v1beta1.PolicyTargetReference',
    jwtRules: 'istio.security.v1beta1.JWTRule',
  },
  'istio.security.v1beta1.JWTRule': {
    fromHeaders: 'istio.security.v1beta1.JWTHeader',
    outputClaimToHeaders: 'istio.security.v1beta1.ClaimToHeader',
  },
  'istio.security.v1beta1.AuthorizationPolicy': {
    selector: 'istio.type.v1beta1.WorkloadSelector',
    targetRef: 'istio.type.v1beta1.PolicyTargetReference',
    targetRefs: 'istio.type.v1beta1.PolicyTargetReference',
    rules: 'istio.security.v1beta1.Rule',
    action: 'istio.security.v1beta1.AuthorizationPolicy.Action',
    provider: 'istio.security.v1beta1.AuthorizationPolicy.ExtensionProvider',
  },
  'istio.security.v1beta1.Rule': {
    from: 'istio.security.v1beta1.Rule.From',
    to: 'istio.security.v1beta1.Rule.To',
    when: 'istio.security.v1beta1.Condition',
  },
  'istio.security.v1beta1.Rule.From': { source: 'istio.security.v1beta1.Source' },
  'istio.security.v1beta1.Rule.To': { operation: 'istio.security.v1beta1.Operation' },
  'istio.telemetry.v1alpha1.Telemetry': {
    selector: 'istio.type.v1beta1.WorkloadSelector',
    targetRef: 'istio.type.v1beta1.PolicyTargetReference',
    targetRefs: 'istio.type.v1beta1.PolicyTargetReference',
    tracing: 'istio.telemetry.v1alpha1.Tracing',
    metrics: 'istio.telemetry.v1alpha1.Metrics',
    accessLogging: 'istio.telemetry.v1alpha1.AccessLogging',
  },
  'istio.telemetry.v1alpha1.Tracing': {
    match: 'istio.telemetry.v1alpha1.Tracing.TracingSelector',
    providers: 'istio.telemetry.v1alpha1.ProviderRef',
    customTags: 'istio.telemetry.v1alpha1.Tracing.CustomTag',
  },
  'istio.telemetry.v1alpha1.Tracing.TracingSelector': { mode: 'istio.telemetry.v1alpha1.WorkloadMode' },
  'istio.telemetry.v1alpha1.Tracing.CustomTag': {
    literal: 'istio.telemetry.v1alpha1.Tracing.Literal',
    environment: 'istio.telemetry.v1alpha1.Tracing.Environment',
    header: 'istio.telemetry.v1alpha1.Tracing.RequestHeader',
    formatter: 'istio.telemetry.v1alpha1.Tracing.Formatter',
  },
  'istio.telemetry.v1alpha1.Metrics': {
    providers: 'istio.telemetry.v1alpha1.ProviderRef',
    overrides: 'istio.telemetry.v1alpha1.MetricsOverrides',
  },
  'istio.telemetry.v1alpha1.MetricsOverrides': {
    match: 'istio.telemetry.v1alpha1.MetricSelector',
    tagOverrides: 'istio.telemetry.v1alpha1.MetricsOverrides.TagOverride',
  },
  'istio.telemetry.v1alpha1.MetricSelector': {
    metric: 'istio.telemetry.v1alpha1.MetricSelector.IstioMetric',
    mode: 'istio.telemetry.v1alpha1.WorkloadMode',
  },
  'istio.telemetry.v1alpha1.MetricsOverrides.TagOverride': {
    operation: 'istio.telemetry.v1alpha1.MetricsOverrides.TagOverride.Operation',
  },
  'istio.telemetry.v1alpha1.AccessLogging': {
    match: 'istio.telemetry.v1alpha1.AccessLogging.LogSelector',
    providers: 'istio.telemetry.v1alpha1.ProviderRef',
    filter: 'istio.telemetry.v1alpha1.AccessLogging.Filter',
  },
  'istio.telemetry.v1alpha1.AccessLogging.LogSelector': { mode: 'istio.telemetry.v1alpha1.WorkloadMode' },
  'istio.extensions.v1alpha1.WasmPlugin': {
    selector: 'istio.type.v1beta1.WorkloadSelector',
    targetRef: 'istio.type.v1beta1.PolicyTargetReference',
    targetRefs: 'istio.type.v1beta1.PolicyTargetReference',
    type: 'istio.extensions.v1alpha1.PluginType',
  },
  'istio.extensions.v1alpha1.TrafficExtension': {
    selector: 'istio.type.v1beta1.WorkloadSelector',
    targetRefs: 'istio.type.v1beta1.PolicyTargetReference',
    phase: 'istio.extensions.v1alpha1.TrafficExtension.ExecutionPhase',
    wasm: 'istio.extensions.v1alpha1.WasmConfig',
    lua: 'istio.extensions.v1alpha1.LuaConfig',
  },
  'istio.extensions.v1alpha1.WasmConfig': { type: 'istio.extensions.v1alpha1.PluginType' },
};
