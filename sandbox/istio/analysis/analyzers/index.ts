import type { Analyzer } from '../analyzer';
import { annotationAlpha } from './annotation-alpha/analyzer';
import { annotationMisplaced } from './annotation-misplaced/analyzer';
import { authenticationUnrestrictedFetch } from './authentication-unrestricted-fetch/analyzer';
import { authorizationPolicyNoWorkloads } from './authorization-policy-no-workloads/analyzer';
import { conditionNegative } from './condition-negative/analyzer';
import { deploymentConflictingServices } from './deployment-conflicting-services/analyzer';
import { deprecatedField } from './deprecated-field/analyzer';
import { destinationRuleEmptySubset } from './destination-rule-empty-subset/analyzer';
import { destinationRuleUnverifiedServer } from './destination-rule-unverified-server/analyzer';
import { envoyFilterOperation } from './envoy-filter-operation/analyzer';
import { gatewayApiSelector } from './gateway-api-selector/analyzer';
import { gatewayApiVersion } from './gateway-api-version/analyzer';
import { gatewayConflict } from './gateway-conflict/analyzer';
import { gatewayDuplicateCertificate } from './gateway-duplicate-certificate/analyzer';
import { gatewayPortNotOnService } from './gateway-port-not-on-service/analyzer';
import { gatewayUnknownCredential } from './gateway-unknown-credential/analyzer';
import { imageAutoNotInjected } from './image-auto-not-injected/analyzer';
import { meshNetworksRegistry } from './mesh-networks-registry/analyzer';
import { podMissingSidecar } from './pod-missing-sidecar/analyzer';
import { podOutdatedSidecar } from './pod-outdated-sidecar/analyzer';
import { podReservedUser } from './pod-reserved-user/analyzer';
import { schemaInvalid } from './schema-invalid/analyzer';
import { serviceEntryAddresses } from './service-entry-addresses/analyzer';
import { serviceEntryConflictingProtocol } from './service-entry-conflicting-protocol/analyzer';
import { serviceInconsistent } from './service-inconsistent/analyzer';
import { servicePortName } from './service-port-name/analyzer';
import { sidecarSelector } from './sidecar-selector/analyzer';
import { telemetryLightstep } from './telemetry-lightstep/analyzer';
import { telemetrySelector } from './telemetry-selector/analyzer';
import { telemetrySeveralDefaults } from './telemetry-several-defaults/analyzer';
import { telemetryWithoutProvider } from './telemetry-without-provider/analyzer';
import { virtualServiceClaimsWithoutAuthentication } from './virtual-service-claims-without-authentication/analyzer';
import { virtualServiceConflict } from './virtual-service-conflict/analyzer';
import { virtualServiceUnknownGateway } from './virtual-service-unknown-gateway/analyzer';
import { virtualServiceUnknownHost } from './virtual-service-unknown-host/analyzer';
import { virtualServiceUnknownSubset } from './virtual-service-unknown-subset/analyzer';
import { webhookOverlap } from './webhook-overlap/analyzer';
import { webhookUnusualAddress } from './webhook-unusual-address/analyzer';

/** Every analyzer, in istioctl's order. */
export const analyzers: readonly Analyzer[] = [
  annotationAlpha,
  annotationMisplaced,
  authenticationUnrestrictedFetch,
  authorizationPolicyNoWorkloads,
  conditionNegative,
  deploymentConflictingServices,
  podReservedUser,
  destinationRuleUnverifiedServer,
  destinationRuleEmptySubset,
  deprecatedField,
  envoyFilterOperation,
  webhookUnusualAddress,
  gatewayPortNotOnService,
  gatewayDuplicateCertificate,
  gatewayUnknownCredential,
  gatewayConflict,
  podMissingSidecar,
  podOutdatedSidecar,
  imageAutoNotInjected,
  gatewayApiSelector,
  gatewayApiVersion,
  meshNetworksRegistry,
  serviceInconsistent,
  servicePortName,
  sidecarSelector,
  virtualServiceConflict,
  virtualServiceUnknownHost,
  virtualServiceUnknownSubset,
  virtualServiceUnknownGateway,
  virtualServiceClaimsWithoutAuthentication,
  serviceEntryAddresses,
  serviceEntryConflictingProtocol,
  webhookOverlap,
  telemetryWithoutProvider,
  telemetrySelector,
  telemetrySeveralDefaults,
  telemetryLightstep,
  ...schemaInvalid,
];
