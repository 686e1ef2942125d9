/** @jsxImportSource hono/jsx */
import { raw } from 'hono/html';
import type { OpenAPIV3_1 } from 'openapi-types';
import type { ProblemKind } from '../platform/problem.ts';
import { PAGE_STYLE } from './apidoc.data.ts';

type Operation = OpenAPIV3_1.OperationObject;
type Parameter = OpenAPIV3_1.ParameterObject;
type Schema = OpenAPIV3_1.SchemaObject;

/** Nothing but this page's own style may load: no script, no font, no picture, no frame. */
export const PAGE_HEADERS: Promise<Record<string, string>> = (async () => {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(PAGE_STYLE));
  const hash = btoa(String.fromCharCode(...new Uint8Array(digest)));
  return {
    'content-security-policy': `default-src 'none'; style-src 'sha256-${hash}'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    'cache-control': 'public, max-age=300',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
  };
})();

/** What a parameter may be, in one line. */
function allowed(schema: Schema): string {
  return schema.description ?? schema.enum?.join(' | ') ?? String(schema.type ?? '');
}

function ParameterRow({ parameter }: { parameter: Parameter }) {
  const schema = (parameter.schema ?? {}) as Schema;
  return (
    <tr>
      <th scope="row">
        <code>{parameter.name}</code>
      </th>
      <td>
        {parameter.in}
        {parameter.required ? ' · 必填 required' : ''}
      </td>
      <td>
        {parameter.description ?? allowed(schema)}
        {schema.default === undefined ? '' : ` · 默认 default ${String(schema.default)}`}
      </td>
    </tr>
  );
}

/** The answer's shape as indented names and types: shorter to read than JSON Schema. */
function shapeOf(schema: Schema, depth = 0): string {
  const indent = '  '.repeat(depth + 1);
  const variants = (schema.anyOf ?? []) as Schema[];
  if (variants.length > 0) return variants.map((variant) => shapeOf(variant, depth)).join(' | ');
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  if (schema.type === 'array') return `${shapeOf(schema.items as Schema, depth)}[]`;
  if (schema.properties === undefined) return String(schema.const ?? schema.type ?? 'any');
  const lines = Object.entries(schema.properties).map(
    ([name, property]) => `${indent}${name}: ${shapeOf(property as Schema, depth + 1)}`,
  );
  return `{\n${lines.join('\n')}\n${'  '.repeat(depth)}}`;
}

function OperationSection({ method, path, operation }: { method: string; path: string; operation: Operation }) {
  const parameters = (operation.parameters ?? []) as Parameter[];
  const responses = Object.entries(operation.responses ?? {}) as [string, OpenAPIV3_1.ResponseObject][];
  const answer = responses.find(([status]) => status === '200')?.[1].content?.['application/json']?.schema;
  const bodies = (operation.requestBody as OpenAPIV3_1.RequestBodyObject | undefined)?.content ?? {};
  const body = bodies['application/json'];
  // A link can only read, and only what needs no token.
  const example = method === 'get' && !operation.security ? operation.description?.split('Example: ')[1] : undefined;
  return (
    <section id={operation.operationId}>
      <h3>
        <span class="method">{method.toUpperCase()}</span> <code>{path}</code>
      </h3>
      <p>{operation.summary}</p>
      {example && (
        <p>
          试一试 / Try it: <a href={example}>{decodeURI(example)}</a>
        </p>
      )}
      {parameters.length > 0 && (
        <section class="scroll" tabindex={0} aria-label={`${method.toUpperCase()} ${path} 的参数 / parameters`}>
          <table>
            <thead>
              <tr>
                <th scope="col">参数 Parameter</th>
                <th scope="col">位置 In</th>
                <th scope="col">可以是 Allowed</th>
              </tr>
            </thead>
            <tbody>
              {parameters.map((parameter) => (
                <ParameterRow parameter={parameter} />
              ))}
            </tbody>
          </table>
        </section>
      )}
      {operation.security && (
        <p>
          要带 / Send: <code>Authorization: Bearer …</code>
        </p>
      )}
      {Object.keys(bodies).length > 0 && (
        <p>
          内容 / Body:{' '}
          {Object.keys(bodies).map((type) => (
            <>
              <code>{type}</code>{' '}
            </>
          ))}
        </p>
      )}
      {body?.schema && (
        <details>
          <summary>请求的样子 / Shape of the body</summary>
          <pre tabindex={0}>{shapeOf(body.schema as Schema)}</pre>
        </details>
      )}
      {body?.example !== undefined && (
        <details>
          <summary>一份完整的请求 / A complete body</summary>
          <pre tabindex={0}>{JSON.stringify(body.example, null, 2)}</pre>
        </details>
      )}
      {answer && (
        <details>
          <summary>答复的样子 / Shape of the answer</summary>
          <pre tabindex={0}>{shapeOf(answer as Schema)}</pre>
        </details>
      )}
      <p class="statuses">
        {responses.map(([status]) => (
          <code>{status}</code>
        ))}
      </p>
    </section>
  );
}

export function ApiPage({ document, problems }: { document: unknown; problems: readonly ProblemKind[] }) {
  const { info, paths = {} } = document as OpenAPIV3_1.Document;
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods ?? {}).map(([method, operation]) => ({ path, method, operation: operation as Operation })),
  );
  const tags = [...new Set(operations.flatMap(({ operation }) => operation.tags ?? []))];
  return (
    <>
      {raw('<!doctype html>')}
      <html lang="zh-CN">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>{info.title}</title>
          <style>{raw(PAGE_STYLE)}</style>
        </head>
        <body>
          <header>
            <h1>{info.title}</h1>
            {info.description?.split('\n\n').map((paragraph) => (
              <p>{paragraph}</p>
            ))}
            <p>
              机器可读 / Machine-readable: <a href="/openapi.json">/openapi.json</a> · 演示页面 / Demo page:{' '}
              <a href="/demo">/demo</a>
            </p>
          </header>
          <main>
            {tags.map((tag) => (
              <>
                <h2>{tag}</h2>
                {operations
                  .filter(({ operation }) => operation.tags?.includes(tag))
                  .map(({ path, method, operation }) => (
                    <OperationSection path={path} method={method} operation={operation} />
                  ))}
              </>
            ))}
            <h2>错误 / Problems</h2>
            <p>
              错误一律是 RFC 9457 problem+json,<code>code</code> 不会变。Errors are RFC 9457 problem details with a
              stable <code>code</code>.
            </p>
            <ul>
              {problems.map(({ code, status, title }) => (
                <li id={code}>
                  <code>{status}</code> <code>{code}</code> {title}
                </li>
              ))}
            </ul>
          </main>
        </body>
      </html>
    </>
  );
}
