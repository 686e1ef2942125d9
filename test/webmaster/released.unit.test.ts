import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keepReleased } from '../../tasks/build.ts';
import { writeIntegrity } from '../../widget/build.ts';

let dir = '';
const put = (path: string, text: string) => {
  mkdirSync(join(dir, path, '..'), { recursive: true });
  writeFileSync(join(dir, path), text);
};
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'one-window-released-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

describe('a version that sites have pinned', () => {
  it('is still served after the next release', () => {
    put('out/embed/v2.0.0/embed.js', 'new');
    put('released/v1.0.0/embed.js', 'old');
    keepReleased(join(dir, 'out'), '2.0.0', join(dir, 'released'));
    expect(readFileSync(join(dir, 'out/embed/v1.0.0/embed.js'), 'utf8')).toBe('old');
    expect(readFileSync(join(dir, 'out/embed/v2.0.0/embed.js'), 'utf8')).toBe('new');
  });

  it('never gets other bytes: the build stops', () => {
    put('out/embed/v1.0.0/embed.js', 'changed');
    put('released/v1.0.0/embed.js', 'old');
    expect(() => keepReleased(join(dir, 'out'), '1.0.0', join(dir, 'released'))).toThrow('raise the version');
  });

  it('may be built again with the same bytes', () => {
    put('out/embed/v1.0.0/embed.js', 'old');
    put('released/v1.0.0/embed.js', 'old');
    keepReleased(join(dir, 'out'), '1.0.0', join(dir, 'released'));
    expect(readFileSync(join(dir, 'out/embed/v1.0.0/embed.js'), 'utf8')).toBe('old');
  });

  it('has a hash for each of its files, as browsers check it', async () => {
    put('out/embed/v1.0.0/embed.js', 'alert(1)');
    put('out/embed/v1.0.0/en.json', '{}');
    await writeIntegrity({ outDir: join(dir, 'out'), version: '1.0.0' });
    // openssl dgst -sha384 -binary | base64
    expect(JSON.parse(readFileSync(join(dir, 'out/embed/v1.0.0/integrity.json'), 'utf8'))).toEqual({
      'embed.js': 'sha384-HT2E9NfWiuQ/w1PRai+hTyqW16NIoCGA/m8VQDUopfAtcz6YQjtsMmQd5uRbVDpW',
      'en.json': 'sha384-0qI7x4Pjqjj0AeE8dIhQUTfElUp/2IMx8Vl8X/cREdyAfHNwpbKCxtpUHFbt5p8w',
    });
  });
});
