import { Hono } from 'hono';
import { normaliseText, readCapped } from '../platform/body.ts';
import { described, type HonoEnv } from '../platform/http.ts';
import { Problem } from '../platform/problem.ts';
import { attach, cleanName, readAttachment } from './attachments.usecases.ts';
import { CASES_PROBLEMS } from './cases.errors.ts';
import { caseOf, type Entrance, keyOf, orBusy, PERSONAL } from './entrance.routes.ts';
import { FILE_BYTES } from './limits.data.ts';
import { attachmentSchema } from './status.contract.ts';

const tag = '说事 / Cases';
const NAME_HEADER = 'x-file-name';

/** A photograph may hold anything: it is saved, never shown in our origin. */
const AS_FILE = {
  ...PERSONAL,
  'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
};

/** @throws URIError never: what is not percent-encoded is taken as it is */
function decoded(header: string): string {
  try {
    return decodeURIComponent(header);
  } catch {
    return header;
  }
}

export function filesRoutes(entrance: Entrance) {
  return new Hono<HonoEnv>()
    .post(
      '/cases/:receiptNumber/attachments',
      entrance.writes,
      described({
        tag,
        summary: '交一张照片 / Add a photograph',
        example: '/api/v1/cases/0000-0000/attachments',
        answer: attachmentSchema,
        body: { types: ['image/jpeg', 'image/png', 'image/webp'] },
        created: true,
        personal: 'bearer',
        headers: {
          'Idempotency-Key': 'UUID，重发时用同一个 / same for a retry',
          'X-File-Name': '文件名，百分号编码 / file name, percent-encoded',
        },
        problems: [
          CASES_PROBLEMS.keyMissing,
          CASES_PROBLEMS.tokenInvalid,
          CASES_PROBLEMS.notFound,
          CASES_PROBLEMS.notPossible,
          CASES_PROBLEMS.erased,
          CASES_PROBLEMS.fileTooLarge,
          CASES_PROBLEMS.fileRefused,
          CASES_PROBLEMS.filesFull,
          CASES_PROBLEMS.keyReused,
          CASES_PROBLEMS.tooMany,
          CASES_PROBLEMS.busy,
        ],
      }),
      async (c) => {
        const { id } = caseOf(c);
        const key = keyOf(c);
        const name = cleanName(normaliseText(decoded(c.req.header(NAME_HEADER) ?? '')));
        return orBusy(async () => {
          const world = await entrance.world(c);
          entrance.admit(c, world, 'uploads');
          const bytes = await readCapped(c.req.raw, FILE_BYTES).catch((error: unknown) => {
            if (!(error instanceof Problem)) throw error;
            throw new Problem(CASES_PROBLEMS.fileTooLarge, {
              limit: FILE_BYTES,
              errors: [{ pointer: '/file', detail: `“${name}”超过 8 MB。请把照片调小，或者截图再交。` }],
            });
          });
          return c.json(await attach(world, id, { name, bytes }, key), 201, PERSONAL);
        });
      },
    )
    .get(
      '/cases/:receiptNumber/attachments/:id',
      described({
        tag,
        summary: '取回一张照片 / Fetch a photograph',
        example: '/api/v1/cases/0000-0000/attachments/0',
        answer: attachmentSchema,
        bytes: ['image/jpeg', 'image/png', 'image/webp'],
        personal: 'bearer',
        problems: [CASES_PROBLEMS.tokenInvalid, CASES_PROBLEMS.fileMissing, CASES_PROBLEMS.erased],
      }),
      async (c) => {
        const { id } = caseOf(c);
        return orBusy(async () => {
          const { type, bytes } = await readAttachment(await entrance.world(c), id, c.req.param('id'));
          const disposition = `attachment; filename="photo.${type.slice('image/'.length)}"`;
          return c.body(bytes, 200, { ...AS_FILE, 'content-type': type, 'content-disposition': disposition });
        });
      },
    );
}
