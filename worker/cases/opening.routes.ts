/** The key that browsers seal drafts to, and the way back. */
import { Hono } from 'hono';
import { checkedBody } from '../platform/body.ts';
import { checked, described, type HonoEnv } from '../platform/http.ts';
import { readKeys } from '../platform/keys.ts';
import { CASES_PROBLEMS } from './cases.errors.ts';
import { intakeKeySchema, openedDraftSchema, sealedDraftSchema } from './drafts.contract.ts';
import { intakeKey, openDraft } from './drafts.usecases.ts';
import { type Entrance, orBusy, PERSONAL } from './entrance.routes.ts';
import { EXAMPLE_DRAFT } from './examples.data.ts';
import { BODY_BYTES } from './limits.data.ts';

const tag = '草稿 / Drafts';

export function openingRoutes(entrance: Entrance) {
  return new Hono<HonoEnv>()
    .get(
      '/intake-key',
      described({
        tag,
        summary: '封存草稿用的公钥 / Public key that drafts are sealed to',
        example: '/api/v1/intake-key',
        answer: intakeKeySchema,
        personal: 'open',
      }),
      checked('query', {}),
      (c) => c.json(intakeKey(readKeys(c.env)), 200, PERSONAL),
    )
    .post(
      '/drafts/open',
      described({
        tag,
        summary: '打开存在本机的草稿 / Open a draft that was sealed in a browser',
        example: '/api/v1/drafts/open',
        answer: openedDraftSchema,
        body: { schema: sealedDraftSchema, example: EXAMPLE_DRAFT },
        personal: 'open',
        problems: [CASES_PROBLEMS.draftExpired, CASES_PROBLEMS.draftForeign, CASES_PROBLEMS.tooMany],
      }),
      entrance.writes,
      checkedBody(sealedDraftSchema, BODY_BYTES),
      async (c) => {
        const { sealed } = c.req.valid('json');
        return orBusy(async () => {
          const world = await entrance.world(c);
          entrance.admit(c, world, 'otherWrites');
          return c.json(await openDraft(world.keys, sealed, world.now), 200, PERSONAL);
        });
      },
    );
}
