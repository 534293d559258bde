// What src/site/labs-plugin.ts writes.

declare module '@generated/labs/default/lessons.json' {
  const lessons: readonly import('./site/lessons').Lesson[];
  export default lessons;
}

declare module '@generated/labs/default/*.json' {
  const bundle: import('../sandbox/lab').LabBundle;
  export default bundle;
}

// What src/messages/messages-plugin.ts writes.

declare module '@generated/messages/default/cluster.json' {
  const cluster: import('../sandbox/lab').LabBundle;
  export default cluster;
}
