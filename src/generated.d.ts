// What src/site/labs-plugin.ts and src/site/early-plugin.ts write.

declare module '@generated/labs/default/lessons.json' {
  const lessons: readonly import('./site/lessons').Lesson[];
  export default lessons;
}

declare module '@generated/early/default/early.json' {
  const early: { readonly address: string };
  export default early;
}

declare module '@generated/labs/default/*.json' {
  const bundle: import('../sandbox/lab').LabBundle;
  export default bundle;
}
