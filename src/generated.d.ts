// What src/site/labs-plugin.ts writes.

declare module '@generated/labs/default/lessons.json' {
  const lessons: readonly import('./site/lessons').Lesson[];
  export default lessons;
}

declare module '@generated/labs/default/*.json' {
  const bundle: import('../sandbox/lab').LabBundle;
  export default bundle;
}
