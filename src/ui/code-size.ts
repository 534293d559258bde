/** Pixels of the type in editor and terminal, from the page's tokens. */
export function codeSize(element: Element): number {
  return Number.parseFloat(getComputedStyle(element).getPropertyValue('--dd-code')) || 13.5;
}

/** Calls back when the size may have changed: somebody began or ended presenting. Answers how to stop. */
export function watchCodeSize(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributeFilter: ['data-presenting'] });
  return () => {
    observer.disconnect();
  };
}
