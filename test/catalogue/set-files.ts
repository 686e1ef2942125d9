/** The demonstration set for tests in workerd, where there is no disk: as the bundler packed it. */
const texts = import.meta.glob<string>('../../catalogue/**/*.{csv,json}', {
  query: '?raw',
  import: 'default',
  eager: true,
});

const encoder = new TextEncoder();

export const setFiles = (): Map<string, Uint8Array> =>
  new Map(Object.entries(texts).map(([path, text]) => [path.replace('../../catalogue/', ''), encoder.encode(text)]));

export const textIn = (files: ReadonlyMap<string, Uint8Array>, file: string): string =>
  new TextDecoder().decode(files.get(file));
