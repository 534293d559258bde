/** The ConfigMap that holds the mesh's own configuration: what istiod makes of it, and what it says about it. */
export { installedMeshConfigMap, isMeshConfigMap, MESH_CONFIG_MAP, meshComplaints } from './object';
export { readMeshConfig, readMeshNetworks, written } from './read';
export type { Complaint, Reading } from './read';
export { PRINTED } from './not-simulated';
export { meshConfigMessage, meshNetworksMessage, proxyConfigSchema } from './message';
