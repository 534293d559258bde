/** The modelled version of Istio, as `istioctl version` prints it. */
export const ISTIO_VERSION = '1.32-dev';
