#!/bin/bash
# Takes Bookinfo and its routing out of a namespace (default: $NAMESPACE, else "default").
NAMESPACE=${NAMESPACE:-default}
for resource in destinationrules virtualservices gateways.networking.istio.io; do
  for name in $(kubectl get -n "$NAMESPACE" "$resource" -o jsonpath='{.items[*].metadata.name}'); do
    kubectl delete -n "$NAMESPACE" "$resource" "$name"
  done
done
kubectl delete -n "$NAMESPACE" --ignore-not-found -f ~/samples/bookinfo/platform/kube/bookinfo.yaml
echo "Application cleanup successful"
