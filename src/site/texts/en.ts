/** What labs say in English, by lab and key. The other languages have exactly these keys. */
export const en = {
  canary: {
    checks: {
      outside: 'From outside, about one answer in ten comes from risky.',
      inside: 'The same holds for a caller inside the mesh.',
    },
    hints: {
      1: 'Look at canary.yaml. It is written, but nobody has applied it yet.',
      2: 'A VirtualService shares out requests among subsets. A DestinationRule says which pods each subset is. You need both.',
      3: 'The shares stand in the two weight fields: 90 for safe-group, 10 for risky-group.',
      4: 'Bring both weights back to 90 and 10, save, and run: kubectl apply -f canary.yaml',
    },
    wrong: {
      'missing-subset':
        'The route names a subset that no DestinationRule defines. The proxy of the caller has no cluster of that name, so it answers those requests itself: 503 with the flag NC. Make the two names equal.',
      'empty-subset':
        'The subset exists, but no pod carries its labels. The proxy of the caller finds nobody to ask and answers 503 with the flag UH. Compare the labels with: kubectl get pods --show-labels',
      'gateway-only':
        'This VirtualService lists a gateway, so it no longer applies inside the mesh. The choice between versions is made in the sidecar of api-gateway: take the gateways field out.',
      'second-virtual-service':
        'Two VirtualServices claim the same host for the mesh. They are not merged: the older one wins and yours is ignored. Delete the one you do not need.',
      'swapped-weights':
        'Nine answers in ten come from risky. The weights are the wrong way round: a canary starts small.',
    },
  },
};
