// data table

const UNREAD = 'istiod does not read it.';
const ALONE = 'there is one cluster, and its configuration is its own.';
const NO_AMBIENT = 'there is no ambient mode.';
const FILES_ONLY = 'it is in the configuration of the proxy, but access logs go to files alone.';
const KEPT_HERE = 'spans are kept by the sandbox and sent nowhere.';
const OTHER_TRACER = 'spans are made as Zipkin and OpenTelemetry have them.';
const NO_CIPHERS = 'a handshake agrees on a version and on no cipher.';
const ONE_ROOT = 'the mesh has one root, and istiod signs by itself.';
const NO_AGENT = 'the agent in the simulated proxy has no such setting.';
/** Why a setting of a proxy's bootstrap has no effect. */
export const PRINTED = 'it is in the bootstrap that is printed, and changes nothing in the proxy.';
const NO_SETTING = 'connections have no limits of this kind.';
const NO_METRICS_SERVICE = 'metrics are read when somebody asks for them.';

/** Fields of MeshConfig and MeshNetworks that change nothing, by their message, and why. */
export const notSimulatedFields: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  MeshConfig: {
    proxyHttpPort: 'proxies take no requests for others on a port of its own.',
    hboneIdleTimeout: NO_AMBIENT,
    protocolDetectionTimeout: 'the first bytes of a connection never keep a proxy waiting.',
    tcpKeepalive: 'no connection dies without a word.',
    ingressService: 'Ingresses are served by istio-ingressgateway.',
    ingressSelector: 'Ingresses are served by istio-ingressgateway.',
    enableEnvoyAccessLogService: FILES_ONLY,
    configSources: ALONE,
    caCertificates: ONE_ROOT,
    certificates: UNREAD,
    serviceSettings: ALONE,
    serviceScopeConfigs: NO_AMBIENT,
    verifyCertificateAtClient: UNREAD,
    ca: ONE_ROOT,
    discoverySelectors: 'istiod watches every namespace.',
    dnsRefreshRate: 'what a name leads to is known at all times.',
    zoneAwareLbSetting: 'zones of one priority are not told apart.',
  },
  'MeshConfig.TLSConfig': { ecdhCurves: NO_CIPHERS, cipherSuites: NO_CIPHERS },
  'MeshConfig.ExtensionProvider': {
    lightstep: OTHER_TRACER,
    datadog: OTHER_TRACER,
    opencensus: OTHER_TRACER,
    skywalking: OTHER_TRACER,
    stackdriver: 'metrics, spans and logs are kept by the sandbox.',
    envoyHttpAls: FILES_ONLY,
    envoyTcpAls: FILES_ONLY,
    envoyOtelAls: FILES_ONLY,
    sds: 'proxies ask the server that it names, and no server of secrets answers here.',
  },
  'MeshConfig.ExtensionProvider.EnvoyExternalAuthorizationRequestBody': {
    packAsBytes: 'an authorizer gets the body as it is.',
  },
  'MeshConfig.ExtensionProvider.EnvoyExternalAuthorizationHttpProvider': {
    clearRouteCache: 'routes are not chosen anew after a check.',
  },
  'MeshConfig.ExtensionProvider.EnvoyExternalAuthorizationGrpcProvider': {
    clearRouteCache: 'routes are not chosen anew after a check.',
  },
  'MeshConfig.ExtensionProvider.ZipkinTracingProvider': {
    service: KEPT_HERE,
    port: KEPT_HERE,
    maxTagLength: KEPT_HERE,
    enable64bitTraceId: KEPT_HERE,
    path: KEPT_HERE,
    traceContextOption: 'headers are those of B3.',
    timeout: KEPT_HERE,
    headers: KEPT_HERE,
  },
  'MeshConfig.ExtensionProvider.OpenTelemetryTracingProvider': {
    service: KEPT_HERE,
    port: KEPT_HERE,
    maxTagLength: KEPT_HERE,
    http: KEPT_HERE,
    grpc: KEPT_HERE,
    resourceDetectors: KEPT_HERE,
    serviceAttributeEnrichment: KEPT_HERE,
    dynatraceSampler: KEPT_HERE,
  },
  Tracing: {
    lightstep: OTHER_TRACER,
    datadog: OTHER_TRACER,
    stackdriver: OTHER_TRACER,
    openCensusAgent: OTHER_TRACER,
    tlsSettings: KEPT_HERE,
    enableIstioTags: "spans always carry Istio's tags.",
    customTags: 'the tags are in the configuration of the proxy, but spans do not carry them.',
    maxPathTagLength: 'spans carry the whole path.',
  },
  ProxyConfig: {
    configPath: NO_AGENT,
    binaryPath: NO_AGENT,
    discoveryRefreshDelay: UNREAD,
    zipkinAddress: UNREAD,
    statsdUdpAddress: NO_METRICS_SERVICE,
    envoyMetricsServiceAddress: UNREAD,
    envoyMetricsService: NO_METRICS_SERVICE,
    envoyAccessLogService: FILES_ONLY,
    availabilityZone: UNREAD,
    controlPlaneAuthPolicy: 'proxies trust istiod in any case.',
    customConfigFile: 'proxies start with the bootstrap of the release.',
    proxyBootstrapTemplatePath: 'proxies start with the bootstrap of the release.',
    statNameLength: UNREAD,
    sds: UNREAD,
    runtimeValues: PRINTED,
    extraStatTags: PRINTED,
    connectionSettings: NO_SETTING,
    caCertificatesPem: ONE_ROOT,
    privateKeyProvider: 'keys are held by the proxy itself.',
    fileFlushInterval: 'log lines are written at once.',
    fileFlushMinSizeKb: 'log lines are written at once.',
    statsCompression: 'statistics are sent as they are.',
    readinessProbe: 'probes are those of the template.',
    meshId: UNREAD,
  },
  'ProxyConfig.ProxyHeaders': {
    preserveHttp1HeaderCase: 'names of headers are small letters everywhere.',
    setCurrentClientCertDetails: 'the header always tells the same of a certificate.',
  },
  'Network.IstioNetworkGateway': { locality: UNREAD },
};
