const sheets = new Map<string, CSSStyleSheet>();

/**
 * Adds rules to a widget; widgets on one page share the sheets.
 * A constructed sheet passes a host's `style-src 'self'`, a `<style>` element does not;
 * Safari before 16.4 has no constructed sheets: there the element is the only way.
 */
export function dress(root: ShadowRoot, css: string): void {
  try {
    let sheet = sheets.get(css);
    if (!sheet) {
      sheet = new CSSStyleSheet();
      sheet.replaceSync(css);
      sheets.set(css, sheet);
    }
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  } catch {
    root.appendChild(document.createElement('style')).textContent = css;
  }
}
