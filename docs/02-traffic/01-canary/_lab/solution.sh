kubectl apply -f canary.yaml
