// Segments: `/v1/sites/{site}/segments`.

import { createRoute } from '@hono/zod-openapi';
import {
  newSegment,
  segmentChange,
  segmentDetail,
  segmentLimits,
  segmentList,
  segmentPath,
} from '../../../schema/api/alerts/segment.ts';
import {
  changeSegment,
  findSegment,
  listSegments,
  makeSegment,
  removeSegment,
  type SegmentRefusal,
} from '../../flows/segments/segments.ts';
import type { SiteEnv } from '../../http/env.ts';
import { reject } from '../../http/rejection.ts';
import { apiRouter, json, jsonBody, orProblem, sitePath } from '../../http/router.ts';

const tags = ['Segments'];
const path = '/v1/sites/{site}/segments';
const onePath = '/v1/sites/{site}/segments/{segment}';
const params = sitePath.extend(segmentPath.shape);

/** Making, reading, changing and deleting segments. */
export const segmentRoutes = apiRouter<SiteEnv>();

segmentRoutes.openapi(
  createRoute({
    method: 'get',
    path,
    tags,
    summary: 'List segments',
    description:
      'The oldest first, each with its members now. To count them, the database reads a row for each member if the filters have an ' +
      'index (`status`, `grade`, `cell`, `identified`, `minScore`, `email`, `userId`, `company`, `seenSince`), else for each visitor.',
    request: { params: sitePath },
    responses: { 200: json(segmentList, 'The segments'), ...orProblem },
  }),
  async (c) => c.json({ data: await listSegments(c.env.DB, c.var.site, Date.now()) }, 200),
);

segmentRoutes.openapi(
  createRoute({
    method: 'post',
    path,
    tags,
    summary: 'Make a segment',
    description:
      `A named set of the list's filters, under a model. Its members are always current. At most ${segmentLimits.maxSegments} of a site. ` +
      'The list of visitors takes it as `segment`.',
    request: { params: sitePath, body: jsonBody(newSegment) },
    responses: { 201: json(segmentDetail, 'The segment'), ...orProblem },
  }),
  async (c) => {
    const by = { actor: c.var.actor.id, now: Date.now() };
    const result = await makeSegment(c.env.DB, c.var.site, { ...c.req.valid('json'), ...by });
    return result.kind === 'done' ? c.json(result.segment, 201) : refuse(result);
  },
);

segmentRoutes.openapi(
  createRoute({
    method: 'get',
    path: onePath,
    tags,
    summary: 'Read a segment',
    description: `With its members now, and on the last ${segmentLimits.maxHistoryDays} days.`,
    request: { params },
    responses: { 200: json(segmentDetail, 'The segment'), ...orProblem },
  }),
  async (c) => {
    const asked = { id: c.req.valid('param').segment, now: Date.now() };
    const found = await findSegment(c.env.DB, c.var.site, asked);
    return found ? c.json(found, 200) : reject({ code: 'not_found', what: 'segment' });
  },
);

segmentRoutes.openapi(
  createRoute({
    method: 'patch',
    path: onePath,
    tags,
    summary: 'Rename a segment, or replace its filters',
    description:
      'What is left out stays. `filters` replaces all filters; nobody is told who enters or leaves the segment by that.',
    request: { params, body: jsonBody(segmentChange) },
    responses: { 200: json(segmentDetail, 'The segment'), ...orProblem },
  }),
  async (c) => {
    const by = { actor: c.var.actor.id, now: Date.now() };
    const asked = { id: c.req.valid('param').segment, ...c.req.valid('json'), ...by };
    const result = await changeSegment(c.env.DB, c.var.site, asked);
    return result.kind === 'done' ? c.json(result.segment, 200) : refuse(result);
  },
);

segmentRoutes.openapi(
  createRoute({
    method: 'delete',
    path: onePath,
    tags,
    summary: 'Delete a segment',
    description: 'With its history. While a webhook has it: 409 `segment_in_use`.',
    request: { params },
    responses: { 204: { description: 'It is deleted' }, ...orProblem },
  }),
  async (c) => {
    const by = { actor: c.var.actor.id, now: Date.now() };
    const result = await removeSegment(c.env.DB, c.var.site, { id: c.req.valid('param').segment, ...by });
    return result.kind === 'removed' ? c.body(null, 204) : refuse(result);
  },
);

function refuse(refusal: SegmentRefusal) {
  switch (refusal.kind) {
    case 'invalid':
      return reject({ code: 'invalid_request', errors: refusal.errors });
    case 'not_found':
      return reject({ code: 'not_found', what: 'segment' });
    case 'taken': {
      const why = `There is a segment with the name ${JSON.stringify(refusal.name)}. Choose another name.`;
      return reject({ code: 'already_exists', why });
    }
    case 'too_many': {
      const why = `The site has ${segmentLimits.maxSegments} segments, which is the most. Delete one first.`;
      return reject({ code: 'conflict', why });
    }
    case 'in_use': {
      const why = `The webhook ${JSON.stringify(refusal.webhook)} is told about its members. Delete the webhook, or change its segment.`;
      return reject({ code: 'segment_in_use', why });
    }
  }
}
