/** What the API is measured against: the same bytes from a Hono route that does nothing else. */
import { Hono } from 'hono';

const headers = { 'content-type': 'application/json; charset=utf-8' };
let item = new Uint8Array();
let index = new Uint8Array();

export default new Hono()
  .get('/api/v1/items/:code', (c) => c.body(item, 200, headers))
  .get('/api/v1/items', (c) => c.body(index, 200, headers))
  // The bench hands the bytes in once: what ours has answered.
  .put('/api/v1/items/:code', async (c) => {
    item = new Uint8Array(await c.req.arrayBuffer());
    return c.body(null, 204);
  })
  .put('/api/v1/items', async (c) => {
    index = new Uint8Array(await c.req.arrayBuffer());
    return c.body(null, 204);
  });
