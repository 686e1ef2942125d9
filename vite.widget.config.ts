import { join } from 'node:path';
import { minifySync } from 'rolldown/utils';
import { defineConfig, type InlineConfig, type Plugin } from 'vite';
import { SHORT_NAMES } from './widget/short-names.ts';

/**
 * The minifier shortens names of variables, and those of properties only in bundles of one file.
 * Two files of one widget agree because the short names are fixed.
 */
const shortNames = (): Plugin => ({
  name: 'short-names',
  enforce: 'post',
  generateBundle(_options, bundle) {
    const mangleProps = { include: new RegExp(`^(${Object.keys(SHORT_NAMES).join('|')})$`), cache: SHORT_NAMES };
    for (const file of Object.values(bundle)) {
      if (file.type !== 'chunk') continue;
      const { code, errors } = minifySync(file.fileName, file.code, {
        module: true,
        compress: false,
        mangle: false,
        mangleProps,
      });
      if (errors[0]) this.error(errors[0].message);
      file.code = code;
    }
  },
});

/**
 * The bundles are for Chrome 86. It knows `?.` with one fault that Chrome 91 mends: `...` among the arguments of an
 * optional call. Spelling out every `?.` costs 300 bytes; doing without that one thing costs nothing.
 */
const oldChromes = (): Plugin => ({
  name: 'old-chromes',
  enforce: 'post',
  generateBundle(_options, bundle) {
    for (const file of Object.values(bundle)) {
      const found = file.type === 'chunk' && /\?\.[\w$.[\]]*\((?:[^()]*,)?\.\.\..{20}/.exec(file.code);
      if (found) this.error(`${file.fileName}: Chrome before 91 misreads ${found[0]}`);
    }
  },
});

/** Pages in GBK without a charset header would read a UTF-8 script as mojibake. */
const asciiOnly = (): Plugin => ({
  name: 'ascii-only',
  enforce: 'post',
  generateBundle(_options, bundle) {
    for (const file of Object.values(bundle))
      if (file.type === 'chunk')
        file.code = file.code.replace(/[^\n -~]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
  },
});

/**
 * The loader is written in ES5, but the minifier knows nothing older than ES2015 and turns strings into templates.
 * Strings without quotes inside can simply be turned back; anything else newer stops the build.
 */
const es5Strings = (): Plugin => ({
  name: 'es5-strings',
  enforce: 'post',
  generateBundle(_options, bundle) {
    for (const file of Object.values(bundle)) {
      if (file.type !== 'chunk') continue;
      if (/\$\{|"|=>|\?\?|\?\.|\bcatch\{|\b(?:let|const|class) /.test(file.code))
        this.error(`${file.fileName} is not ES5, or has a quote inside a string: ${file.code}`);
      file.code = file.code.replace(/`/g, '"');
    }
  },
});

/**
 * Vite wraps every import() in a loader of stylesheets and preloads (700 bytes); the second stage has neither. In a
 * bundle for a worker it leaves them as they are, and does nothing else otherwise that concerns us.
 */
const plainDynamicImport = (): Plugin => ({
  name: 'plain-dynamic-import',
  configResolved(config) {
    Object.assign(config, { isWorker: true });
  },
});

export interface WidgetBundle {
  /** File name without extension → source. */
  entry: Record<string, string>;
  format: 'iife' | 'es';
  outDir: string;
  version: string;
  /** Keeps the chunks of two bundles in one folder apart. */
  chunkPrefix?: string;
  /** Shortens the properties of widget/short-names.ts. */
  hasShortNames?: boolean;
}

/** The loader is one script, the guide an entry with its second stage beside it. */
export function widgetConfig({ entry, format, outDir, version, ...more }: WidgetBundle): InlineConfig {
  const { chunkPrefix = '', hasShortNames = false } = more;
  return {
    configFile: false,
    publicDir: false,
    resolve: { alias: { 'preact/jsx-runtime': join(import.meta.dirname, 'widget/jsx-runtime.ts') } },
    // Or a build inside a test run would carry the debugging kind of JSX.
    oxc: { jsx: { development: false } },
    logLevel: 'warn',
    plugins: [
      plainDynamicImport(),
      oldChromes(),
      hasShortNames && shortNames(),
      asciiOnly(),
      format === 'iife' && es5Strings(),
    ],
    define: { ONE_WINDOW_VERSION: JSON.stringify(version) },
    css: { transformer: 'lightningcss', lightningcss: { targets: { chrome: 86 << 16, safari: 14 << 16 } } },
    build: {
      target: format === 'iife' ? 'es2015' : ['chrome91', 'safari14'],
      cssTarget: ['chrome86', 'safari14'],
      outDir,
      emptyOutDir: false,
      sourcemap: false,
      reportCompressedSize: false,
      modulePreload: false,
      rolldownOptions: {
        input: entry,
        output: {
          format,
          entryFileNames: '[name].js',
          chunkFileNames: `${chunkPrefix}[name].js`,
          assetFileNames: '[name][extname]',
        },
      },
    },
  };
}

export default defineConfig(
  widgetConfig({ entry: { guide: 'widget/guide/guide.ts' }, format: 'es', outDir: 'dist/widget', version: 'dev' }),
);
