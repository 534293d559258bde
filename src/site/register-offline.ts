/** Quiet time after the page has loaded. */
const AFTER_MS = 2500;

// The offline cache fetches the whole site. It begins when the page is up: a lesson's terminal comes first.
if (typeof window !== 'undefined') {
  const register = (): void => {
    void import('@docusaurus/plugin-pwa/lib/registerSw.js');
  };
  const later = (): void => {
    setTimeout(register, AFTER_MS);
  };
  if (document.readyState === 'complete') later();
  else window.addEventListener('load', later, { once: true });
}
