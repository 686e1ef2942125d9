/** @jsxImportSource hono/jsx */
import { type Context, Hono } from 'hono';
import { CASES_PROBLEMS } from '../cases/cases.errors.ts';
import { openDatabase } from '../platform/database.ts';
import type { HonoEnv, PublicContent } from '../platform/http.ts';
import { Problem, type ProblemKind } from '../platform/problem.ts';
import type { Border } from './border.routes.ts';
import type { Fault, Posted } from './intake.contract.ts';
import type { LiteContent } from './lite.contract.ts';
import { LITE_PROBLEMS } from './lite.errors.ts';
import { capped, readPosted } from './posted.routes.ts';
import { show } from './shell.pages.tsx';
import { doneText, LookupPage, StatusPage, type TrackProps } from './track.pages.tsx';
import { type Act, readAct, readTyped, type Typed } from './track.rules.ts';
import { PLAIN } from './words.data.ts';

type FieldFault = Pick<Fault, 'field' | 'text'>;
/** What nobody knows the end of: the next try goes under the same key, so that it is there once. */
interface Trying {
  act: Act | 'photo';
  key: string;
}
type Status = 200 | 400 | 404 | 409 | 410 | 413 | 422 | 429 | 500 | 503;

/** Room for the form around the picture. */
const PHOTO_FORM_BYTES = 8 * 1024 * 1024 + 64 * 1024;
const SHOWN: readonly ProblemKind['status'][] = [400, 404, 409, 410, 413, 422, 429, 500, 503];
const statusOf = ({ kind }: Problem): Status => (SHOWN.includes(kind.status) ? (kind.status as Status) : 422);

export function trackRoutes(published: PublicContent<LiteContent>, border: Border) {
  const page = async (
    c: Context<HonoEnv>,
    title: string,
    children: Parameters<typeof show>[1]['children'],
    status: Status = 200,
    headers: Record<string, string> = {},
  ) => {
    const { dataset } = await published.current(openDatabase(c.env.DB), Date.now());
    return show(c, { title, township: '', dataset, children }, 'personal', status, headers);
  };

  const askAgain = (c: Context<HonoEnv>, { number, code }: Typed, faults: readonly FieldFault[], problem?: Problem) =>
    page(
      c,
      faults.length > 0 ? '请改：查进展' : '查进展',
      <LookupPage number={number} code={code} faults={faults} />,
      problem ? statusOf(problem) : faults.length > 0 ? 422 : 200,
      problem?.headers ?? {},
    );

  /** The case as it stands, or the form again; unknown numbers and wrong codes look the same. */
  const showCase = async (
    c: Context<HonoEnv>,
    typed: Typed,
    shown: Pick<TrackProps, 'done' | 'faults' | 'typing'>,
    trying: Trying | null = null,
    status: Status = 200,
    headers: Record<string, string> = {},
  ) => {
    try {
      const found = await border.lookUp(c, typed);
      const { number, code } = typed;
      const keyOf = (act: Act | 'photo') => (trying?.act === act ? trying.key : crypto.randomUUID());
      const children = <StatusPage status={found} number={number} code={code} keyOf={keyOf} {...shown} />;
      return page(c, shown.faults.length > 0 ? '请改：进度' : '进度', children, status, headers);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      return askAgain(c, typed, [{ field: 'number', text: PLAIN[error.kind.code] ?? error.kind.title }], error);
    }
  };

  /** Does something with a case and shows it after that; what was refused stays in its form. */
  const doing = async (
    c: Context<HonoEnv>,
    typed: Typed,
    trying: Trying,
    typing: TrackProps['typing'],
    run: (token: string) => Promise<string>,
  ) => {
    try {
      const { token } = await border.lookUp(c, typed);
      const done = await run(token);
      return showCase(c, typed, { done, faults: [], typing: {} });
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      const field = trying.act === 'photo' ? 'photo' : `${trying.act}-text`;
      const reasons = (error.details.errors ?? []).map(({ detail }) => detail);
      const text = [PLAIN[error.kind.code] ?? error.kind.title, ...reasons].join('');
      const again = error.kind.code === CASES_PROBLEMS.keyReused.code ? null : trying;
      return showCase(c, typed, { done: '', faults: [{ field, text }], typing }, again, statusOf(error), error.headers);
    }
  };

  const read = async (c: Context<HonoEnv>): Promise<{ posted: Posted; typed: Typed }> => {
    const posted = await readPosted(c);
    return { posted, typed: readTyped(posted) };
  };

  return new Hono<HonoEnv>()
    .get('/lite/track', (c) => askAgain(c, { number: '', code: '', faults: [] }, []))
    .post('/lite/track', capped(), async (c) => {
      const { typed } = await read(c);
      if (typed.faults.length > 0) return askAgain(c, typed, typed.faults);
      return showCase(c, typed, { done: '', faults: [], typing: {} });
    })
    .post('/lite/track/act', capped(), async (c) => {
      const { posted, typed } = await read(c);
      const asked = readAct(posted);
      if (asked === null) throw new Problem(LITE_PROBLEMS.brokenForm);
      if (typed.faults.length > 0) return askAgain(c, typed, typed.faults);
      if (!asked.ok) return showCase(c, typed, { done: '', faults: asked.faults, typing: asked.typing }, null, 422);
      const { act } = asked.asked;
      return doing(c, typed, { act, key: asked.key }, asked.typing, async (token) => {
        await border.act(c, typed.number, token, asked.asked, asked.key);
        return doneText(act);
      });
    })
    .post('/lite/track/photo', capped(LITE_PROBLEMS.photoTooBig, PHOTO_FORM_BYTES), async (c) => {
      const { posted, typed } = await read(c);
      if (typed.faults.length > 0) return askAgain(c, typed, typed.faults);
      const photo = (await c.req.parseBody())['photo'];
      if (!(photo instanceof File) || photo.size === 0)
        return showCase(
          c,
          typed,
          { done: '', faults: [{ field: 'photo', text: '请先选一张照片。' }], typing: {} },
          null,
          422,
        );
      const key = String([posted['key']].flat()[0] ?? '');
      return doing(c, typed, { act: 'photo', key }, {}, async (token) => {
        await border.attach(c, typed.number, token, photo, key);
        return '照片收到了。';
      });
    });
}
