// Stands in for worker/index.ts until that exists.
export default { fetch: () => new Response(null, { status: 404 }) };
