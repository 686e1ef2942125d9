/** Photographs of calls and operations: got as files, and handed in from the spot as bytes. */
import * as v from 'valibot';
import { CALLS_PROBLEMS } from '../calls/calls.errors.ts';
import { openCallPhoto } from '../calls/photos.usecases.ts';
import { typeOf } from '../cases/images.rules.ts';
import { FILE_BYTES } from '../cases/limits.data.ts';
import { OPERATIONS_PROBLEMS } from '../operations/operations.errors.ts';
import { openOperation } from '../operations/operations.usecases.ts';
import { openOperationPhoto, takeStep } from '../operations/steps.usecases.ts';
import { readCapped } from '../platform/body.ts';
import { checked, described, written } from '../platform/http.ts';
import { Problem } from '../platform/problem.ts';
import {
  type Ask,
  type Door,
  idParameter,
  keyOf,
  NO_STORE,
  type Programs,
  recordIdOf,
  refuseFaults,
  refuseStep,
  show,
  versionOf,
} from './door.routes.ts';
import { EXAMPLE_ID, EXAMPLE_UUID } from './examples.data.ts';
import { READ_PROBLEMS, STEP_HEADERS, STEP_PROBLEMS } from './headers.routes.ts';
import { operationSchema } from './operations.contract.ts';
import { operationAnswer } from './operations.mapping.ts';

const personal = 'program';
const TYPES = ['image/jpeg', 'image/png', 'image/webp'];
const photoParameter = { photo: written(/^[\w-]{22,36}$/, '照片的编号 / id of the photograph') };

/** Never shown, never kept, nothing in it runs. */
const asFile = (c: Ask, bytes: Uint8Array<ArrayBuffer>) => {
  const type = typeOf(bytes) ?? 'image/jpeg';
  return c.body(bytes, 200, {
    ...NO_STORE,
    'content-type': type,
    'content-disposition': `attachment; filename="photo.${type.slice('image/'.length)}"`,
    'content-security-policy': "default-src 'none'; sandbox",
    'cross-origin-resource-policy': 'same-origin',
  });
};

export function photosApiRoutes(api: Programs, door: Door): void {
  api.get(
    '/calls/:id/photos/:photo',
    door.opens('GET', '/calls/:id/photos/:photo', 'calls.read'),
    described({
      tag: '呼叫 / Calls',
      personal,
      summary: '呼叫里的一张照片 / A photograph of a call',
      example: `/api/v1/calls/${EXAMPLE_ID}/photos/0000000000000000000000`,
      answer: v.unknown(),
      bytes: TYPES,
      problems: [...READ_PROBLEMS, CALLS_PROBLEMS.notFound],
    }),
    checked('param', { ...idParameter, ...photoParameter }),
    async (c) => {
      const { id, photo } = c.req.valid('param');
      const { world, viewer } = await door.acting(c);
      const found = await openCallPhoto(world, viewer, recordIdOf(id), photo);
      if (found === null) throw new Problem(CALLS_PROBLEMS.notFound);
      return asFile(c, found.bytes);
    },
  );

  api.get(
    '/operations/:id/photos/:photo',
    door.opens('GET', '/operations/:id/photos/:photo', 'operations.take-part'),
    described({
      tag: '联合行动 / Operations',
      personal,
      summary: '行动里的一张照片 / A photograph of an operation',
      example: `/api/v1/operations/${EXAMPLE_ID}/photos/${EXAMPLE_UUID}`,
      answer: v.unknown(),
      bytes: TYPES,
      problems: [...READ_PROBLEMS, OPERATIONS_PROBLEMS.notFound],
    }),
    checked('param', { ...idParameter, ...photoParameter }),
    async (c) => {
      const { id, photo } = c.req.valid('param');
      const { world, eyes } = await door.acting(c);
      return asFile(c, await openOperationPhoto(world, eyes, recordIdOf(id), photo));
    },
  );

  api.post(
    '/operations/:id/photo',
    door.opens('POST', '/operations/:id/photo', 'operations.take-part'),
    described({
      tag: '联合行动 / Operations',
      personal,
      summary: '交一张现场照片，内容就是图片本身，最多 8 MB / Hand in a photograph: the body is the picture',
      example: `/api/v1/operations/${EXAMPLE_ID}/photo`,
      answer: operationSchema,
      body: { types: TYPES },
      headers: STEP_HEADERS,
      problems: [...STEP_PROBLEMS, OPERATIONS_PROBLEMS.notFound],
    }),
    checked('param', idParameter),
    async (c) => {
      const [once, version] = [keyOf(c), versionOf(c)];
      const id = recordIdOf(c.req.valid('param').id);
      const at = await door.acting(c);
      const { world, eyes, mayLead, content } = at;
      // Before the bytes are read: what is out of reach takes none.
      await openOperation(world, eyes, mayLead, id);
      const photo = await readCapped(c.req.raw, FILE_BYTES);
      const step = { action: 'photo', version, once, note: '', fields: {}, photo };
      const result = await takeStep(world, eyes, mayLead, id, step);
      if (result.kind === 'invalid') return refuseFaults(result.faults);
      const answer = operationAnswer(await openOperation(world, eyes, mayLead, id), content.directory);
      return result.kind === 'done' ? show(c, answer) : refuseStep(result.kind, answer);
    },
  );
}
