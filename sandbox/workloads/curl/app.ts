import { defineApp } from '../app';

/** A pod to send requests from: it sleeps and listens on nothing. */
export const curl = defineApp({
  name: 'curl',
  images: ['curlimages/curl', 'governmentpaas/curl-ssl'],
  start: () => ({ closed: true, onTerm: 'ignores' }),
});
