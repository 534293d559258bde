/** The egress gateway that the demo profile and the installation of Istio's own tests bring along. */
export const EGRESS_GATEWAY = `apiVersion: v1
kind: ServiceAccount
metadata: {name: istio-egressgateway-service-account, namespace: istio-system}
---
apiVersion: v1
kind: Service
metadata: {name: istio-egressgateway, namespace: istio-system, labels: {app: istio-egressgateway, istio: egressgateway}}
spec:
  selector: {app: istio-egressgateway, istio: egressgateway}
  ports: [{name: http2, port: 80, targetPort: 8080}, {name: https, port: 443, targetPort: 8443}]
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: istio-egressgateway, namespace: istio-system, labels: {app: istio-egressgateway, istio: egressgateway}}
spec:
  replicas: 1
  selector: {matchLabels: {app: istio-egressgateway, istio: egressgateway}}
  template:
    metadata:
      labels: {app: istio-egressgateway, istio: egressgateway, sidecar.istio.io/inject: 'false'}
    spec:
      serviceAccountName: istio-egressgateway-service-account
      containers: [{name: istio-proxy, image: 'registry.istio.io/testing/proxyv2', args: [proxy, router]}]
`;
