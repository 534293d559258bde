/** What a segment that `*` stands for may hold (source/extensions/path/uri_template_lib). */
const SEGMENT = String.raw`[a-zA-Z0-9\-._~%!$&'()+,;:@=]`;

/** Compiles a path where `*` stands for one segment and `**` for any number of them; the whole path must match. */
export function compilePathTemplate(template: string): (path: string) => boolean {
  const source = template
    .split('/')
    .map((segment) => {
      if (segment === '**') return `(?:${SEGMENT}|/)*`;
      return segment === '*' ? `${SEGMENT}+` : segment.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
    })
    .join('/');
  const expression = new RegExp(`^${source}$`);
  return (path) => expression.test(path);
}
