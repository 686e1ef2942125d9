import { Hono } from 'hono';
import * as v from 'valibot';
import { type Dataset, pageSchema } from '../platform/dataset.contract.ts';
import {
  checked,
  cursorParameter,
  described,
  type HonoEnv,
  limitParameter,
  type PublicContent,
  pageOf,
  reply,
  townshipParameter,
} from '../platform/http.ts';
import { type Directory, departmentSchema, officeSchema, townshipSchema, villageSchema } from './directory.contract.ts';
import { DIRECTORY_PROBLEMS } from './directory.errors.ts';
import { isOpen, isTownship, isVillage, officeAnswer, townshipAnswer } from './directory.rules.ts';
import { findTownship } from './directory.usecases.ts';

const tag = '镇街和机构 / Directory';
const paging = { limit: limitParameter(100), cursor: cursorParameter };

export function directoryRoutes(published: PublicContent<{ directory: Directory; dataset: Dataset }>) {
  return new Hono<HonoEnv>()
    .get(
      '/townships',
      described({
        tag,
        example: '/api/v1/townships',
        summary: '16 个镇街 / The 16 townships',
        answer: pageSchema(townshipSchema),
      }),
      checked('query', paging),
      (c) => {
        const { limit, cursor } = c.req.valid('query');
        return reply(c, published, ({ directory, dataset }) => ({
          ...pageOf(directory.divisions.filter(isTownship).map(townshipAnswer), limit, cursor),
          dataset,
        }));
      },
    )
    .get(
      '/townships/:code/villages',
      described({
        tag,
        example: '/api/v1/townships/370883101/villages',
        summary: '一个镇街的村和社区 / Villages and communities of a township',
        answer: pageSchema(villageSchema),
        problems: [DIRECTORY_PROBLEMS.townshipNotFound],
      }),
      checked('param', { code: townshipParameter }),
      checked('query', paging),
      (c) => {
        const { code } = c.req.valid('param');
        const { limit, cursor } = c.req.valid('query');
        return reply(c, published, ({ directory, dataset }) => {
          const township = findTownship(directory, code);
          const villages = directory.divisions
            .filter((division) => division.parentCode === township.code && isVillage(division))
            .map(({ code: villageCode, name, kind }) => ({
              code: villageCode,
              name,
              kind,
              townshipCode: township.code,
            }));
          return { ...pageOf(villages, limit, cursor), dataset };
        });
      },
    )
    .get(
      '/departments',
      described({
        tag,
        example: '/api/v1/departments',
        summary: '市直部门 / Departments of the city',
        answer: pageSchema(departmentSchema),
      }),
      checked('query', paging),
      (c) => {
        const { limit, cursor } = c.req.valid('query');
        return reply(c, published, ({ directory, dataset }) => {
          const departments = directory.departments.map(({ code, name, kind, confidence, note }) => ({
            code,
            name,
            kind,
            confidence,
            note,
          }));
          return { ...pageOf(departments, limit, cursor), dataset };
        });
      },
    )
    .get(
      '/offices',
      described({
        tag,
        example: '/api/v1/offices?township=370883101',
        summary: '镇街的机构 / Offices, of one township or of all',
        answer: pageSchema(officeSchema),
        problems: [DIRECTORY_PROBLEMS.townshipNotFound],
      }),
      checked('query', { township: v.optional(townshipParameter), ...paging }),
      (c) => {
        const { township, limit, cursor } = c.req.valid('query');
        return reply(c, published, ({ directory, dataset }) => {
          if (township !== undefined) findTownship(directory, township);
          const offices = directory.offices
            .filter((office) => isOpen(office) && (township === undefined || office.townshipCode === township))
            .map((office) => ({ code: office.id, ...officeAnswer(office, directory) }));
          const page = pageOf(offices, limit, cursor);
          return { ...page, items: page.items.map(({ code: _code, ...office }) => office), dataset };
        });
      },
    );
}
